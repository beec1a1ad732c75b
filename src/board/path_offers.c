/* SPDX-License-Identifier: MIT */
#include "board/path_offers.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "util/mem.h"
#include "util/text.h"

#define PATHS_MAX 200

/* Returns new: the folder to look in; "~" is the home. */
static char *folder_of(const char *typed, size_t bytes)
{
	const char *home = getenv("HOME");

	if (!bytes)
		return xstrdup(".");
	if (typed[0] == '~' && typed[1] == '/' && home)
		return xasprintf("%s%.*s", home, (int)bytes - 1, typed + 1);
	return xstrndup(typed, bytes);
}

/* An entry of the folder; its name is owned. */
struct entry {
	char *name;
	unsigned char type;
};

struct entries {
	struct entry *items;
	size_t count, room;
};

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

static bool is_folder(const char *folder, const struct entry *entry)
{
	char *path;
	struct stat there;
	bool is;

	if (entry->type != DT_LNK && entry->type != DT_UNKNOWN)
		return entry->type == DT_DIR;
	path = xasprintf("%s/%s", folder, entry->name);
	is = stat(path, &there) == 0 && S_ISDIR(there.st_mode);
	free(path);
	return is;
}

static bool fits(const char *name, const char *beginning)
{
	return strncmp(name, beginning, strlen(beginning)) == 0 &&
	       (name[0] != '.' || beginning[0] == '.') && strcmp(name, ".") != 0 &&
	       strcmp(name, "..") != 0 && text_is_utf8(name, strlen(name));
}

/* Only what fits is kept and sorted: the folder may be a large one. */
static void read_folder(const char *folder, const char *beginning, struct entries *out)
{
	DIR *dir = opendir(folder);
	const struct dirent *found;

	while (dir && (found = readdir(dir))) {
		if (!fits(found->d_name, beginning))
			continue;
		GROW(out->items, out->count, out->room);
		out->items[out->count++] = (struct entry){xstrdup(found->d_name), found->d_type};
	}
	if (dir)
		closedir(dir);
	if (out->count)
		qsort(out->items, out->count, sizeof *out->items, by_name);
}

void path_offers(struct completion *completion, const char *typed)
{
	const char *slash = strrchr(typed, '/');
	size_t bytes = slash ? (size_t)(slash + 1 - typed) : 0;
	char *folder = folder_of(typed, bytes);
	struct entries entries = {0};

	read_folder(folder, typed + bytes, &entries);
	for (size_t i = 0; i < entries.count; i++) {
		const struct entry *entry = &entries.items[i];
		bool is_dir = completion->count < PATHS_MAX && is_folder(folder, entry);

		if (completion->count < PATHS_MAX && (is_dir || completion->files)) {
			GROW(completion->items, completion->count, completion->room);
			completion->items[completion->count++] = (struct candidate){
				.word = xasprintf("%.*s%s%s", (int)bytes, typed, entry->name,
						  is_dir ? "/" : ""),
				.help = xstrdup(""),
				.goes_on = is_dir,
			};
		}
		free(entry->name);
	}
	free(entries.items);
	free(folder);
}
