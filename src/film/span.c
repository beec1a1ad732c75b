/* SPDX-License-Identifier: MIT */
#include "film/span.h"

#include <math.h>

/* A time as typed, or `absent`, held between the two limits. */
static double held(double seconds, double absent, double from, double to)
{
	return isnan(seconds) ? absent : fmax(from, fmin(seconds, to));
}

struct span scene_span(struct film_rate rate, const struct film *film, const struct scene *scene,
		       const char *take, double clip_seconds)
{
	struct span span = {.out = scene_seconds(film, scene)};
	if (take) {
		struct take_note note = scene_take_note(scene, take);
		double whole = clip_seconds > 0 ? clip_seconds : span.out;
		double last = fmax(0, whole - (double)rate.den / rate.num);
		span.in = held(note.in, 0, 0, last);
		span.out = held(note.out, whole, span.in, whole);
	}
	span.frames = rate_frames(rate, span.out - span.in);
	if (span.frames < 1)
		span.frames = 1;
	return span;
}
