/* SPDX-License-Identifier: MIT */
#include "board/page.h"

#include <stdlib.h>
#include <string.h>

#include "board/scroll.h"
#include "util/mem.h"

struct page {
	struct screen screen;
	char *title;
	struct page_text text;
	struct scroll scroll;
	int covered; /* of its last rows */
};

enum role style_role(enum style style)
{
	static const enum role roles[] = {
		[STYLE_PLAIN] = ROLE_TEXT, [STYLE_STRONG] = ROLE_STRONG, [STYLE_DIM] = ROLE_DIM,
		[STYLE_GOOD] = ROLE_GOOD,  [STYLE_WARN] = ROLE_WARN,     [STYLE_BAD] = ROLE_BAD,
	};

	return roles[style];
}

static struct page_piece *add_piece(struct page_text *page)
{
	struct page_line *line;

	if (!page->open) {
		GROW(page->lines, page->count, page->room);
		page->lines[page->count++] = (struct page_line){0};
		page->open = true;
	}
	line = &page->lines[page->count - 1];
	GROW(line->pieces, line->count, line->room);
	line->pieces[line->count] = (struct page_piece){0};
	return &line->pieces[line->count++];
}

void page_text_add(struct page_text *page, enum style style, const char *text)
{
	while (*text) {
		size_t bytes = strcspn(text, "\n");
		struct page_piece *piece = add_piece(page);

		piece->role = style_role(style);
		piece->text = xstrndup(text, bytes);
		text += bytes;
		if (*text) {
			page->open = false;
			text++;
		}
	}
}

void page_text_cells(struct page_text *page, const struct picture_cell *cells, int count)
{
	struct page_piece *piece = add_piece(page);

	piece->cells = xcalloc((size_t)count, sizeof *cells);
	memcpy(piece->cells, cells, (size_t)count * sizeof *cells);
	piece->count = count;
}

void page_text_clear(struct page_text *page)
{
	for (size_t i = 0; i < page->count; i++) {
		for (size_t j = 0; j < page->lines[i].count; j++) {
			free(page->lines[i].pieces[j].text);
			free(page->lines[i].pieces[j].cells);
		}
		free(page->lines[i].pieces);
	}
	free(page->lines);
	*page = (struct page_text){0};
}

/* A line that is one text is wrapped, what was laid out in columns is cut. */
static int line_rows(struct grid *grid, const struct page_line *line, int cols)
{
	struct box none = {0, 0, cols, 0};
	int rows = 1;

	if (line->count == 1 && line->pieces[0].text)
		rows = grid_wrap(grid, none, 0, ROLE_TEXT, line->pieces[0].text);
	return rows < 1 ? 1 : rows;
}

static void draw_line(struct grid *grid, const struct page_line *line, struct box box, int first)
{
	int col = box.col;

	if (line->count == 1 && line->pieces[0].text) {
		grid_wrap(grid, box, first, line->pieces[0].role, line->pieces[0].text);
		return;
	}
	for (size_t i = 0; i < line->count; i++) {
		const struct page_piece *piece = &line->pieces[i];
		int left = box.col + box.cols - col;
		struct box rest = {col, box.row, left, 1};

		if (piece->text) {
			col += grid_text(grid, col, box.row, left, piece->role, piece->text);
		} else {
			grid_cells(grid, rest, piece->cells, piece->count, 1);
			col += piece->count;
		}
	}
}

/* As high as what it says: above, for a question about it stands below. */
static void draw(struct screen *screen, struct grid *grid, struct box box)
{
	struct page *page = (struct page *)screen;
	struct box text = {box.col + 2, box.row + 1, box.cols - 4, box.rows - 2};
	int all = 0, row = 0;
	int free_rows = page->covered < text.rows ? text.rows - page->covered : 1;

	for (size_t i = 0; i < page->text.count; i++)
		all += line_rows(grid, &page->text.lines[i], text.cols);
	if (text.rows > all)
		text.rows = all;
	if (free_rows > text.rows)
		free_rows = text.rows;
	box.rows = text.rows + 2;
	grid_fill(grid, box, ROLE_TEXT);
	grid_frame(grid, box, ROLE_FRAME_FOCUS, page->title);
	scroll_fit(&page->scroll, free_rows, all);
	for (size_t i = 0; i < page->text.count; i++) {
		int rows = line_rows(grid, &page->text.lines[i], text.cols);
		int at = row - page->scroll.first, hidden = at < 0 ? -at : 0;
		int seen = text.rows - (at + hidden);

		row += rows;
		if (hidden >= rows || seen <= 0)
			continue;
		struct box part = {text.col, text.row + at + hidden, text.cols,
				   rows - hidden < seen ? rows - hidden : seen};

		draw_line(grid, &page->text.lines[i], part, hidden);
	}
	grid_scrollbar(grid, (struct box){box.col, text.row, box.cols, free_rows},
		       page->scroll.first, free_rows, all);
}

static int go(struct screen *screen, struct call *call, struct err *err)
{
	return scroll_go(&((struct page *)screen)->scroll, call, err);
}

static bool wheel(struct screen *screen, const struct event *event)
{
	return scroll_wheel(&((struct page *)screen)->scroll, event);
}

static void page_free(struct screen *screen)
{
	struct page *page = (struct page *)screen;

	page_text_clear(&page->text);
	free(page->title);
	free(page);
}

/* It has been read. */
static int choose(struct screen *screen, struct call *call, struct err *err)
{
	board_pop(screen->board, screen);
	return 0;
}

static const struct action actions[] = {
	{"go", go},
	{"choose", choose},
	{NULL, NULL},
};

bool page_scrolls(const struct screen *screen)
{
	const struct scroll *scroll = &((const struct page *)screen)->scroll;

	return scroll->all > scroll->seen;
}

static const char *const *hints_now(const struct screen *screen)
{
	static const char *const hints[] = {"go down {count}", "go page-down {count}", "back",
					    NULL};

	return page_scrolls(screen) ? hints : hints + 2;
}

static const struct screen_kind kind = {
	.title = "page",
	.popup = true,
	.draw = draw,
	.mouse = wheel,
	.actions = actions,
	.hints_now = hints_now,
	.free = page_free,
};

struct screen *page_new(const char *title, struct page_text *text)
{
	struct page *page = xcalloc(1, sizeof *page);

	*page = (struct page){
		.screen = {.kind = &kind, .context = CONTEXT_LIST},
		.title = xstrdup(title),
		.text = *text,
	};
	*text = (struct page_text){0};
	return &page->screen;
}

bool screen_is_page(const struct screen *screen)
{
	return screen->kind == &kind;
}

void page_cover(struct screen *screen, int rows)
{
	((struct page *)screen)->covered = rows;
}
