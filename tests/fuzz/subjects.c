/* SPDX-License-Identifier: MIT */
#include "subjects.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "provider/fit.h"
#include "provider/shelf.h"
#include "util/file.h"
#include "util/mem.h"
#include "source.h"

static struct subjects subjects;
static struct shelf *shelf; /* held to the end, for what borrows from it */

static char *folder(const char *name)
{
	const char *top = getenv("top_srcdir");

	return xasprintf("%s/%s", top ? top : ".", name);
}

static int is_json(const struct dirent *entry)
{
	size_t bytes = strlen(entry->d_name);

	return bytes > 5 && strcmp(entry->d_name + bytes - 5, ".json") == 0;
}

/* Each file's text, in the order of their names. */
static char **read_all(const char *place, size_t *count)
{
	char *path = folder(place);
	struct dirent **list;
	int found = scandir(path, &list, is_json, alphasort);
	char **texts = xcalloc((size_t)(found > 0 ? found : 0) + 1, sizeof *texts);

	HOLDS(found > 0, "nothing lies in %s", path);
	for (int i = 0; i < found; i++) {
		char *file = xasprintf("%s/%s", path, list[i]->d_name);
		struct buf text = {0};

		HOLDS(file_read(AT_FDCWD, file, 1u << 24, &text, NULL) == 0, "%s", file);
		texts[i] = buf_take(&text);
		free(file);
		free(list[i]);
	}
	free(list);
	free(path);
	*count = (size_t)found;
	return texts;
}

static void add_reply(const struct json *body)
{
	static size_t room;

	if (!body)
		return;
	GROW(subjects.replies, subjects.reply_count, room);
	subjects.replies[subjects.reply_count++] =
		json_str(body) ? xstrdup(json_str(body)) : json_text(body);
}

static void read_replies(void)
{
	size_t count;
	char **texts = read_all("tests/wire/talks", &count);

	for (size_t i = 0; i < count; i++) {
		struct json *json = json_parse(texts[i], strlen(texts[i]), 1u << 24, "", NULL);

		for (const struct json *talk = json_first(json); talk; talk = json_next(talk))
			for (const struct json *move = json_first(json_get(talk, "talk")); move;
			     move = json_next(move))
				add_reply(json_get(json_get(move, "reply"), "body"));
		json_free(json);
		free(texts[i]);
	}
	free(texts);
}

struct json *subject_recipe(const struct subject *subject, unsigned bits)
{
	static const char common[] = "{\"compiled\":\"a kitten\",\"fps\":24,\"seed\":7}";
	static const struct {
		const char *name, *value;
	} more[] = {
		{"start", "{\"file\":\"a.png\"}"},
		{"end", "{\"file\":\"z.png\"}"},
		{"cast", "[{\"name\":\"kitten\",\"picture\":{\"file\":\"k.png\"}}]"},
		{"avoid", "\"text, {braces} and \\\"quotes\\\"\""},
		{"options", "{\"id\":\"x\",\"prompt\":null,\"a\":{\"b\":[1,2]}}"},
	};
	struct json *recipe = json_parse(common, sizeof common - 1, sizeof common, "", NULL);

	json_set_str(recipe, "model", subject->model);
	json_set_str(recipe, "size", subject->size);
	json_set_num(recipe, "seconds", subject->seconds);
	for (size_t i = 0; i < LENGTH(more); i++)
		if (bits & 1u << i)
			json_set(recipe, more[i].name,
				 json_parse(more[i].value, strlen(more[i].value), 1000, "", NULL));
	return recipe;
}

static bool fits(const struct subject *subject, unsigned bits)
{
	struct json *recipe = subject_recipe(subject, bits);
	struct fit fit;
	struct err err = {0};
	bool made = fit_recipe(subject->provider, recipe, false, "ref", &fit, &err) == 0;

	if (made)
		fit_clear(&fit);
	err_clear(&err);
	json_free(recipe);
	return made;
}

/* Every model makes something of these. */
static void add_subject(const struct provider *provider, const char *model)
{
	static const char *const sizes[] = {"1280x720", "1920x1080", "1366x768"};
	static const double lengths[] = {5, 6, 8, 4, 10};
	static size_t room;

	for (size_t i = 0; i < LENGTH(sizes) * LENGTH(lengths); i++) {
		struct subject subject = {provider, strcmp(model, "*") == 0 ? "some/model" : model,
					  sizes[i % LENGTH(sizes)], lengths[i / LENGTH(sizes)]};

		if (!fits(&subject, 0) && !fits(&subject, 1))
			continue;
		GROW(subjects.items, subjects.count, room);
		subjects.items[subjects.count++] = subject;
		return;
	}
	HOLDS(false, "%s: %s makes nothing", provider->name, model);
}

const struct subjects *subjects_read(void)
{
	char *place = folder("providers"), **names;

	shelf = shelf_of(place, NULL);
	names = shelf_names(shelf);
	for (size_t i = 0; names[i]; i++) {
		struct err err = {0};
		const struct provider *provider = shelf_find(shelf, names[i], &err);

		HOLDS(provider, "%s", err_text(&err));
		if (!json_get(provider->description, "create"))
			continue; /* drawn here, or made by a program */
		for (const struct json *model =
			     json_first(json_get(provider->description, "models"));
		     model; model = json_next(model))
			if (!json_get(provider->description, "graph") ||
			    json_get(model, "workflow"))
				add_subject(provider, json_name(model));
	}
	shelf_names_free(names);
	free(place);
	read_replies();
	subjects.files = read_all("providers", &subjects.file_count);
	subjects.graphs = read_all("providers/workflows", &subjects.graph_count);
	return &subjects;
}
