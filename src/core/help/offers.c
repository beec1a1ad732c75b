/* SPDX-License-Identifier: MIT */
#include "core/help/offers.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/session/catalogs.h"
#include "core/tell/model_words.h"
#include "core/tell/setup.h"
#include "film/take.h"
#include "provider/describe.h"
#include "provider/shelf.h"
#include "util/file.h"
#include "util/mem.h"

#define FILES_MAX 2000
#define FOLDERS_DEEP 4
#define USED_MAX 200

/* Takes both. */
static void add(struct offers *out, char *word, char *note)
{
	GROW(out->items, out->count, out->room);
	out->items[out->count++] = (struct offer){word, note};
}

void offers_clear(struct offers *offers)
{
	for (size_t i = 0; i < offers->count; i++) {
		free(offers->items[i].word);
		free(offers->items[i].note);
	}
	free(offers->items);
	*offers = (struct offers){0};
}

static bool has(const struct offers *offers, const char *word)
{
	for (size_t i = 0; i < offers->count; i++)
		if (strcmp(offers->items[i].word, word) == 0)
			return true;
	return false;
}

static int by_word(const void *a, const void *b)
{
	return strcmp(((const struct offer *)a)->word, ((const struct offer *)b)->word);
}

/* Takes the descriptor. */
static void add_files(int dir, const char *path, int deep, struct offers *out)
{
	DIR *list = dir < 0 ? NULL : fdopendir(dir);
	struct dirent *entry;
	if (!list && dir >= 0)
		close(dir);
	while (list && (entry = readdir(list)) && out->count < FILES_MAX) {
		struct stat status;
		char *name = xasprintf("%s/%s", path, entry->d_name);
		if (entry->d_name[0] != '.' && file_is_inside(name) &&
		    fstatat(dirfd(list), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0) {
			if (S_ISREG(status.st_mode))
				add(out, xstrdup(name),
				    xasprintf("%lld kB",
					      (long long)(status.st_size + 1023) / 1024));
			else if (S_ISDIR(status.st_mode) && deep < FOLDERS_DEEP)
				add_files(openat(dirfd(list), entry->d_name,
						 O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC),
					  name, deep + 1, out);
		}
		free(name);
	}
	if (list)
		closedir(list);
}

static void add_refs(const struct session *session, struct offers *out)
{
	size_t before = out->count;
	add_files(
		openat(session->store.dir, "refs", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC),
		"refs", 0, out);
	if (out->count > before)
		qsort(out->items + before, out->count - before, sizeof *out->items, by_word);
}

static void add_frames(const struct film *film, const char *name, struct offers *out)
{
	size_t here = name ? film_index(film, name) : film->scene_count;
	if (here)
		add(out, xstrdup("previous"), xstrdup("the scene before, its last frame"));
	for (size_t i = 0; i < film->scene_count; i++) {
		const struct scene *scene = &film->scenes[i];
		if (i != here)
			add(out, xasprintf("%s/last", scene->id),
			    xasprintf("%zu  %s", i + 1, scene->title ? scene->title : ""));
	}
}

static void add_takes(const struct session *session, const char *scene, struct offers *out)
{
	struct take_list takes = {0};
	if (takes_load(session->store.dir, scene, &takes, NULL, NULL, NULL) == 0)
		for (size_t i = takes.count; i-- > 0;)
			add(out, xstrdup(takes.takes[i].name),
			    xasprintf("%.1f s  %s", takes.takes[i].seconds,
				      takes.takes[i].provider ? takes.takes[i].provider : ""));
	takes_clear(&takes);
}

/* Those that lack something come last, with what it is. */
static void add_providers(struct session *session, struct offers *out)
{
	struct shelf *shelf = session_shelf(session);
	struct setup *setups;
	char **names = setup_names(shelf, &setups);
	for (size_t i = 0; names[i]; i++) {
		const struct provider *provider = shelf_find(shelf, names[i], NULL);
		bool usable = setup_can_be_asked(setups[i].state);
		add(out, xstrdup(names[i]),
		    usable     ? xstrdup(provider->help)
		    : provider ? xasprintf("%s · %s", setups[i].text, provider->help)
			       : xstrdup(setups[i].text));
	}
	setup_names_free(names, setups);
}

/* Those the provider's file knows. */
static void add_models(struct session *session, const char *name, struct offers *out)
{
	const struct film *film = session->store.film;
	const struct scene *scene = name ? film_scene(film, name) : NULL;
	const char *made_by = scene ? scene_provider(film, scene) : film->provider;
	const struct provider *provider =
		made_by ? shelf_find(session_shelf(session), made_by, NULL) : NULL;
	if (made_by)
		catalog_want(session, made_by);
	const struct json *model =
		provider ? json_first(json_get(provider->description, "models")) : NULL;
	for (; model; model = json_next(model)) {
		const struct json *caps;
		struct json *wire;
		if (!json_name(model) || strcmp(json_name(model), "*") == 0)
			continue;
		wire = description_of_model(provider->description, json_name(model), &caps);
		add(out, xstrdup(json_name(model)), model_words(caps));
		json_free(wire);
	}
}

/* What other scenes say there. */
static void add_used(const struct film *film, const struct field *field, struct offers *out)
{
	for (size_t i = 0; i < film->scene_count && out->count < USED_MAX; i++) {
		char *typed = field_typed(field, &film->scenes[i]);
		if (typed && !has(out, typed))
			add(out, xstrdup(typed), NULL);
		free(typed);
	}
}

void offers_field(struct session *session, enum field_of of, const char *name,
		  const struct field *field, struct offers *out)
{
	const struct film *film = session->store.film;
	const char *const *choice = field->choices;
	for (; choice && *choice; choice++)
		add(out, xstrdup(*choice), NULL);
	bool is_frame = strcmp(field->name, "start") == 0 || strcmp(field->name, "end") == 0;
	if (of == OF_SCENE && is_frame) {
		add_frames(film, name, out);
		add_refs(session, out);
	} else if (strcmp(field->name, "picture") == 0 || strcmp(field->name, "music") == 0) {
		add_refs(session, out);
	} else if (strcmp(field->name, "provider") == 0) {
		add_providers(session, out);
	} else if (field->kind == FIELD_TAKE && name) {
		add_takes(session, name, out);
	} else if (strcmp(field->name, "model") == 0) {
		add_models(session, name, out);
	} else if (of == OF_SCENE &&
		   (strcmp(field->name, "group") == 0 || strcmp(field->name, "lens") == 0)) {
		add_used(film, field, out);
	} else if (strcmp(field->name, "transition") == 0) {
		add(out, xstrdup("cut"), NULL);
		add(out, xstrdup("dissolve 0.5 s"), NULL);
		add(out, xstrdup("dissolve 1 s"), NULL);
	}
}

void offers_cast(const struct film *film, struct offers *out)
{
	for (size_t i = 0; i < film->cast_count; i++) {
		const struct cast_member *member = &film->cast[i];
		const struct json *state = json_first(member->states);
		add(out, xstrdup(member->name), member->looks ? xstrdup(member->looks) : NULL);
		for (; state; state = json_next(state))
			add(out, xasprintf("%s:%s", member->name, json_name(state)),
			    xstrdup(json_str(state) ? json_str(state) : ""));
	}
}
