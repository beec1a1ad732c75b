/* SPDX-License-Identifier: MIT */
#include "provider/shelf.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "provider/catalog.h"
#include "provider/describe.h"
#include "provider/workflow.h"
#include "util/buf.h"
#include "util/clock.h"
#include "util/file.h"
#include "util/mem.h"
#include "util/text.h"

#define NAME_SHOWN 40 /* code points of a name that is none */

/* One that a file describes. */
struct entry {
	struct provider provider;
	char *name, *help, *file;
	struct json *description;
	struct json *plain; /* without what its catalog says; NULL: it has none */
	struct json **old;  /* descriptions that may still be borrowed */
	size_t old_count, old_room;
	struct entry *next;
};

struct shelf {
	char *folders[FOLDERS]; /* NULL: none */
	struct entry *entries;
};

struct shelf *shelf_of(const char *shipped, const char *own)
{
	struct shelf *shelf = xcalloc(1, sizeof *shelf);

	shelf->folders[FOLDER_OWN] = own ? xstrdup(own) : NULL;
	shelf->folders[FOLDER_SHIPPED] = shipped ? xstrdup(shipped) : NULL;
	return shelf;
}

struct shelf *shelf_shipped(void)
{
	char *data = file_data_home(), *shipped = xasprintf("%s/providers", data);
	struct shelf *shelf = shelf_of(shipped, NULL);

	free(data);
	free(shipped);
	return shelf;
}

struct shelf *shelf_new(void)
{
	struct shelf *shelf = shelf_shipped();
	char *config = file_config_home();

	shelf->folders[FOLDER_OWN] = config ? xasprintf("%s/providers", config) : NULL;
	free(config);
	return shelf;
}

void shelf_free(struct shelf *shelf)
{
	if (!shelf)
		return;
	for (struct entry *entry; (entry = shelf->entries);) {
		shelf->entries = entry->next;
		json_free(entry->description);
		json_free(entry->plain);
		for (size_t i = 0; i < entry->old_count; i++)
			json_free(entry->old[i]);
		free(entry->old);
		free(entry->name);
		free(entry->help);
		free(entry->file);
		free(entry);
	}
	free(shelf->folders[FOLDER_OWN]);
	free(shelf->folders[FOLDER_SHIPPED]);
	free(shelf);
}

/* The name of a file as a provider's: "fal" of "fal.json"; returns new, NULL for
 * another file. */
static char *name_of(const char *file)
{
	size_t bytes = strlen(file);
	char *name;

	if (bytes < 6 || strcmp(file + bytes - 5, ".json") != 0)
		return NULL;
	name = xstrndup(file, bytes - 5);
	if (text_is_slug(name))
		return name;
	free(name);
	return NULL;
}

struct names {
	char **items;
	size_t count, room;
};

static void add_name(struct names *names, char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->items[i], name) == 0) {
			free(name);
			return;
		}
	GROW(names->items, names->count, names->room);
	names->items[names->count++] = name;
}

static void add_folder(struct names *names, const char *folder)
{
	DIR *dir = folder ? opendir(folder) : NULL;

	for (struct dirent *entry; dir && (entry = readdir(dir));) {
		char *name = name_of(entry->d_name);

		if (name)
			add_name(names, name);
	}
	if (dir)
		closedir(dir);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

char **shelf_names(const struct shelf *shelf)
{
	struct names names = {0};
	size_t count;
	const struct provider *rows = providers_built_in(&count);

	for (size_t i = 0; i < count; i++)
		add_name(&names, xstrdup(rows[i].name));
	add_folder(&names, shelf->folders[FOLDER_SHIPPED]);
	add_folder(&names, shelf->folders[FOLDER_OWN]);
	if (names.count > count)
		qsort(names.items + count, names.count - count, sizeof *names.items, by_name);
	GROW(names.items, names.count, names.room);
	names.items[names.count] = NULL;
	return names.items;
}

void shelf_names_free(char **names)
{
	for (size_t i = 0; names && names[i]; i++)
		free(names[i]);
	free(names);
}

static int unknown(const struct shelf *shelf, const char *name, struct err *err)
{
	struct buf known = {0};
	char *shown = text_clean(name, false, NAME_SHOWN), **names = shelf_names(shelf);

	for (size_t i = 0; names[i]; i++)
		buf_addf(&known, "%s%s", i ? ", " : "", names[i]);
	err_set(err, ERR_INVALID, "no provider “%s”; known here: %s", shown, buf_str(&known));
	shelf_names_free(names);
	free(shown);
	buf_free(&known);
	return -1;
}

/* A price of nothing; one that is told in part is for the other models. */
static bool is_nothing(const struct json *price, bool whole)
{
	static const char *const parts[] = {"second", "clip"};
	const struct json *lists[] = {json_get(price, "by_resolution"), json_get(price, "by_clip")};
	bool told = !whole;

	for (size_t i = 0; i < LENGTH(parts); i++) {
		double amount = json_get_num(price, parts[i]);

		if (amount > 0)
			return false;
		told |= amount == 0;
	}
	for (size_t i = 0; i < LENGTH(lists); i++)
		for (const struct json *row = json_first(lists[i]); row; row = json_next(row))
			if (json_num(row) > 0)
				return false;
	return told;
}

/* One that never costs anything, whichever its model. */
static bool is_free(const struct json *description)
{
	const struct json *models = json_get(description, "models");
	bool any = is_nothing(json_get(json_get(models, "*"), "price"), true);

	if (!json_len(models))
		return false;
	for (const struct json *model = json_first(models); model; model = json_next(model))
		if (!is_nothing(json_get(model, "price"), !any))
			return false;
	return true;
}

static const char *base_of(const struct json *description)
{
	const struct json *base = json_get(description, "base");

	return json_str(base) ? json_str(base) : json_str(json_first(base));
}

/* Lays its file over the models its service listed, if that is kept. */
static void list(struct entry *entry)
{
	struct json *under = json_new_object(), *models;

	if (!entry->plain)
		entry->plain = json_copy(entry->description);
	models = catalog_load(entry->name, base_of(entry->plain), &entry->provider.listed);
	if (models) {
		json_set(under, "models", models);
		GROW(entry->old, entry->old_count, entry->old_room);
		entry->old[entry->old_count++] = entry->description;
		entry->description = description_over(under, entry->plain);
		entry->provider.description = entry->description;
	}
	json_free(under);
}

static struct entry *find_entry(const struct shelf *shelf, const char *name)
{
	struct entry *entry = shelf->entries;

	while (entry && strcmp(entry->name, name) != 0)
		entry = entry->next;
	return entry;
}

int shelf_take_catalog(struct shelf *shelf, const char *name, const struct json *reply,
		       struct err *err)
{
	struct entry *entry = find_entry(shelf, name);
	char day[CLOCK_TEXT_SIZE];
	struct json *models;
	int result;

	if (!entry || !entry->plain)
		return err_set(err, ERR_INVALID, "“%s” has no catalog", name);
	clock_text(clock_now(), day);
	day[strcspn(day, "T")] = '\0';
	models = catalog_models(json_get(entry->plain, "catalog"), reply, day, err);
	if (!models)
		return -1;
	result = catalog_save(name, base_of(entry->plain), models, clock_now(), err);
	if (result == 0)
		list(entry);
	json_free(models);
	return result;
}

static const struct provider *add_entry(struct shelf *shelf, const char *name, char *file,
					struct json *description)
{
	struct entry *entry = xcalloc(1, sizeof *entry);
	const char *help = json_get_str(description, "help");

	entry->name = xstrdup(name);
	entry->help = xstrdup(help ? help : "");
	entry->file = file;
	entry->description = description;
	entry->provider = (struct provider){
		.name = entry->name,
		.help = entry->help,
		.free = is_free(description),
		.description = description,
		.file = file,
	};
	if (json_get(description, "catalog"))
		list(entry);
	entry->next = shelf->entries;
	shelf->entries = entry;
	return &entry->provider;
}

/* Returns new: all of its files in one, with its graphs; NULL for one that won't do. */
static struct json *whole_of(const struct shelf *shelf, const struct layers *layers,
			     struct err *err)
{
	struct json *whole = layers_merge(layers);
	struct err why = {0};
	struct buf at = {0};

	if (workflow_load(whole, shelf->folders, &at, &why) < 0 ||
	    description_complete(whole, &at, &why) < 0) {
		layers_err(layers, buf_str(&at), &why, err);
		json_free(whole);
		whole = NULL;
	}
	buf_free(&at);
	err_clear(&why);
	return whole;
}

const struct provider *shelf_find(struct shelf *shelf, const char *name, struct err *err)
{
	size_t count;
	const struct provider *rows = providers_built_in(&count);
	const struct entry *entry;

	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].name, name) == 0)
			return &rows[i];
	if ((entry = find_entry(shelf, name)))
		return &entry->provider;
	if (!text_is_slug(name)) {
		unknown(shelf, name, err);
		return NULL;
	}

	struct err why = {0};
	struct layers layers;
	struct json *whole = NULL;
	const struct provider *found = NULL;

	if (layers_load(shelf->folders, name, &layers, &why) == 0)
		whole = whole_of(shelf, &layers, &why);
	if (whole)
		found = add_entry(shelf, name, xstrdup(layers.items[0].path), whole);
	else if (!layers.count)
		unknown(shelf, name, err);
	else
		err_move(err, &why);
	err_clear(&why);
	layers_clear(&layers);
	return found;
}

int shelf_layers(const struct shelf *shelf, const char *name, struct layers *out, struct err *err)
{
	return layers_load(shelf->folders, name, out, err);
}
