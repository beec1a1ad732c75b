/* SPDX-License-Identifier: MIT
 *
 * The emotional arc of a film: its moods as a line of small columns.
 */
#ifndef BOARD_ARC_H
#define BOARD_ARC_H

#include "film/film.h"
#include "ui/grid.h"

/* A column's mood, -5 … 5; NAN where no scene says. */
struct arc {
	double *moods;
	int cols;     /* of moods */
	int room;     /* asked for */
	bool is_flat; /* no scene has a mood */
};

/* Makes it anew for at most so many columns. */
void arc_make(struct arc *arc, const struct film *film, int cols);
void arc_clear(struct arc *arc);
/* `at` of `of` scenes is where the cursor stands. */
void arc_draw(const struct arc *arc, struct grid *grid, int col, int row, size_t at, size_t of);

#endif
