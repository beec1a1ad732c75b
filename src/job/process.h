/* SPDX-License-Identifier: MIT
 *
 * A program of the user's, run in turns of the loop: in a session and a process group of
 * its own, without a terminal and without our descriptors, signals as they were at first.
 * It reads its input from stdin; its stdout comes line by line, the last of its stderr is
 * kept.
 *
 * Between us and it stands the guard, a process that does nothing but wait. When we stop
 * the program, let go of it or die, by SIGKILL too, the guard sends SIGTERM to the group,
 * and a little later SIGKILL to whoever is left.
 */
#ifndef JOB_PROCESS_H
#define JOB_PROCESS_H

#include <stddef.h>

#include "util/err.h"
#include "util/loop.h"

#define PROCESS_GRACE_MS 5000 /* from SIGTERM to SIGKILL */

struct process;

/* All is borrowed. */
struct process_what {
	char *const *words;       /* the program, looked for in PATH, and its arguments */
	char *const *environment; /* all of it */
	const char *folder;       /* where it runs */
	const char *input;        /* for its stdin */
	size_t bytes;
	int grace_ms; /* 0: PROCESS_GRACE_MS */
};
/* A line of stdout, without its end; those that are too long are cut. */
typedef void process_line_fn(void *arg, const char *line);
/* The last callback. `status` is waitpid's, -1 when nobody could tell; `said` the last
 * lines of stderr, as they came. */
typedef void process_end_fn(void *arg, int status, const char *said);

/* A program that can't be run ends with status 127 and says why on stderr. */
struct process *process_new(struct loop *loop, const struct process_what *what,
			    process_line_fn *line, process_end_fn *end, void *arg, struct err *err);
/* Its end comes as ever, at the latest when the grace is over. */
void process_stop(struct process *process);
/* How long it has said nothing at all. */
double process_silent_s(const struct process *process);
/* Also from within the last callback. One that runs is stopped, and nobody hears. */
void process_free(struct process *process);

#endif
