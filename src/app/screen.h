/* SPDX-License-Identifier: MIT
 *
 * The output of the command line: data to stdout, notes and progress to stderr.
 */
#ifndef APP_SCREEN_H
#define APP_SCREEN_H

#include "app/bar.h"
#include "core/tell/output.h"
#include "util/buf.h"
#include "util/err.h"

struct screen {
	struct output output; /* first: what commands are given */
	struct bar bar;
	struct buf data; /* for stdout, not written yet */
	bool coloured;
	bool quiet;
	struct err error; /* stdout could not be written */
};

void screen_init(struct screen *screen);
/* Shows a question that is answered with yes or no, however quiet it is. */
void screen_question(struct screen *screen, const char *question);
/* The program's last word on an error. */
void screen_error(struct screen *screen, const struct err *err);
/* Writes what is left, the JSON answer too. Fails if anything could not be
 * written. A closed pipe ends the program as it ends others. */
int screen_finish(struct screen *screen, struct err *err);
void screen_free(struct screen *screen);

#endif
