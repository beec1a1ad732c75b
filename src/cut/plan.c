/* SPDX-License-Identifier: MIT */
#include "cut/plan.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "film/span.h"
#include "util/mem.h"

static void part_make(struct cut_part *part, struct film_rate rate, const struct film *film,
		      const struct scene *scene, const struct take_list *takes)
{
	const struct take *take = takes_find(takes, scene->circled);
	struct span span =
		scene_span(rate, film, scene, take ? take->name : NULL, take ? take->seconds : 0);
	*part = (struct cut_part){
		.scene = scene->id, .in = span.in, .out = span.out, .frames = span.frames};
	if (take) {
		part->take = take->name;
		part->clip = take->clip;
		part->clip_sha256 = take->sha256;
	}
}

static long shorter(long a, long b)
{
	return a < b ? a : b;
}

long cut_overlap(struct film_rate rate, const struct scene *scene, long frames, long next)
{
	struct transition transition = scene_transition(scene);
	if (!transition.dissolve)
		return 0;
	return shorter(rate_frames(rate, transition.seconds), shorter(frames, next) / 2);
}

int cut_plan(const struct film *film, const struct take_list *takes, struct cut_plan *out,
	     struct err *err)
{
	memset(out, 0, sizeof *out);
	if (film->scene_count == 0)
		return err_set(err, ERR_INVALID, "the film has no scenes to cut; add one first");
	film_size(film, &out->width, &out->height);
	out->rate = film_rate(film);
	out->count = film->scene_count;
	out->parts = xcalloc(out->count, sizeof *out->parts);
	for (size_t i = 0; i < out->count; i++) {
		part_make(&out->parts[i], out->rate, film, &film->scenes[i], &takes[i]);
		out->animatics += !out->parts[i].take;
	}
	for (size_t i = 0; i < out->count; i++) {
		struct cut_part *part = &out->parts[i];
		part->at = out->frames - part->lead;
		if (i + 1 < out->count) {
			part->tail = cut_overlap(out->rate, &film->scenes[i], part->frames,
						 part[1].frames);
			part[1].lead = part->tail;
		}
		out->frames = part->at + part->frames;
	}
	out->samples = cut_sample(out->rate, out->frames);
	return 0;
}

void cut_plan_clear(struct cut_plan *plan)
{
	free(plan->parts);
	memset(plan, 0, sizeof *plan);
}

long cut_sample(struct film_rate rate, long frame)
{
	int64_t twice = 2 * (int64_t)frame * CUT_SAMPLE_RATE * rate.den;
	return (long)((twice + rate.num) / (2 * (int64_t)rate.num));
}
