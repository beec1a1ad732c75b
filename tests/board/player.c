/* SPDX-License-Identifier: MIT */
#include "player.h"

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "board/choices.h"
#include "util/mem.h"
#include "util/text.h"

#define SECONDS_MAX 300 /* then it hangs */

const struct board_options player_options = {
	.cols = 120,
	.rows = 40,
	.colours = COLOURS_256,
	.utf8 = true,
	.pictures = true,
	.cell_aspect = 0.5,
	.rest_ms = 1,
	.hasty_ms = -1,
};

void player_die(const char *what)
{
	fprintf(stderr, "%s\n", what);
	exit(2);
}

void player_open(struct player *player, const char *film)
{
	struct err err = {0};
	struct choices choices;

	setlocale(LC_CTYPE, "");
	signal(SIGPIPE, SIG_IGN);
	alarm(SECONDS_MAX);
	if (session_open(&player->session, film, &err) < 0)
		player_die(err_text(&err));
	choices_load(&choices);
	player->options.choices = &choices;
	player->board = board_new(&player->session, &player->options, &err);
	choices_clear(&choices);
	if (!player->board)
		player_die(err_text(&err));
	player_settle(player);
}

static void look(struct player *player)
{
	const struct grid *grid = board_draw(player->board);
	const uint32_t *word = (const uint32_t *)grid->cells;
	size_t cells = (size_t)grid->cols * (size_t)grid->rows;
	uint64_t seen = 0;

	for (size_t i = 0; i < cells * sizeof *grid->cells / sizeof *word; i++)
		seen = (seen ^ word[i]) * 0x100000001b3;
	player->frames += seen != player->seen;
	player->seen = seen;
}

void player_settle(struct player *player)
{
	struct err err = {0};

	for (;;) {
		if (board_is_stale(player->board))
			look(player);
		if (board_idle(player->board))
			continue;
		if (board_is_quiet(player->board))
			return;
		if (loop_turn(player->session.loop, &err) < 0)
			player_die(err_text(&err));
	}
}

void player_press(struct player *player, struct key key)
{
	board_event(player->board, &(struct event){.kind = EVENT_KEY, .key = key});
}

/* What stands between a quote and the next one like it; returns what is behind. */
static const char *type(struct player *player, const char *text)
{
	char quote = *text++;
	uint32_t point;

	while (*text && *text != quote) {
		text += text_next(text, &point);
		player_press(player, (struct key){.code = point});
	}
	return *text ? text + 1 : text;
}

static const char *paste(struct player *player, const char *text)
{
	const char *end = strchr(text, '>');
	struct event event = {.kind = EVENT_PASTE};

	if (!end)
		player_die("a “<” without “>”");
	event.text = xstrndup(text + 1, (size_t)(end - text - 1));
	board_event(player->board, &event);
	free(event.text);
	return end + 1;
}

/* What other hands do before the board has saved; it has heard of it then. */
static const char *run_shell(struct player *player, const char *text)
{
	const char *end = strchr(text, ')');
	struct err err = {0};
	char *command;

	if (!end)
		player_die("a “$(” without “)”");
	command = xstrndup(text + 2, (size_t)(end - text - 2));
	if (system(command) != 0)
		player_die(command);
	if (loop_turn_now(player->session.loop, &err) < 0)
		player_die(err_text(&err));
	player_settle(player);
	free(command);
	return end + 1;
}

void player_keys(struct player *player, const char *keys)
{
	while (*keys && !board_has_quit(player->board)) {
		size_t bytes = strcspn(keys, " ");
		char *name;
		struct key key;

		if (*keys == ' ') {
			keys++;
		} else if ((*keys == '\'' || *keys == '"') && keys[1]) {
			keys = type(player, keys);
		} else if (*keys == '<' && strchr(keys, '>')) {
			keys = paste(player, keys);
		} else if (strncmp(keys, "$(", 2) == 0) {
			keys = run_shell(player, keys);
		} else {
			name = xstrndup(keys, bytes);
			if (!key_parse(name, &key))
				player_die(name);
			player_press(player, key);
			free(name);
			keys += bytes;
		}
	}
}

void player_close(struct player *player)
{
	struct err err = {0};

	if (fcntl(STDIN_FILENO, F_GETFD) < 0)
		player_die("somebody closed stdin, as if it were theirs");
	if (board_leave(player->board, &err) < 0)
		player_die(err_text(&err));
	board_free(player->board);
	session_close(&player->session);
}
