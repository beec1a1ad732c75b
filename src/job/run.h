/* SPDX-License-Identifier: MIT
 *
 * A job in the hands of this process. jobs.c queues and ends it; in between the
 * file of its provider carries it, by answers of the pool that arrive in the
 * loop's turns: a run that has begun always waits for one request.
 */
#ifndef JOB_RUN_H
#define JOB_RUN_H

#include "job/jobs.h"

struct jobs {
	struct loop *loop;
	struct pool *pool;
	struct ledger *ledger;
	struct shelf *shelf;
	int film_dir;
	char *folder;
	job_event_fn *call;
	void *arg;
	struct run *runs;  /* oldest first */
	struct run **last; /* where the next one goes */
	size_t open, running;
	uint64_t pumping; /* timer of the pump that is due, 0 for none */
};

struct run {
	struct jobs *jobs;
	struct run *next;
	struct job job;
	struct json *recipe;
	struct json *order; /* what the media process is asked to make */
	double frames;      /* as many as that comes to */
	double seconds;
	bool begun, retried;
	bool unwanted; /* it has been cancelled */
	struct request *request; /* the one it waits for */
	char *temp;              /* path of the clip below the film's folder while it is made */
	int clip;                /* open, or -1 */
	struct json *made;       /* what the maker said of it */
};

/* Where a process keeps the clip of a job until it is a take; returns new. */
char *job_temp(int64_t number, int64_t pid);

/* For the carriers. Both tell whoever waits; run_end also frees the run. `why`
 * is NULL for a job that is done. */
void run_tell(struct run *run, enum job_event_kind kind, double done, double of);
void run_end(struct run *run, const struct err *why);

/* Begins a queued job; its end comes by run_end, perhaps at once. */
void animatic_begin(struct run *run);

#endif
