/* SPDX-License-Identifier: MIT
 *
 * A thing of the stage as it is drawn: its pictogram and, where that is only a
 * head, a body to stand on. Measured before the stage is composed, drawn after.
 */
#ifndef MEDIA_DRAW_FIGURE_H
#define MEDIA_DRAW_FIGURE_H

#include <stdbool.h>
#include <cairo.h>

#include "media/draw/pictogram.h"
#include "media/draw/sprite.h"

struct figure {
	struct sprite sprite;
	const struct pictogram *kind;
	struct rgb accent;
	uint32_t dress; /* which clothes, where it isn't of the cast */
	bool cast;
	double width; /* of one of it, its height being 1 */
	double room;  /* the same of all that is drawn: a fire is several flames */
	/* the glyph: its height, and how far its middle lies above the feet */
	double glyph, middle;
};

/* Fills a zeroed figure. */
int figure_load(struct figure *figure, const struct stage_thing *thing, struct err *err);
/* Draws it standing at the origin, `height` units high, mirrored or not; `dots`
 * is the pixels in a unit. */
void figure_draw(const struct figure *figure, cairo_t *cr, double height, double dots, bool mirror);
void figure_clear(struct figure *figure);

/* Of several of a kind each is dressed differently; the first as loaded. */
struct figure figure_dressed(const struct figure *figure, int copy);

#endif
