/* SPDX-License-Identifier: MIT
 *
 * What commands do in the form: between the fields, and while writing.
 */
#include <stdlib.h>
#include <string.h>

#include "board/board_private.h"
#include "board/form_private.h"
#include "core/scenes/target.h"
#include "util/mem.h"
#include "util/text.h"

void form_focus(struct form *form, size_t row)
{
	form->at = row < form->row_count ? row : form->row_count - 1;
	board_touch(form->screen.board);
}

void form_step(struct form *form, long rows, bool writes)
{
	long to = (long)form->at + rows, last = (long)form->row_count - 1;
	if (!form_leave(form))
		return;
	form_focus(form, to < 0 ? 0 : to > last ? (size_t)last : (size_t)to);
	if (writes && !(form_row(form)->state && !*form_row(form)->state))
		form_write(form);
}

/* A new state has a name first, then a text. */
static void add_state(void *arg, const char *typed)
{
	struct form *form = arg;
	if (!typed || !*typed)
		return;
	if (!text_is_slug(typed)) {
		board_say(form->screen.board, STYLE_BAD,
			  "“%s” can't be a state's name: a-z, 0-9 and -, a letter first", typed);
		return;
	}
	struct form_row *rows = form->rows, last = rows[form->row_count - 1];
	for (size_t i = 0; i < form->row_count; i++)
		if (rows[i].state && strcmp(rows[i].state, typed) == 0) {
			form_focus(form, i);
			return;
		}
	GROW(form->rows, form->row_count, form->row_room);
	form->rows[form->row_count - 1] = (struct form_row){
		.section = last.section,
		.field = last.field,
		.state = xstrdup(typed),
	};
	last.section = NULL;
	form->rows[form->row_count++] = last;
	form_focus(form, form->row_count - 2);
	form_write(form);
}

static int choose(struct screen *screen, struct call *call, struct err *err)
{
	struct form *form = (struct form *)screen;
	const struct form_row *row = form_row(form);
	if (row->state && !*row->state)
		board_ask(screen->board, "the new state's name, as in @name:state", "", add_state,
			  form);
	else
		form_write(form);
	return 0;
}

static int back(struct screen *screen, struct call *call, struct err *err)
{
	struct form *form = (struct form *)screen;
	if (!form->writes) {
		board_pop(screen->board, screen);
		return 0;
	}
	if (popup_is_open(form)) {
		form->popup.closed = true;
		return 0;
	}
	form_escape(form);
	return 0;
}

static int done(struct screen *screen, struct call *call, struct err *err)
{
	form_leave((struct form *)screen);
	return 0;
}

/* Opens another of the same kind in this form. */
static void become(struct form *form, const char *name)
{
	free(form->name);
	form->name = xstrdup(name);
	form_free_rows(form);
	form_make_rows(form);
	if (form->at >= form->row_count)
		form->at = form->row_count - 1;
	if (form->of == OF_SCENE)
		board_go(form->screen.board, name);
	board_touch(form->screen.board);
}

static int go_scene(struct form *form, long steps, struct err *err)
{
	const struct film *film = board_film(form->screen.board);
	if (form->of != OF_SCENE || !form_thing(form))
		return err_set(err, ERR_USAGE, "this is no scene");
	long to = (long)film_index(film, form->name) + steps, last = (long)film->scene_count - 1;
	become(form, film->scenes[to < 0 ? 0 : to > last ? last : to].id);
	return 0;
}

/* Each way "go" knows here, in rows. */
static const struct {
	const char *word;
	long rows;
} ways[] = {
	{"up", -1},	  {"down", 1},	    {"page-up", -8},   {"page-down", 8},
	{"half-up", -4}, {"half-down", 4}, {"first", -10000}, {"last", 10000},
};

static int go(struct screen *screen, struct call *call, struct err *err)
{
	struct form *form = (struct form *)screen;
	const char *where = call_arg(call, 0), *times = call_arg(call, 1);
	long count = times ? strtol(times, NULL, 10) : 1;
	if (!form_leave(form))
		return 0;
	if (strcmp(where, "next-scene") == 0)
		return go_scene(form, count, err);
	if (strcmp(where, "previous-scene") == 0)
		return go_scene(form, -count, err);
	for (size_t i = 0; i < LENGTH(ways); i++) {
		if (strcmp(ways[i].word, where) != 0)
			continue;
		form_step(form, ways[i].rows * count, false);
		return 0;
	}
	const struct scene *scene = target_scene(board_film(screen->board), where, err);
	if (!scene)
		return -1;
	if (form->of != OF_SCENE)
		return err_set(err, ERR_USAGE, "this is no scene's form: go back first");
	become(form, scene->id);
	return 0;
}

void form_nudge(struct form *form, long steps)
{
	struct form_row *row = form_row(form);
	struct err err = {0};
	char *typed = form->writes ? xstrdup(editor_text(row->editor)) : row_typed(form, row);
	char *nudged = row_nudged(form, row, typed, steps);
	if (nudged && form->writes) {
		editor_replace(row->editor, nudged);
		editor_do(row->editor, "end");
		form_typed(form);
	} else if (nudged && form_set(form, row, nudged, &err) < 0) {
		board_say(form->screen.board, STYLE_BAD, "%s", err_text(&err));
		err_clear(&err);
	}
	free(typed);
	free(nudged);
}

static long vertical(const char *operation)
{
	return strcmp(operation, "up") == 0 ? -1 : strcmp(operation, "down") == 0 ? 1 : 0;
}

/* What the field itself makes of an operation, before its text does. */
static bool field_takes(struct form *form, const char *operation)
{
	struct form_row *row = form_row(form);
	long rows = vertical(operation);
	bool enters = strcmp(operation, "newline") == 0;
	if (popup_is_open(form) && (rows || (enters && popup_take(form, false)))) {
		if (rows)
			popup_move(form, rows);
		if (!enters || row_is_text(row))
			return true;
	}
	if (row_is_text(row))
		return false;
	if (rows && row_is_number(row))
		form_nudge(form, -rows);
	else if (rows)
		form_step(form, rows, true);
	else if (enters)
		form_step(form, 1, false);
	return rows || enters;
}

static int text(struct screen *screen, struct call *call, struct err *err)
{
	struct form *form = (struct form *)screen;
	const char *operation = call_arg(call, 0);
	if (!form->writes)
		return err_set(err, ERR_USAGE, "no field is being written in: Enter begins");
	if (field_takes(form, operation))
		return 0;
	editor_do(form_row(form)->editor, operation);
	form_typed(form);
	return 0;
}

/* Tab: what is offered, else the next field. */
static int complete(struct screen *screen, struct call *call, struct err *err)
{
	struct form *form = (struct form *)screen;
	const char *way = call_arg(call, 0);
	bool is_back = way && strcmp(way, "previous") == 0;
	bool wants = form->popup.typed || form->popup.at >= 0 || row_is_text(form_row(form));
	if (!is_back && wants && popup_take(form, true))
		return 0;
	form_step(form, is_back ? -1 : 1, form->writes);
	return 0;
}

int form_edit(struct form *form, struct form_row *row, struct err *err)
{
	struct host *host = board_host(form->screen.board);
	if (!host || !host->edit)
		return err_set(err, ERR_USAGE, "there is no editor to hand it to");
	if (!form_leave(form))
		return 0;
	char *typed = row_typed(form, row);
	int result = host->edit(host, &typed, err);
	size_t bytes = strlen(typed);
	if (bytes && typed[bytes - 1] == '\n') /* editors end every line */
		typed[bytes - 1] = '\0';
	if (result == 0)
		result = form_set(form, row, typed, err);
	free(typed);
	return result;
}

struct form_row *form_row_named(struct form *form, const char *field)
{
	for (size_t i = 0; i < form->row_count; i++)
		if (strcmp(form->rows[i].field->name, field) == 0)
			return &form->rows[i];
	return NULL;
}

static int edit(struct screen *screen, struct call *call, struct err *err)
{
	struct form *form = (struct form *)screen;
	const char *name = call_arg(call, 0);
	struct form_row *row = name ? form_row_named(form, name) : form_row(form);
	if (!row)
		return err_set(err, ERR_USAGE, "there is no field “%s” here", name);
	return form_edit(form, row, err);
}

const struct action form_actions[] = {
	{"choose", choose}, {"back", back}, {"done", done},	{"go", go},
	{"text", text},	    {"edit", edit}, {"complete", complete}, {NULL, NULL},
};
