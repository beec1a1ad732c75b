/* SPDX-License-Identifier: MIT
 *
 * One call of a command, from its words to its end: call_parse, call_run, and
 * while `pending` the loop turns; then `error` says how it went. call_clear.
 */
#ifndef CORE_LANGUAGE_CALL_H
#define CORE_LANGUAGE_CALL_H

#include <stdint.h>

#include "core/language/command.h"
#include "core/tell/output.h"

struct session;

enum global {
	GLOBAL_FILM,
	GLOBAL_TRACE,
	GLOBAL_JSON,
	GLOBAL_QUIET,
	GLOBAL_HELP,
	GLOBAL_VERSION,
	GLOBALS,
};

struct call {
	const struct command *command;
	struct session *session; /* borrowed, as `out` is; set by the caller */
	struct output *out;
	char **args;
	size_t arg_count;
	char *values[COMMAND_OPTIONS_MAX]; /* of the command's options; NULL: not given */
	char *globals[GLOBALS];            /* of global_options */
	bool pending;
	struct err error; /* of a call that was pending */
	void *state;      /* the command's own while pending */
	/* A question that waits for its answer: the call is pending, and goes on with
	 * call_answer. */
	char *question;
	char *asked; /* the last one that got its answer */
	void (*answered)(struct call *call, bool yes);
	/* The board's, NULL on the command line; asked first for every command. 0: done,
	 * -1: failed, 1: it has no action of that name here, so the row's `run` does it. */
	int (*act)(struct call *call, struct err *err);
	void *board;
	/* What "." stands for, borrowed; set before call_parse, NULL on the command line:
	 * the scene under the cursor, all that are chosen ("a,b,c", "cast:kitten"), the
	 * take that is shown. "" where there is none. */
	const char *here, *chosen, *take;
};

/* Reads the global options that stand before a command's name into a zeroed
 * call; *used gets their number of words. */
int call_parse_globals(struct call *call, size_t count, char *const *words, size_t *used,
		       struct err *err);
/* Reads the words behind the name. Checks their number and form; nothing is
 * opened yet. Asked for help, it accepts any. */
int call_parse(struct call *call, const struct command *command, size_t count, char *const *words,
	       struct err *err);
/* Reads a whole line as one types it, the name of the command first. */
int call_parse_line(struct call *call, const char *line, struct err *err);
/* True if it failed because there is a command and too few words for it. */
bool call_lacks_words(const struct call *call);
/* Makes it a call of another command, with these words, and runs that. */
int call_become(struct call *call, const struct command *command, size_t count, char *const *words,
		struct err *err);
/* Asks the person, with a yes or no; the call is pending until `answered` has ended
 * it or gone on. The question is copied; it is the last line, what stands above tells what
 * it is about. */
void call_ask(struct call *call, const char *question,
	      void (*answered)(struct call *call, bool yes));
/* For who runs the call: the person's answer. */
void call_answer(struct call *call, bool yes);
/* The end of a pending call. The error may be NULL; it is moved out. */
void call_end(struct call *call, struct err *error);
void call_clear(struct call *call);

/* NULL when the option was not given ("" for one without value). */
const char *call_option(const struct call *call, const char *name);
int64_t call_whole(const struct call *call, const char *name, int64_t otherwise);
/* NULL beyond the last one. */
const char *call_arg(const struct call *call, size_t index);
/* Returns new: the words from there on as one text. */
char *call_text(const struct call *call, size_t index);

/* "80x24" as two numbers of 1 and more; false if it is none. */
bool call_pair(const char *typed, int *first, int *second);

#endif
