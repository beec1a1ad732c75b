/* SPDX-License-Identifier: MIT
 *
 * Colours by number: what they are, how far apart they look, which of fewer is
 * nearest. Numbers as in struct look.
 */
#ifndef UI_COLOUR_H
#define UI_COLOUR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "util/palette.h"

/* 0xRRGGBB of a colour; `otherwise` for CELL_DEFAULT. */
uint32_t colour_rgb(uint32_t colour, uint32_t otherwise);
/* WCAG's contrast ratio of two 0xRRGGBB, 1 to 21. */
double colour_contrast(uint32_t a, uint32_t b);

/* What is known of the palette's colours by now; zeroed at first. */
struct colour_lore {
	struct {
		bool known;
		double luminance;
		struct lab lab;
	} palette[256];
};

#define GROUNDS_MAX 8
/* The palette number from `from` to `to` that looks most like `rgb` and has at least
 * this contrast to each of the grounds (0xRRGGBB); the one with most if none has. */
uint32_t colour_nearest(struct colour_lore *lore, uint32_t rgb, uint32_t from, uint32_t to,
			double contrast, const uint32_t *grounds, size_t count);

#endif
