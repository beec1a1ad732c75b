/* SPDX-License-Identifier: MIT
 *
 * The screen in memory: rows of cells. Screens draw here, by roles; one file
 * (term.h) shows it on a terminal, tests compare it as text. Whatever is drawn
 * beyond an edge is left out, and text is cleaned on its way in: no control
 * character ever stands in a cell.
 */
#ifndef UI_GRID_H
#define UI_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/look.h"
#include "util/buf.h"
#include "worker/message.h"

/* A base character and what is written over and under it. */
#define CELL_POINTS 4

struct cell {
	uint32_t points[CELL_POINTS]; /* 0 ends; points[0] == 0: right half of a wide one */
	struct look look;
};

/* A rectangle of cells. */
struct box {
	int col, row, cols, rows;
};

struct grid {
	int cols, rows;
	struct cell *cells;       /* owned; row by row */
	const struct look *looks; /* of ROLES, borrowed: what a role looks like now; may be NULL */
	bool ascii;               /* nothing beyond ASCII may be drawn: put it plainly */
	int cursor_col, cursor_row; /* where the terminal's cursor stands; col -1: hidden */
};

/* A zeroed grid with cols, rows set by grid_resize; all blank. */
void grid_resize(struct grid *grid, int cols, int rows);
void grid_free(struct grid *grid);
struct box grid_box(const struct grid *grid);

/* Fills the box with blanks of this role, on its ground or else ROLE_TEXT's. What is
 * written later keeps the ground below it unless its role has one of its own; on a
 * reversed ground it keeps the colours too. */
void grid_fill(struct grid *grid, struct box box, enum role role);
/* Writes one line of text at (col, row), at most `cols` columns, cut with an ellipsis
 * where it is longer; returns the columns used. Grapheme clusters stay whole, a wide
 * one that does not fit is left out. */
int grid_text(struct grid *grid, int col, int row, int cols, enum role role, const char *text);
int grid_textf(struct grid *grid, int col, int row, int cols, enum role role,
	       const char *format, ...)
	__attribute__((format(printf, 6, 7)));
/* The same, its end at col + cols. */
int grid_text_right(struct grid *grid, int col, int row, int cols, enum role role,
		    const char *text);
/* Wraps the text into the box from its line `first` on (word wrap, line breaks kept);
 * returns how many lines the text has at this width. */
int grid_wrap(struct grid *grid, struct box box, int first, enum role role, const char *text);
/* The same from the first line on, of a text that may be much longer than the box; what
 * is returned goes no further than one line beyond it. */
int grid_wrap_beginning(struct grid *grid, struct box box, enum role role, const char *text);
/* Changes the role of what stands there, keeping the text, and the ground if the role
 * has none; ROLE_TEXT puts its own. */
void grid_role(struct grid *grid, struct box box, enum role role);
/* A frame around the box's edge with a title (may be NULL). */
void grid_frame(struct grid *grid, struct box box, enum role role, const char *title);
/* Horizontal or vertical lines. */
void grid_line(struct grid *grid, int col, int row, int cols, int rows, enum role role);
/* Cells of a picture, cut at the box. */
void grid_cells(struct grid *grid, struct box box, const struct picture_cell *cells, int cols,
		int rows);
/* How much of `of` is done, as a bar with eighths. Its role's ground is what is left. */
void grid_bar(struct grid *grid, int col, int row, int cols, enum role role, double done,
	      double of);
/* A scroll bar at the box's right edge when not all is seen. */
void grid_scrollbar(struct grid *grid, struct box box, int first, int seen, int all);

/* The grid as text for tests: its lines without trailing blanks; `looks`: behind each
 * line one with a letter a cell for its look, and a legend at the end. */
void grid_dump(const struct grid *grid, bool looks, struct buf *out);

/* Columns of a text as grid_text draws it. */
int grid_width(const char *text);

#endif
