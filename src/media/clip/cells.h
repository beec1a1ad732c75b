/* SPDX-License-Identifier: MIT
 *
 * Pixels as characters of a terminal. chafa's only home.
 */
#ifndef MEDIA_CLIP_CELLS_H
#define MEDIA_CLIP_CELLS_H

#include <stdint.h>

#include "util/err.h"
#include "worker/message.h"

enum cells_colours {
	CELLS_NONE, /* the terminal's own two: ASCII, by density */
	CELLS_16,
	CELLS_256,  /* of them the 240 no theme changes */
	CELLS_TRUE,
};

/* The pixels of a cell that are looked at. */
#define CELLS_PIXELS 8

/* Returns the colours of that name ("none" "16" "256" "true"). */
int cells_colours_of(const char *word, enum cells_colours *out, struct err *err);

/* Draws the picture (RGBA, rows without gaps; at least a pixel a cell) so that it
 * fills cols x rows cells, written to `out` row by row. */
void cells_draw(const uint8_t *rgba, int width, int height, enum cells_colours colours, int cols,
		int rows, struct picture_cell *out);

#endif
