/* SPDX-License-Identifier: MIT */
#include "ui/grid_private.h"

#include <math.h>
#include <string.h>

#include "util/mem.h"

/* The signs of frames and bars, and what stands for them in ASCII. */
enum sign {
	ACROSS,
	DOWN,
	TOP_LEFT,
	TOP_RIGHT,
	BOTTOM_LEFT,
	BOTTOM_RIGHT,
	FULL,
	REST,
	THUMB,
};

static const struct {
	uint32_t point;
	char ascii;
} signs[] = {
	[ACROSS] = {0x2500, '-'},    [DOWN] = {0x2502, '|'},        [TOP_LEFT] = {0x256d, '+'},
	[TOP_RIGHT] = {0x256e, '+'}, [BOTTOM_LEFT] = {0x2570, '+'}, [BOTTOM_RIGHT] = {0x256f, '+'},
	[FULL] = {0x2588, '#'},      [REST] = {0x2591, '.'},        [THUMB] = {0x2503, '#'},
};

#define EIGHTH 0x2590 /* minus n: n eighths from the left */

static void put_sign(struct grid *grid, int col, int row, enum role role, enum sign sign)
{
	grid_put_role(grid, col, row, role,
		      grid->ascii ? (uint32_t)signs[sign].ascii : signs[sign].point);
}

void grid_line(struct grid *grid, int col, int row, int cols, int rows, enum role role)
{
	for (int i = 0; i < cols; i++)
		put_sign(grid, col + i, row, role, ACROSS);
	for (int i = 0; i < rows; i++)
		put_sign(grid, col, row + i, role, DOWN);
}

void grid_frame(struct grid *grid, struct box box, enum role role, const char *title)
{
	int right = box.col + box.cols - 1, bottom = box.row + box.rows - 1;
	if (box.cols < 2 || box.rows < 2)
		return;
	grid_line(grid, box.col + 1, box.row, box.cols - 2, 0, role);
	grid_line(grid, box.col + 1, bottom, box.cols - 2, 0, role);
	grid_line(grid, box.col, box.row + 1, 0, box.rows - 2, role);
	grid_line(grid, right, box.row + 1, 0, box.rows - 2, role);
	put_sign(grid, box.col, box.row, role, TOP_LEFT);
	put_sign(grid, right, box.row, role, TOP_RIGHT);
	put_sign(grid, box.col, bottom, role, BOTTOM_LEFT);
	put_sign(grid, right, bottom, role, BOTTOM_RIGHT);
	if (title && *title && box.cols > 6)
		grid_textf(grid, box.col + 2, box.row, box.cols - 4, role, " %s ", title);
}

/* How much of its cell a sign of chafa's covers, in eighths. */
static int ink_of(uint32_t point)
{
	static const char quadrants[] = {2, 2, 2, 6, 4, 6, 6, 2, 4, 6}; /* from U+2596 */
	if (point <= ' ')
		return 0;
	if (point >= 0x2581 && point <= 0x2588)
		return (int)(point - 0x2580);
	if (point >= 0x2589 && point <= 0x258f)
		return (int)(EIGHTH - point);
	if (point >= 0x2591 && point <= 0x2593)
		return 2 * (int)(point - 0x2590);
	if (point >= 0x2596 && point <= 0x259f)
		return quadrants[point - 0x2596];
	return point >= 0x2500 && point <= 0x257f ? 2 : 4;
}

/* Five bits a channel: a terminal of true colour runs out of colour pairs otherwise, and
 * what an eye can't tell apart need not be sent again. */
static uint32_t coarse(uint32_t colour)
{
	if (colour == CELL_DEFAULT || colour < CELL_RGB)
		return colour;
	return CELL_RGB | (colour & 0xf8f8f8) | (colour >> 5 & 0x070707);
}

void grid_cells(struct grid *grid, struct box box, const struct picture_cell *cells, int cols,
		int rows)
{
	for (int row = 0; row < rows && row < box.rows; row++)
		for (int col = 0; col < cols && col < box.cols; col++) {
			const struct picture_cell *cell = &cells[row * cols + col];
			bool wide = col + 1 < cols && !cell[1].point;
			uint32_t points[CELL_POINTS] = {cell->point};
			if (grid->ascii && cell->point > '~')
				points[0] = (uint32_t) " .:-=+*%#"[ink_of(cell->point)];
			if (!cell->point || (wide && col + 1 >= box.cols))
				continue;
			grid_put(grid, box.col + col, box.row + row, points,
				 wide && !grid->ascii ? 2 : 1,
				 (struct look){coarse(cell->fg), coarse(cell->bg), 0});
		}
}

void grid_bar(struct grid *grid, int col, int row, int cols, enum role role, double done, double of)
{
	double part = of > 0 ? fmin(fmax(done / of, 0), 1) : 0;
	int eighths = (int)floor(part * cols * 8 + 1e-9);
	const struct cell *first = grid_at(grid, col, row);
	/* What is left shows as the role's ground, if that is another. */
	bool ground = grid->looks && first && grid->looks[role].bg != LOOK_BELOW &&
		      grid->looks[role].bg != first->look.bg;
	for (int i = 0; i < cols; i++, eighths -= 8) {
		if (eighths >= 8 || (grid->ascii && eighths >= 4))
			put_sign(grid, col + i, row, role, FULL);
		else if (eighths > 0 && !grid->ascii)
			grid_put_role(grid, col + i, row, role, EIGHTH - (uint32_t)eighths);
		else if (ground && !grid->ascii)
			grid_put_role(grid, col + i, row, role, ' ');
		else
			put_sign(grid, col + i, row, role, REST);
	}
}

void grid_scrollbar(struct grid *grid, struct box box, int first, int seen, int all)
{
	int col = box.col + box.cols - 1;
	if (all <= seen || box.rows < 1 || seen < 1)
		return;
	int size = (int)((double)box.rows * seen / all + 0.5);
	size = size < 1 ? 1 : size;
	int at = (int)((double)(box.rows - size) * first / (all - seen) + 0.5);
	for (int i = 0; i < box.rows; i++)
		put_sign(grid, col, box.row + i, ROLE_FRAME,
			 i >= at && i < at + size ? THUMB : DOWN);
}
