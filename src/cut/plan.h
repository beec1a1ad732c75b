/* SPDX-License-Identifier: MIT
 *
 * The cut plan: from a film and its takes to what is laid where, to the frame.
 * Pure. segments.c and cut.c carry it out.
 */
#ifndef CUT_PLAN_H
#define CUT_PLAN_H

#include "film/film.h"
#include "film/take.h"

struct cut_part {
	const char *scene;       /* borrowed from the film */
	const char *take;        /* borrowed; NULL: its animatic stands in */
	const char *clip;        /* path below the film's folder; NULL with take */
	const char *clip_sha256; /* NULL with take */
	double in, out;          /* seconds into the clip */
	long frames;             /* whole length at the film's rate, tails included */
	long lead, tail;         /* frames shared with the part before and after */
	long at;                 /* frame of the film its first frame falls on */
};

/* The frames a scene shares with the next one. No more than half of either, so that
 * one dissolve never meets the next. */
long cut_overlap(struct film_rate rate, const struct scene *scene, long frames, long next);

struct cut_plan {
	int width, height;
	struct film_rate rate;
	struct cut_part *parts;
	size_t count;
	long frames;      /* of the film: sum of frames less the overlaps */
	long samples;     /* of its sound at CUT_SAMPLE_RATE */
	size_t animatics; /* parts an animatic stands in for */
};

#define CUT_SAMPLE_RATE 48000

/* `takes[i]` belongs to film->scenes[i]. A dissolve longer than half of a
 * neighbour is shortened to that. Fails on a film without scenes. */
int cut_plan(const struct film *film, const struct take_list *takes, struct cut_plan *out,
	     struct err *err);
void cut_plan_clear(struct cut_plan *plan);
/* The sample at which a frame begins: round(frame * 48000 * den / num), so that
 * sound never drifts. */
long cut_sample(struct film_rate rate, long frame);

#endif
