/* SPDX-License-Identifier: MIT
 *
 * Where the frame is found that a scene starts or ends with: a picture of the film's,
 * or a moment of another scene's circled take.
 */
#ifndef FILM_FRAME_SOURCE_H
#define FILM_FRAME_SOURCE_H

#include "film/film.h"
#include "util/err.h"

struct frame_source {
	char *path; /* of the clip or picture, below the film's folder */
	char *take; /* "match/t003"; NULL: it is a picture */
	double in;  /* what the cut shows on that frame behind `in` */
	long frame;
	bool is_drawn; /* it is the animatic's take */
};

/* `frame` is the scene's `start` or `end`, as it stands in film.json. */
int frame_source_find(struct frame_source *source, int film_dir, const struct film *film,
		      const struct scene *scene, const struct json *frame, struct err *err);
void frame_source_clear(struct frame_source *source);
/* What decode is asked for it; returns new. */
struct json *frame_source_order(const struct frame_source *source, struct film_rate rate, int width,
				int height);

#endif
