/* SPDX-License-Identifier: MIT */
#include "ui/grid_private.h"

#include <stdlib.h>
#include <string.h>

#include "core/tell/plain.h"
#include "util/mem.h"
#include "util/text.h"

#define ELLIPSIS 0x2026
#define ELLIPSIS_ASCII '~'
#define UTF8_BYTES 4 /* at most, for a column */

static struct look look_of(const struct grid *grid, enum role role)
{
	return grid->looks ? grid->looks[role] : (struct look){CELL_DEFAULT, CELL_DEFAULT, 0};
}

/* What a role looks like over what lies there. On a reversed ground it has only its
 * attributes: its colour was chosen for another ground. */
static struct look look_over(const struct grid *grid, enum role role, const struct look *below)
{
	struct look look = look_of(grid, role);
	if (role != ROLE_TEXT && look.bg != LOOK_BELOW)
		return look;
	look.bg = below->bg;
	if (below->attrs & ATTR_REVERSE) {
		look.fg = below->fg;
		look.attrs |= ATTR_REVERSE;
	}
	return look;
}

static struct look fill_look(const struct grid *grid, enum role role)
{
	struct look look = look_of(grid, role), ground = look_of(grid, ROLE_TEXT);
	if (look.bg == LOOK_BELOW)
		look.bg = ground.bg == LOOK_BELOW ? CELL_DEFAULT : ground.bg;
	return look;
}

void grid_resize(struct grid *grid, int cols, int rows)
{
	cols = cols > 0 ? cols : 0;
	rows = rows > 0 ? rows : 0;
	if (cols != grid->cols || rows != grid->rows || !grid->cells)
		grid->cells =
			xrealloc(grid->cells, (size_t)cols * (size_t)rows + 1, sizeof *grid->cells);
	grid->cols = cols;
	grid->rows = rows;
	grid->cursor_col = -1;
	grid->cursor_row = 0;
	grid_fill(grid, grid_box(grid), ROLE_TEXT);
}

void grid_free(struct grid *grid)
{
	free(grid->cells);
	grid->cells = NULL;
	grid->cols = grid->rows = 0;
}

struct box grid_box(const struct grid *grid)
{
	return (struct box){0, 0, grid->cols, grid->rows};
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* The part of a box that lies on the grid. */
static struct box cut(const struct grid *grid, struct box box)
{
	int right = least(box.col + box.cols, grid->cols);
	int below = least(box.row + box.rows, grid->rows);
	if (box.col < 0)
		box.col = 0;
	if (box.row < 0)
		box.row = 0;
	box.cols = right > box.col ? right - box.col : 0;
	box.rows = below > box.row ? below - box.row : 0;
	return box;
}

struct cell *grid_at(const struct grid *grid, int col, int row)
{
	if (col < 0 || row < 0 || col >= grid->cols || row >= grid->rows)
		return NULL;
	return &grid->cells[(size_t)row * (size_t)grid->cols + (size_t)col];
}

static void blank(struct cell *cell)
{
	memset(cell->points, 0, sizeof cell->points);
	cell->points[0] = ' ';
}

/* Half of a wide character can't stand alone. The place may lie right of the grid. */
static inline void part(const struct grid *grid, int col, int row)
{
	struct cell *cell = &grid->cells[(size_t)row * (size_t)grid->cols + (size_t)col];
	if (col >= grid->cols || cell->points[0])
		return;
	blank(cell);
	if (col > 0)
		blank(cell - 1);
}

bool grid_put(struct grid *grid, int col, int row, const uint32_t points[CELL_POINTS], int cols,
	      struct look look)
{
	struct cell *cell = grid_at(grid, col, row);
	if (!cell || col + cols > grid->cols)
		return false;
	part(grid, col, row);
	part(grid, col + cols, row);
	memcpy(cell->points, points, sizeof cell->points);
	cell->look = look;
	if (cols == 2)
		cell[1] = (struct cell){.look = look};
	return true;
}

void grid_fill(struct grid *grid, struct box box, enum role role)
{
	const struct cell fill = {.points = {' '}, .look = fill_look(grid, role)};
	box = cut(grid, box);
	for (int row = box.row; row < box.row + box.rows && box.cols; row++) {
		part(grid, box.col, row);
		part(grid, box.col + box.cols, row);
		struct cell *cells = grid_at(grid, box.col, row);
		if (row > box.row) {
			memcpy(cells, cells - grid->cols, (size_t)box.cols * sizeof *cells);
			continue;
		}
		for (int i = 0; i < box.cols; i++)
			cells[i] = fill;
	}
}

void grid_role(struct grid *grid, struct box box, enum role role)
{
	box = cut(grid, box);
	for (int row = box.row; row < box.row + box.rows; row++)
		for (int col = box.col; col < box.col + box.cols; col++) {
			struct cell *cell = grid_at(grid, col, row);
			struct look look = look_of(grid, role);
			cell->look = role == ROLE_TEXT || look.bg != LOOK_BELOW
					     ? fill_look(grid, role)
					     : look_over(grid, role, &cell->look);
		}
}

void grid_put_role(struct grid *grid, int col, int row, enum role role, uint32_t point)
{
	const uint32_t points[CELL_POINTS] = {point};
	const struct cell *cell = grid_at(grid, col, row);
	if (cell)
		grid_put(grid, col, row, points, 1, look_over(grid, role, &cell->look));
}

static void put_cluster(struct grid *grid, int col, int row, enum role role,
			const struct text_cluster *cluster)
{
	const struct cell *cell = grid_at(grid, col, row);
	int cols = cluster->second ? 1 : cluster->cols;
	if (cell)
		grid_put(grid, col, row, cluster->points, cols, look_over(grid, role, &cell->look));
	if (cluster->second)
		grid_put_role(grid, col + 1, row, role, cluster->second);
}

/* As much of the text as is plain, a column a byte; returns how much. */
static int write_plain(struct grid *grid, int col, int row, int cols, enum role role,
		       const char *text)
{
	struct cell *cell = grid_at(grid, col, row);
	int count = 0;
	while (count < cols && text[count] >= ' ' && text[count] <= '~')
		count++;
	count -= count && text[count] & 0x80; /* what follows may belong to the last of them */
	if (!cell || !count)
		return 0;
	part(grid, col, row);
	part(grid, col + count, row);
	for (int i = 0; i < count && col + i < grid->cols; i++, cell++) {
		struct look look = look_over(grid, role, &cell->look);
		*cell = (struct cell){.points = {(unsigned char)text[i]}, .look = look};
	}
	return count;
}

/* Writes a text that is cut already; returns its columns. */
static int write_clusters(struct grid *grid, int col, int row, int cols, enum role role,
			  const char *text)
{
	struct text_cluster cluster;
	int used = write_plain(grid, col, row, cols, role, text);
	for (text += used; text_cluster_next(text, &cluster); text += cluster.bytes) {
		if (used + cluster.cols > cols)
			break;
		put_cluster(grid, col + used, row, role, &cluster);
		used += cluster.cols;
	}
	return used;
}

/* True if the text is wider than that; long ones are not read to their end. */
static bool is_wider(const char *text, int cols)
{
	struct text_cluster cluster;
	for (; cols >= 0 && text_cluster_next(text, &cluster); text += cluster.bytes)
		cols -= cluster.cols;
	return cols < 0;
}

int grid_text(struct grid *grid, int col, int row, int cols, enum role role, const char *text)
{
	char *plain = grid->ascii ? plain_text(text) : NULL;
	const char *shown = plain ? plain : text;
	bool wider = is_wider(shown, cols);
	int used = 0;
	if (cols > 0)
		used = write_clusters(grid, col, row, wider ? cols - 1 : cols, role, shown);
	if (cols > 0 && wider)
		grid_put_role(grid, col + used++, row, role,
			      grid->ascii ? ELLIPSIS_ASCII : ELLIPSIS);
	free(plain);
	return used;
}

int grid_textf(struct grid *grid, int col, int row, int cols, enum role role, const char *format,
	       ...)
{
	va_list args;
	va_start(args, format);
	char *text = xvasprintf(format, args);
	va_end(args);
	int used = grid_text(grid, col, row, cols, role, text);
	free(text);
	return used;
}

int grid_text_right(struct grid *grid, int col, int row, int cols, enum role role, const char *text)
{
	char *plain = grid->ascii ? plain_text(text) : NULL;
	int width = grid_width(plain ? plain : text);
	int used = grid_text(grid, width < cols ? col + cols - width : col, row, cols, role,
			     plain ? plain : text);
	free(plain);
	return used;
}

int grid_width(const char *text)
{
	return (int)text_width(text);
}

int grid_wrap(struct grid *grid, struct box box, int first, enum role role, const char *text)
{
	char *plain = grid->ascii ? plain_text(text) : NULL;
	const char *at = plain ? plain : text;
	int line = 0;
	size_t bytes = 0, next;
	for (; box.cols > 0 && (next = text_line(at, (size_t)box.cols, &bytes));
	     at += next, line++) {
		if (line < first || line >= first + box.rows)
			continue;
		char *copy = xstrndup(at, bytes);
		write_clusters(grid, box.col, box.row + line - first, box.cols, role, copy);
		free(copy);
	}
	free(plain);
	return line;
}

int grid_wrap_beginning(struct grid *grid, struct box box, enum role role, const char *text)
{
	size_t most = (size_t)(box.cols > 0 ? box.cols : 0) *
		      (size_t)(box.rows > 0 ? box.rows + 1 : 1) * UTF8_BYTES;
	if (strnlen(text, most + 1) <= most)
		return grid_wrap(grid, box, 0, role, text);
	while (most && (text[most] & 0xc0) == 0x80)
		most--;
	char *beginning = xstrndup(text, most);
	int rows = grid_wrap(grid, box, 0, role, beginning);
	free(beginning);
	return rows;
}
