/* SPDX-License-Identifier: MIT */
#include "board/replacing.h"

#include <stdlib.h>
#include <string.h>

#include "core/scenes/replace.h"
#include "ui/editor.h"
#include "util/mem.h"

#define COLS_MAX 76
#define ROWS_MAX 12
#define FRAME_ROWS 4 /* the frame, what becomes of it, the keys */

struct walk {
	struct screen screen;
	struct replace replace;
	size_t at;
};

static const char *text_here(const struct walk *walk)
{
	return replace_text(&walk->replace.places[walk->at], board_film(walk->screen.board));
}

/* The text, scrolled to the place, which is marked. */
static void draw_text(const struct walk *walk, struct grid *grid, struct box box)
{
	const struct replace_place *place = &walk->replace.places[walk->at];
	struct editor *editor = editor_new(text_here(walk), true);

	editor_select(editor, place->at, place->at + strlen(place->found));
	editor_draw(editor, grid, box, false);
	editor_free(editor);
}

static void draw(struct screen *screen, struct grid *grid, struct box box)
{
	const struct walk *walk = (struct walk *)screen;
	const struct replace_place *place = &walk->replace.places[walk->at];
	const struct film *film = board_film(screen->board);
	const struct scene *scene = film_scene(film, place->scene);
	int cols = box.cols < COLS_MAX ? box.cols : COLS_MAX, rows, most;
	struct box text = {0, 0, cols - 4, 0};
	char *title;

	if (!text_here(walk) || cols < 8)
		return; /* film_changed goes on from here */
	most = box.rows < ROWS_MAX ? box.rows : ROWS_MAX;
	rows = grid_wrap(grid, text, 0, ROLE_TEXT, text_here(walk)) + FRAME_ROWS;
	rows = rows < most ? rows : most;
	box = (struct box){box.col + (box.cols - cols) / 2, box.row + box.rows - rows, cols, rows};
	title = xasprintf("%zu of %zu: %s of %zu  %s", walk->at + 1, walk->replace.count,
			  place->field->name, (size_t)(scene - film->scenes) + 1,
			  scene->title ? scene->title : scene->id);
	grid_fill(grid, box, ROLE_POPUP);
	grid_frame(grid, box, ROLE_FRAME_FOCUS, title);
	free(title);
	text = (struct box){box.col + 2, box.row + 1, cols - 4, rows - FRAME_ROWS};
	draw_text(walk, grid, text);
	text.row += text.rows;
	text.col += grid_textf(grid, text.col, text.row, text.cols, ROLE_BAD, "%s", place->found);
	grid_textf(grid, text.col, text.row, box.col + cols - 2 - text.col, ROLE_GOOD, " %s %s",
		   grid->ascii ? "->" : "→", walk->replace.with);
	grid_text(grid, box.col + 2, text.row + 1, cols - 4, ROLE_BAR_KEY,
		  "y yes   n no   a the rest   q enough");
}

/* Does what got a yes. */
static void end(struct walk *walk)
{
	struct board *board = walk->screen.board;
	struct session *session = board_session(board);
	struct step step = {0};
	struct err err = {0};
	char *label = NULL;

	if (session_begin(session, &err) == 0) {
		replace_step(&walk->replace, session->store.film, &step);
		label = step.count ? xstrdup(step.label) : NULL;
		session_end(session, step.count ? &step : NULL, &err);
	}
	step_clear(&step);
	if (err.kind)
		board_say(board, STYLE_BAD, "%s", err_text(&err));
	else
		board_say(board, STYLE_PLAIN, "%s", label ? label : "nothing was replaced");
	err_clear(&err);
	free(label);
	board_pop(board, &walk->screen);
}

/* To the next place that still is as it was found; behind the last it ends. */
static void go_on(struct walk *walk)
{
	while (walk->at < walk->replace.count && !text_here(walk))
		walk->at++;
	if (walk->at == walk->replace.count)
		end(walk);
	else
		board_go(walk->screen.board, walk->replace.places[walk->at].scene);
}

static bool type(struct screen *screen, struct key key)
{
	struct walk *walk = (struct walk *)screen;

	switch (key.code) {
	case 'a':
	case 'A':
		replace_all(&walk->replace, walk->at);
		end(walk);
		return true;
	case 'y':
	case 'Y':
	case ' ':
		walk->replace.places[walk->at].yes = true;
		break;
	case 'n':
	case 'N':
		break;
	case 'q':
		end(walk);
		return true;
	default:
		return false;
	}
	walk->at++;
	go_on(walk);
	return true;
}

static void film_changed(struct screen *screen)
{
	go_on((struct walk *)screen);
}

static int back(struct screen *screen, struct call *call, struct err *err)
{
	end((struct walk *)screen);
	return 0;
}

static void walk_free(struct screen *screen)
{
	replace_clear(&((struct walk *)screen)->replace);
	free(screen);
}

static const struct action actions[] = {
	{"back", back},
	{NULL, NULL},
};

static const struct screen_kind kind = {
	.title = "replace",
	.popup = true,
	.draw = draw,
	.type = type,
	.film_changed = film_changed,
	.actions = actions,
	.free = walk_free,
};

int replacing_act_open(struct screen *screen, struct call *call, struct err *err)
{
	struct walk *walk;
	struct replace replace;

	if (call_option(call, "all") || call_option(call, "dry-run"))
		return 1; /* as the command line does it */
	if (replace_find(call, &replace, err) < 0 || !replace.count) {
		if (!err->kind)
			board_say(screen->board, STYLE_PLAIN,
				  "“%s” stands nowhere in what was looked through", replace.text);
		replace_clear(&replace);
		return err->kind ? -1 : 0;
	}
	walk = xcalloc(1, sizeof *walk);
	*walk = (struct walk){
		.screen = {.kind = &kind, .context = CONTEXT_LINE},
		.replace = replace,
	};
	board_push(screen->board, &walk->screen);
	go_on(walk);
	return 0;
}
