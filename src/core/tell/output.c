/* SPDX-License-Identifier: MIT */
#include "core/tell/output.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "core/tell/plain.h"
#include "util/clock.h"
#include "util/mem.h"
#include "util/text.h"

#define JUDGE_MS 500 /* before a rate means anything */

/* Returns new; takes the text. */
static char *showable(const struct output *out, char *text, bool lines)
{
	char *clean = text_clean(text, lines, 0);

	free(text);
	if (!out->ascii)
		return clean;

	char *plain = plain_text(clean);

	free(clean);
	return plain;
}

static void say(struct output *out, enum style style, const char *format, va_list args)
{
	char *text = showable(out, xvasprintf(format, args), true);

	out->text(out, style, text);
	free(text);
}

void out_text(struct output *out, enum style style, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(out, style, format, args);
	va_end(args);
}

void out_say(struct output *out, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(out, STYLE_PLAIN, format, args);
	va_end(args);
}

void out_note(struct output *out, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	char *text = showable(out, xvasprintf(format, args), false);
	va_end(args);
	out->note(out, text);
	free(text);
}

void out_progress(struct output *out, const struct progress *progress)
{
	if (!progress || !progress->finished) {
		out->progress(out, progress);
		return;
	}

	char *finished = showable(out, xstrdup(progress->finished), false);
	struct progress shown = *progress;

	shown.finished = finished;
	out->progress(out, &shown);
	free(finished);
}

void progress_add(struct buf *text, const struct progress *at, struct since since, bool utf8)
{
	double seconds = (double)(clock_ms() - since.ms) / 1000, done = at->done - since.done;
	char left[CLOCK_TEXT_SIZE];

	if (at->parts) {
		buf_addf(text, "%zu of %zu", at->ended, at->parts);
		return;
	}
	buf_addf(text, "%3.0f%%", at->of > 0 ? at->done / at->of * 100 : 0);
	if (seconds * 1000 < JUDGE_MS || done <= 0)
		return;
	if (at->fps > 0)
		buf_addf(text, "  %.1f%s", done / at->fps / seconds, utf8 ? "×" : "x");
	clock_span((int64_t)(seconds * (at->of - at->done) / done + 0.5), left);
	buf_addf(text, "  %s left", left);
}

void out_json(struct output *out, struct json *json)
{
	json_free(out->json);
	out->json = json;
}

char *out_line(const struct output *out, const char *text, size_t columns)
{
	char *line = showable(out, xstrdup(text), false);

	if (!columns || text_width(line) <= columns)
		return line;
	if (!out->ascii) {
		char *cut = text_ellipsize(line, columns);

		free(line);
		return cut;
	}
	/* ASCII: a byte is a column. */
	size_t dots = columns < 3 ? columns : 3;

	memcpy(line + columns - dots, "...", dots);
	line[columns] = '\0';
	return line;
}

void out_source(struct output *out, const char *text)
{
	out->text(out, STYLE_PLAIN, text);
}
