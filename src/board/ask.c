/* SPDX-License-Identifier: MIT
 *
 * A question that is answered with yes or no.
 */
#include <stdlib.h>
#include <string.h>

#include "board/board_private.h"
#include "util/mem.h"

#define COLS_MAX 64

struct question {
	struct screen screen;
	char *text;
	void (*answer)(void *arg, bool yes);
	void *arg;
};

static void draw(struct screen *screen, struct grid *grid, struct box box)
{
	struct question *question = (struct question *)screen;
	int cols = box.cols < COLS_MAX ? box.cols : COLS_MAX;
	struct box text = {0, 0, cols - 4, 0};
	int lines = grid_wrap(grid, text, 0, ROLE_POPUP, question->text), rows = lines + 4;

	if (rows > box.rows)
		rows = box.rows;
	/* Below, so that what it is about is seen. */
	box = (struct box){box.col + (box.cols - cols) / 2, box.row + box.rows - rows, cols, rows};
	grid_fill(grid, box, ROLE_POPUP);
	grid_frame(grid, box, ROLE_FRAME_FOCUS, NULL);
	text = (struct box){box.col + 2, box.row + 1, cols - 4, rows - 3};
	grid_wrap(grid, text, 0, ROLE_POPUP, question->text);
	grid_text(grid, text.col, box.row + rows - 2, text.cols, ROLE_BAR_KEY, "y yes   n no");
}

static void settle(struct question *question, bool yes)
{
	void (*answer)(void *, bool) = question->answer;
	void *arg = question->arg;

	question->answer = NULL;
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

static const struct action actions[] = {
	{"back", back},
	{NULL, NULL},
};

static const struct screen_kind kind = {
	.title = "question",
	.popup = true,
	.draw = draw,
	.type = type,
	.actions = actions,
	.free = question_free,
};

void board_confirm(struct board *board, const char *text, void (*answer)(void *arg, bool yes),
		   void *arg)
{
	struct question *question = xcalloc(1, sizeof *question);

	*question = (struct question){
		.screen = {.kind = &kind, .context = CONTEXT_LINE},
		.text = xstrdup(text),
		.answer = answer,
		.arg = arg,
	};
	board_push(board, &question->screen);
}
