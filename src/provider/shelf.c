/* SPDX-License-Identifier: MIT */
#include "provider/shelf.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "provider/describe.h"
#include "util/buf.h"
#include "util/file.h"
#include "util/mem.h"
#include "util/text.h"

#define LIKE_MAX 8    /* files one above the other */
#define NAME_SHOWN 40 /* code points of a name that is none */

/* One that a file describes. */
struct entry {
	struct provider provider;
	char *name, *help, *file;
	struct json *description;
	struct entry *next;
};

struct shelf {
	char *folders[2]; /* the user's own goes first; NULL: none */
	struct entry *entries;
};

enum { OWN, SHIPPED };

struct shelf *shelf_of(const char *shipped, const char *own)
{
	struct shelf *shelf = xcalloc(1, sizeof *shelf);

	shelf->folders[OWN] = own ? xstrdup(own) : NULL;
	shelf->folders[SHIPPED] = shipped ? xstrdup(shipped) : NULL;
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

	shelf->folders[OWN] = config ? xasprintf("%s/providers", config) : NULL;
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
		free(entry->name);
		free(entry->help);
		free(entry->file);
		free(entry);
	}
	free(shelf->folders[OWN]);
	free(shelf->folders[SHIPPED]);
	free(shelf);
}

/* Returns new: the file's path, if it is there. */
static char *path_of(const struct shelf *shelf, int which, const char *name)
{
	char *path;

	if (!shelf->folders[which])
		return NULL;
	path = xasprintf("%s/%s.json", shelf->folders[which], name);
	if (access(path, F_OK) == 0)
		return path;
	free(path);
	return NULL;
}

static struct json *read_file(const char *path, struct err *err)
{
	struct buf text = {0};
	char *shown = text_path(path);
	struct json *json = NULL;

	if (file_read(AT_FDCWD, path, DESCRIPTION_BYTES_MAX, &text, err) == 0)
		json = description_parse(buf_str(&text), text.len, shown, err);
	buf_free(&text);
	free(shown);
	return json;
}

/* Returns new: the description of this name, those it is like under it. The user's
 * file may be like the shipped one of the same name. */
static struct json *load(const struct shelf *shelf, const char *name, int from, int depth,
			 char **file, struct err *err)
{
	char *path = from == OWN ? path_of(shelf, OWN, name) : NULL;
	int where = path ? OWN : SHIPPED;
	struct json *json, *under, *whole;
	const char *like;

	if (!path)
		path = path_of(shelf, SHIPPED, name);
	if (!path) {
		err_set(err, ERR_NOT_FOUND, "no provider “%s”", name);
		return NULL;
	}
	json = read_file(path, err);
	like = json_get_str(json, "like");
	if (file)
		*file = xstrdup(path);
	if (like && (!text_is_slug(like) || depth >= LIKE_MAX)) {
		err_set(err, ERR_INVALID,
			depth >= LIKE_MAX ? "%s: \"like\" leads round in a circle"
					  : "%s: \"like\" is not the name of a provider",
			path);
		json_free(json);
		json = NULL;
	} else if (like) {
		bool same = strcmp(like, name) == 0;

		under = load(shelf, like, same && where == OWN ? SHIPPED : OWN, depth + 1, NULL,
			     err);
		if (!under)
			err_prefix(err, "%s is like %s: ", path, like);
		whole = under ? description_over(under, json) : NULL;
		json_free(under);
		json_free(json);
		json = whole;
	}
	free(path);
	return json;
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
	add_folder(&names, shelf->folders[SHIPPED]);
	add_folder(&names, shelf->folders[OWN]);
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

/* A service that never costs anything, whichever its model. */
static bool is_free(const struct json *description)
{
	const struct json *models = json_get(description, "models");

	if (!json_len(models))
		return false;
	for (const struct json *model = json_first(models); model; model = json_next(model)) {
		const struct json *price = json_get(model, "price");

		if (!price && strcmp(json_name(model), "*") != 0)
			continue; /* it has that of "*" */
		if (json_get_num(price, "second") != 0 && json_get_num(price, "clip") != 0)
			return false;
	}
	return true;
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
	entry->next = shelf->entries;
	shelf->entries = entry;
	return &entry->provider;
}

const struct provider *shelf_find(struct shelf *shelf, const char *name, struct err *err)
{
	size_t count;
	const struct provider *rows = providers_built_in(&count);
	struct json *description;
	char *file = NULL;

	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].name, name) == 0)
			return &rows[i];
	for (const struct entry *entry = shelf->entries; entry; entry = entry->next)
		if (strcmp(entry->name, name) == 0)
			return &entry->provider;
	if (!text_is_slug(name)) {
		unknown(shelf, name, err);
		return NULL;
	}

	struct err why = {0};

	description = load(shelf, name, OWN, 0, &file, &why);
	if (description && description_complete(description, name, &why) == 0) {
		err_clear(&why);
		return add_entry(shelf, name, file, description);
	}
	if (!file)
		unknown(shelf, name, err);
	else
		err_move(err, &why);
	err_clear(&why);
	json_free(description);
	free(file);
	return NULL;
}
