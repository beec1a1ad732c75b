/* SPDX-License-Identifier: MIT */
#include "board/conflicts.h"

#include <stdlib.h>
#include <string.h>

#include "board/scroll.h"
#include "ui/editor.h"
#include "util/mem.h"

#define BESIDE_COLS 60 /* for the two to stand side by side */

struct view {
	struct screen screen;
	int at;
	struct scroll scroll;
};

static struct conflicts *all(const struct board *board)
{
	return &board_session(board)->store.conflicts;
}

/* "prompt of match", "the place of match", "match itself"; returns new. */
static char *name_of(const struct conflict *conflict)
{
	const char *id = conflict->id ? conflict->id : "the film";
	switch (conflict->kind) {
	case CONFLICT_MEMBER:
		return xasprintf("%s of %s", conflict->member, id);
	case CONFLICT_PLACE:
		return xasprintf("the place of %s", id);
	default:
		return xasprintf("%s itself", id);
	}
}

/* A side as people read it; returns new. */
static char *side_text(const struct conflict *conflict, const struct json *value)
{
	if (conflict->kind == CONFLICT_PLACE)
		return json_str(value) ? xasprintf("behind %s", json_str(value))
				       : xstrdup("at the first place");
	if (!value)
		return xstrdup(conflict->kind == CONFLICT_ROW ? "taken out" : "nothing");
	if (json_str(value))
		return xstrdup(json_str(value));
	struct buf out = {0};
	json_print_pretty(&out, value, 0);
	return buf_take(&out);
}

static bool can_have_both(const struct conflict *conflict)
{
	if (conflict->kind != CONFLICT_MEMBER)
		return false;
	const struct field *field = field_find(conflict->of, conflict->member);
	return field && (field->kind == FIELD_TEXT || field->kind == FIELD_LINE) &&
	       json_str(conflict->ours) && json_str(conflict->theirs);
}

/* Both texts, in one line where there may be but one. */
static struct json *both_of(const struct conflict *conflict)
{
	const struct field *field = field_find(conflict->of, conflict->member);
	char *text = xasprintf("%s%s%s", json_str(conflict->ours),
			       field->kind == FIELD_TEXT ? "\n\n" : " ",
			       json_str(conflict->theirs));
	struct json *value = json_new_str(text);
	free(text);
	return value;
}

static void drop(struct conflicts *conflicts, size_t index)
{
	struct conflicts one = {xmalloc(sizeof *one.list), 1, 1};
	one.list[0] = conflicts->list[index];
	conflicts->count--;
	memmove(conflicts->list + index, conflicts->list + index + 1,
		(conflicts->count - index) * sizeof *conflicts->list);
	conflicts_clear(&one);
}

/* "mine" stands already. */
static int settle(struct board *board, size_t index, const char *side, struct err *err)
{
	struct session *session = board_session(board);
	struct conflict *conflict = &all(board)->list[index];
	struct step step = {0};
	char *name = name_of(conflict);
	int result = 0;
	if (strcmp(side, "both") == 0 && !can_have_both(conflict))
		result = err_set(err, ERR_USAGE, "%s can't be both: choose mine or theirs", name);
	else if (strcmp(side, "both") == 0)
		step_set(&step, conflict->of, conflict->id, conflict->member, both_of(conflict));
	else if (strcmp(side, "theirs") == 0)
		conflict_choose_theirs(board_film(board), conflict, &step);
	step_label(&step, "take %s for %s", side, name);
	if (result == 0 && step.count && (result = session_begin(session, err)) == 0)
		result = session_end(session, &step, err);
	else
		step_clear(&step);
	if (result == 0) {
		board_say(board, STYLE_PLAIN, "%s: %s", name, side);
		drop(all(board), index);
	}
	free(name);
	return result;
}

static void draw_list(struct view *view, struct grid *grid, struct box box)
{
	const struct conflicts *conflicts = all(view->screen.board);
	int first = scroll_follow(&view->scroll, box.rows, (int)conflicts->count, view->at);
	for (int i = 0; i < box.rows && first + i < (int)conflicts->count; i++) {
		int index = first + i;
		struct box line = {box.col, box.row + i, box.cols, 1};
		char *name = name_of(&conflicts->list[index]);
		if (index == view->at)
			grid_fill(grid, line, ROLE_CARD_CURSOR);
		grid_text(grid, line.col + 1, line.row, line.cols - 2,
			  index == view->at ? ROLE_CARD_CURSOR : ROLE_TEXT, name);
		free(name);
	}
	grid_scrollbar(grid, box, first, box.rows, (int)conflicts->count);
}

/* Where the text differs from the other one. */
static void find_difference(const char *text, const char *other, size_t *from, size_t *to)
{
	size_t bytes = strlen(text), others = strlen(other), same = 0, tail = 0;
	while (text[same] && text[same] == other[same])
		same++;
	while (tail < bytes - same && tail < others - same &&
	       text[bytes - tail - 1] == other[others - tail - 1])
		tail++;
	while (same && ((unsigned char)text[same] & 0xc0) == 0x80)
		same--;
	*from = same;
	*to = bytes - tail;
}

/* What is not in the other one is marked, and seen. */
static void draw_side(struct grid *grid, struct box box, const char *title,
		      const struct conflict *conflict, const struct json *value,
		      const struct json *than)
{
	char *text = side_text(conflict, value), *other = side_text(conflict, than);
	bool framed = box.rows > 2;
	struct box inside = {box.col + 2, box.row + framed, box.cols - 4,
			     box.rows - 2 * framed};
	struct editor *editor = editor_new(text, true);
	size_t from, to;
	if (framed)
		grid_frame(grid, box, ROLE_FRAME, title);
	find_difference(text, other, &from, &to);
	editor_select(editor, from, to);
	editor_draw(editor, grid, inside, false);
	editor_free(editor);
	free(text);
	free(other);
}

static void draw_sides(const struct conflict *conflict, struct grid *grid, struct box box)
{
	bool beside = box.cols >= BESIDE_COLS || box.rows < 2;
	struct box mine = box, theirs = box;
	if (beside) {
		mine.cols = box.cols / 2 - 1;
		theirs.col += box.cols / 2;
		theirs.cols -= box.cols / 2;
	} else {
		mine.rows = box.rows / 2;
		theirs.row += mine.rows;
		theirs.rows -= mine.rows;
	}
	draw_side(grid, mine, "here, as it stands", conflict, conflict->ours, conflict->theirs);
	draw_side(grid, theirs, "by the other hand", conflict, conflict->theirs, conflict->ours);
}

static void draw(struct screen *screen, struct grid *grid, struct box box)
{
	struct view *view = (struct view *)screen;
	const struct conflicts *conflicts = all(screen->board);
	grid_fill(grid, box, ROLE_TEXT);
	if (!conflicts->count)
		return;
	if (view->at >= (int)conflicts->count)
		view->at = (int)conflicts->count - 1;
	const struct conflict *conflict = &conflicts->list[view->at];
	int rows = (int)conflicts->count < box.rows / 4 ? (int)conflicts->count : box.rows / 4;
	struct box list = {box.col, box.row, box.cols, rows > 0 ? rows : 1};
	int gap = box.rows > 6;
	struct box rest = {box.col, box.row + list.rows + gap, box.cols,
			   box.rows - list.rows - gap};
	draw_list(view, grid, list);
	if (rest.rows >= 14) { /* what it was before goes below */
		struct box before = rest;
		before.rows = rest.rows / 4;
		before.row += rest.rows - before.rows;
		rest.rows -= before.rows;
		draw_side(grid, before, "before", conflict, conflict->base, conflict->base);
	}
	draw_sides(conflict, grid, rest);
}

static int go(struct screen *screen, struct call *call, struct err *err)
{
	struct view *view = (struct view *)screen;
	if (!go_row(call, view->at, view->scroll.seen, (int)all(screen->board)->count, &view->at))
		return err_set(err, ERR_USAGE, "“%s” leads nowhere here", call_arg(call, 0));
	return 0;
}

static int resolve(struct screen *screen, struct call *call, struct err *err)
{
	struct view *view = (struct view *)screen;
	if (!call_arg(call, 0))
		return 0;
	if (settle(screen->board, (size_t)view->at, call_arg(call, 0), err) < 0)
		return -1;
	if (!all(screen->board)->count)
		board_pop(screen->board, screen);
	return 0;
}

static void film_changed(struct screen *screen)
{
	if (!all(screen->board)->count)
		board_pop(screen->board, screen);
}

static void view_free(struct screen *screen)
{
	free(screen);
}

static const struct action actions[] = {
	{"go", go}, {"resolve", resolve}, {NULL, NULL},
};

static const char *const hints[] = {
	"resolve mine", "resolve theirs", "resolve both", "back", "help keys list", NULL,
};

static const struct screen_kind kind = {
	.title = "conflicts",
	.draw = draw,
	.film_changed = film_changed,
	.actions = actions,
	.hints = hints,
	.free = view_free,
};

int conflicts_act_resolve(struct screen *screen, struct call *call, struct err *err)
{
	struct board *board = screen->board;
	struct view *view;
	if (!all(board)->count)
		return err_set(err, ERR_NOT_FOUND, "nothing was changed in two ways");
	if (call_arg(call, 0)) {
		while (all(board)->count)
			if (settle(board, 0, call_arg(call, 0), err) < 0)
				return -1;
		return 0;
	}
	view = xcalloc(1, sizeof *view);
	view->screen = (struct screen){&kind, board, CONTEXT_LIST};
	board_push(board, &view->screen);
	return 0;
}
