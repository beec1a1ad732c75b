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

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static bool is_folder(const char *folder, const char *name)
{
	char *path = xasprintf("%s/%s", folder, name);
	struct stat there;
	bool is = stat(path, &there) == 0 && S_ISDIR(there.st_mode);

	free(path);
	return is;
}

void path_offers(struct completion *completion, const char *typed)
{
	const char *slash = strrchr(typed, '/');
	size_t bytes = slash ? (size_t)(slash + 1 - typed) : 0, length = strlen(typed + bytes);
	char *folder = folder_of(typed, bytes);
	struct dirent **entries = NULL;
	int count = scandir(folder, &entries, NULL, by_name);

	for (int i = 0; i < count; i++) {
		const char *name = entries[i]->d_name;
		bool fits = strncmp(name, typed + bytes, length) == 0 &&
			    (name[0] != '.' || typed[bytes] == '.') && strcmp(name, ".") != 0 &&
			    strcmp(name, "..") != 0 && text_is_utf8(name, strlen(name));
		bool is_dir = fits && completion->count < PATHS_MAX && is_folder(folder, name);

		if (fits && completion->count < PATHS_MAX && (is_dir || completion->files)) {
			GROW(completion->items, completion->count, completion->room);
			completion->items[completion->count++] = (struct candidate){
				.word = xasprintf("%.*s%s%s", (int)bytes, typed, name,
						  is_dir ? "/" : ""),
				.help = xstrdup(""),
				.goes_on = is_dir,
			};
		}
		free(entries[i]);
	}
	free(entries);
	free(folder);
}
