/* SPDX-License-Identifier: MIT
 *
 * A page to read: text in its styles and cells of pictures, line by line.
 */
#ifndef BOARD_PAGE_H
#define BOARD_PAGE_H

#include "board/board.h"

/* A piece of a line: text, or cells. */
struct page_piece {
	enum role role;
	char *text;                 /* NULL: cells */
	struct picture_cell *cells; /* owned */
	int count;
};

struct page_line {
	struct page_piece *pieces;
	size_t count, room;
};

struct page_text {
	struct page_line *lines;
	size_t count, room;
	bool open; /* the last line goes on */
};

void page_text_add(struct page_text *page, enum style style, const char *text);
void page_text_cells(struct page_text *page, const struct picture_cell *cells, int count);
void page_text_clear(struct page_text *page);
enum role style_role(enum style style);

/* The text is moved out. */
struct screen *page_new(const char *title, struct page_text *text);
bool screen_is_page(const struct screen *screen);
/* Something lies over so many of its last rows: one can scroll on until all is seen. */
void page_cover(struct screen *page, int rows);
/* True where it was drawn with more than is seen. */
bool page_scrolls(const struct screen *page);

#endif
