/* SPDX-License-Identifier: MIT
 *
 * A picture ready to be laid on a frame many times: premultiplied YUV 4:2:0
 * (BT.709, limited range) with alpha, cropped to what is not empty. Made once
 * from a Cairo surface, graded on the way.
 */
#ifndef MEDIA_DRAW_ART_H
#define MEDIA_DRAW_ART_H

#include <stdbool.h>
#include <stdint.h>
#include <cairo.h>

#include "media/draw/colour.h"

/* The columns of a row that are not empty: from … to-1. */
struct art_span {
	int from, to;
	bool solid; /* and all of these are opaque */
};

/* One resolution of it: luma alone, or the two chromas. */
struct art_plane {
	int width, height; /* also the stride */
	int values;        /* 1 or 2 */
	uint8_t *value[2];
	uint8_t *alpha;        /* NULL: opaque everywhere */
	struct art_span *rows; /* NULL for an opaque one */
};

struct art {
	int x, y; /* its left top corner on the surface it was made from */
	struct art_plane luma, chroma;
};

/* The surface is ARGB32 or RGB24 (then opaque, and not cropped) of even size. An
 * empty one gives an art of width 0. */
void art_make(struct art *out, cairo_surface_t *surface, const struct grade *grade);
void art_clear(struct art *art);

#endif
