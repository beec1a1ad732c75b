/* SPDX-License-Identifier: MIT
 *
 * Plays keys on a board without a terminal, and prints what stands on the screen then.
 *
 * usage: play [-s 120x40] [-c none|16|256|true] [-t THEME] [-l] [-A] [-a] [-T] [-n] FILM [KEYS…]
 *   -l  with a line of looks behind each line of text   -a  ASCII
 *   -A  with colours, for a terminal's eyes
 *   -T  text alone, without pictures   -n  only how many frames the last KEYS took
 *   -H  whoever answers a question that came by itself is always too hasty
 * KEYS are as in player.h. After each argument it waits until all is quiet; one that is
 * "show" prints the screen at once.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "player.h"
#include "util/mem.h"
#include "util/text.h"

struct play {
	struct player player; /* first */
	bool looks, coloured, counts;
};

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
	const struct grid *grid = board_draw(play->player.board);
	struct buf out = {0};

	if (play->coloured)
		add_coloured(&out, grid);
	else
		grid_dump(grid, play->looks, &out);
	fputs(buf_str(&out), stdout);
	buf_free(&out);
}

static enum colours colours_of(const char *word)
{
	static const char *const words[] = {"none", "16", "256", "true"};

	for (size_t i = 0; i < LENGTH(words); i++)
		if (strcmp(words[i], word) == 0)
			return (enum colours)i;
	player_die("no such colours");
}

static void read_option(struct play *play, int letter, const char *value)
{
	struct board_options *options = &play->player.options;

	switch (letter) {
	case 's':
		if (sscanf(value, "%dx%d", &options->cols, &options->rows) != 2)
			player_die("sizes are like 120x40");
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
	case 'n':
		play->counts = true;
		break;
	case 'H':
		options->hasty_ms = INT_MAX;
		break;
	case 'T':
		options->pictures = false;
		break;
	default:
		player_die("see its source for how it is used");
	}
}

int main(int argc, char **argv)
{
	struct play play = {.player.options = player_options};
	int letter;

	while ((letter = getopt(argc, argv, "s:c:t:lAaTnH")) != -1)
		read_option(&play, letter, optarg);
	if (optind == argc)
		player_die("play: no film");
	player_open(&play.player, argv[optind]);
	for (int i = optind + 1; i < argc && !board_has_quit(play.player.board); i++) {
		if (strcmp(argv[i], "show") == 0) {
			show(&play);
			continue;
		}
		play.player.frames = 0;
		player_keys(&play.player, argv[i]);
		player_settle(&play.player);
	}
	if (play.counts)
		printf("%zu\n", play.player.frames);
	else
		show(&play);
	player_close(&play.player);
	return 0;
}
