/* SPDX-License-Identifier: MIT
 *
 * Random keys on a board: nothing crashes, what is drawn stays on the screen and can be
 * shown, the film stays one that can be read, and undone to the start it is the first
 * one, byte for byte.
 *
 * usage: fuzz FILM SEED [KEYS]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "film/film_json.h"
#include "player.h"
#include "util/mem.h"
#include "util/text.h"

#define KEYS 1000
#define LOOK_EVERY 50 /* keys between two looks at the film */
#define REST_EVERY 40 /* and between two pauses */
#define RESIZE_EVERY 97
#define ESCAPES 1000 /* out of all the screens there may be, one over the other */

struct fuzz {
	struct player player; /* first */
	unsigned long chance;
	const struct binding **bindings; /* what may be pressed */
	size_t count, room;
};

static unsigned random_below(struct fuzz *fuzz, unsigned limit)
{
	fuzz->chance = fuzz->chance * 6364136223846793005ul + 1442695040888963407ul;
	return (unsigned)(fuzz->chance >> 33) % limit;
}

/* What would leave, or wait for somebody. */
static bool is_left_out(const struct binding *binding)
{
	static const char *const names[] = {"quit", "suspend", "edit", "take-over"};

	for (size_t i = 0; i < LENGTH(names); i++)
		if (strcmp(binding->command->name, names[i]) == 0)
			return true;
	return false;
}

static void gather(struct fuzz *fuzz)
{
	size_t count;
	const struct binding *rows = keymap_rows(board_keymap(fuzz->player.board), &count);

	for (size_t i = 0; i < count; i++) {
		if (is_left_out(&rows[i]))
			continue;
		GROW(fuzz->bindings, fuzz->count, fuzz->room);
		fuzz->bindings[fuzz->count++] = &rows[i];
	}
}

/* Mostly a binding of where we are, sometimes any, sometimes a character. */
static void press_some(struct fuzz *fuzz)
{
	static const char *const texts[] = {"a",  "é", "灯", "👍🏽", " ",
					    "\t", "{", "%",  "9",        "~"};
	enum context context = board_top(fuzz->player.board)->context;
	const struct binding *binding = fuzz->bindings[random_below(fuzz, (unsigned)fuzz->count)];
	unsigned kind = random_below(fuzz, 10);

	if (kind == 0 || (kind < 5 && context_types(context))) {
		const char *text = texts[random_below(fuzz, LENGTH(texts))];
		uint32_t point;

		while (*text) {
			text += text_next(text, &point);
			player_press(&fuzz->player, (struct key){.code = point});
		}
		return;
	}
	if (kind == 1)
		player_press(&fuzz->player, (struct key){.code = '0' + random_below(fuzz, 4)});
	for (int tries = 0; kind > 2 && binding->context != context && tries < 200; tries++)
		binding = fuzz->bindings[random_below(fuzz, (unsigned)fuzz->count)];
	for (size_t i = 0; i < binding->key_count; i++)
		player_press(&fuzz->player, binding->keys[i]);
}

static void look_at_screen(const struct grid *grid)
{
	for (int i = 0; i < grid->cols * grid->rows; i++) {
		const struct cell *cell = &grid->cells[i];

		if (!cell->points[0] && (i % grid->cols == 0 || !cell[-1].points[0]))
			player_die("half a wide character stands alone");
		for (int j = 0; j < CELL_POINTS && cell->points[j]; j++)
			if (text_is_control(cell->points[j]) && cell->points[j] != 0x200d)
				player_die("a control character stands on the screen");
	}
	if (grid->cursor_col >= grid->cols ||
	    (grid->cursor_col >= 0 && grid->cursor_row >= grid->rows))
		player_die("the cursor stands beyond the edge");
}

/* Returns new: the film as it would be saved, which can be read again. */
static char *look_at_film(const struct fuzz *fuzz)
{
	struct buf text = {0};
	struct err err = {0};
	struct film *again;

	film_print(fuzz->player.session.store.film, &text);
	again = film_parse(text.data, text.len, "film.json", &err);
	if (!again)
		player_die(err_text(&err));
	film_free(again);
	return buf_take(&text);
}

static void resize(struct fuzz *fuzz)
{
	static const int sizes[][2] = {{120, 40}, {80, 24}, {40, 12}, {20, 5}, {200, 60}, {1, 1}};
	const int *size = sizes[random_below(fuzz, LENGTH(sizes))];

	board_resize(fuzz->player.board, size[0], size[1], 0.5);
}

static void play(struct fuzz *fuzz, int keys)
{
	for (int i = 1; i <= keys && !board_has_quit(fuzz->player.board); i++) {
		press_some(fuzz);
		look_at_screen(board_draw(fuzz->player.board));
		if (i % RESIZE_EVERY == 0)
			resize(fuzz);
		if (i % REST_EVERY == 0)
			player_settle(&fuzz->player);
		if (i % LOOK_EVERY == 0)
			free(look_at_film(fuzz));
	}
	/* In a form a text would be given to the film, whatever is undone below it. */
	for (int i = 0; i < ESCAPES && board_top(fuzz->player.board)->context != CONTEXT_BOARD; i++)
		player_press(&fuzz->player, (struct key){.code = KEY_ESCAPE});
	player_settle(&fuzz->player);
}

static void undo_all(struct fuzz *fuzz)
{
	struct err err = {0};
	char *label;

	while ((label = store_undo(&fuzz->player.session.store, &err)))
		free(label);
	if (err.kind)
		player_die(err_text(&err));
	player_settle(&fuzz->player);
}

int main(int argc, char **argv)
{
	struct fuzz fuzz = {.player.options = player_options};
	char *first, *last;

	if (argc < 3)
		player_die("usage: fuzz FILM SEED [KEYS]");
	fuzz.chance = strtoul(argv[2], NULL, 10);
	player_open(&fuzz.player, argv[1]);
	first = look_at_film(&fuzz);
	gather(&fuzz);
	play(&fuzz, argc > 3 ? atoi(argv[3]) : KEYS);
	undo_all(&fuzz);
	last = look_at_film(&fuzz);
	if (strcmp(first, last) != 0) {
		fprintf(stderr, "%s\n---\n%s\n", first, last);
		player_die("undone to the start it is another film");
	}
	free(first);
	free(last);
	free(fuzz.bindings);
	player_close(&fuzz.player);
	return 0;
}
