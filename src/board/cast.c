/* SPDX-License-Identifier: MIT */
#include "board/cast.h"

#include <stdlib.h>
#include <string.h>

#include "board/form.h"
#include "board/scroll.h"
#include "film/mention.h"
#include "util/mem.h"

#define LIST_COLS 34   /* beside the details */
#define BESIDE_COLS 76 /* for the details to stand there */

struct cast {
	struct screen screen;
	int at;
	struct scroll scroll;
	struct box list;   /* as last drawn */
	size_t **scenes;   /* of each member, where it is named: positions */
	size_t *counts, *rooms;
	size_t count;      /* of members, as counted */
	bool is_sure;      /* the person said yes to taking one out */
};

static void forget(struct cast *cast)
{
	for (size_t i = 0; i < cast->count; i++)
		free(cast->scenes[i]);
	free(cast->scenes);
	free(cast->counts);
	free(cast->rooms);
	cast->scenes = NULL;
	cast->counts = cast->rooms = NULL;
	cast->count = 0;
}

static void note_scene(struct cast *cast, size_t member, size_t scene)
{
	size_t count = cast->counts[member];
	if (count && cast->scenes[member][count - 1] == scene)
		return;
	GROW(cast->scenes[member], cast->counts[member], cast->rooms[member]);
	cast->scenes[member][cast->counts[member]++] = scene;
}

static void look_who_is_where(struct cast *cast)
{
	const struct film *film = board_film(cast->screen.board);
	struct mention mention;
	forget(cast);
	cast->count = film->cast_count;
	cast->scenes = xcalloc(cast->count + 1, sizeof *cast->scenes);
	cast->counts = xcalloc(cast->count + 1, sizeof *cast->counts);
	cast->rooms = xcalloc(cast->count + 1, sizeof *cast->rooms);
	for (size_t i = 0; i < film->scene_count; i++) {
		const char *at = film->scenes[i].prompt ? film->scenes[i].prompt : "";
		for (; mention_next(film, at, at, &mention); at = mention.to)
			if (mention.member)
				note_scene(cast, (size_t)(mention.member - film->cast), i);
	}
	if (cast->at >= (int)cast->count)
		cast->at = cast->count ? (int)cast->count - 1 : 0;
}

static const struct cast_member *here(const struct cast *cast)
{
	const struct film *film = board_film(cast->screen.board);
	return film->cast_count ? &film->cast[cast->at] : NULL;
}

static void draw_member(const struct cast *cast, struct grid *grid, struct box box, int index)
{
	const struct cast_member *member = &board_film(cast->screen.board)->cast[index];
	bool is_here = index == cast->at;
	enum role role = is_here ? ROLE_CARD_CURSOR : ROLE_MENTION;
	int end = box.col + box.cols - 1;
	if (is_here)
		grid_fill(grid, box, ROLE_CARD_CURSOR);
	end -= grid_textf(grid, end - 3, box.row, 3, is_here ? role : ROLE_DIM, "%3zu",
			  cast->counts[index]) + 1;
	end -= grid_text_right(grid, box.col, box.row, end - box.col, is_here ? role : ROLE_DIM,
			       member->kind ? member->kind : "") + 1;
	int used = grid_textf(grid, box.col + 1, box.row, end - box.col - 1, role, "@%s",
			      member->name);
	grid_text(grid, box.col + 2 + used, box.row, end - box.col - 2 - used, role,
		  member->pictogram ? member->pictogram : "");
}

static void draw_list(struct cast *cast, struct grid *grid, struct box box)
{
	int rows = box.rows, first = scroll_follow(&cast->scroll, rows, (int)cast->count, cast->at);
	cast->list = box;
	for (int i = 0; i < rows && first + i < (int)cast->count; i++)
		draw_member(cast, grid, (struct box){box.col, box.row + i, box.cols - 1, 1},
			    first + i);
	grid_scrollbar(grid, box, first, rows, (int)cast->count);
}

/* Writes a text below what is there; returns the box's rest. */
static struct box put(struct grid *grid, struct box box, enum role role, const char *text)
{
	if (box.rows < 1)
		return box;
	int lines = grid_wrap(grid, box, 0, role, text);
	lines = lines < box.rows ? lines : box.rows;
	box.row += lines;
	box.rows -= lines;
	return box;
}

static struct box draw_states(struct grid *grid, struct box box, const struct cast_member *member)
{
	const struct json *state = json_first(member->states);
	for (; state && box.rows > 1; state = json_next(state)) {
		struct box text = {box.col + 2, box.row + 1, box.cols - 2, box.rows - 1};
		grid_textf(grid, box.col, box.row, box.cols, ROLE_MENTION, "@%s:%s", member->name,
			   json_name(state));
		text = put(grid, text, ROLE_VALUE, json_str(state) ? json_str(state) : "");
		box.rows -= text.row - box.row;
		box.row = text.row;
	}
	return box;
}

static void draw_scenes(const struct cast *cast, struct grid *grid, struct box box)
{
	const struct film *film = board_film(cast->screen.board);
	size_t count = cast->counts[cast->at];
	box = put(grid, box, ROLE_HEADING, count ? "in the scenes" : "in no scene yet");
	for (size_t i = 0; i < count && box.rows > 0; i++, box.row++, box.rows--) {
		size_t scene = cast->scenes[cast->at][i];
		const char *title = film->scenes[scene].title;
		if (box.rows == 1 && i + 1 < count) {
			grid_textf(grid, box.col, box.row, box.cols, ROLE_DIM, "and %zu more",
				   count - i);
			return;
		}
		int used = grid_textf(grid, box.col, box.row, box.cols, ROLE_CARD_NUMBER, "%4zu  ",
				      scene + 1);
		grid_text(grid, box.col + used, box.row, box.cols - used, ROLE_TEXT,
			  title ? title : film->scenes[scene].id);
	}
}

static void draw_details(const struct cast *cast, struct grid *grid, struct box box)
{
	const struct cast_member *member = here(cast);
	const char *file = json_get_str(member->picture, "file");
	struct box head = {box.col, box.row, box.cols, 1};
	int used = grid_textf(grid, head.col, head.row, head.cols, ROLE_STRONG, "@%s  ",
			      member->name);
	grid_textf(grid, head.col + used, head.row, head.cols - used, ROLE_DIM, "%s %s",
		   member->kind ? member->kind : "", member->pictogram ? member->pictogram : "");
	box.row += 2;
	box.rows -= 2;
	box = put(grid, box, member->looks ? ROLE_VALUE : ROLE_DIM,
		  member->looks ? member->looks : "nobody has said yet what it looks like");
	if (file)
		box = put(grid, box, ROLE_LABEL, file);
	box.row++;
	box.rows--;
	box = draw_states(grid, box, member);
	if (json_first(member->states)) {
		box.row++;
		box.rows--;
	}
	draw_scenes(cast, grid, box);
}

static void draw_nobody(const struct cast *cast, struct grid *grid, struct box box)
{
	char *key = board_key(cast->screen.board, CONTEXT_CAST, "line add cast:");
	char *text = xasprintf("Nobody yet. Press %s to bring in who or what recurs and has to "
			       "look the same; prompts then name it: @NAME.", key);
	box = (struct box){box.col + 2, box.row + 1, box.cols - 4, box.rows - 1};
	grid_wrap(grid, box, 0, ROLE_DIM, text);
	free(text);
	free(key);
}

static void draw(struct screen *screen, struct grid *grid, struct box box)
{
	struct cast *cast = (struct cast *)screen;
	struct box details = box;
	grid_fill(grid, box, ROLE_TEXT);
	if (cast->count != board_film(screen->board)->cast_count)
		look_who_is_where(cast);
	if (!cast->count) {
		draw_nobody(cast, grid, box);
		return;
	}
	if (box.cols >= BESIDE_COLS) {
		box.cols = LIST_COLS;
		details.col += LIST_COLS + 2;
		details.cols -= LIST_COLS + 3;
		grid_line(grid, details.col - 2, details.row, 0, details.rows, ROLE_FRAME);
		draw_details(cast, grid, details);
	} else if (box.rows >= 16) {
		box.rows /= 2;
		details.row += box.rows + 1;
		details.rows -= box.rows + 1;
		details.col++;
		details.cols -= 2;
		grid_line(grid, box.col, details.row - 1, box.cols, 0, ROLE_FRAME);
		draw_details(cast, grid, details);
	}
	draw_list(cast, grid, box);
}

static int go(struct screen *screen, struct call *call, struct err *err)
{
	struct cast *cast = (struct cast *)screen;
	if (!go_row(call, cast->at, cast->scroll.seen, (int)cast->count, &cast->at))
		return err_set(err, ERR_USAGE, "“%s” leads nowhere here", call_arg(call, 0));
	return 0;
}

static int open_member(struct screen *screen, struct call *call, struct err *err)
{
	const struct cast_member *member = here((struct cast *)screen);
	struct screen *form;
	if (!member)
		return err_set(err, ERR_NOT_FOUND, "there is nobody here yet");
	form = form_new(screen->board, OF_CAST, member->name, err);
	if (!form)
		return -1;
	board_push(screen->board, form);
	return 0;
}

static void answer_remove(void *arg, bool yes)
{
	struct cast *cast = arg;
	const struct cast_member *member = here(cast);
	char *line = yes && member ? xasprintf("rm cast:%s", member->name) : NULL;
	cast->is_sure = yes;
	if (line)
		board_run(cast->screen.board, line);
	cast->is_sure = false;
	free(line);
}

/* Who is in scenes is not taken out unasked. */
static int take_out(struct screen *screen, struct call *call, struct err *err)
{
	struct cast *cast = (struct cast *)screen;
	const struct cast_member *member = here(cast);
	const char *what = call_arg(call, 0);
	bool is_here = member && what && strncmp(what, "cast:", 5) == 0 &&
		       strcmp(what + 5, member->name) == 0;
	if (!is_here || cast->is_sure || !cast->counts[cast->at])
		return 1;
	char *question = xasprintf("@%s is in %zu scene%s, whose prompts go on naming it. Take it "
				   "out of the cast?",
				   member->name, cast->counts[cast->at],
				   cast->counts[cast->at] == 1 ? "" : "s");
	board_confirm(screen->board, question, answer_remove, cast);
	free(question);
	return 0;
}

static char *chosen(const struct screen *screen)
{
	const struct cast_member *member = here((const struct cast *)screen);
	return member ? xasprintf("cast:%s", member->name) : xstrdup("");
}

static bool mouse(struct screen *screen, const struct event *event)
{
	struct cast *cast = (struct cast *)screen;
	int row = cast->scroll.first + event->mouse.row - cast->list.row;
	bool is_in = event->mouse.col >= cast->list.col &&
		     event->mouse.col < cast->list.col + cast->list.cols && row >= 0 &&
		     row < (int)cast->count;
	if (event->mouse.kind == MOUSE_PRESS && is_in) {
		if (cast->at == row)
			open_member(screen, NULL, NULL);
		cast->at = row;
		return true;
	}
	if (event->mouse.kind == MOUSE_WHEEL_UP)
		cast->at -= cast->at > 0;
	if (event->mouse.kind == MOUSE_WHEEL_DOWN)
		cast->at += cast->at + 1 < (int)cast->count;
	return true;
}

static void film_changed(struct screen *screen)
{
	struct cast *cast = (struct cast *)screen;
	size_t before = cast->count;
	look_who_is_where(cast);
	if (cast->count > before) /* who is new comes last */
		cast->at = (int)cast->count - 1;
}

static void cast_free(struct screen *screen)
{
	forget((struct cast *)screen);
	free(screen);
}

static const struct action actions[] = {
	{"go", go}, {"choose", open_member}, {"rm", take_out}, {NULL, NULL},
};

static const char *const hints[] = {
	"choose", "line add cast:", "line rename .", "rm .", "back", "help keys cast", NULL,
};

static const struct screen_kind kind = {
	.title = "cast",
	.draw = draw,
	.mouse = mouse,
	.film_changed = film_changed,
	.chosen = chosen,
	.actions = actions,
	.hints = hints,
	.free = cast_free,
};

int cast_act_open(struct screen *screen, struct call *call, struct err *err)
{
	struct cast *cast = xcalloc(1, sizeof *cast);
	*cast = (struct cast){.screen = {&kind, screen->board, CONTEXT_CAST}};
	look_who_is_where(cast);
	board_push(screen->board, &cast->screen);
	return 0;
}
