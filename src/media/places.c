/* SPDX-License-Identifier: MIT */
#include "media/places.h"

#include <fontconfig/fontconfig.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/file.h"
#include "util/mem.h"

struct list {
	char **paths;
	size_t count, room;
};

static char *place(const char *variable, const char *otherwise)
{
	const char *set = getenv(variable);
	return xstrdup(set && *set ? set : otherwise);
}

/* Returns new: in a build tree, our data beside the program; else NULL. */
static char *built_data(void)
{
	char self[PATH_MAX];
	ssize_t bytes = readlink("/proc/self/exe", self, sizeof self - 1);
	if (bytes <= 0)
		return NULL;
	self[bytes] = '\0';
	char *beside = xasprintf("%.*s/data", (int)(strrchr(self, '/') - self), self);
	char *data = realpath(beside, NULL);
	free(beside);
	return data;
}

char *places_data(void)
{
	char *built = built_data();
	char *data = place("SCENETTY_DATA", built ? built : DATADIR);
	free(built);
	return data;
}

char *places_cldr(void)
{
	return place("SCENETTY_CLDR", CLDR_DIR);
}

char *places_words(void)
{
	char *config = file_config_home();
	char *words = xasprintf("%s/lexicon", config);
	free(config);
	return words;
}

static void add(struct list *list, char *path)
{
	GROW(list->paths, list->count, list->room);
	list->paths[list->count++] = path;
}

static void add_fonts(struct list *list, FcStrList *paths)
{
	const FcChar8 *path;
	while (paths && (path = FcStrListNext(paths)))
		add(list, xstrdup((const char *)path));
	if (paths)
		FcStrListDone(paths);
}

char **places_readable(void)
{
	struct list list = {0};
	add(&list, places_data());
	add(&list, places_cldr());
	add(&list, places_words());
	if (FcInit()) {
		add_fonts(&list, FcConfigGetFontDirs(NULL));
		add_fonts(&list, FcConfigGetCacheDirs(NULL));
		add_fonts(&list, FcConfigGetConfigDirs(NULL));
	}
	add(&list, NULL);
	return list.paths;
}

void places_free(char **places)
{
	for (char **path = places; path && *path; path++)
		free(*path);
	free(places);
}
