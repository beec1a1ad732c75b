/* SPDX-License-Identifier: MIT
 *
 * A question that is answered with a line of words.
 */
#include <stdlib.h>

#include "board/board.h"
#include "ui/editor.h"
#include "util/mem.h"

#define COLS_MAX 64

struct line_question {
	struct screen screen;
	char *text;
	struct editor *editor;
	void (*answer)(void *arg, const char *typed);
	void *arg;
};

static void draw(struct screen *screen, struct grid *grid, struct box box)
{
	struct line_question *asked = (struct line_question *)screen;
	int cols = box.cols < COLS_MAX ? box.cols : COLS_MAX, rows = box.rows < 5 ? box.rows : 5;
	box = (struct box){box.col + (box.cols - cols) / 2, box.row + (box.rows - rows) / 2, cols,
			   rows};
	grid_fill(grid, box, ROLE_POPUP);
	if (rows == 5) {
		grid_frame(grid, box, ROLE_FRAME_FOCUS, NULL);
		box = (struct box){box.col + 2, box.row + 1, box.cols - 4, 3};
	}
	grid_text(grid, box.col, box.row, box.cols, ROLE_POPUP, asked->text);
	struct box line = {box.col, box.row + box.rows - 1, box.cols, 1};
	editor_draw(asked->editor, grid, line, true);
}

static void settle(struct line_question *asked, const char *typed)
{
	void (*answer)(void *, const char *) = asked->answer;
	void *arg = asked->arg;
	char *copy = typed ? xstrdup(typed) : NULL;
	asked->answer = NULL;
	board_pop(asked->screen.board, &asked->screen);
	answer(arg, copy);
	free(copy);
}

static int done(struct screen *screen, struct call *call, struct err *err)
{
	struct line_question *asked = (struct line_question *)screen;
	settle(asked, editor_text(asked->editor));
	return 0;
}

static int back(struct screen *screen, struct call *call, struct err *err)
{
	settle((struct line_question *)screen, NULL);
	return 0;
}

static int text(struct screen *screen, struct call *call, struct err *err)
{
	editor_do(((struct line_question *)screen)->editor, call_arg(call, 0));
	return 0;
}

static int nothing(struct screen *screen, struct call *call, struct err *err)
{
	return 0;
}

static bool type(struct screen *screen, struct key key)
{
	return editor_type(((struct line_question *)screen)->editor, key);
}

static bool paste(struct screen *screen, const char *pasted)
{
	editor_paste(((struct line_question *)screen)->editor, pasted);
	return true;
}

/* Whoever asked is told, if only that there is no answer. */
static void asked_free(struct screen *screen)
{
	struct line_question *asked = (struct line_question *)screen;
	if (asked->answer)
		asked->answer(asked->arg, NULL);
	editor_free(asked->editor);
	free(asked->text);
	free(asked);
}

static const struct action actions[] = {
	{"done", done},        {"back", back},       {"text", text},
	{"complete", nothing}, {"history", nothing}, {NULL, NULL},
};

static const char *const hints[] = {"done", "back", NULL};

static const struct screen_kind kind = {
	.title = "question",
	.popup = true,
	.draw = draw,
	.type = type,
	.paste = paste,
	.actions = actions,
	.hints = hints,
	.free = asked_free,
};

void board_ask(struct board *board, const char *question, const char *suggestion,
	       void (*answer)(void *arg, const char *typed), void *arg)
{
	struct line_question *asked = xcalloc(1, sizeof *asked);
	*asked = (struct line_question){
		.screen = {&kind, board, CONTEXT_LINE},
		.text = xstrdup(question),
		.editor = board_editor(board, suggestion ? suggestion : "", false),
		.answer = answer,
		.arg = arg,
	};
	editor_do(asked->editor, "end");
	board_push(board, &asked->screen);
}
