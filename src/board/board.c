/* SPDX-License-Identifier: MIT */
#include "board/board.h"

#include <stdlib.h>
#include <string.h>

#include "board/board_private.h"
#include "board/choices.h"
#include "board/play.h"
#include "core/session/batch.h"
#include "util/clock.h"
#include "util/mem.h"

#define BARS_ROWS 8 /* fewer, and the line of messages is the one of hints, too */
#define THEME "noir"
#define TICK_MS 1000
#define REST_MS 100    /* without a key, and the cursor rests */
#define HASTY_MS 700
#define STAND_SHARE 40 /* percent of that, and it stands */
#define SLICE_MS 4
#define TELL_MS 100 /* how often what is counted is shown meanwhile */

const char *board_colours(const struct board *board)
{
	return colour_words[board->utf8 ? board->colours : COLOURS_NONE];
}

/* A call tells of its own jobs. Of others, taken up or fetched, nobody else does; and
 * what a stop means for the bill is known here alone. */
static void tell_end(struct board *board, const struct job_event *event)
{
	const struct job *job = event->job;

	if (job->state == JOB_CANCELLED && job->cost != 0 && job->error)
		board_say(board, STYLE_PLAIN, "%s: %s", job->scene, job->error);
	if (batch_has(board->session, job->number))
		return;
	if (job->state == JOB_DONE)
		board_say(board, STYLE_GOOD, "%s %s", job->scene, job->take);
	else if (event->error)
		board_say(board, STYLE_BAD, "%s: %s", job->scene, err_text(event->error));
}

static void job_moved(void *arg, const struct job_event *event)
{
	struct board *board = arg;

	overview_job(board->overview, event);
	if (event->kind == JOB_ENDED) {
		inspector_forget(&board->cards->inspector);
		tell_end(board, event);
		board->rings |= event->job->state == JOB_DONE || event->error;
	}
	board_touch(board);
}

static void take_came(void *arg, const char *scene)
{
	struct board *board = arg;

	overview_takes_changed(board->overview, scene);
	inspector_forget(&board->cards->inspector);
	board_touch(board);
}

/* What models can do and cost may be another now. */
static void catalog_came(void *arg)
{
	struct board *board = arg;

	board->catalogs++;
	inspector_forget(&board->cards->inspector);
	board_touch(board);
}

static void picture_came(void *arg)
{
	board_touch(arg);
}

int board_look(struct board *board, const char *name, struct err *err)
{
	struct theme *theme = theme_load(name, err);

	if (!theme)
		return -1;
	theme_looks(theme, board->colours, board->looks);
	theme_free(theme);
	if (name != board->theme) {
		free(board->theme);
		board->theme = xstrdup(name);
	}
	board_touch(board);
	return 0;
}

int board_recolour(struct board *board, int colours, struct err *err)
{
	if (!board->host || !board->host->colours)
		return err_set(err, ERR_USAGE, "there is no terminal to draw on");
	board->chosen_colours = colours;
	board->colours = board->host->colours(board->host, colours);
	gallery_recolour(board->gallery, board_colours(board));
	return board_look(board, board->theme, err);
}

/* As asked for, else as chosen last, else as shipped. */
static int dress(struct board *board, const struct board_options *options, struct err *err)
{
	const struct choices *choices = options->choices;
	int result = -1;

	board->pictures = options->pictures && !choices->no_pictures;
	board->mouse = !choices->no_mouse;
	board->chosen_colours = choices->colours;
	if (!board->mouse && options->host && options->host->mouse)
		options->host->mouse(options->host, false);
	if (options->theme)
		result = board_look(board, options->theme, err);
	else if (choices->theme)
		result = board_look(board, choices->theme, NULL);
	if (result < 0 && !options->theme)
		result = board_look(board, THEME, err);
	return result;
}

struct board *board_new(struct session *session, const struct board_options *options,
			struct err *err)
{
	struct board *board = xcalloc(1, sizeof *board);

	*board = (struct board){
		.session = session,
		.host = options->host,
		.utf8 = options->utf8,
		.pictures = options->pictures,
		.cell_aspect = options->cell_aspect,
		.rest_ms = options->rest_ms ? options->rest_ms : REST_MS,
		.hasty_ms = options->hasty_ms ? options->hasty_ms : HASTY_MS,
		.colours = options->colours,
		.stale = true,
		.seen = session->store.version,
		.overview = overview_new(session),
	};
	board_load_keys(board);
	board->gallery = gallery_new(session, board_colours(board), picture_came, board);
	session->on_job = job_moved;
	session->on_take = take_came;
	session->on_catalog = catalog_came;
	session->on_job_arg = board;
	board->cards = cards_new(board);
	board_push(board, &board->cards->screen);
	board->grid.looks = board->looks;
	board->grid.ascii = !options->utf8;
	grid_resize(&board->grid, options->cols, options->rows);
	if (!session_loop(session, err) || dress(board, options, err) < 0) {
		board_free(board);
		return NULL;
	}
	cards_go(board->cards, 0);
	return board;
}

static void tick(void *arg)
{
	struct board *board = arg;

	board->tick = 0;
	if (overview_has_lost_one(board->overview))
		board_see_ledger(board);
	board_touch(board);
}

/* While jobs run, what says how long is drawn anew each second. */
static void tick_on(struct board *board)
{
	if (!board->tick && overview_totals(board->overview).running)
		board->tick = loop_after(board->session->loop, TICK_MS, tick, board);
}

void board_free(struct board *board)
{
	if (!board)
		return;
	board->session->on_job = NULL;
	store_release(&board->session->store); /* may end a save, of which we hear */
	board->session->on_take = NULL;
	board->session->on_catalog = NULL;
	if (board->rest_timer)
		loop_cancel(board->session->loop, board->rest_timer);
	if (board->tick)
		loop_cancel(board->session->loop, board->tick);
	while (board->depth) {
		struct screen *screen = board->stack[--board->depth];

		screen->kind->free(screen);
	}
	board_drop_calls(board);
	store_watch_free(board->watch);
	ledger_watch_free(board->ledger_watch);
	gallery_free(board->gallery);
	overview_free(board->overview);
	keymap_free(board->keymap);
	messages_free(&board->messages);
	arc_clear(&board->arc);
	grid_free(&board->grid);
	kills_free(&board->kills);
	free(board->stack);
	free(board->theme);
	free(board->last_change);
	free(board);
}

/* The stack. */

void board_push(struct board *board, struct screen *screen)
{
	GROW(board->stack, board->depth, board->stack_room);
	board->stack[board->depth++] = screen;
	screen->board = board;
	board_touch(board);
}

void board_pop(struct board *board, struct screen *screen)
{
	size_t i = 1; /* the cards stay */

	while (i < board->depth && board->stack[i] != screen)
		i++;
	if (i == board->depth)
		return;
	board->depth--;
	memmove(board->stack + i, board->stack + i + 1, (board->depth - i) * sizeof *board->stack);
	screen->kind->free(screen);
	board_touch(board);
}

struct screen *board_top(const struct board *board)
{
	return board->stack[board->depth - 1];
}

/* Drawing. */

struct box board_box(const struct board *board)
{
	int rows = board->grid.rows, above = rows >= 4, below = rows >= BARS_ROWS ? 2 : rows > 1;

	return (struct box){0, above, board->grid.cols, rows - above - below};
}

void board_touch(struct board *board)
{
	board->stale = true;
}

bool board_is_stale(const struct board *board)
{
	return board->stale;
}

void board_resize(struct board *board, int cols, int rows, double cell_aspect)
{
	grid_resize(&board->grid, cols, rows);
	board->cell_aspect = cell_aspect;
	board_touch(board);
}

const struct grid *board_draw(struct board *board)
{
	struct grid *grid = &board->grid;
	size_t first = board->depth - 1;

	board->stale = false;
	grid->cursor_col = -1;
	while (board->stack[first]->kind->popup)
		first--;
	gallery_begin(board->gallery);
	if (board->play)
		play_begin(board->play);
	for (size_t i = first; i < board->depth; i++)
		board->stack[i]->kind->draw(board->stack[i], grid, board_box(board));
	gallery_end(board->gallery);
	bars_draw(board);
	tick_on(board);
	if (board->rings && board->host && board->host->bell)
		board->host->bell(board->host);
	board->rings = false;
	return grid;
}

/* What is done when no key waits. */

/* The cursor rests: what is known of the scene only on the disk is looked for before the
 * next frame, which shows all at once. */
static void look_closely(struct board *board)
{
	const struct scene *here = board_here(board);

	if (here)
		inspector_rest(&board->cards->inspector, board, here);
	board_draw(board); /* says which picture is wanted */
	gallery_step(board->gallery);
}

static void slow_down(void *arg)
{
	struct board *board = arg;
	int left = board->rest_ms - board->rest_ms * STAND_SHARE / 100;

	board->rest_timer = 0;
	if (++board->pace == PACE_STANDS)
		board->rest_timer = loop_after(board->session->loop, left, slow_down, board);
	else
		look_closely(board);
	board_touch(board);
}

void board_moved(struct board *board)
{
	struct loop *loop = board->session->loop;

	if (board->rest_timer)
		loop_cancel(loop, board->rest_timer);
	board->pace = PACE_MOVES;
	board->rest_timer = loop_after(loop, board->rest_ms * STAND_SHARE / 100, slow_down, board);
	board_touch(board);
}

void board_rest(struct board *board)
{
	if (board->rest_timer)
		loop_cancel(board->session->loop, board->rest_timer);
	board->rest_timer = 0;
	board->pace = PACE_RESTS;
}

bool board_idle(struct board *board)
{
	const struct scene *here = board_here(board);
	bool asked = false;

	board_hear_calls(board);
	board_see_film(board);
	if (board->stale)
		return true; /* what is drawn says what is wanted */
	if (!board->has_begun) {
		board->has_begun = true;
		board_begin(board);
		return true;
	}
	if (overview_step(board->overview, SLICE_MS, &asked)) {
		board->has_looked = true;
		if (asked || clock_ms() >= board->told_ms + TELL_MS) {
			board->told_ms = clock_ms();
			board_touch(board);
		}
		gallery_step(board->gallery); /* pictures don't wait for the last scene */
		return true;
	}
	if (board->has_looked) {
		board->has_looked = false;
		cards_sift(board->cards);
		board_touch(board);
		return true;
	}
	if (board->play && play_step(board->play))
		return true;
	if (gallery_step(board->gallery))
		return true;
	if (board->pace != PACE_RESTS)
		return false;
	if (here && inspector_rest(&board->cards->inspector, board, here)) {
		board_touch(board);
		return true;
	}
	return board_autosave(board);
}

bool board_is_quiet(const struct board *board)
{
	return !board->stale && board->pace == PACE_RESTS && !board_is_working(board) &&
	       !gallery_waits(board->gallery) && !(board->play && play_waits(board->play)) &&
	       !store_is_saving(&board->session->store);
}

bool board_has_quit(const struct board *board)
{
	return board->quit;
}

void board_quit(struct board *board)
{
	board->quit = true;
}
