/* SPDX-License-Identifier: MIT
 *
 * One run of scenetty: the film that is open and, each made on first need, the
 * loop, the media processes, the ledger, the jobs. A zeroed session is a valid
 * one with nothing open.
 */
#ifndef CORE_SESSION_SESSION_H
#define CORE_SESSION_SESSION_H

#include <stdbool.h>

#include "film/store.h"
#include "film/take.h"
#include "job/jobs.h"
#include "util/loop.h"
#include "worker/worker.h"

struct batch;
struct shelf;
struct arrival;
struct call;
struct carry;
struct catalog;
struct tests;
struct cut;
struct http;

struct session {
	bool has_film;
	struct store store;
	char *asked; /* the film as it was named, for hints; NULL: found from here */
	struct loop *loop;
	struct pool *pool;
	struct http *http;
	int trace; /* where the conversation with servers goes; 0: nowhere */
	struct ledger *ledger;
	struct jobs *jobs;
	struct shelf *shelf; /* the providers there are */
	bool is_identified;  /* the film's id is known to be its own */
	bool asks;	     /* a board holds the film: it is asked to make the change begun */
	struct batch *batches; /* the takes being made, one for each call that asked: batch.h */
	bool waking;	       /* they are told that something has ended */
	struct arrival *arrivals; /* takes in no batch, not yet circled: circle.h */
	size_t arrival_count, arrival_room;
	uint64_t circling; /* timer, 0: none */
	struct carry *carries; /* files being copied: carry.h */
	struct catalog *catalogs; /* lists of models on their way: catalogs.h */
	struct tests *tests;   /* of servers: server_test.h */
	struct cut *cut;       /* the cut being made */
	struct call *settling; /* waits for `awaited`; NULL: nobody does */
	int64_t awaited;
	void (*settled)(struct call *call);
	struct err late; /* the first failure of a job in no batch, while a call waits */
	size_t going_on; /* jobs that services have when session_cancel was called */
	/* Hears of every job of this process, and of takes that come in without one; may
	 * be NULL. */
	job_event_fn *on_job;
	void (*on_take)(void *arg, const char *scene);
	void (*on_catalog)(void *arg); /* a service has told its models, or could not */
	void *on_job_arg;
};

/* `path` names a film's folder or film.json; NULL: the working directory or the
 * nearest folder above it that holds one. */
int session_open(struct session *session, const char *path, struct err *err);
/* The same, of a long film only its beginning: store_peek. */
int session_peek(struct session *session, const char *path, struct err *err);
void session_close(struct session *session);
/* True if `path` is a folder with a film.json, or a film.json; NULL: if one stands
 * here or above. */
bool session_is_film(const char *path);

/* Returns new: the film's folder, absolute. */
char *session_folder(const struct session *session, struct err *err);

/* The loop catches SIGINT, SIGTERM and SIGHUP from its making on: long work that is
 * told to stop stops clean. */
struct loop *session_loop(struct session *session, struct err *err);
struct pool *session_pool(struct session *session, struct err *err);
/* Requests of this run's, jobs' among them. */
struct http *session_http(struct session *session, struct err *err);
/* From here on what is said to servers is written to this file, without keys. */
int session_trace(struct session *session, const char *path, struct err *err);
struct shelf *session_shelf(struct session *session);
struct ledger *session_ledger(struct session *session, struct err *err);
/* Puts right what dead processes left of the film's jobs, if it ever had any. */
int session_settle(struct session *session, struct err *err);
/* The film's jobs, settled; the film has got an id of its own. on_job and the batches
 * hear of every job. */
struct jobs *session_jobs(struct session *session, struct err *err);
/* The same if dead processes have left jobs at services, or that may be there; those of
 * which that can't be done stay. */
int session_take_up(struct session *session, struct err *err);
/* Takes up, or closes, what processes that have died since then have left. */
void session_recover(struct session *session);
/* The call is pending until a job has ended, no job is open, or none is being stopped
 * any more; `then` ends it. One call at a time: others end at once, as busy. */
#define AWAIT_ALL 0
#define AWAIT_STOPPING (-1)
void session_await(struct session *session, struct call *call, int64_t what,
		   void (*then)(struct call *call));
/* A job has ended: if that was waited for, the call goes on. */
void session_look_over(struct session *session);
/* What is made here is told to stop; what services have is carried on. */
void session_stop(struct session *session);
/* What runs is told to stop, what services have goes on without us; its calls end now or
 * in later turns. */
void session_cancel(struct session *session);
/* What is said where that takes longer, and where a second signal put an end to it. */
#define SESSION_PATIENCE_MS 500
#define SESSION_WAITS                                                                              \
	"what is under way comes to its end first, so that nothing is lost; stop it once more "    \
	"to leave at once"
#define SESSION_LEFT "left at once; “scenetty jobs --settle” sees to what was under way"

/* Changing the film (call_change does all of it): begin takes the write lock and reads the film
 * again if somebody has changed it, so the step is made from what is there now; end applies it,
 * saves, and lets go. The step is taken. end with NULL only lets go. While a board has the film
 * open, it is asked to make the change, and end returns when that is saved. */
int session_begin(struct session *session, struct err *err);
int session_end(struct session *session, struct step *step, struct err *err);

#endif
