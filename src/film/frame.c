/* SPDX-License-Identifier: MIT */
#include "film/frame.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "util/mem.h"
#include "util/text.h"

char *frame_scene(const char *text, double *seconds)
{
	const char *mark = strpbrk(text, "/@");
	char *end = NULL;
	if (!mark)
		return NULL;
	if (*mark == '/') {
		*seconds = NAN;
		if (strcmp(mark, "/last") != 0)
			return NULL;
	} else {
		if (!mark[1] || mark[1 + strspn(mark + 1, "0123456789.")])
			return NULL;
		*seconds = strtod(mark + 1, &end);
		if (*end)
			return NULL;
	}
	char *scene = xstrndup(text, (size_t)(mark - text));
	if (text_is_slug(scene) && strcmp(scene, "previous") != 0)
		return scene;
	free(scene);
	return NULL;
}

static size_t position(const struct film *film, const struct scene *scene)
{
	if (scene >= film->scenes && scene < film->scenes + film->scene_count)
		return (size_t)(scene - film->scenes);
	return film_index(film, scene->id);
}

const struct scene *frame_upstream(const struct film *film, const struct scene *scene,
				   const char *text, double *seconds)
{
	*seconds = NAN;
	if (strcmp(text, "previous") == 0) {
		size_t at = position(film, scene);
		return at > 0 && at < film->scene_count ? &film->scenes[at - 1] : NULL;
	}
	char *id = frame_scene(text, seconds);
	const struct scene *found = id ? film_scene(film, id) : NULL;
	free(id);
	return found;
}
