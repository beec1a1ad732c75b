/* SPDX-License-Identifier: MIT
 *
 * A job as the ledger knows it: one generation on its way, its state, and who
 * carries it.
 */
#ifndef JOB_JOB_H
#define JOB_JOB_H

#include <stdbool.h>
#include <stdint.h>

#include "provider/price.h"

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
bool job_state_is_open(enum job_state state); /* not at an end; unknown is open too */
/* The table of arrows: none leads back to where a request leaves, so it leaves once. */
bool job_may_move(enum job_state from, enum job_state to);

/* What its cost is known by. */
enum charge {
	CHARGE_PRICED, /* as it was priced before: put aside, and in the end what it came to */
	CHARGE_TOLD,   /* the service said so */
	CHARGE_NONE,   /* nothing was made, nothing is owed */
	CHARGES,
};
const char *charge_word(enum charge charge);

/* The process that carries a job. A pid alone may be another's by now. */
struct owner {
	int64_t pid;
	int64_t start; /* clock ticks since the boot, /proc/PID/stat field 22 */
	char *boot;    /* the machine's boot id */
};

struct job {
	int64_t number; /* given by ledger_add */
	char *film;     /* its id in film.json */
	char *folder;   /* where the film stood, absolute */
	char *scene;
	char *provider;
	char *model; /* may be NULL */
	enum job_state state;
	char *recipe;          /* JSON text, all that is sent */
	char *intent;          /* its intent's digest */
	char *remote;          /* the provider's id, NULL until known */
	char *take;            /* "t004": claimed when fetching begins, a whole take once done */
	char *task;            /* how far it is on the wire (provider/wire.h), NULL: not there */
	char *error;           /* why it failed or was cancelled, in full */
	enum price_kind price; /* how well what it costs was known before */
	int64_t reserved;      /* put aside for it then (util/money.h) */
	int64_t cost;          /* what counts as spent for it now; of `charge` */
	enum charge charge;
	char *currency;        /* of both; NULL where there is none */
	double seconds;        /* of clip, as asked for; NAN unknown */
	int64_t made, changed; /* seconds since 1970 */
	int64_t sent;          /* when the request for it left last; 0: never */
	int64_t again;         /* it waits until then, for `error`, before it asks again; 0 */
	struct owner owner;
};
void job_clear(struct job *job);
/* Seconds from when it was sent (made, if it never was) to its end, or until nobody knew
 * of it any more, or now. */
int64_t job_elapsed(const struct job *job);
/* Returns new: "asks again in 4:12, at 16:44: mine: slow down"; NULL when it is not for
 * such a reason that it waits. */
char *job_wait_text(int64_t again, const char *error);
/* It is known to have cost nothing: what was put aside is free again. To be kept. */
void job_release(struct job *job);
/* The service says what it came to; MONEY_UNKNOWN says nothing. To be kept. */
void job_charged(struct job *job, int64_t cost);

/* This process; returns new text in it, owner_clear frees. */
void owner_self(struct owner *owner);
void owner_clear(struct owner *owner);
bool owner_lives(const struct owner *owner);
/* True while the process that carries the job is alive. */
bool job_is_carried(const struct job *job);

#endif
