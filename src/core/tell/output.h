/* SPDX-License-Identifier: MIT
 *
 * Where a command's results go. Core prints nothing: it says what it has to say
 * through one of these, which the command line turns into stdout and stderr, and
 * the board into a pager and its message line.
 *
 * Everything that passes here is cleaned (text_clean), and where the other end
 * has no UTF-8 it is put into ASCII.
 */
#ifndef CORE_TELL_OUTPUT_H
#define CORE_TELL_OUTPUT_H

#include <stdbool.h>

#include "util/json.h"
#include "worker/message.h"

/* What a piece of text means; the other end knows how that looks. */
enum style { STYLE_PLAIN, STYLE_STRONG, STYLE_DIM, STYLE_GOOD, STYLE_WARN, STYLE_BAD };

/* How far long work has come, in frames of film. */
struct progress {
	const char *what; /* "generate" */
	double done, of;
	double fps;           /* frames in a second of film */
	size_t ended, parts;  /* how many are at an end, where nobody can tell how long the
				 others last; parts is 0 where the pace says it */
	const char *finished; /* a line on what has just been finished, or NULL */
};
/* Since when it goes on, and what was done already then. */
struct since {
	int64_t ms;
	double done;
};
/* "43%  12.3×  0:07 left", as soon as a rate means anything; "3 of 7". */
void progress_add(struct buf *text, const struct progress *at, struct since since, bool utf8);

struct output {
	/* What the command is asked for: data, any number of pieces. */
	void (*text)(struct output *out, enum style style, const char *text);
	void (*cells)(struct output *out, const struct picture_cell *cells, int count);
	/* A line for the person beside it. */
	void (*note)(struct output *out, const char *text);
	/* NULL: the work is over. */
	void (*progress)(struct output *out, const struct progress *progress);

	bool wants_json;
	struct json *json;   /* the answer if wants_json; owned */
	int columns, lines;  /* of the terminal that text goes to, 0 if to none */
	bool ascii;          /* it shows nothing else */
	const char *colours; /* "none", "16", "256", "true", as the worker is asked */
};

void out_text(struct output *out, enum style style, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Plain text. */
void out_say(struct output *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Text of our own, byte for byte. */
void out_source(struct output *out, const char *text);
void out_note(struct output *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
void out_progress(struct output *out, const struct progress *progress);
/* Takes the answer. */
void out_json(struct output *out, struct json *json);

/* Returns new: the text as this output may show it, on one line, and cut where
 * it is wider than `columns` (0: not cut). */
char *out_line(const struct output *out, const char *text, size_t columns);

#endif
