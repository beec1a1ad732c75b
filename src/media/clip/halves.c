/* SPDX-License-Identifier: MIT */
#include "media/clip/halves.h"

#include <stdbool.h>
#include <stdlib.h>

#include "util/mem.h"
#include "util/palette.h"

#define UPPER_HALF 0x2580
#define LEAST_CHANGE 8 /* of 255; less nobody misses */

/* What is transparent is dark. */
static uint32_t rgb_of(const uint8_t *pixel)
{
	uint32_t alpha = pixel[3];
	return pixel[0] * alpha / 255 << 16 | pixel[1] * alpha / 255 << 8 | pixel[2] * alpha / 255;
}

static bool is_near(uint32_t a, uint32_t b)
{
	for (int shift = 0; shift <= 16; shift += 8)
		if (abs((int)(a >> shift & 255) - (int)(b >> shift & 255)) >= LEAST_CHANGE)
			return false;
	return true;
}

static void look(struct halves *halves, const struct cell_box *box, const uint8_t *rgba)
{
	size_t count = (size_t)box->cols * (size_t)box->rows * 2;
	bool anew = halves->cols != box->cols || halves->rows != box->rows;
	if (anew) {
		halves_clear(halves);
		*halves =
			(struct halves){xcalloc(count, sizeof *halves->seen), box->cols, box->rows};
	}
	for (size_t i = 0; i < count; i++) {
		uint32_t rgb = rgb_of(rgba + i * 4);
		if (anew || !is_near(rgb, halves->seen[i]))
			halves->seen[i] = rgb;
	}
}

static uint32_t colour_of(enum cells_colours colours, uint32_t rgb)
{
	switch (colours) {
	case CELLS_TRUE:
		return CELL_RGB | rgb;
	case CELLS_256:
		return palette_256(rgb);
	default:
		return palette_16(rgb);
	}
}

void halves_draw(struct halves *halves, const struct cell_box *box, const uint8_t *rgba,
		 struct picture_cell *out)
{
	if (box->colours == CELLS_NONE) {
		cells_draw(rgba, box->cols, box->rows * 2, CELLS_NONE, box->cols, box->rows, out);
		return;
	}
	look(halves, box, rgba);
	for (int row = 0; row < box->rows; row++) {
		const uint32_t *upper = halves->seen + (size_t)row * 2 * (size_t)box->cols;
		for (int col = 0; col < box->cols; col++) {
			uint32_t fg = colour_of(box->colours, upper[col]);
			uint32_t bg = colour_of(box->colours, upper[col + box->cols]);
			*out++ = (struct picture_cell){fg == bg ? ' ' : UPPER_HALF, fg, bg};
		}
	}
}

void halves_clear(struct halves *halves)
{
	free(halves->seen);
	*halves = (struct halves){0};
}
