/* SPDX-License-Identifier: MIT */
#include "core/tell/takes.h"

#include <math.h>
#include <string.h>

#include "film/frame.h"
#include "util/mem.h"

enum style scene_style(enum scene_state state)
{
	static const enum style styles[] = {
		[SCENE_MISSING] = STYLE_BAD,
		[SCENE_STALE] = STYLE_WARN,
		[SCENE_CURRENT] = STYLE_GOOD,
	};

	return styles[state];
}

bool take_is_circled(const struct scene *scene, const struct take *take)
{
	return scene->circled && strcmp(scene->circled, take->name) == 0;
}

bool take_fits(const struct film *film, const struct scene *scene, const struct take *take)
{
	char digest[DIGEST_SIZE];

	if (!take->intent)
		return false;
	scene_intent_digest(film, scene, digest);
	return strcmp(digest, take->intent) == 0;
}

const char *take_state_word(const struct film *film, const struct scene *scene,
			    const struct take *take)
{
	if (!take->intent)
		return "imported";
	return take_fits(film, scene, take) ? "current" : "stale";
}

double take_seed(const struct take *take)
{
	return json_get_num(json_get(take->json, "recipe"), "seed");
}

const struct take *takes_fitting(const struct film *film, const struct scene *scene,
				 const struct take_list *takes)
{
	for (size_t i = takes->count; i > 0; i--)
		if (take_fits(film, scene, &takes->takes[i - 1]))
			return &takes->takes[i - 1];
	return NULL;
}

const struct take *take_to_show(const struct scene *scene, const struct take_list *takes)
{
	const struct take *circled = takes_find(takes, scene->circled);

	if (circled || !takes->count)
		return circled;
	return &takes->takes[takes->count - 1];
}

size_t scene_upstream(const struct film *film, const struct scene *scene,
		      const struct scene *out[2])
{
	const struct json *const frames[] = {scene->start, scene->end};
	size_t count = 0;

	for (size_t i = 0; i < LENGTH(frames); i++) {
		const char *text = json_str(frames[i]);
		double seconds;

		out[count] = text ? frame_upstream(film, scene, text, &seconds) : NULL;
		count += out[count] != NULL && out[count] != scene;
	}
	return count;
}
