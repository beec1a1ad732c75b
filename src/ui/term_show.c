/* SPDX-License-Identifier: MIT */
#include "ui/term.h"

#include <string.h>

#include "ui/colour.h"
#include "ui/term_cell.h"
#include "ui/term_modes.h"
#include "ui/term_private.h"
#include "util/palette.h"
#include "worker/message.h"

#define SYNC_CELLS 400 /* more change than this is shown at once */
#define LIGHT_COST 24  /* a row of text, in changes of colour of some 20 bytes each */
#define PIECE_COST 120 /* sent at once where the line is slow */

/* A colour as curses counts them here; -1: the terminal's own. */
static int pen_of(struct term *term, uint32_t colour, attr_t *attrs)
{
	if (colour >= LOOK_BELOW)
		return -1;
	if (term->colours == COLOURS_TRUE) {
		if (colour < 8)
			return (int)colour;
		uint32_t rgb = colour_rgb(colour, 0);
		return (int)(rgb < 8 ? 0x010101 : rgb);
	}
	if (colour >= CELL_RGB && term->colours == COLOURS_256)
		return (int)palette_256(colour & 0xffffff);
	if (colour >= 16 && term->colours == COLOURS_16)
		colour = colour_nearest(&term->lore, colour_rgb(colour, 0), 0, 15, 0, NULL, 0);
	if (colour >= 8 && COLORS < 16) {
		*attrs |= A_BOLD;
		return (int)colour - 8;
	}
	return (int)colour;
}

static attr_t attrs_of(uint32_t attrs)
{
	return (attrs & ATTR_BOLD ? A_BOLD : 0) | (attrs & ATTR_DIM ? A_DIM : 0) |
	       (attrs & ATTR_UNDERLINE ? A_UNDERLINE : 0) | (attrs & ATTR_REVERSE ? A_REVERSE : 0) |
	       (attrs & ATTR_ITALIC ? A_ITALIC : 0);
}

/* False if there are no more pairs. */
static bool put_cell(struct term *term, int col, int row, const struct cell *cell, bool wide)
{
	attr_t attrs = attrs_of(cell->look.attrs), no_attrs = 0;
	wchar_t text[CELL_POINTS + 1];
	cchar_t out;
	int pair = 0;
	if (term->colours > COLOURS_NONE) {
		int fg = pen_of(term, cell->look.fg, &attrs);
		/* Where bold means bright, black would be grey. */
		if (COLORS < 16 && cell->look.fg == 0)
			attrs &= ~A_BOLD;
		pair = alloc_pair(fg, pen_of(term, cell->look.bg, &no_attrs));
	}
	if (pair < 0 || pair > term->pairs_max)
		return false;
	if (pair > term->pairs)
		term->pairs = pair;
	term_cell_text(cell->points, wide, term->kind.is_console, text);
	setcchar(&out, text, attrs, 0, &pair);
	mvadd_wch(row, col, &out);
	return true;
}

static bool is_same(const struct cell *a, const struct cell *b)
{
	return memcmp(a->points, b->points, sizeof a->points) == 0 && a->look.fg == b->look.fg &&
	       a->look.bg == b->look.bg && a->look.attrs == b->look.attrs;
}

/* Hands curses what differs in the row; returns how many cells, -1 if pairs ran out. */
static int put_row(struct term *term, const struct grid *grid, int row)
{
	const struct cell *cells = &grid->cells[(size_t)row * (size_t)grid->cols];
	struct cell *shown = &term->shown.cells[cells - grid->cells];
	int changed = 0;
	for (int col = 0; col < grid->cols; col++) {
		bool wide = col + 1 < grid->cols && !cells[col + 1].points[0];
		if (!term->is_stale && is_same(&cells[col], &shown[col]))
			continue;
		if (cells[col].points[0] && !put_cell(term, col, row, &cells[col], wide))
			return -1;
		changed++;
	}
	memcpy(shown, cells, (size_t)grid->cols * sizeof *cells);
	return changed;
}

static bool differs(const struct term *term, const struct grid *grid, int row)
{
	size_t at = (size_t)row * (size_t)grid->cols;
	return term->is_stale || memcmp(&grid->cells[at], &term->shown.cells[at],
					(size_t)grid->cols * sizeof *grid->cells) != 0;
}

/* How often the colours change among what differs in the row: they are most of what is
 * sent, of pictures nearly all. */
static int cost_of(const struct term *term, const struct grid *grid, int row)
{
	const struct cell *cells = &grid->cells[(size_t)row * (size_t)grid->cols];
	const struct cell *shown = &term->shown.cells[cells - grid->cells];
	int cost = 0;
	for (int col = 1; col < grid->cols; col++)
		cost += !is_same(&cells[col], &shown[col]) &&
			(cells[col].look.fg != cells[col - 1].look.fg ||
			 cells[col].look.bg != cells[col - 1].look.bg);
	return cost;
}

/* The same for all rows, or for those that cost little and some of the others, so that
 * few bytes are on their way when the next key is heard. */
static int put_changes(struct term *term, const struct grid *grid, bool some)
{
	int changed = 0, room = PIECE_COST;
	term->is_behind = false;
	for (int pass = some ? 0 : 1; pass < 2; pass++)
		for (int row = 0; row < grid->rows; row++) {
			int cost = 0, put;
			if (!differs(term, grid, row))
				continue;
			if (some)
				cost = cost_of(term, grid, row);
			if (cost > LIGHT_COST && (pass == 0 || room <= 0)) {
				term->is_behind = true;
				continue;
			}
			room -= cost;
			put = put_row(term, grid, row);
			if (put < 0)
				return -1;
			changed += put;
		}
	return changed;
}

void term_forget(struct term *term)
{
	clearok(curscr, TRUE);
	term->is_stale = true;
}

static void follow_size(struct term *term, const struct grid *grid)
{
	if (term->shown.cols == grid->cols && term->shown.rows == grid->rows)
		return;
	if (grid->cols != COLS || grid->rows != LINES)
		resize_term(grid->rows, grid->cols);
	grid_resize(&term->shown, grid->cols, grid->rows);
	term_forget(term);
}

static void put_cursor(struct term *term, const struct grid *grid)
{
	bool seen = grid->cursor_col >= 0;
	/* After a stop curses does not know that it is seen. */
	if (term->was_away)
		curs_set(!seen);
	term->was_away = false;
	curs_set(seen);
	if (seen)
		move(grid->cursor_row, grid->cursor_col);
}

static void show(struct term *term, const struct grid *grid, bool some)
{
	term->is_behind = term_is_full(term);
	if (term->is_behind || term->is_away || grid->cols < 1 || grid->rows < 1)
		return;
	if (modes_came_back())
		term_come_back(term);
	follow_size(term, grid);
	int changed = put_changes(term, grid, some && !term->is_stale);
	if (changed < 0) {
		reset_color_pairs();
		term->pairs = 0;
		term_forget(term);
		changed = put_changes(term, grid, false);
	}
	bool sync = changed > SYNC_CELLS && !term->kind.is_bare && !term->kind.is_nested;
	put_cursor(term, grid);
	refresh();
	term_flush(term, sync);
	/* Where even fresh pairs did not do, the next time goes on. */
	term->is_stale = changed < 0;
}

void term_show(struct term *term, const struct grid *grid)
{
	show(term, grid, false);
}

bool term_show_some(struct term *term, const struct grid *grid)
{
	show(term, grid, term_line_is_slow(&term->line));
	return term->is_behind;
}
