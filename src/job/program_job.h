/* SPDX-License-Identifier: MIT
 *
 * A job that a program of the user's makes ("run" in a provider's file): HACKING.md, "A
 * program that makes clips". Its run is prepared as that of a service is, and has its
 * pictures; what differs is here.
 */
#ifndef JOB_PROGRAM_JOB_H
#define JOB_PROGRAM_JOB_H

#include "job/run.h"

struct program_run;

/* The program is started; the end of the run comes by run_end. */
void program_begin(struct run *run);
/* Stops it: its end comes soon, as cancelled. */
void program_cancel(struct run *run);
void program_free(struct run *run);
/* Closes a job whose process is dead, and with it the program. The job is adopted. */
int program_settle(struct jobs *jobs, struct job *job, const struct provider *provider,
		   struct err *err);

#endif
