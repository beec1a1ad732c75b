/* SPDX-License-Identifier: MIT
 *
 * What a job at a service has besides its run: wire_run.c makes and frees it, wire_job.c
 * carries it, wire_wait.c waits, wire_note.c writes it down, wire_clip.c brings the clip home,
 * wire_leave.c gives it up.
 */
#ifndef JOB_WIRE_RUN_H
#define JOB_WIRE_RUN_H

#include "job/http.h"
#include "job/key.h"
#include "job/run.h"
#include "job/stills.h"

struct wire_run {
	const struct provider *provider;
	struct json *wire; /* the description, with the model's own part */
	struct task task;
	struct key_wait *waits; /* for the key */
	char *key, *origin;     /* where the key may go */
	struct http_request *request;
	uint64_t timer;
	int64_t began_ms;
	bool fetching;   /* the request under way is the clip */
	char *validator; /* tells whether the rest is of the clip that began; NULL: it may not be */
	int64_t got;          /* the most of the clip that came before a line broke */
	unsigned refused;     /* clips that came and could not be read */
	struct wire_move next; /* is done as soon as it can be written down, */
	bool held;             /* which it can't now: a disk is full */
	size_t asked_to_stop; /* so many requests for that have left */
	bool leaving;         /* the service has been told that it is unwanted */
	struct stills stills;
	struct program_run *program; /* of a program: nothing of the above is sent */
};

/* How long a service may be at it, in seconds. */
double wire_deadline(const struct run *run);
/* Ends the run with the error, which is cleared. */
void wire_end(struct run *run, struct err *err);
int wire_move_to(struct run *run, enum job_state to, struct err *err);
/* How far it is, as the ledger has it; returns new. */
char *wire_task_text(const struct run *run);
/* Writes down how far it is, unless that stands there already. */
int wire_keep(struct run *run, bool anyway, struct err *err);
/* The same, and whatever else has to be there before the move is done. */
int wire_note(struct run *run, const struct wire_move *next, struct err *err);
/* Its deadline runs from here, less what is over of it. */
void wire_start_clock(struct run *run);
bool wire_is_late(const struct run *run);
/* Waits as the move says, for all to see if that is long; or it is late, and ends. */
void wire_wait_next(struct run *run, const struct wire_move *next);
/* As long as before a first poll. */
void wire_wait_a_while(struct run *run);
/* Whatever it has waited for is over. */
void wire_stop_waiting(struct run *run);
/* The wait is over. */
void wire_on_time(void *arg);
/* What wire_next says about the reply (NULL: a wait is over, or it begins) is done. */
void wire_drive(struct run *run, const struct wire_reply *reply);
/* The key, and where it may go. */
struct http_options wire_options(const struct run *run, const struct wire_request *what);

/* The request under way is for the clip. */
int wire_open_clip(struct run *run, struct http_options *options, struct err *err);
void wire_on_clip(void *arg, const struct http_reply *reply);
void wire_on_bytes(void *arg, int64_t got, int64_t length);
/* A clip that came in an answer gets its file. */
int wire_save(struct run *run, const struct buf *clip, struct err *err);
/* The clip is in its file: it is published. */
void wire_arrive(struct run *run);

/* Tells the service that it is unwanted, and ends the run. */
void wire_leave(struct run *run);
/* The same where it can't be told. */
void wire_leave_untold(struct run *run);
/* Whether how to stop it depends on what is heard of it, and nothing was yet. */
bool wire_must_hear(const struct run *run);

#endif
