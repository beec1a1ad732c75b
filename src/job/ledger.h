/* SPDX-License-Identifier: MIT
 *
 * The ledger: jobs and spending of all films of a user, one SQLite file
 * ($XDG_STATE_HOME/scenetty/ledger.db, WAL, synchronous=FULL). A job is written
 * before its request leaves and moves only along the arrows of job.h; an illegal
 * move is refused.
 */
#ifndef JOB_LEDGER_H
#define JOB_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "job/job.h"
#include "util/err.h"
#include "util/json.h"

struct ledger;

/* Opens or makes the ledger; a corrupt or foreign file is an error that says
 * where it lies and what to do. */
struct ledger *ledger_open(struct err *err);
/* False as long as none was ever made: then nobody has jobs. */
bool ledger_stands(void);
void ledger_close(struct ledger *ledger);

/* Notes that the film of this id stands in `folder` (absolute). *other (new, or
 * NULL) is another folder the ledger knows under the same id, in which a film.json
 * with that id still stands: this one is a copy and needs an id of its own. */
int ledger_film(struct ledger *ledger, const char *id, const char *folder, char **other,
		struct err *err);

/* Writes a new job (state queued, owned by this process); its number is set. */
int ledger_add(struct ledger *ledger, struct job *job, struct err *err);
/* Moves a job, in the file and in `job`; `error`, `take`, `remote` are written
 * with it when not NULL. What ends before it was accepted is released. Refused (ERR_INVALID) where
 * no arrow leads there, and (ERR_BUSY) when the job is no longer in the state and hands `job` says.
 */
int ledger_move(struct ledger *ledger, struct job *job, enum job_state to, const char *remote,
		const char *take, const char *error, struct err *err);
/* Writes down what is known of a job besides its state: remote, take, task, error, cost,
 * charge, currency, sent and again as `job` has them now. A move writes them too, but the task. */
int ledger_keep(struct ledger *ledger, const struct job *job, struct err *err);
/* What is moved in between is written at once: kept as a whole or, when that can't
 * be, not at all. */
int ledger_begin(struct ledger *ledger, struct err *err);
int ledger_finish(struct ledger *ledger, struct err *err);
/* Writes down what is sent, once all of it is known. */
int ledger_recipe(struct ledger *ledger, const struct job *job, struct err *err);
/* Takes over a job whose process is dead; ERR_BUSY when another was faster. */
int ledger_adopt(struct ledger *ledger, struct job *job, struct err *err);
/* Nobody carries it from now on. */
int ledger_let_go(struct ledger *ledger, struct job *job, struct err *err);
/* Jobs of a film (NULL: all), newest first; open ones only when `open`. The list
 * is new: free with ledger_free_jobs. */
int ledger_jobs(struct ledger *ledger, const char *film, bool open, struct job **jobs,
		size_t *count, struct err *err);
/* The same without recipe and intent, which are long, for those who only look. */
int ledger_list(struct ledger *ledger, const char *film, bool open, struct job **jobs,
		size_t *count, struct err *err);
/* One job of a film: 1 with the job, 0 when there is none, -1. */
int ledger_job(struct ledger *ledger, const char *film, int64_t number, struct job *out,
	       struct err *err);
/* The ids by which the job's provider knows other jobs, a new array of texts. */
struct json *ledger_remotes(struct ledger *ledger, const struct job *job, struct err *err);
/* How many open jobs of the job's scene are older than it; -1 on failure. */
int64_t ledger_older(struct ledger *ledger, const struct job *job, struct err *err);
/* Jobs of a scene that are open or have a number from `from` on, as ledger_list. */
int ledger_of_scene(struct ledger *ledger, const char *film, const char *scene, int64_t from,
		    struct job **jobs, size_t *count, struct err *err);
/* What there is to know of a film's scenes at a glance: of each its newest job, and
 * every open one; without recipe and intent. */
int ledger_newest(struct ledger *ledger, const char *film, struct job **jobs, size_t *count,
		  struct err *err);
/* The median of the seconds that the last jobs of a provider and model (NULL: without
 * one) took from being sent to their take; NAN if there was none. */
int ledger_usual(struct ledger *ledger, const char *provider, const char *model, double *seconds,
		 struct err *err);
/* Numbers that differ as soon as we have written something, or another process has. */
int64_t ledger_ours(const struct ledger *ledger);
int64_t ledger_others(const struct ledger *ledger);
void ledger_free_jobs(struct job *jobs, size_t count);

#endif
