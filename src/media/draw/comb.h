/* SPDX-License-Identifier: MIT
 *
 * A comb: where each of the canvas' columns looks along a row of art, made once
 * and drawn through every row. Eight columns at a time are picked from sixteen
 * neighbouring pixels, which processors do in one instruction.
 */
#ifndef MEDIA_DRAW_COMB_H
#define MEDIA_DRAW_COMB_H

#include <stdbool.h>
#include <stdint.h>

#define COMB_COLUMNS 8
#define COMB_READS 16
/* Steps (16.16) below this fit. */
#define COMB_STEP_MAX (2 << 16)

struct comb_teeth {
	uint8_t pick[COMB_READS]; /* pairs of neighbours */
	uint16_t weight[COMB_COLUMNS];
	int32_t first; /* the art's column that pick 0 means */
};

struct comb {
	struct comb_teeth *teeth;
	int count; /* groups of COMB_COLUMNS */
};

/* For a canvas of `width` columns, the first looking at `at`. */
void comb_make(struct comb *comb, int32_t at, int32_t step, int width);
/* Draws groups from … to-1 through a row; `in` and `out` stand for column 0. Reads
 * COMB_READS pixels from each group's first on. */
void comb_draw(const struct comb *comb, int from, int to, const uint8_t *in, uint8_t *out);
void comb_clear(struct comb *comb);

#endif
