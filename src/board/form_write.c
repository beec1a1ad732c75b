/* SPDX-License-Identifier: MIT
 *
 * Writing in a field. What is typed is given to the film while one types, soon enough
 * that a crash loses less than a second; all of a run is one undo.
 */
#include <stdlib.h>
#include <string.h>

#include "board/board_private.h"
#include "board/form_private.h"
#include "util/mem.h"

#define GIVE_MS 700

struct editor *form_editor(struct form *form, struct form_row *row)
{
	if (!row->editor) {
		char *typed = row_typed(form, row);
		row->editor = board_editor(form->screen.board, typed, row_is_text(row));
		free(typed);
	}
	return row->editor;
}

/* What is soon typed over rather than changed is selected. */
static bool is_short(const struct form_row *row)
{
	return row->field->kind != FIELD_LINE && !row_is_text(row) &&
	       row->field->kind != FIELD_SHAPE;
}

void form_write(struct form *form)
{
	struct board *board = form->screen.board;
	struct form_row *row = form_row(form);
	const struct store *store = &board_session(board)->store;
	if (store->read_only) {
		board_say(board, STYLE_WARN, "the film can't be changed: %s",
			  store->why_read_only ? store->why_read_only : "it is read-only");
		return;
	}
	struct editor *editor = form_editor(form, row);
	free(form->given);
	form->given = row_typed(form, row);
	form->writes = true;
	form->has_given = form->told_wrong = false;
	form->screen.context = CONTEXT_TEXT;
	if (strcmp(editor_text(editor), form->given) != 0)
		editor_replace(editor, form->given);
	if (!row_is_text(row))
		editor_do(editor, is_short(row) ? "select-all" : "end");
	popup_begin(form);
	board_touch(board);
}

static int apply(struct form *form, struct step *step, struct err *err)
{
	struct session *session = board_session(form->screen.board);
	if (session_begin(session, err) < 0) {
		step_clear(step);
		return -1;
	}
	return session_end(session, step, err);
}

static void stop_timer(struct form *form)
{
	if (form->timer)
		loop_cancel(board_session(form->screen.board)->loop, form->timer);
	form->timer = 0;
}

int form_give(struct form *form, struct err *err)
{
	struct form_row *row = form_row(form);
	struct step step = {.goes_on = form->has_given};
	stop_timer(form);
	if (!form->writes || strcmp(editor_text(row->editor), form->given) == 0)
		return 0;
	char *typed = xstrdup(editor_text(row->editor));
	if (row_step(form, row, typed, &step, err) < 0 || apply(form, &step, err) < 0) {
		free(typed);
		return -1;
	}
	form->has_given = true;
	free(form->given);
	form->given = typed;
	return 0;
}

static void give_in_time(void *arg)
{
	struct form *form = arg;
	struct err err = {0};
	form->timer = 0;
	form_give(form, &err); /* what is wrong is told below, while one types */
	err_clear(&err);
	board_touch(form->screen.board);
}

void form_typed(struct form *form)
{
	struct board *board = form->screen.board;
	form->told_wrong = false;
	if (!form->timer && strcmp(editor_text(form_row(form)->editor), form->given) != 0)
		form->timer = loop_after(board_session(board)->loop, GIVE_MS, give_in_time, form);
	popup_refresh(form);
	board_touch(board);
}

bool form_is_wrong(const struct form *form, struct err *err)
{
	struct step step = {0};
	const struct form_row *row = form_row(form);
	bool wrong = form->writes && row->editor &&
		     row_step(form, row, editor_text(row->editor), &step, err) < 0;
	step_clear(&step);
	return wrong;
}

static void stop_writing(struct form *form)
{
	stop_timer(form);
	popup_end(form);
	editor_pause(form_row(form)->editor);
	editor_do(form_row(form)->editor, "unselect");
	form->writes = false;
	form->screen.context = CONTEXT_SCENE;
	board_touch(form->screen.board);
}

static void drop(struct form *form)
{
	editor_replace(form_row(form)->editor, form->given);
	stop_writing(form);
	board_say(form->screen.board, STYLE_PLAIN, "%s is as it was",
		  row_label(form_row(form)));
}

static bool leave(struct form *form, const char *advice)
{
	struct err err = {0};
	if (!form->writes)
		return true;
	if (form_give(form, &err) < 0) {
		board_say(form->screen.board, STYLE_BAD, "%s%s", err_text(&err), advice);
		err_clear(&err);
		return false;
	}
	stop_writing(form);
	return true;
}

bool form_leave(struct form *form)
{
	return leave(form, "");
}

void form_escape(struct form *form)
{
	if (form->told_wrong)
		drop(form);
	else
		form->told_wrong = !leave(form, "; Esc once more drops it");
}

int form_set(struct form *form, struct form_row *row, const char *typed, struct err *err)
{
	struct step step = {0};
	char *was = row_typed(form, row);
	bool same = strcmp(was, typed) == 0;
	free(was);
	if (same)
		return 0;
	if (row_step(form, row, typed, &step, err) < 0)
		return -1;
	return apply(form, &step, err);
}

/* Another hand changed what is being written. What is typed stays; it is given to the
 * film as a change of its own. */
static void keep_typed(struct form *form, struct form_row *row, char *now)
{
	board_say(form->screen.board, STYLE_WARN,
		  "%s was changed elsewhere while you write; what you write stays, undo brings "
		  "the other back",
		  row_label(row));
	free(form->given);
	form->given = now;
	form->has_given = false;
	form_typed(form);
}

static void follow_written(struct form *form, struct form_row *row)
{
	char *now = row_typed(form, row);
	bool is_clean = strcmp(editor_text(row->editor), form->given) == 0;
	if (strcmp(now, form->given) == 0) {
		free(now);
	} else if (is_clean) {
		editor_replace(row->editor, now);
		free(form->given);
		form->given = now;
		form->has_given = false;
	} else {
		keep_typed(form, row, now);
	}
}

void form_follow(struct form *form)
{
	for (size_t i = 0; i < form->row_count; i++) {
		struct form_row *row = &form->rows[i];
		if (!row->editor)
			continue;
		if (form->writes && i == form->at) {
			follow_written(form, row);
			continue;
		}
		char *now = row_typed(form, row);
		if (strcmp(now, editor_text(row->editor)) != 0)
			editor_replace(row->editor, now);
		free(now);
	}
}
