/* SPDX-License-Identifier: MIT
 *
 * The ledger: jobs and spending of all films of a user, one SQLite file
 * ($XDG_STATE_HOME/scenetty/ledger.db, WAL, synchronous=FULL). A job is written
 * before its request leaves and moves only along the arrows of ledger.c's table;
 * an illegal move is refused.
 */
#ifndef JOB_LEDGER_H
#define JOB_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "util/err.h"
#include "util/json.h"

struct ledger;

enum job_state {
	JOB_QUEUED,
	JOB_SUBMITTING,
	JOB_WAITING,
	JOB_FETCHING,
	JOB_DONE,
	JOB_FAILED,
	JOB_CANCELLED,
	JOB_UNKNOWN,
};
const char *job_state_word(enum job_state state);
bool job_state_is_open(enum job_state state); /* not yet at an end, unknown is one */

struct job {
	int64_t number; /* given by job_add */
	char *film;	/* its id in film.json */
	char *folder;	/* where the film stood, absolute */
	char *scene;
	char *provider;
	char *model; /* may be NULL */
	enum job_state state;
	char *recipe; /* JSON text, all that is sent */
	char *intent; /* its intent's digest */
	char *remote; /* the provider's id, NULL until known */
	char *take;   /* "t004" once done */
	char *error;  /* of a failed one, in full */
	double cost;
	char *currency;
	int64_t made, changed; /* seconds since 1970 */
	int64_t owner;	       /* pid of the process that carries it, 0 for nobody */
	int64_t owner_start;   /* its start time, /proc/PID/stat field 22 */
};
void job_clear(struct job *job);

/* Opens or makes the ledger; a corrupt or foreign file is an error that says
 * where it lies and what to do. */
struct ledger *ledger_open(struct err *err);
void ledger_close(struct ledger *ledger);

/* Notes that the film of this id stands in `folder` (absolute). *other (new, or
 * NULL) is another folder the ledger knows under the same id, in which a film.json
 * with that id still stands: this one is a copy and needs an id of its own. */
int ledger_film(struct ledger *ledger, const char *id, const char *folder, char **other,
		struct err *err);

/* Writes a new job (state queued, owned by this process); its number is set. */
int ledger_add(struct ledger *ledger, struct job *job, struct err *err);
/* Moves a job; `error`, `take`, `remote` are written with it when not NULL. */
int ledger_move(struct ledger *ledger, struct job *job, enum job_state to, const char *remote,
		const char *take, const char *error, struct err *err);
/* Jobs of a film (NULL: all), newest first; open ones only when `open`. The list
 * is new: free with ledger_free_jobs. */
int ledger_jobs(struct ledger *ledger, const char *film, bool open, struct job **jobs,
		size_t *count, struct err *err);
void ledger_free_jobs(struct job *jobs, size_t count);
/* True while the process that carries the job is alive. */
bool job_is_carried(const struct job *job);

#endif
