/* SPDX-License-Identifier: MIT
 *
 * A pictogram as a picture of any size. Emoji fonts hold bitmaps of about 128
 * pixels; they are enlarged with their edges drawn together, so that a face that
 * fills the frame is still crisp.
 */
#ifndef MEDIA_DRAW_SPRITE_H
#define MEDIA_DRAW_SPRITE_H

#include <stdbool.h>
#include <cairo.h>

#include "media/draw/colour.h"
#include "util/err.h"

struct sprite {
	cairo_surface_t *small; /* as the font has it, cropped */
	int width, height;      /* of small */
	bool cut;               /* ends at the bottom in a straight cut: a bust … */
	int cut_from, cut_to;   /* … between these columns … */
	struct rgb coat;        /* … of this colour near its side */
	struct rgb fur;         /* its commonest colour */
};

/* Fills a zeroed sprite. What the fonts lack is an error that says what to
 * install. A pictogram that is a letter or two becomes a token of `accent`. */
int sprite_load(struct sprite *sprite, const char *pictogram, struct rgb accent, struct err *err);
/* The sprite `height` pixels high. Returns new. */
cairo_surface_t *sprite_scaled(const struct sprite *sprite, int height);
void sprite_clear(struct sprite *sprite);

#endif
