/* SPDX-License-Identifier: MIT
 *
 * The lines above and below: the film, messages and what is under way, hints.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "board/board_private.h"
#include "board/card.h"
#include "board/page.h"
#include "board/play.h"
#include "core/language/keymap_line.h"
#include "util/clock.h"
#include "util/mem.h"

#define ARC_COLS_MAX 48
#define BAR_COLS 16
#define HINT_COLS 20
#define HINT_GAP 3
#define MESSAGE_ROWS 4

static void add_time(struct buf *out, double seconds)
{
	long whole = lrint(seconds);

	buf_addf(out, "%ld:%02ld", whole / 60, whole % 60);
}

/* "●8", where there are any. Returns the columns used. */
static int draw_total(const struct board *board, struct grid *grid, int col, int cols,
		      const char *word, size_t count)
{
	struct sign sign = sign_of(board, word);

	if (!count)
		return 0;
	int used;

	if (!board->pictures)
		return grid_textf(grid, col, 0, cols, ROLE_BAR, "%zu %s  ", count, word);
	used = grid_textf(grid, col, 0, cols, ROLE_BAR, "%s%zu ", sign.sign, count);
	grid_role(grid, (struct box){col, 0, 1, 1}, sign.role);
	return used + 1;
}

static int draw_totals(const struct board *board, struct grid *grid, int col, int end)
{
	struct overview_totals totals = overview_totals(board->overview);
	const struct {
		const char *word;
		size_t count;
	} parts[] = {
		{"current", totals.current}, {"stale", totals.stale},
		{"missing", totals.missing}, {"failed", totals.failed},
		{"running", totals.running},
	};
	struct buf text = {0};

	buf_addf(&text, "%zu scene%s  ", totals.scenes, totals.scenes == 1 ? "" : "s");
	add_time(&text, totals.seconds);
	if (totals.target > 0 && fabs(totals.target - totals.seconds) >= 0.5) {
		buf_add_str(&text, " of ");
		add_time(&text, totals.target);
	}
	col += grid_text(grid, col, 0, end - col, ROLE_BAR, buf_str(&text)) + 2;
	buf_free(&text);
	for (size_t i = 0; i < LENGTH(parts); i++)
		col += draw_total(board, grid, col, end - col, parts[i].word, parts[i].count);
	return col;
}

static void draw_top(struct board *board, struct grid *grid)
{
	const struct film *film = board_film(board);
	const struct cards *cards = board->cards;
	const struct scene *here = board_here(board);
	size_t position = here ? (size_t)(here - film->scenes) : film->scene_count;
	int col = 1, end = grid->cols - 1;

	grid_fill(grid, (struct box){0, 0, grid->cols, 1}, ROLE_BAR);
	col += grid_text(grid, col, 0, end - col, ROLE_BAR_KEY,
			 film->title ? film->title : "a film") +
	       2;
	if (board->session->store.read_only)
		col += grid_text(grid, col, 0, end - col, ROLE_WARN, "read-only") + 2;
	if (board->session->store.expected) /* nobody has counted yet */
		return;
	col = draw_totals(board, grid, col, end);
	if (cards->filter)
		col += grid_textf(grid, col, 0, end - col, ROLE_MATCH, "%s", cards->filter) + 2;
	if (cards->mark_count)
		col += grid_textf(grid, col, 0, end - col, ROLE_MARK, "%zu marked",
				  cards->mark_count) +
		       2;
	end -= col;
	if (end > ARC_COLS_MAX)
		end = ARC_COLS_MAX;
	if (end < 8 || !board->pictures)
		return;
	if (board->arc.room != end)
		arc_make(&board->arc, film, end);
	arc_draw(&board->arc, grid, grid->cols - 1 - board->arc.cols, 0,
		 board->pace == PACE_MOVES ? film->scene_count : position, film->scene_count);
}

/* What is under way, at the right end. Returns the columns it took. */
static int draw_activity(const struct board *board, struct grid *grid, int row, int cols)
{
	size_t others;
	const struct activity *activity = board_activity(board, &others);
	struct buf text = {0};
	int used, bar = cols > 70 ? BAR_COLS : BAR_COLS / 2;

	if (!activity)
		return 0;
	buf_add_char(&text, ' ');
	progress_add(&text, &activity->at, activity->since, board->utf8);
	if (others)
		buf_addf(&text, "  (%zu more)", others);
	buf_add_char(&text, ' ');
	used = grid_text_right(grid, 0, row, cols, ROLE_TEXT, buf_str(&text));
	buf_free(&text);
	if (used + bar + 1 < cols) {
		grid_bar(grid, cols - used - bar, row, bar, ROLE_PROGRESS, activity->at.done,
			 activity->at.of > 0 ? activity->at.of : 1);
		used += bar + 1;
	}
	used += grid_text_right(grid, 0, row, cols - used, ROLE_LABEL, activity->what) + 2;
	return used;
}

/* One that has not been read yet takes rows above its own where it is too long for that. */
static void draw_unread(const struct messages *messages, struct grid *grid, int row, int cols)
{
	const struct notice *message = messages_shown(messages);
	size_t waiting = messages_waiting(messages);
	struct box box = {1, row, cols - 2, 0};
	struct buf text = {0};
	int rows, most = row / 3 < MESSAGE_ROWS ? row / 3 : MESSAGE_ROWS;

	buf_add_str(&text, message->text);
	if (waiting)
		buf_addf(&text, "  (%zu more)", waiting);
	rows = grid_wrap(grid, box, 0, style_role(message->style), text.data);
	if (rows > 1 && most > 1) {
		box.rows = rows < most ? rows : most;
		box.row = row + 1 - box.rows;
		grid_fill(grid, (struct box){0, box.row, cols, box.rows}, ROLE_TEXT);
		grid_wrap(grid, box, 0, style_role(message->style), text.data);
	} else {
		grid_text(grid, 1, row, cols - 2, style_role(message->style), text.data);
	}
	buf_free(&text);
}

/* The message, if there is one to be read. */
static bool draw_message(const struct board *board, struct grid *grid, int row, int cols)
{
	const struct notice *message = messages_shown(&board->messages);

	if (cols < 4)
		return false;
	if (board->play && (!message || board->messages.is_read)) {
		play_draw_time(board->play, grid, row, cols);
		return true;
	}
	if (!message)
		return false;
	if (board->messages.is_read)
		grid_text(grid, 1, row, cols - 2, ROLE_DIM, message->text);
	else
		draw_unread(&board->messages, grid, row, cols);
	return true;
}

/* Returns new: what a binding says it does if that is short, else its line's first word
 * that tells. */
static char *hint_name(const struct binding *binding, const char *line)
{
	static const char *const left_out[] = {"go ", "line ", "resolve ", "seek "};

	if (binding->says && grid_width(binding->says) <= HINT_COLS)
		return xstrdup(binding->says);
	for (size_t i = 0; i < LENGTH(left_out); i++)
		if (strncmp(line, left_out[i], strlen(left_out[i])) == 0)
			line += strlen(left_out[i]);
	return xstrndup(line, strcspn(line, " "));
}

/* Keys pressed so far and the count, at the right end. */
static int draw_pressed(const struct board *board, struct grid *grid, int row)
{
	char *keys = keys_name(board->pressed, board->pressed_count);
	struct buf text = {0};
	int used = 0;

	if (board->count)
		buf_addf(&text, "%ld", board->count);
	buf_add_str(&text, keys);
	if (text.len)
		used = grid_text_right(grid, 0, row, grid->cols - 1, ROLE_BAR_KEY, buf_str(&text)) +
		       2;
	buf_free(&text);
	free(keys);
	return used;
}

/* Returns the column behind it; where there is no room for all of it, the same. */
static int draw_hint(const struct binding *binding, size_t pressed, struct grid *grid,
		     struct box place)
{
	char *keys = keys_name(binding->keys + pressed, binding->key_count - pressed);
	char *name = hint_name(binding, binding->line);
	int used = grid_width(keys) + 1, cols = used + grid_width(name);
	bool fits = cols < place.cols;

	if (fits && place.rows) {
		grid_text(grid, place.col, place.row, place.cols, ROLE_BAR_KEY, keys);
		grid_text(grid, place.col + used, place.row, place.cols - used, ROLE_HINT, name);
	}
	free(keys);
	free(name);
	return place.col + (fits ? cols + HINT_GAP : 0);
}

/* What may follow the keys pressed so far, as far as there is room. Returns the rows that
 * all of it takes. */
static int draw_what_follows(const struct board *board, struct grid *grid, struct box box)
{
	size_t count, pressed = board->pressed_count;
	const struct binding *rows = keymap_rows(board->keymap, &count);
	struct box place = {box.col, box.row, box.cols, box.rows > 0};
	int used = 1;

	for (size_t i = 0; i < count; i++) {
		int col;

		if (rows[i].context != board_top(board)->context ||
		    !binding_begins(&rows[i], board->pressed, pressed))
			continue;
		col = draw_hint(&rows[i], pressed, grid, place);
		if (col == place.col && col > box.col) {
			place = (struct box){box.col, place.row + 1, box.cols, used < box.rows};
			used++;
			col = draw_hint(&rows[i], pressed, grid, place);
		}
		place.cols -= col - place.col;
		place.col = col;
	}
	return used;
}

static void draw_hints(const struct board *board, struct grid *grid, int row)
{
	const struct screen *top = board_top(board);
	const char *const *hints = top->kind->hints_now ? top->kind->hints_now(top)
							: top->kind->hints;
	int col = 1, end = grid->cols;

	grid_fill(grid, (struct box){0, row, grid->cols, 1}, ROLE_HINT);
	end -= draw_pressed(board, grid, row);
	if (board->pressed_count) {
		struct box box = {col, row, end - col, 0};
		int rows = draw_what_follows(board, grid, box);

		box.rows = rows < 1 + row / 3 ? rows : 1 + row / 3;
		box.row -= box.rows - 1;
		grid_fill(grid, (struct box){0, box.row, grid->cols, box.rows - 1}, ROLE_HINT);
		draw_what_follows(board, grid, box);
		return;
	}
	for (; hints && *hints; hints++) {
		const struct binding *binding = keymap_of(board->keymap, top->context, *hints);

		if (binding)
			col = draw_hint(binding, 0, grid, (struct box){col, row, end - col, 1});
	}
}

void bars_draw(struct board *board)
{
	struct grid *grid = &board->grid;
	struct box box = board_box(board);
	int below = box.row + box.rows, used;

	if (box.row > 0)
		draw_top(board, grid);
	if (below >= grid->rows)
		return;
	grid_fill(grid, (struct box){0, below, grid->cols, 1}, ROLE_TEXT);
	if (below + 1 < grid->rows) {
		used = draw_activity(board, grid, below, grid->cols);
		draw_message(board, grid, below, grid->cols - used);
		draw_hints(board, grid, below + 1);
	} else if (!draw_message(board, grid, below, grid->cols) &&
		   !draw_activity(board, grid, below, grid->cols)) {
		draw_hints(board, grid, below);
	}
}
