/* SPDX-License-Identifier: MIT */
#include "media/places.h"

#include <fontconfig/fontconfig.h>
#include <stdlib.h>

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
	char *data = file_data_home();
	add(&list, xasprintf("%s/lexicon", data));
	free(data);
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
