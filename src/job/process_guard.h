/* SPDX-License-Identifier: MIT
 *
 * The guard of a program (process.h): what a forked child does until it ends.
 */
#ifndef JOB_PROCESS_GUARD_H
#define JOB_PROCESS_GUARD_H

#include "job/process.h"

/* Runs the program with `files` as its stdin, stdout and stderr, and writes its status,
 * an int, to `control` when it has ended; at the end of file there it ends the group. All
 * signals are blocked when it is called. */
_Noreturn void process_guard(const struct process_what *what, const int files[3], int control);

#endif
