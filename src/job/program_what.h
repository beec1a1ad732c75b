/* SPDX-License-Identifier: MIT
 *
 * What a program that makes clips is told: its words, the recipe as JSON, variables, and
 * a folder of its own with the pictures that go along.
 */
#ifndef JOB_PROGRAM_WHAT_H
#define JOB_PROGRAM_WHAT_H

#include "job/process.h"
#include "job/run.h"

struct program_what {
	struct process_what process; /* of what is below */
	char **words;
	char **environment;
	char *input;
	char *place;  /* its folder, below the film's */
	char *folder; /* the same, absolute */
	char *clip;   /* where it puts the clip, below the film's folder */
};

/* Makes the folder and all that lies in it. */
int program_prepare(struct run *run, struct program_what *out, struct err *err);
/* Returns new: why the program of a description's "run" can't be started, `file` being its
 * file; NULL if it can, or a shell will have to find out. */
char *program_lack(const struct json *run, const char *file);
/* What the program is called, for errors; borrowed. */
const char *program_name(const struct run *run);
/* The folder goes with all that is in it. */
void program_clear(struct run *run, struct program_what *what);

#endif
