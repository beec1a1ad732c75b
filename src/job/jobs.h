/* SPDX-License-Identifier: MIT
 *
 * Jobs on their way: each is in the ledger before it starts, is carried by the
 * loop, and ends as a take in the film's folder or with its reason. Any number
 * may be started; as many run at once as the pool has batch processes.
 *
 * Killed at any moment, it leaves takes that are whole, and jobs that
 * jobs_settle puts right.
 */
#ifndef JOB_JOBS_H
#define JOB_JOBS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "film/film.h"
#include "job/ledger.h"
#include "provider/shelf.h"
#include "util/loop.h"
#include "worker/worker.h"

struct jobs;
struct http;

/* Accepted is told from within jobs_start; waits, when that becomes another reason or
 * none; elsewhere once after each jobs_watch, when something may have become of a job of
 * another process. */
enum job_event_kind {
	JOB_ACCEPTED,
	JOB_STARTED,
	JOB_PROGRESS,
	JOB_STUCK,
	JOB_WAITS,
	JOB_ENDED,
	JOB_ELSEWHERE,
};
struct job_event {
	enum job_event_kind kind;
	const struct job *job;   /* at the end: done with its take, failed or cancelled;
				    elsewhere: NULL */
	double done, of;         /* progress, in frames */
	double place;            /* in the service's queue; 0: not told */
	const char *waits;       /* it waits, out of the ordinary: a clause; or NULL */
	const struct err *error; /* NULL unless it failed, is unknown now, or stuck */
};
typedef void job_event_fn(void *arg, const struct job_event *event);

/* Everything is borrowed. `folder` is the film's absolute path, for the ledger. */
struct jobs *jobs_new(struct loop *loop, struct pool *pool, struct http *http,
		      struct ledger *ledger, struct shelf *shelf, int film_dir,
		      const char *folder, job_event_fn *call, void *arg);
/* Stops what runs (its jobs end as cancelled in the ledger) and frees. */
void jobs_free(struct jobs *jobs);

/* One take of the scene as it stands now; returns the job's number, -1 on failure, also
 * where a cap is in the way (caps.h; `unpriced`: what can't be held against one is made
 * all the same). The film must have an id. The recipe is complete when this returns; later edits
 * don't touch it. */
int64_t jobs_start(struct jobs *jobs, const struct film *film, const struct scene *scene,
		   uint64_t seed, bool unpriced, struct err *err);
/* Somebody waits for a job of another process. */
void jobs_watch(struct jobs *jobs);
/* Queued and running. */
size_t jobs_open(const struct jobs *jobs);
/* The job is in our hands; how many of ours are being stopped. */
bool jobs_have(const struct jobs *jobs, int64_t number);
size_t jobs_stopping(const struct jobs *jobs);
/* True if this machine makes it, so that nothing of it outlives its process. */
bool job_is_drawn(const struct job *job);
/* Jobs end as cancelled, those that run in later turns; returns how many. NULL: all. */
size_t jobs_cancel(struct jobs *jobs, bool (*which)(void *arg, const struct job *job), void *arg);

/* Stops what is made here and what is not sent yet. */
void jobs_stop_here(struct jobs *jobs);
/* Ends all of them here: what a service has goes on there, and is taken up by the next
 * jobs_resume; the others end as cancelled. Returns how many go on. */
size_t jobs_leave(struct jobs *jobs);
/* Takes up what services have of this film's whose process died; what may have been
 * sent is asked for, and what was not is closed. -1, with the first that can't be, when
 * all others are. */
int jobs_resume(struct jobs *jobs, const char *film_id, struct err *err);
/* Closes one that nobody can take up, because its provider has no file any more; what may
 * have been sent becomes unknown. */
int jobs_give_up(struct jobs *jobs, struct job *job, struct err *err);
/* Takes up one that has failed, or was given up, while a service has it, or may have:
 * asks for it again, and never sends it. It is emptied. */
int jobs_fetch(struct jobs *jobs, struct job *job, struct err *err);
/* Puts right what dead processes left of this film: jobs that cost nothing are
 * closed as cancelled ("interrupted"), half-made files swept. */
int jobs_settle(struct ledger *ledger, int film_dir, const char *film_id,
		size_t *settled, struct err *err);

#endif
