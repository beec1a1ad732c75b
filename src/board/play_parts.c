/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "board/play_private.h"
#include "cut/plan.h"
#include "film/span.h"
#include "util/mem.h"

#define LOOK_MS 200 /* at scenes whose takes are not known yet */

static struct part *add(struct part_list *parts, const struct film *film, const struct scene *scene)
{
	struct part *part;

	GROW(parts->items, parts->count, parts->room);
	part = &parts->items[parts->count++];
	*part = (struct part){
		.title = xasprintf("%zu  %s", (size_t)(scene - film->scenes) + 1,
				   scene->title ? scene->title : scene->id),
		.start = parts->seconds,
	};
	return part;
}

/* As long as it would be in the cut. */
static void add_view(struct part *part, const struct film *film, const struct scene *scene,
		     const char *take, const char *clip, double seconds)
{
	struct span span = scene_span(film_rate(film), film, scene, take, seconds);

	part->seconds = fmax(part->seconds, span.out - span.in);
	if (!take)
		return;
	part->views[part->count++] = (struct view){xstrdup(clip), span.in, span.out};
	free(part->take);
	part->take = part->count == 1 ? xstrdup(take) : NULL;
}

static void add_take(struct part *part, const struct film *film, const struct scene *scene,
		     const struct take *take)
{
	add_view(part, film, scene, take->name, take->clip, take->seconds);
}

void parts_of_scene(struct part_list *parts, struct board *board, const struct scene *scene,
		    const struct take *beside)
{
	const struct film *film = board_film(board);
	const struct take *take = inspector_take(&board->cards->inspector, scene);
	const struct glance *glance = overview_scene(board->overview, scene->id);
	struct part *part;

	if (!take && !glance->take)
		return;
	part = add(parts, film, scene);
	if (take && beside && beside < take) /* as they stand side by side */
		add_take(part, film, scene, beside);
	if (take)
		add_take(part, film, scene, take);
	if (take && beside && beside > take)
		add_take(part, film, scene, beside);
	if (!take)
		add_view(part, film, scene, glance->take, glance->clip, glance->seconds);
	parts->seconds += part->seconds;
}

void parts_of_cut(struct part_list *parts, struct board *board)
{
	const struct film *film = board_film(board);

	overview_step(board->overview, LOOK_MS, NULL);
	for (size_t i = 0; i < film->scene_count; i++) {
		const struct scene *scene = &film->scenes[i];
		const struct glance *glance = overview_scene(board->overview, scene->id);
		struct part *part = add(parts, film, scene);
		bool is_there = glance->known && glance->take && glance->is_circled;

		add_view(part, film, scene, is_there ? glance->take : NULL, glance->clip,
			 glance->seconds);
		parts->seconds += part->seconds;
	}
}

size_t parts_at(const struct part_list *parts, double at)
{
	size_t low = 0, high = parts->count;

	while (high - low > 1) {
		size_t middle = (low + high) / 2;

		if (parts->items[middle].start <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

void parts_free(struct part_list *parts)
{
	for (size_t i = 0; i < parts->count; i++) {
		struct part *part = &parts->items[i];

		for (int k = 0; k < part->count; k++)
			free(part->views[k].clip);
		free(part->title);
		free(part->take);
	}
	free(parts->items);
	*parts = (struct part_list){0};
}
