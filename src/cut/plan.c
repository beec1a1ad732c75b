/* SPDX-License-Identifier: MIT */
#include "cut/plan.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "util/mem.h"

/* A time as typed, or `absent`, held between the two limits. */
static double held(double seconds, double absent, double from, double to)
{
	return isnan(seconds) ? absent : fmax(from, fmin(seconds, to));
}

/* A still picture has no length of its own: it stands as long as the scene asks. */
static void part_trim(struct cut_part *part, struct film_rate rate, const struct take *take,
		      double scene_asks, struct take_note note)
{
	double whole = take->seconds > 0 ? take->seconds : scene_asks;
	double last = fmax(0, whole - (double)rate.den / rate.num);
	part->take = take->name;
	part->clip = take->clip;
	part->clip_sha256 = take->sha256;
	part->in = held(note.in, 0, 0, last);
	part->out = held(note.out, whole, part->in, whole);
	part->frames = rate_frames(rate, part->out - part->in);
}

static void part_make(struct cut_part *part, struct film_rate rate, const struct film *film,
		      const struct scene *scene, const struct take_list *takes)
{
	double asks = scene_seconds(film, scene);
	const struct take *take = scene->circled ? takes_find(takes, scene->circled) : NULL;
	part->scene = scene->id;
	if (take) {
		part_trim(part, rate, take, asks, scene_take_note(scene, take->name));
	} else {
		part->out = asks;
		part->frames = rate_frames(rate, asks);
	}
	if (part->frames < 1)
		part->frames = 1;
}

static long shorter(long a, long b)
{
	return a < b ? a : b;
}

/* No more than half of either part, so that one dissolve never meets the next. */
static long overlap(struct film_rate rate, const struct scene *scene, const struct cut_part *from,
		    const struct cut_part *to)
{
	struct transition transition = scene_transition(scene);
	if (!transition.dissolve)
		return 0;
	return shorter(rate_frames(rate, transition.seconds),
		       shorter(from->frames, to->frames) / 2);
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
			part->tail = overlap(out->rate, &film->scenes[i], part, part + 1);
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
