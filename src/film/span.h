/* SPDX-License-Identifier: MIT
 *
 * What a scene gives to the cut: its circled take from in to out.
 */
#ifndef FILM_SPAN_H
#define FILM_SPAN_H

#include "film/film.h"

struct span {
	double in, out; /* seconds into the clip */
	long frames;    /* at the film's rate, at least one */
};
/* `take` is the circled one (NULL: its animatic stands in) and `clip_seconds` what its
 * clip lasts: 0 for a still picture, which stands as long as the scene asks. */
struct span scene_span(struct film_rate rate, const struct film *film, const struct scene *scene,
		       const char *take, double clip_seconds);

#endif
