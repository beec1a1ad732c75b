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
		free(halves->seen);
		halves->seen = xcalloc(count, sizeof *halves->seen);
		halves->cols = box->cols;
		halves->rows = box->rows;
	}
	for (size_t i = 0; i < count; i++) {
		uint32_t rgb = rgb_of(rgba + i * 4);
		if (anew || !is_near(rgb, halves->seen[i]))
			halves->seen[i] = rgb;
	}
}

/* The nearest of few colours takes long to find and is often asked for. */
static uint32_t number_of(struct halves *halves, uint32_t rgb)
{
	uint32_t at = (rgb >> 9 & 0x7c00) + (rgb >> 6 & 0x3e0) + (rgb >> 3 & 0x1f);
	uint16_t *number = &halves->numbers[at];
	if (!*number) {
		uint32_t middle = (rgb & 0xf8f8f8) | 0x040404;
		*number = (uint16_t)(1 + (halves->of == CELLS_256 ? palette_256(middle)
								   : palette_16(middle)));
	}
	return *number - 1u;
}

static void remember(struct halves *halves, enum cells_colours colours)
{
	if (halves->numbers && halves->of == colours)
		return;
	free(halves->numbers);
	halves->numbers = xcalloc(1 << 15, sizeof *halves->numbers);
	halves->of = colours;
}

static uint32_t colour_of(struct halves *halves, uint32_t rgb)
{
	return halves->of == CELLS_TRUE ? CELL_RGB | rgb : number_of(halves, rgb);
}

void halves_draw(struct halves *halves, const struct cell_box *box, const uint8_t *rgba,
		 struct picture_cell *out)
{
	if (box->colours == CELLS_NONE) {
		cells_draw(rgba, box->cols, box->rows * 2, CELLS_NONE, box->cols, box->rows, out);
		return;
	}
	look(halves, box, rgba);
	remember(halves, box->colours);
	for (int row = 0; row < box->rows; row++) {
		const uint32_t *upper = halves->seen + (size_t)row * 2 * (size_t)box->cols;
		for (int col = 0; col < box->cols; col++) {
			uint32_t fg = colour_of(halves, upper[col]);
			uint32_t bg = colour_of(halves, upper[col + box->cols]);
			*out++ = (struct picture_cell){fg == bg ? ' ' : UPPER_HALF, fg, bg};
		}
	}
}

void halves_clear(struct halves *halves)
{
	free(halves->seen);
	free(halves->numbers);
	*halves = (struct halves){0};
}
