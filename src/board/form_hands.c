/* SPDX-License-Identifier: MIT
 *
 * What is typed, pasted and clicked in the form.
 */
#include "board/board.h"
#include "board/form_private.h"
#include "util/clock.h"

#define WHEEL_LINES 3
#define DOUBLE_MS 400
#define LABEL_COLS 12 /* before a value, at most */

bool form_type(struct screen *screen, struct key key)
{
	struct form *form = (struct form *)screen;
	if (!form->writes) {
		if ((key.code != '+' && key.code != '-') || !row_is_number(form_row(form)))
			return false;
		form_nudge(form, key.code == '+' ? 1 : -1);
		return true;
	}
	if (!editor_type(form_row(form)->editor, key))
		return false;
	form->popup.closed &= !row_is_text(form_row(form)) || key.code != '@';
	form_typed(form);
	return true;
}

bool form_paste(struct screen *screen, const char *pasted)
{
	struct form *form = (struct form *)screen;
	if (!form->writes)
		form_write(form);
	if (!form->writes)
		return true;
	editor_paste(form_row(form)->editor, pasted);
	form_typed(form);
	return true;
}

static bool contains(struct box box, int col, int row)
{
	return col >= box.col && col < box.col + box.cols && row >= box.row &&
	       row < box.row + box.rows;
}

/* Where a value stands, or the label before it. */
static bool row_contains(const struct form_row *row, int col, int at)
{
	struct box wide = row->box;
	if (!wide.cols)
		return false;
	wide.col -= LABEL_COLS;
	wide.cols += LABEL_COLS;
	return contains(wide, col, at);
}

/* A second click on a place selects the word. */
static void click(struct form *form, struct form_row *row, int col, int at)
{
	int64_t now = clock_ms();
	bool twice = now - form->clicked_ms < DOUBLE_MS && col == form->clicked_col &&
		     at == form->clicked_row;
	editor_click(row->editor, col, at, false);
	if (twice)
		editor_do(row->editor, "select-word");
	form->clicked_ms = now;
	form->clicked_col = col;
	form->clicked_row = at;
}

static void press(struct form *form, int col, int at)
{
	if (popup_click(form, col, at))
		return;
	for (size_t i = 0; i < form->row_count; i++) {
		struct form_row *row = &form->rows[i];
		bool again = i == form->at || row_is_large(row);
		if (!row_contains(row, col, at))
			continue;
		if (i != form->at || !form->writes) {
			if (!form_leave(form))
				return;
			form_focus(form, i);
			if (!again || !contains(row->box, col, at))
				return;
			form_write(form);
		}
		if (form->writes)
			click(form, row, col - row->box.col, at - row->box.row);
		return;
	}
}

bool form_mouse(struct screen *screen, const struct event *event)
{
	struct form *form = (struct form *)screen;
	struct form_row *row = form_row(form);
	int col = event->mouse.col, at = event->mouse.row;
	long lines = event->mouse.kind == MOUSE_WHEEL_UP ? -WHEEL_LINES : WHEEL_LINES;
	switch (event->mouse.kind) {
	case MOUSE_PRESS:
		if (event->mouse.button == 1)
			press(form, col, at);
		return true;
	case MOUSE_DRAG:
		if (form->writes && row->editor)
			editor_click(row->editor, col - row->box.col, at - row->box.row, true);
		return true;
	case MOUSE_WHEEL_UP:
	case MOUSE_WHEEL_DOWN:
		for (long i = 0; form->writes && row_is_text(row) && i < WHEEL_LINES; i++)
			editor_do(row->editor, lines < 0 ? "up" : "down");
		if (!form->writes)
			form_step(form, lines, false);
		return true;
	default:
		return false;
	}
}
