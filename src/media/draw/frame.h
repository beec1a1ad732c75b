/* SPDX-License-Identifier: MIT
 *
 * Laying art on a frame: straight into YUV 4:2:0, moved and scaled row by row,
 * with whole numbers only, so that the same picture gives the same bytes.
 */
#ifndef MEDIA_DRAW_FRAME_H
#define MEDIA_DRAW_FRAME_H

#include <stdint.h>

#include "media/draw/art.h"

/* Where to paint: the picture part of a frame, of even size. Borrowed. */
struct canvas {
	uint8_t *plane[3];
	int stride[3];
	int width, height;
};

/* Where a row of the canvas looks on the art: it meets the art's row `row`, its
 * left edge `x`, and goes `step` pixels of art with each of its own. */
struct sight {
	double row, x, step;
};

/* How the canvas sees an art: the sight of the row whose middle is `y`. Returns
 * false where it sees nothing of it. */
typedef bool sight_fn(const void *how, double y, struct sight *out);

/* The common case: the art upright, moved and scaled. */
struct flat {
	double x, y;           /* on the art, of the canvas' left top corner */
	double step_x, step_y; /* pixels of art for one of canvas */
};
sight_fn sight_flat;

/* `opacity` 0 … 256. */
void frame_lay(const struct canvas *canvas, const struct art *art, sight_fn *sight, const void *how,
	       int opacity);
/* Darkens the luma by a plane of factors, 255 leaves it. */
void frame_shade(const struct canvas *canvas, const uint8_t *factors);

#endif
