/* SPDX-License-Identifier: MIT
 *
 * All roles of a theme on a terminal, and what the terminal sends:
 *
 *     demo [-c COLOURS] [THEME]
 *
 * COLOURS is none, 16, 256 or true. Keys: arrows move the cursor, n the next theme,
 * m the mouse on or off, C-l all anew, C-z stop, B bell, P forty screens of all
 * colours, N noise all over, as a slow line takes it; A abort, V a fault, O use up the stack, X
 * exit at once, q quit.
 */
#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ui/term.h"
#include "util/mem.h"

struct demo {
	struct term *term;
	struct input *input;
	struct grid grid;
	struct look looks[ROLES];
	char **themes;
	size_t theme;
	int cursor;
	bool mouse, quit, behind;
	uint32_t noise;
	char *said;
};

/* Takes the text. */
static void say(struct demo *demo, char *text)
{
	free(demo->said);
	demo->said = text;
}

/* It ends ppoll, the only place where it comes. */
static void on_resize(int number)
{
}

static void choose_theme(struct demo *demo, size_t theme)
{
	struct err err = {0};
	struct theme *loaded = theme_load(demo->themes[theme], &err);
	demo->theme = theme;
	if (loaded)
		theme_looks(loaded, term_colours(demo->term), demo->looks);
	else
		say(demo, xstrdup(err_text(&err)));
	theme_free(loaded);
	err_clear(&err);
}

/* A made-up thumbnail: a sky, a sun, a ground. */
static void draw_picture(struct grid *grid, struct box box, enum colours colours)
{
	struct picture_cell *cells = xcalloc((size_t)box.cols * (size_t)box.rows, sizeof *cells);
	for (int row = 0; row < box.rows; row++)
		for (int col = 0; col < box.cols; col++) {
			uint32_t top = (uint32_t)(0x203050 + row * 0x180c04 + col * 0x010100);
			struct picture_cell *cell = &cells[row * box.cols + col];
			*cell = (struct picture_cell){0x2584, CELL_RGB | (top + 0x0c0602),
						      CELL_RGB | top};
			if (colours == COLOURS_NONE)
				*cell = (struct picture_cell){row > 2 ? 0x2593 : 0x2591,
							      CELL_DEFAULT, CELL_DEFAULT};
		}
	grid_cells(grid, box, cells, box.cols, box.rows);
	free(cells);
}

static void draw_card(struct demo *demo, int number, struct box box)
{
	static const enum role dots[] = {ROLE_CURRENT, ROLE_STALE, ROLE_MISSING, ROLE_FAILED,
					 ROLE_RUNNING};
	static const char *const signs[] = {"●", "◐", "○", "✗", "◌"};
	struct grid *grid = &demo->grid;
	bool here = number == demo->cursor;
	int dot = number % 5;
	grid_fill(grid, box, here ? ROLE_CARD_CURSOR : ROLE_CARD);
	draw_picture(grid, (struct box){box.col, box.row, box.cols, 4}, term_colours(demo->term));
	grid_textf(grid, box.col + 1, box.row + 4, 3, ROLE_CARD_NUMBER, "%d", number + 1);
	grid_text(grid, box.col + 4, box.row + 4, box.cols - 7, ROLE_CARD_TITLE,
		  number % 2 ? "The match" : "Kitten and curtains 漢字");
	grid_text(grid, box.col + box.cols - 2, box.row + 4, 1, dots[dot], signs[dot]);
	grid_text(grid, box.col + 1, box.row + 5, 6, ROLE_DIM, "4.0s");
	if (dot == 4)
		grid_bar(grid, box.col + 7, box.row + 5, box.cols - 9, ROLE_PROGRESS, 37, 100);
	if (number == 1)
		grid_text(grid, box.col + 8, box.row + 5, 2, ROLE_MARK, "✓");
}

static void draw_roles(struct grid *grid, struct box box)
{
	int row = box.row;
	grid_frame(grid, box, ROLE_FRAME_FOCUS, "Roles");
	for (enum role role = ROLE_TEXT; role < ROLES && row < box.row + box.rows - 2; role++) {
		row++;
		grid_text(grid, box.col + 2, row, 14, role, role_table[role].name);
		grid_text(grid, box.col + 17, row, box.cols - 19, ROLE_DIM, role_table[role].help);
	}
}

static void draw_popup(struct grid *grid, struct box box)
{
	grid_fill(grid, box, ROLE_POPUP);
	grid_frame(grid, box, ROLE_FRAME, "Inspector");
	box = (struct box){box.col + 2, box.row + 1, box.cols - 4, box.rows - 2};
	grid_text(grid, box.col, box.row, 8, ROLE_LABEL, "prompt");
	grid_wrap(grid, (struct box){box.col, box.row + 1, box.cols, 3}, 0, ROLE_VALUE,
		  "A kitten playing with matches sets the kitchen curtains on fire");
	grid_text(grid, box.col, box.row + 4, box.cols, ROLE_MENTION, "@kitten");
	grid_text(grid, box.col + 9, box.row + 4, box.cols, ROLE_SELECTION, "selected");
	grid_text(grid, box.col + 19, box.row + 4, box.cols, ROLE_MATCH, "match");
	grid_text(grid, box.col, box.row + 5, box.cols, ROLE_GOOD, "good");
	grid_text(grid, box.col + 6, box.row + 5, box.cols, ROLE_WARN, "warning");
	grid_text(grid, box.col + 15, box.row + 5, box.cols, ROLE_BAD, "bad");
	grid_text(grid, box.col + 20, box.row + 5, box.cols, ROLE_HINT, "a hint");
	grid_scrollbar(grid, box, 1, 3, 9);
}

static void draw_noise(struct demo *demo)
{
	uint32_t random = demo->noise;
	for (int i = 0; i < demo->grid.cols * (demo->grid.rows - 1); i++) {
		random = random * 1664525 + 1013904223;
		demo->grid.cells[i] = (struct cell){
			.points = {'0' + demo->noise % 10},
			.look = {CELL_RGB | random >> 8, CELL_RGB | (random >> 3 & 0xffffff), 0},
		};
	}
}

static void draw(struct demo *demo)
{
	struct grid *grid = &demo->grid;
	int cols, rows;
	term_size(demo->term, &cols, &rows);
	grid_resize(grid, cols, rows);
	grid_fill(grid, (struct box){0, 0, cols, 1}, ROLE_BAR);
	grid_textf(grid, 1, 0, cols, ROLE_BAR, "theme %s, colours %d, %dx%d",
		   demo->themes[demo->theme], (int)term_colours(demo->term), cols, rows);
	for (int i = 0; i < 6; i++)
		draw_card(demo, i, (struct box){2 + i % 3 * 24, 2 + i / 3 * 7, 22, 6});
	draw_roles(grid, (struct box){74, 1, cols - 74, rows - 2});
	draw_popup(grid, (struct box){2, 17, 46, 9});
	for (int i = 0; i < 22; i++)
		grid_text(grid, 50 + i, i % 7 > 3 ? 20 : 19, 1,
			  i % 7 > 3 ? ROLE_MOOD_DOWN : ROLE_MOOD_UP, "▄");
	grid_fill(grid, (struct box){0, rows - 1, cols, 1}, ROLE_BAR);
	grid_text(grid, 1, rows - 1, 2, ROLE_BAR_KEY, "n");
	grid_text(grid, 3, rows - 1, 20, ROLE_BAR, "next theme");
	grid_text(grid, 20, rows - 1, cols - 20, ROLE_NOTE, demo->said ? demo->said : "ready");
	if (demo->noise)
		draw_noise(demo);
	demo->behind = term_show_some(demo->term, grid);
}

/* Every cell in colours of its own, again and again. */
static void send_all(struct demo *demo)
{
	struct pollfd ready = {term_out_fd(demo->term), POLLOUT, 0};
	for (; term_is_full(demo->term); term_send(demo->term))
		poll(&ready, 1, -1);
}

static void show_all_colours(struct demo *demo)
{
	uint32_t random = 1;
	for (int screen = 0; screen < 40; screen++) {
		for (int i = 0; i < demo->grid.cols * demo->grid.rows; i++) {
			random = random * 1664525 + 1013904223;
			demo->grid.cells[i] = (struct cell){
				.points = {'#'},
				.look = {CELL_RGB | random >> 8,
					 CELL_RGB | (random >> 3 & 0xffffff), 0},
			};
		}
		term_show(demo->term, &demo->grid);
		send_all(demo);
	}
	term_redraw(demo->term);
	say(demo, xstrdup("all colours shown"));
}

static int use_up(int depth)
{
	volatile char much[4096];
	much[0] = (char)depth;
	return depth < 1 << 30 ? use_up(depth + 1) + much[0] : 0;
}

static void stop(struct demo *demo)
{
	term_suspend(demo->term);
	raise(SIGTSTP);
	term_resume(demo->term, NULL);
}

static void on_key(struct demo *demo, struct key key)
{
	char name[KEY_NAME_SIZE];
	key_name(key, name);
	if (strcmp(name, "q") == 0)
		demo->quit = true;
	else if (strcmp(name, "n") == 0)
		choose_theme(demo, demo->themes[demo->theme + 1] ? demo->theme + 1 : 0);
	else if (strcmp(name, "Right") == 0 || strcmp(name, "Left") == 0)
		demo->cursor = (demo->cursor + (*name == 'R' ? 1 : 5)) % 6;
	else if (strcmp(name, "m") == 0)
		term_mouse(demo->term, demo->mouse = !demo->mouse);
	else if (strcmp(name, "C-l") == 0)
		term_redraw(demo->term);
	else if (strcmp(name, "C-z") == 0)
		stop(demo);
	else if (strcmp(name, "B") == 0)
		term_bell(demo->term);
	else if (strcmp(name, "P") == 0)
		show_all_colours(demo);
	else if (strcmp(name, "N") == 0)
		demo->noise++;
	else if (strcmp(name, "A") == 0)
		abort();
	else if (strcmp(name, "V") == 0)
		raise(SIGSEGV);
	else if (strcmp(name, "O") == 0)
		demo->cursor = use_up(0);
	else if (strcmp(name, "X") == 0)
		exit(3);
	else
		say(demo, xasprintf("key %s", name));
}

static void on_event(struct demo *demo, struct event *event)
{
	switch (event->kind) {
	case EVENT_KEY:
		on_key(demo, event->key);
		break;
	case EVENT_PASTE:
		say(demo, xasprintf("pasted %zu: %.20s", strlen(event->text), event->text));
		break;
	case EVENT_MOUSE:
		say(demo, xasprintf("mouse %d button %d at %d, %d", (int)event->mouse.kind,
				    event->mouse.button, event->mouse.col, event->mouse.row));
		break;
	case EVENT_FOCUS:
		say(demo, xasprintf("focus %s", event->focused ? "in" : "out"));
		break;
	case EVENT_ANSWER:
		say(demo, xasprintf("answer %zu bytes", strlen(event->text)));
		break;
	}
	event_clear(event);
}

static void take_events(struct demo *demo)
{
	struct event event;
	while (!demo->quit && input_next(demo->input, &event))
		on_event(demo, &event);
}

static void run(struct demo *demo)
{
	struct pollfd ready[] = {{term_fd(demo->term), POLLIN, 0},
				 {term_out_fd(demo->term), POLLOUT, 0}};
	sigset_t none;
	sigemptyset(&none);
	while (!demo->quit) {
		draw(demo);
		bool full = term_is_full(demo->term), now = demo->behind && !full;
		const struct timespec wait = {0, now ? 0 : INPUT_WAIT_MS * 1000000};
		bool waits = now || input_waits(demo->input);
		int count = ppoll(ready, full ? 2 : 1, waits ? &wait : NULL, &none);
		if (count == 0 && !now)
			input_end(demo->input);
		else if (count > 0 && !term_read(demo->term, demo->input))
			demo->quit = true;
		term_send(demo->term);
		take_events(demo);
	}
}

int main(int argc, char **argv)
{
	static const char *const names[] = {"none", "16", "256", "true"};
	struct demo demo = {.themes = theme_names(), .mouse = true};
	struct err err = {0};
	int colours = -1, option;
	while ((option = getopt(argc, argv, "c:")) != -1)
		for (int i = 0; option == 'c' && i < 4; i++)
			if (strcmp(optarg, names[i]) == 0)
				colours = i;
	setlocale(LC_CTYPE, "");
	sigset_t resize;
	sigemptyset(&resize);
	sigaddset(&resize, SIGWINCH);
	sigprocmask(SIG_BLOCK, &resize, NULL);
	signal(SIGWINCH, on_resize);
	demo.term = term_open(colours, &err);
	if (!demo.term) {
		fprintf(stderr, "demo: %s\n", err_text(&err));
		return 1;
	}
	demo.input = input_new();
	demo.grid = (struct grid){.looks = demo.looks, .ascii = !term_is_utf8(demo.term)};
	term_define_keys(demo.term, demo.input);
	for (size_t i = 0; demo.themes[i]; i++)
		if (i == 0 || (optind < argc && strcmp(demo.themes[i], argv[optind]) == 0))
			choose_theme(&demo, i);
	run(&demo);
	term_close(demo.term);
	input_free(demo.input);
	grid_free(&demo.grid);
	free(demo.said);
	for (char **name = demo.themes; *name; name++)
		free(*name);
	free(demo.themes);
	return 0;
}
