/* SPDX-License-Identifier: MIT */
#include "app/screen.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/tell/plain.h"
#include "util/file.h"
#include "util/text.h"

#define FLUSH_BYTES 65536

/* Select graphic rendition; "" for plain. */
static const char *const rendition[] = {
	[STYLE_PLAIN] = "",  [STYLE_STRONG] = "1", [STYLE_DIM] = "2",
	[STYLE_GOOD] = "32", [STYLE_WARN] = "33",  [STYLE_BAD] = "31",
};

static void flush(struct screen *screen)
{
	if (!screen->error.kind && screen->data.len &&
	    file_write_all(STDOUT_FILENO, buf_str(&screen->data), screen->data.len, "stdout",
			   &screen->error) < 0 &&
	    errno == EPIPE) {
		signal(SIGPIPE, SIG_DFL);
		raise(SIGPIPE);
	}
	buf_clear(&screen->data);
}

static void put_text(struct output *out, enum style style, const char *text)
{
	struct screen *screen = (struct screen *)out;
	bool dressed = screen->coloured && *rendition[style] && *text;

	if (dressed)
		buf_addf(&screen->data, "\033[%sm", rendition[style]);
	buf_add_str(&screen->data, text);
	if (dressed)
		buf_add_str(&screen->data, "\033[0m");
	if (screen->data.len > FLUSH_BYTES)
		flush(screen);
}

/* ";38;5;17" for a foreground (base 30), ";48;…" for a background (40). */
static void add_colour(struct buf *out, unsigned base, uint32_t colour)
{
	if (colour == CELL_DEFAULT)
		buf_addf(out, ";%u", base + 9);
	else if (colour & CELL_RGB)
		buf_addf(out, ";%u;2;%u;%u;%u", base + 8, colour >> 16 & 255, colour >> 8 & 255,
			 colour & 255);
	else if (colour < 8)
		buf_addf(out, ";%u", base + colour);
	else if (colour < 16)
		buf_addf(out, ";%u", base + 52 + colour);
	else
		buf_addf(out, ";%u;5;%u", base + 8, colour & 255);
}

static void put_cells(struct output *out, const struct picture_cell *cells, int count)
{
	struct screen *screen = (struct screen *)out;
	struct picture_cell now = {0, CELL_DEFAULT, CELL_DEFAULT};

	for (int i = 0; i < count; i++) {
		struct picture_cell cell = cells[i];
		char sign[5] = {0};

		if (!cell.point)
			continue; /* the right half of the one before */
		if (screen->coloured && (cell.fg != now.fg || cell.bg != now.bg)) {
			buf_add_str(&screen->data, "\033[0");
			add_colour(&screen->data, 30, cell.fg);
			add_colour(&screen->data, 40, cell.bg);
			buf_add_char(&screen->data, 'm');
			now = cell;
		}
		text_put(sign, out->ascii && cell.point >= 0x80 ? '?' : cell.point);
		buf_add_str(&screen->data, sign);
	}
	if (now.fg != CELL_DEFAULT || now.bg != CELL_DEFAULT)
		buf_add_str(&screen->data, "\033[0m");
	if (screen->data.len > FLUSH_BYTES)
		flush(screen);
}

static void put_line(struct screen *screen, const char *front, const char *text, const char *end)
{
	struct buf line = {0};

	/* What was said before is read before. */
	flush(screen);
	bar_hide(&screen->bar);
	buf_addf(&line, "%s%s%s", front, text, end);
	file_write_all(STDERR_FILENO, buf_str(&line), line.len, "stderr", NULL);
	buf_free(&line);
}

static void put_note(struct output *out, const char *text)
{
	struct screen *screen = (struct screen *)out;

	if (!screen->quiet)
		put_line(screen, "", text, "\n");
}

static void put_progress(struct output *out, const struct progress *progress)
{
	struct screen *screen = (struct screen *)out;

	if (!screen->quiet)
		bar_update(&screen->bar, progress);
}

void screen_init(struct screen *screen)
{
	struct terminal terminal = terminal_look(STDOUT_FILENO);

	*screen = (struct screen){
		.output = {put_text, put_cells, put_note, put_progress, .columns = terminal.columns,
			   .lines = terminal.lines, .ascii = !terminal.utf8,
			   .colours = terminal.colours},
		.bar.terminal = terminal_look(STDERR_FILENO),
		.coloured = terminal.columns && strcmp(terminal.colours, "none") != 0,
	};
	if (!terminal.columns)
		screen->output.colours = "none";
}

/* As the terminal can show it. */
static void put_clean(struct screen *screen, const char *front, const char *text, bool lines,
		      const char *end)
{
	char *clean = text_clean(text, lines, 0);
	char *plain = plain_text(clean);

	put_line(screen, front, screen->output.ascii ? plain : clean, end);
	free(plain);
	free(clean);
}

void screen_error(struct screen *screen, const struct err *err)
{
	put_clean(screen, "scenetty: ", err_text(err), false, "\n");
}

void screen_question(struct screen *screen, const char *question)
{
	put_clean(screen, "", question, true, " [y/N] ");
}

/* JSON with what a terminal may not get, or can't show, as \u escapes: nothing is
 * lost. Beyond ASCII there is nothing in it but strings. */
static void add_json(struct screen *screen)
{
	struct buf text = {0};
	const char *at;
	uint32_t point;
	size_t bytes;

	json_print_pretty(&text, screen->output.json, 0);
	for (at = buf_str(&text); (bytes = text_next(at, &point)) > 0; at += bytes) {
		if (point == 0x7f ||
		    (point >= 0x80 && (screen->output.ascii || text_is_control(point)))) {
			if (point > 0xffff)
				buf_addf(&screen->data, "\\u%04x",
					 0xd7c0 + (unsigned)(point >> 10));
			buf_addf(&screen->data, "\\u%04x",
				 point > 0xffff ? 0xdc00 + (unsigned)(point & 0x3ff)
						: (unsigned)point);
		} else {
			buf_add(&screen->data, at, bytes);
		}
	}
	buf_add_char(&screen->data, '\n');
	buf_free(&text);
}

int screen_finish(struct screen *screen, struct err *err)
{
	if (screen->output.json)
		add_json(screen);
	bar_hide(&screen->bar);
	flush(screen);
	return screen->error.kind ? err_move(err, &screen->error) : 0;
}

void screen_free(struct screen *screen)
{
	bar_free(&screen->bar);
	buf_free(&screen->data);
	json_free(screen->output.json);
	err_clear(&screen->error);
}
