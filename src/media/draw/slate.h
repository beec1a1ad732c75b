/* SPDX-License-Identifier: MIT
 *
 * The slate below the picture: the dialogue, the title, and the move of the
 * camera as an arrow and words. It is as high as its text needs, so that no text
 * ever lies on the picture.
 */
#ifndef MEDIA_DRAW_SLATE_H
#define MEDIA_DRAW_SLATE_H

#include <cairo.h>

#include "media/draw/colour.h"
#include "media/stage/stage.h"

struct slate;

/* Sets the text for a frame of this size. NULL in *out, and 0, when there is
 * nothing to say. */
int slate_new(const struct stage *stage, int width, int height, struct slate **out,
	      struct err *err);
/* How much of the frame's height it takes, an even number of pixels. */
int slate_height(const struct slate *slate);
/* An opaque surface of the frame's width and the slate's height. Returns new. */
cairo_surface_t *slate_draw(const struct slate *slate);
void slate_free(struct slate *slate);

#endif
