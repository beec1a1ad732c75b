/* SPDX-License-Identifier: MIT
 *
 * What the files that draw into a grid share. All others use ui/grid.h.
 */
#ifndef UI_GRID_PRIVATE_H
#define UI_GRID_PRIVATE_H

#include "ui/grid.h"

/* NULL beyond the edges; borrowed. */
struct cell *grid_at(const struct grid *grid, int col, int row);
/* False if it lies beyond an edge, or only half of it fits. */
bool grid_put(struct grid *grid, int col, int row, const uint32_t points[CELL_POINTS], int cols,
	      struct look look);
/* One sign of one column. */
void grid_put_role(struct grid *grid, int col, int row, enum role role, uint32_t point);

#endif
