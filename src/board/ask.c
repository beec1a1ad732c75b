/* SPDX-License-Identifier: MIT
 *
 * A question that is answered with yes or no.
 */
#include <stdlib.h>
#include <string.h>

#include "board/board_private.h"
#include "board/page.h"
#include "util/mem.h"

#define COLS_MAX 64

#define FRAME_ROWS 4 /* with a row free, and the keys */

struct question {
	struct screen screen;
	char *text;
	struct screen *about; /* the page it is about, below; NULL: none */
	void (*answer)(void *arg, bool yes);
	void *arg;
};

/* Below, so that what it is about is seen. */
static struct box place(const struct question *question, struct grid *grid, struct box box,
			int *lines)
{
	int cols = box.cols < COLS_MAX ? box.cols : COLS_MAX, rows;
	struct box none = {0, 0, cols - 4, 0};

	*lines = grid_wrap(grid, none, 0, ROLE_POPUP, question->text);
	rows = *lines + FRAME_ROWS < box.rows ? *lines + FRAME_ROWS : box.rows;
	if (question->about)
		page_cover(question->about, rows - 1);
	return (struct box){box.col + (box.cols - cols) / 2, box.row + box.rows - rows, cols, rows};
}

static void draw_keys(const struct question *question, struct grid *grid, struct box row)
{
	const struct board *board = question->screen.board;
	char *up, *down;

	row.col += grid_text(grid, row.col, row.row, row.cols, ROLE_BAR_KEY, "y yes   n no");
	if (!question->about || !page_scrolls(question->about))
		return;
	up = board_key(board, CONTEXT_LINE, "history previous");
	down = board_key(board, CONTEXT_LINE, "history next");
	grid_textf(grid, row.col, row.row, row.cols, ROLE_BAR_KEY, "   %s %s read on", up, down);
	free(up);
	free(down);
}

static void draw(struct screen *screen, struct grid *grid, struct box box)
{
	struct question *question = (struct question *)screen;
	int lines, free_rows;
	struct box text;

	box = place(question, grid, box, &lines);
	grid_fill(grid, box, ROLE_POPUP);
	grid_frame(grid, box, ROLE_FRAME_FOCUS, NULL);
	free_rows = box.rows - FRAME_ROWS + (lines > box.rows - FRAME_ROWS);
	text = (struct box){box.col + 2, box.row + 1, box.cols - 4, free_rows};
	/* Where there is no room for all of it the question stands at its end. */
	grid_wrap(grid, text, lines > free_rows ? lines - free_rows : 0, ROLE_POPUP,
		  question->text);
	draw_keys(question, grid, (struct box){text.col, box.row + box.rows - 2, text.cols, 1});
}

static void settle(struct question *question, bool yes)
{
	void (*answer)(void *, bool) = question->answer;
	void *arg = question->arg;

	question->answer = NULL;
	if (question->about)
		page_cover(question->about, 0);
	board_pop(question->screen.board, &question->screen);
	answer(arg, yes);
}

static bool type(struct screen *screen, struct key key)
{
	bool yes = key.code == 'y' || key.code == 'Y';

	if (!yes && key.code != 'n' && key.code != 'N' && key.code != KEY_ESCAPE && key.code != 'q')
		return false;
	settle((struct question *)screen, yes);
	return true;
}

static void question_free(struct screen *screen)
{
	struct question *question = (struct question *)screen;

	free(question->text);
	free(question);
}

static int back(struct screen *screen, struct call *call, struct err *err)
{
	settle((struct question *)screen, false);
	return 0;
}

static bool wheel(struct screen *screen, const struct event *event)
{
	struct screen *about = ((struct question *)screen)->about;

	return about && about->kind->mouse(about, event);
}

static int scroll(struct screen *screen, struct call *call, struct err *err)
{
	bool up = strcmp(call_arg(call, 0), "previous") == 0;
	struct event event = {.kind = EVENT_MOUSE,
			      .mouse.kind = up ? MOUSE_WHEEL_UP : MOUSE_WHEEL_DOWN};

	wheel(screen, &event);
	return 0;
}

static const struct action actions[] = {
	{"back", back},
	{"history", scroll},
	{NULL, NULL},
};

static const struct screen_kind kind = {
	.title = "question",
	.popup = true,
	.draw = draw,
	.type = type,
	.mouse = wheel,
	.actions = actions,
	.free = question_free,
};

void board_confirm(struct board *board, const char *text, void (*answer)(void *arg, bool yes),
		   void *arg)
{
	struct question *question = xcalloc(1, sizeof *question);
	struct screen *top = board_top(board);
	int lines;

	*question = (struct question){
		.screen = {.kind = &kind, .context = CONTEXT_LINE},
		.text = xstrdup(text),
		.about = screen_is_page(top) ? top : NULL,
		.answer = answer,
		.arg = arg,
	};
	place(question, &board->grid, board_box(board), &lines); /* the page is drawn first */
	board_push(board, &question->screen);
}
