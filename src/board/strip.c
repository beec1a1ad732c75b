/* SPDX-License-Identifier: MIT
 *
 * Which take the cursor is on is the inspector's business (inspector_walk): so "." means
 * the same take here as on the board.
 */
#include "board/strip.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "board/board_private.h"
#include "board/strip_draw.h"
#include "core/tell/takes.h"
#include "util/mem.h"

struct strip {
	struct screen screen;
	bool pair;   /* two side by side */
	char *other; /* the name of the one beside; NULL: the circled one */
	int first;   /* row of cards seen at the top */
	int across;  /* cards in a row, as last drawn */
};

static const struct take_list *takes_here(const struct board *board)
{
	return &board->cards->inspector.takes;
}

/* The take that stands beside the one shown: the one named, else the circled one, else
 * the one before. NULL if there is no other. */
static const struct take *other_take(const struct strip *strip, const struct scene *scene,
				     const struct take *shown)
{
	const struct take_list *takes = takes_here(strip->screen.board);
	const struct take *other = takes_find(takes, strip->other ? strip->other : scene->circled);

	for (size_t i = takes->count; (!other || other == shown) && i-- > 0;)
		if (&takes->takes[i] != shown)
			other = &takes->takes[i];
	return other == shown ? NULL : other;
}

static void draw_strip(struct strip *strip, struct grid *grid, struct box box,
		       const struct scene *scene, const struct take *shown)
{
	struct board *board = strip->screen.board;
	const struct take_list *takes = takes_here(board);
	struct box card = take_card_size(board, box, takes->count);
	int rows, at, seen = box.rows / card.rows > 0 ? box.rows / card.rows : 1;

	strip->across = box.cols / card.cols > 0 ? box.cols / card.cols : 1;
	rows = ((int)takes->count + strip->across - 1) / strip->across;
	at = shown ? (int)(shown - takes->takes) / strip->across : 0;
	if (strip->first > at)
		strip->first = at;
	if (strip->first < at - seen + 1)
		strip->first = at - seen + 1;
	for (size_t i = (size_t)(strip->first * strip->across); i < takes->count; i++) {
		int row = (int)i / strip->across - strip->first;
		struct box place = {box.col + (int)i % strip->across * card.cols,
				    box.row + row * card.rows, card.cols, card.rows};

		if (row >= seen)
			break;
		if (place.row + place.rows > box.row + box.rows)
			place.rows = box.row + box.rows - place.row;
		take_card_draw(board, grid, place, scene, &takes->takes[i],
			       &takes->takes[i] == shown);
	}
	grid_scrollbar(grid, box, strip->first, seen, rows);
}

static void draw_pair(struct strip *strip, struct grid *grid, struct box box,
		      const struct scene *scene, const struct take *shown)
{
	struct board *board = strip->screen.board;
	const struct take *other = shown ? other_take(strip, scene, shown) : NULL;
	bool is_first = shown < other;
	struct box left = {box.col, box.row, (box.cols - 1) / 2, box.rows};
	struct box right = {box.col + left.cols + 1, box.row, left.cols, box.rows};

	if (!other) {
		take_card_draw(board, grid, box, scene, shown, true);
		return;
	}
	grid_line(grid, box.col + left.cols, box.row, 0, box.rows, ROLE_FRAME);
	/* In their order, so that neither changes sides when one walks to the other. */
	take_card_draw(board, grid, left, scene, is_first ? shown : other, is_first);
	take_card_draw(board, grid, right, scene, is_first ? other : shown, !is_first);
	take_differences_draw(grid, right, left, is_first ? shown : other,
			      is_first ? other : shown);
}

static void draw(struct screen *screen, struct grid *grid, struct box box)
{
	struct strip *strip = (struct strip *)screen;
	struct board *board = screen->board;
	const struct scene *scene = board_here(board);
	const struct take *shown;

	grid_fill(grid, box, ROLE_TEXT);
	if (!scene)
		return;
	/* After a job or a change they are read anew; what can't be read is told there. */
	inspector_walk(&board->cards->inspector, board, scene, 0, NULL, NULL);
	shown = inspector_take(&board->cards->inspector, scene);
	if (box.rows > 6) {
		int rows = strip_heading_draw(board, grid, box, scene, takes_here(board)->count,
					      strip->pair);

		box.row += rows;
		box.rows -= rows;
	}
	if (!shown)
		grid_text(grid, box.col + 2, box.row, box.cols - 4, ROLE_EMPTY,
			  "No takes yet. Press r to make one.");
	else if (strip->pair)
		draw_pair(strip, grid, box, scene, shown);
	else
		draw_strip(strip, grid, box, scene, shown);
}

static int walk(struct strip *strip, long by, struct err *err)
{
	struct board *board = strip->screen.board;
	const struct scene *scene = board_here(board);

	if (!scene)
		return err_set(err, ERR_NOT_FOUND, "there is no scene here");
	return inspector_walk(&board->cards->inspector, board, scene, by, NULL, err);
}

/* To another scene and its takes. */
static int turn(struct strip *strip, long by, struct err *err)
{
	struct cards *cards = strip->screen.board->cards;
	size_t to = by < 0 && cards->at < (size_t)-by ? 0 : (size_t)((long)cards->at + by);

	cards_go(cards, to);
	strip->first = 0;
	return 0;
}

static int go(struct screen *screen, struct call *call, struct err *err)
{
	struct strip *strip = (struct strip *)screen;
	static const struct {
		const char *word;
		long by; /* takes; 0: rows */
	} ways[] = {{"left", -1}, {"right", 1}, {"first", -100000}, {"last", 100000}};
	const char *where = call_arg(call, 0), *typed = call_arg(call, 1);
	long times = typed ? strtol(typed, NULL, 10) : 1;
	bool down = strcmp(where, "down") == 0;

	for (size_t i = 0; i < LENGTH(ways); i++)
		if (strcmp(ways[i].word, where) == 0)
			return walk(strip, ways[i].by * times, err);
	if (down || strcmp(where, "up") == 0)
		return walk(strip, (down ? times : -times) * (strip->pair ? 1 : strip->across),
			    err);
	if (strcmp(where, "next-scene") == 0 || strcmp(where, "previous-scene") == 0)
		return turn(strip, *where == 'n' ? times : -times, err);
	return cards_act_go(screen->board->cards, call, err);
}

static bool mouse(struct screen *screen, const struct event *event)
{
	if (event->mouse.kind != MOUSE_WHEEL_UP && event->mouse.kind != MOUSE_WHEEL_DOWN)
		return false;
	return walk((struct strip *)screen, event->mouse.kind == MOUSE_WHEEL_UP ? -1 : 1, NULL) ==
	       0;
}

/* What takes stand side by side: those named, or the one shown and the circled one. */
static int pair(struct strip *strip, const struct call *call, struct err *err)
{
	struct board *board = strip->screen.board;
	const struct scene *scene = board_here(board);
	struct inspector *inspector = &board->cards->inspector;
	const char *one = call_arg(call, 0), *other = call_arg(call, 1);
	char name[16];

	if (inspector_walk(inspector, board, scene, 0, one, err) < 0)
		return -1;
	if (inspector->takes.count < 2)
		return err_set(err, ERR_NOT_FOUND,
			       "%s has one take only; r makes another to compare it with",
			       scene->id);
	free(strip->other);
	strip->other = NULL;
	if (other && take_name(other, name) == 0)
		strip->other = xstrdup(name);
	return 0;
}

static int compare(struct screen *screen, struct call *call, struct err *err)
{
	struct strip *strip = (struct strip *)screen;

	if (strip->pair && !call->arg_count) {
		strip->pair = false;
		return 0;
	}
	if (pair(strip, call, err) < 0)
		return -1;
	strip->pair = true;
	return 0;
}

/* Here already: the list of words is for elsewhere. */
static int back_to_all(struct screen *screen, struct call *call, struct err *err)
{
	((struct strip *)screen)->pair = false;
	return 0;
}

/* Circles it, and back to the board. */
static int choose(struct screen *screen, struct call *call, struct err *err)
{
	struct board *board = screen->board;

	if (!board_take(board))
		return 0;
	board_pop(board, screen);
	board_run(board, "circle . .");
	return 0;
}

static void strip_free(struct screen *screen)
{
	free(((struct strip *)screen)->other);
	free(screen);
}

static const struct take *beside(const struct screen *screen)
{
	const struct strip *strip = (const struct strip *)screen;
	const struct scene *scene = board_here(screen->board);
	const struct take *shown =
		scene ? inspector_take(&screen->board->cards->inspector, scene) : NULL;

	return strip->pair && shown ? other_take(strip, scene, shown) : NULL;
}

static const struct action actions[] = {
	{"go", go}, {"compare", compare}, {"takes", back_to_all}, {"choose", choose}, {NULL, NULL},
};

static const char *const hints[] = {
	"circle . .", "play .",        "compare", "generate . -n {count}",
	"rate . . 5", "why . . hands", "back",    "help keys takes",
	NULL,
};

static const struct screen_kind kind = {
	.title = "takes",
	.draw = draw,
	.mouse = mouse,
	.beside = beside,
	.actions = actions,
	.hints = hints,
	.free = strip_free,
};

static struct strip *strip_new(struct board *board)
{
	struct strip *strip = xcalloc(1, sizeof *strip);

	strip->screen = (struct screen){&kind, board, CONTEXT_TAKES};
	strip->across = 1;
	return strip;
}

int strip_act_open(struct screen *screen, struct call *call, struct err *err)
{
	struct board *board = screen->board;

	/* Of other scenes, or of all, it is a list. */
	if (call->arg_count != 1 || !board_here(board) ||
	    strcmp(call_arg(call, 0), board_here(board)->id) != 0)
		return 1;
	if (inspector_walk(&board->cards->inspector, board, board_here(board), 0, NULL, NULL) < 0)
		return err_set(err, ERR_NOT_FOUND, "%s has no takes yet; r makes one",
			       board_here(board)->id);
	board_push(board, &strip_new(board)->screen);
	return 0;
}

int strip_act_compare(struct screen *screen, struct call *call, struct err *err)
{
	struct strip *strip;

	if (!board_here(screen->board))
		return err_set(err, ERR_NOT_FOUND, "there is no scene here");
	strip = strip_new(screen->board);
	if (pair(strip, call, err) < 0) {
		strip_free(&strip->screen);
		return -1;
	}
	strip->pair = true;
	board_push(screen->board, &strip->screen);
	return 0;
}
