/* SPDX-License-Identifier: MIT */
#include "app/bar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/buf.h"
#include "util/clock.h"
#include "util/file.h"
#include "util/mem.h"
#include "util/text.h"

#define DRAW_MS 100  /* between two drawings */
#define BAR_MAX 40

static void put(struct buf *text)
{
	file_write_all(STDERR_FILENO, buf_str(text), text->len, "stderr", NULL);
	buf_free(text);
}

void bar_hide(struct bar *bar)
{
	struct buf text = {0};

	if (!bar->shown)
		return;
	buf_add_str(&text, "\r\033[K");
	put(&text);
	bar->shown = false;
	bar->drawn_ms = 0;
}

void bar_free(struct bar *bar)
{
	bar_hide(bar);
	free(bar->what);
	bar->what = NULL;
}

static void draw(struct bar *bar, const struct progress *at)
{
	double part = at->of > 0 ? at->done / at->of : 0;
	const char *full = bar->terminal.utf8 ? "█" : "#", *empty = bar->terminal.utf8 ? "░" : ".";
	struct buf tail = {0}, text = {0};
	size_t width, rest;

	buf_add_char(&tail, ' ');
	progress_add(&tail, at, bar->since, bar->terminal.utf8);
	rest = strlen(at->what) + 1 + text_width(buf_str(&tail)) + 1;
	width = (size_t)bar->terminal.columns > rest + 4 ? (size_t)bar->terminal.columns - rest : 4;
	if (width > BAR_MAX)
		width = BAR_MAX;
	buf_addf(&text, "\r%s ", at->what);
	for (size_t i = 0; i < width; i++)
		buf_add_str(&text, (double)i < part * (double)width - 0.5 ? full : empty);
	buf_addf(&text, "%s\033[K", buf_str(&tail));
	buf_free(&tail);
	put(&text);
	bar->shown = true;
	bar->drawn_ms = clock_ms();
}

static void write_line(const char *line, const struct progress *at)
{
	struct buf text = {0};

	if (at->parts)
		buf_addf(&text, "%zu of %zu  ", at->ended, at->parts);
	else if (at->of > 0)
		buf_addf(&text, "%3.0f%%  ", at->done / at->of * 100);
	buf_addf(&text, "%s\n", line);
	put(&text);
}

void bar_update(struct bar *bar, const struct progress *progress)
{
	bool fresh, next;

	if (!progress) {
		bar_free(bar);
		return;
	}
	fresh = !bar->what || strcmp(bar->what, progress->what) != 0;
	next = fresh && bar->what;
	if (!bar->what) {
		bar->since = (struct since){clock_ms(), progress->done};
	}
	if (fresh) {
		free(bar->what);
		bar->what = xstrdup(progress->what);
	}
	if (bar->terminal.moves && (fresh || clock_ms() - bar->drawn_ms >= DRAW_MS))
		draw(bar, progress);
	else if (!bar->terminal.moves && (next || progress->finished))
		write_line(progress->finished ? progress->finished : progress->what, progress);
}
