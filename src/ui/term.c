/* SPDX-License-Identifier: MIT */
#include "ui/term.h"

#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "ui/term_modes.h"
#include "ui/term_private.h"
#include "util/mem.h"
#include "util/text.h"

#define READ_MAX (64u << 10) /* in a turn */
#define PAIRS_MAX 60000      /* curses never gives pairs back by itself */
#define TITLE_MAX 120
#define LEAVE_MS 300 /* for what is on its way when the terminal is given away */

#define MOUSE_ON "\033[?1002h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1002l"
#define MODES_ON "\033[?2004h\033[?1004h"
#define MODES_OFF "\033[?1004l\033[?2004l"
#define SYNC_ON "\033[?2026h"
#define SYNC_OFF "\033[?2026l"
#define TITLE_SAVE "\033[22;2t"
#define TITLE_RESTORE "\033[23;2t"

/* Past curses, between two frames. */
static void put(struct term *term, const char *bytes)
{
	term_line_put(&term->line, bytes, strlen(bytes));
}

void term_flush(struct term *term, bool sync)
{
	struct buf bytes = {0}, out = {0};
	int fd = fileno(term->frame);
	off_t count = lseek(fd, 0, SEEK_CUR);
	char *into = buf_reserve(&bytes, (size_t)count);
	ssize_t got = pread(fd, into, (size_t)count, 0);
	if (sync)
		buf_add_str(&out, SYNC_ON);
	sgr_filter(&term->filter, into, got > 0 ? (size_t)got : 0, &out);
	if (sync)
		buf_add_str(&out, SYNC_OFF);
	term_line_put(&term->line, buf_str(&out), out.len);
	if (lseek(fd, 0, SEEK_SET) < 0)
		BUG("memory can't be written anew");
	buf_free(&bytes);
	buf_free(&out);
}

bool term_is_full(const struct term *term)
{
	return term_line_is_full(&term->line);
}

int term_out_fd(const struct term *term)
{
	return term->line.fd;
}

void term_send(struct term *term)
{
	term_line_send(&term->line);
}

/* Terminfo's string of that name, NULL if this terminal has none; borrowed. */
static const char *string_of(const char *name)
{
	const char *string = tigetstr(name);
	return string == (char *)-1 ? NULL : string;
}

static bool is_string(const char *name, const char *expected)
{
	const char *string = string_of(name);
	return string && strcmp(string, expected) == 0;
}

/* Adds it without its delays. */
static void add_string(struct buf *out, const char *name)
{
	const char *string = string_of(name), *delay;
	if (!string)
		return;
	while ((delay = strstr(string, "$<")) && strchr(delay, '>')) {
		buf_add(out, string, (size_t)(delay - string));
		string = strchr(delay, '>') + 1;
	}
	buf_add_str(out, string);
}

/* What enters and leaves, for those who can't ask curses. */
static void begin_modes(struct term *term)
{
	struct buf enter = {0}, leave = {0};
	struct termios before, line;
	add_string(&enter, "smcup");
	term->saves_title = !term->kind.is_bare && !strstr(buf_str(&enter), "\033[22");
	add_string(&enter, "smkx");
	if (!term->kind.is_bare) {
		buf_add_str(&enter, term->saves_title ? TITLE_SAVE MODES_ON : MODES_ON);
		buf_add_str(&leave, SYNC_OFF MOUSE_OFF MODES_OFF);
		buf_add_str(&leave, term->saves_title ? TITLE_RESTORE : "");
	}
	add_string(&leave, "sgr0");
	add_string(&leave, "cnorm");
	add_string(&leave, "rmkx");
	/* Where there is no other screen to go back to, nothing of ours stays. */
	add_string(&leave, string_of("rmcup") ? "rmcup" : "clear");
	tcgetattr(STDIN_FILENO, &before);
	line = before;
	cfmakeraw(&line);
	tcsetattr(STDIN_FILENO, TCSANOW, &line);
	modes_begin(STDIN_FILENO, term->line.fd, buf_str(&enter), buf_str(&leave), &before);
	term->filter.turns_off = is_string("rmul", "\033[24m");
	curs_set(0); /* with it goes out what curses has kept until here */
	term_flush(term, false);
	if (!term->kind.is_bare)
		put(term, term->saves_title ? TITLE_SAVE MODES_ON : MODES_ON);
	buf_free(&enter);
	buf_free(&leave);
}

/* curses would answer signals itself; we do. */
static SCREEN *new_screen(const char *name, FILE *frame)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
	struct sigaction before[LENGTH(signals)];
	for (size_t i = 0; i < LENGTH(signals); i++)
		sigaction(signals[i], NULL, &before[i]);
	SCREEN *screen = newterm(name, frame, stdin);
	for (size_t i = 0; i < LENGTH(signals); i++)
		sigaction(signals[i], &before[i], NULL);
	return screen;
}

static SCREEN *first_screen(const char *name, enum colours colours, FILE *frame)
{
	char **names = term_names(name, colours);
	SCREEN *screen = NULL;
	/* The size is the line's; LINES and COLUMNS may be of another terminal. */
	use_env(FALSE);
	use_tioctl(TRUE);
	for (char **at = names; *at; at++) {
		if (!screen)
			screen = new_screen(*at, frame);
		free(*at);
	}
	free(names);
	return screen;
}

/* Sets the error where the terminal can't be drawn on. */
static SCREEN *open_screen(const char *name, enum colours colours, FILE *frame, struct err *err)
{
	char *clean = text_clean(name, false, 40);
	SCREEN *screen = NULL;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		err_set(err, ERR_INVALID, "the board needs a terminal, and %s is none",
			isatty(STDIN_FILENO) ? "stdout" : "stdin");
	else if (!*name)
		err_set(err, ERR_INVALID,
			"TERM is not set, so nobody knows how to draw on this terminal (try "
			"TERM=xterm-256color, or TERM=vt100)");
	else if (!(screen = first_screen(name, colours, frame)))
		err_set(err, ERR_INVALID,
			"the terminal '%s' is unknown here (install ncurses-term, or try "
			"TERM=xterm-256color, or TERM=vt100)",
			clean);
	else if (!string_of("cup")) {
		delscreen(screen);
		screen = NULL;
		err_set(err, ERR_INVALID,
			"a '%s' terminal can't put text where it belongs (if this is another one, "
			"say so in TERM: xterm-256color, vt100)",
			clean);
	}
	free(clean);
	return screen;
}

static void begin_screen(struct term *term, SCREEN *screen, enum colours wanted)
{
	enum colours known = COLOURS_NONE;
	term->screen = screen;
	nonl();
	typeahead(-1);
	keypad(stdscr, TRUE);
	if (wanted > COLOURS_NONE && has_colors() && start_color() == OK) {
		use_default_colors();
		known = COLORS > 256 ? COLOURS_TRUE : COLORS == 256 ? COLOURS_256 : COLOURS_16;
	}
	term->colours = wanted < known ? wanted : known;
	if (term->colours > COLOURS_NONE)
		term->pairs_max = COLOR_PAIRS - 1 < PAIRS_MAX ? COLOR_PAIRS - 1 : PAIRS_MAX;
}

static FILE *new_frame(struct err *err)
{
	int fd = memfd_create("frame", MFD_CLOEXEC);
	FILE *frame = fd < 0 ? NULL : fdopen(fd, "w");
	if (!frame)
		err_errno(err, "no memory for frames");
	return frame;
}

struct term *term_open(int colours, struct err *err)
{
	const char *name = getenv("TERM");
	struct term_kind kind = term_kind(name ? name : "");
	enum colours wanted = colours < 0 ? kind.colours : (enum colours)colours;
	FILE *frame = new_frame(err);
	SCREEN *screen = frame ? open_screen(name ? name : "", wanted, frame, err) : NULL;
	if (!screen) {
		if (frame)
			fclose(frame);
		return NULL;
	}
	struct term *term = xcalloc(1, sizeof *term);
	term->kind = kind;
	term->is_utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	term->is_stale = true;
	term->frame = frame;
	term_line_open(&term->line);
	begin_screen(term, screen, wanted);
	begin_modes(term);
	term_mouse(term, true);
	return term;
}

void term_close(struct term *term)
{
	if (!term)
		return;
	term_line_drain(&term->line, LEAVE_MS);
	modes_end();
	term_line_close(&term->line);
	delscreen(term->screen);
	fclose(term->frame);
	grid_free(&term->shown);
	free(term);
}

int term_fd(const struct term *term)
{
	return STDIN_FILENO;
}

enum colours term_colours(const struct term *term)
{
	return term->colours;
}

bool term_is_utf8(const struct term *term)
{
	return term->is_utf8;
}

void term_size(const struct term *term, int *cols, int *rows)
{
	struct winsize size = {0};
	ioctl(STDIN_FILENO, TIOCGWINSZ, &size);
	*cols = size.ws_col ? size.ws_col : COLS;
	*rows = size.ws_row ? size.ws_row : LINES;
}

double term_cell_aspect(const struct term *term)
{
	struct winsize size = {0};
	ioctl(STDIN_FILENO, TIOCGWINSZ, &size);
	if (!size.ws_col || !size.ws_row || !size.ws_xpixel || !size.ws_ypixel)
		return 0.5;
	double aspect = (double)size.ws_xpixel / size.ws_col * size.ws_row / size.ws_ypixel;
	return aspect > 0.25 && aspect < 1 ? aspect : 0.5;
}

void term_define_keys(const struct term *term, struct input *input)
{
	static const char *const keys[][2] = {
		{"kcuu1", "Up"},      {"kcud1", "Down"},   {"kcub1", "Left"}, {"kcuf1", "Right"},
		{"khome", "Home"},    {"kend", "End"},     {"kpp", "PageUp"}, {"knp", "PageDown"},
		{"kich1", "Insert"},  {"kdch1", "Delete"}, {"kcbt", "S-Tab"}, {"kent", "Enter"},
		{"kf1", "F1"},        {"kf2", "F2"},       {"kf3", "F3"},     {"kf4", "F4"},
		{"kf5", "F5"},        {"kf6", "F6"},       {"kf7", "F7"},     {"kf8", "F8"},
		{"kf9", "F9"},        {"kf10", "F10"},     {"kf11", "F11"},   {"kf12", "F12"},
		{"kbs", "Backspace"},
	};
	for (size_t i = 0; i < LENGTH(keys); i++) {
		const char *sequence = string_of(keys[i][0]);
		struct key key;
		if (sequence && key_parse(keys[i][1], &key))
			input_define(input, sequence, key);
	}
}

bool term_read(struct term *term, struct input *input)
{
	char bytes[4096];
	struct pollfd ready = {STDIN_FILENO, POLLIN, 0};
	for (size_t read_bytes = 0; read_bytes < READ_MAX && poll(&ready, 1, 0) > 0;) {
		ssize_t count = read(STDIN_FILENO, bytes, sizeof bytes);
		if (count < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (count <= 0)
			return false;
		input_feed(input, bytes, (size_t)count);
		read_bytes += (size_t)count;
	}
	return true;
}

void term_mouse(struct term *term, bool on)
{
	term->has_mouse = on;
	if (!term->kind.is_bare)
		put(term, on ? MOUSE_ON : MOUSE_OFF);
}

void term_suspend(struct term *term)
{
	term->is_away = true;
	term_line_drain(&term->line, LEAVE_MS);
	modes_off();
}

void term_come_back(struct term *term)
{
	term->was_away = true;
	term->filter = (struct sgr_filter){.lost = true, .turns_off = term->filter.turns_off};
	term_mouse(term, term->has_mouse);
	term_forget(term);
}

void term_redraw(struct term *term)
{
	if (!term->is_away) {
		modes_check();
		put(term, term->kind.is_bare ? "" : MODES_ON);
		term_come_back(term);
	}
}

void term_recolour(struct term *term, int colours)
{
	enum colours wanted = colours < 0 ? term->kind.colours : (enum colours)colours;
	struct err err = {0};
	/* curses mixes the windows of two screens up: one goes before the other comes. */
	delscreen(term->screen);
	SCREEN *screen = open_screen(getenv("TERM"), wanted, term->frame, &err);
	if (!screen)
		BUG("a terminal that was known is not: %s", err_text(&err));
	begin_screen(term, screen, wanted);
	term->pairs = 0;
	grid_free(&term->shown);
	/* The terminal is in its modes already: what curses begins with is dropped. */
	curs_set(0);
	if (lseek(fileno(term->frame), 0, SEEK_SET) < 0)
		BUG("memory can't be written anew");
	term_redraw(term);
}

int term_resume(struct term *term, struct err *err)
{
	if (!isatty(STDIN_FILENO))
		return err_set(err, ERR_IO, "the terminal is gone");
	modes_on();
	term->is_away = false;
	term_come_back(term);
	return 0;
}

void term_bell(struct term *term)
{
	if (!term->is_away && !term_is_full(term) && string_of("bel"))
		put(term, string_of("bel"));
}

void term_title(struct term *term, const char *title)
{
	if (term->kind.is_bare || term->is_away)
		return;
	char *clean = text_clean(title, false, TITLE_MAX);
	char *sequence = xasprintf("\033]2;%s\033\\", clean);
	put(term, sequence);
	free(sequence);
	free(clean);
}
