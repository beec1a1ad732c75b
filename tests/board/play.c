/* SPDX-License-Identifier: MIT
 *
 * Plays keys on a board without a terminal, and prints what stands on the screen then.
 *
 * usage: play [-s 120x40] [-c none|16|256|true] [-t THEME] [-l] [-A] [-a] [-T] FILM [KEYS…]
 *   -l  with a line of looks behind each line of text   -a  ASCII
 *   -A  with colours, for a terminal's eyes
 *   -T  text alone, without pictures
 * KEYS are names of keys with blanks between; 'a text' or "a text" is typed character by
 * character, <a text> is pasted. After each argument it waits until all is quiet; one
 * that is "show" prints the screen at once.
 */
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "board/board.h"
#include "util/mem.h"
#include "util/text.h"

#define SECONDS_MAX 60 /* then it hangs */

struct play {
	struct session session;
	struct board_options options;
	struct board *board;
	bool looks, coloured;
};

static _Noreturn void die(const char *what)
{
	fprintf(stderr, "play: %s\n", what);
	exit(2);
}

/* Until nothing is under way: no sleep, the loop wakes us. */
static void settle(struct play *play)
{
	struct err err = {0};

	for (;;) {
		if (board_is_stale(play->board))
			board_draw(play->board);
		if (board_idle(play->board))
			continue;
		if (board_is_quiet(play->board))
			return;
		if (loop_turn(play->session.loop, &err) < 0)
			die(err_text(&err));
	}
}

static void add_colour(struct buf *out, int base, uint32_t colour)
{
	if (colour == CELL_DEFAULT)
		buf_addf(out, ";%d", base + 9);
	else if (colour & CELL_RGB)
		buf_addf(out, ";%d;2;%u;%u;%u", base + 8, colour >> 16 & 255, colour >> 8 & 255,
			 colour & 255);
	else
		buf_addf(out, ";%d;5;%u", base + 8, colour);
}

static void add_cell(struct buf *out, const struct cell *cell)
{
	static const char *const attrs[] = {";1", ";2", ";4", ";7", ";3"};
	char sign[4];

	buf_add_str(out, "\033[0");
	for (size_t i = 0; i < LENGTH(attrs); i++)
		if (cell->look.attrs & 1u << i)
			buf_add_str(out, attrs[i]);
	add_colour(out, 30, cell->look.fg);
	add_colour(out, 40, cell->look.bg);
	buf_add_char(out, 'm');
	for (int i = 0; i < CELL_POINTS && cell->points[i]; i++)
		buf_add(out, sign, text_put(sign, cell->points[i]));
}

static void add_coloured(struct buf *out, const struct grid *grid)
{
	for (int i = 0; i < grid->cols * grid->rows; i++) {
		add_cell(out, &grid->cells[i]);
		if ((i + 1) % grid->cols == 0)
			buf_add_str(out, i + 1 < grid->cols * grid->rows ? "\033[0m\n" : "\033[0m");
	}
}

static void show(struct play *play)
{
	const struct grid *grid = board_draw(play->board);
	struct buf out = {0};

	if (play->coloured)
		add_coloured(&out, grid);
	else
		grid_dump(grid, play->looks, &out);
	fputs(buf_str(&out), stdout);
	buf_free(&out);
}

static void press(struct play *play, struct key key)
{
	board_event(play->board, &(struct event){.kind = EVENT_KEY, .key = key});
}

/* What stands between a quote and the next one like it; returns what is behind. */
static const char *type(struct play *play, const char *text)
{
	char quote = *text++;
	uint32_t point;

	while (*text && *text != quote) {
		text += text_next(text, &point);
		press(play, (struct key){.code = point});
	}
	return *text ? text + 1 : text;
}

static const char *paste(struct play *play, const char *text)
{
	const char *end = strchr(text, '>');
	struct event event = {.kind = EVENT_PASTE};

	if (!end)
		die("a “<” without “>”");
	event.text = xstrndup(text + 1, (size_t)(end - text - 1));
	board_event(play->board, &event);
	free(event.text);
	return end + 1;
}

static void play_keys(struct play *play, const char *keys)
{
	while (*keys && !board_has_quit(play->board)) {
		size_t bytes = strcspn(keys, " ");
		char *name;
		struct key key;

		if (*keys == ' ') {
			keys++;
		} else if ((*keys == '\'' || *keys == '"') && keys[1]) {
			keys = type(play, keys);
		} else if (*keys == '<' && strchr(keys, '>')) {
			keys = paste(play, keys);
		} else {
			name = xstrndup(keys, bytes);
			if (!key_parse(name, &key))
				die(name);
			press(play, key);
			free(name);
			keys += bytes;
		}
	}
}

static enum colours colours_of(const char *word)
{
	static const char *const words[] = {"none", "16", "256", "true"};

	for (size_t i = 0; i < LENGTH(words); i++)
		if (strcmp(words[i], word) == 0)
			return (enum colours)i;
	die("no such colours");
}

static void read_option(struct play *play, int letter, const char *value)
{
	struct board_options *options = &play->options;

	switch (letter) {
	case 's':
		if (sscanf(value, "%dx%d", &options->cols, &options->rows) != 2)
			die("sizes are like 120x40");
		break;
	case 'c':
		options->colours = colours_of(value);
		break;
	case 't':
		options->theme = value;
		break;
	case 'l':
		play->looks = true;
		break;
	case 'A':
		play->coloured = true;
		break;
	case 'a':
		options->utf8 = false;
		break;
	case 'T':
		options->pictures = false;
		break;
	default:
		die("see its source for how it is used");
	}
}

int main(int argc, char **argv)
{
	struct play play = {.options = {.cols = 120,
					.rows = 40,
					.colours = COLOURS_256,
					.utf8 = true,
					.pictures = true,
					.cell_aspect = 0.5,
					.rest_ms = 1}};
	struct err err = {0};
	int letter;

	setlocale(LC_CTYPE, "");
	signal(SIGPIPE, SIG_IGN);
	alarm(SECONDS_MAX);
	while ((letter = getopt(argc, argv, "s:c:t:lAaT")) != -1)
		read_option(&play, letter, optarg);
	if (optind == argc)
		die("no film");
	if (session_open(&play.session, argv[optind], &err) < 0)
		die(err_text(&err));
	play.board = board_new(&play.session, &play.options, &err);
	if (!play.board)
		die(err_text(&err));
	settle(&play);
	for (int i = optind + 1; i < argc && !board_has_quit(play.board); i++) {
		if (strcmp(argv[i], "show") == 0) {
			show(&play);
			continue;
		}
		play_keys(&play, argv[i]);
		settle(&play);
	}
	show(&play);
	if (board_leave(play.board, &err) < 0)
		die(err_text(&err));
	board_free(play.board);
	session_close(&play.session);
	return 0;
}
