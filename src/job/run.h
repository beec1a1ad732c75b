/* SPDX-License-Identifier: MIT
 *
 * A job in the hands of this process. jobs.c queues and ends it; in between the
 * file of its provider carries it, by answers of the pool that arrive in the
 * loop's turns: a run that has begun always waits for one request.
 */
#ifndef JOB_RUN_H
#define JOB_RUN_H

#include "film/frame_source.h"
#include "job/jobs.h"
#include "provider/wire.h"

#ifndef JOB_SILENCE_MS
#define JOB_SILENCE_MS 60000 /* the first picture may have to wait for a font cache */
#endif

struct http;
struct keys;
struct wire_run;

struct jobs {
	struct loop *loop;
	struct pool *pool;
	struct ledger *ledger;
	struct shelf *shelf;
	struct http *http;
	struct keys *keys; /* made on first need */
	int film_dir;
	char *folder;
	job_event_fn *call;
	void *arg;
	struct run *runs;  /* oldest first */
	struct run **last; /* where the next one goes */
	size_t open, running;
	uint64_t pumping; /* timer of the pump that is due, 0 for none */
	struct ledger_watch *watch; /* while somebody waits for jobs of other processes */
	bool watched;               /* somebody still does */
};

struct run {
	struct jobs *jobs;
	struct run *next;
	struct job job;
	struct json *recipe;
	struct json *order; /* what the media process is asked to make */
	double frames;      /* as many as that comes to */
	double place;       /* in the service's queue; 0: not told */
	char *waits;        /* it waits, out of the ordinary: a clause; or NULL */
	bool exact;         /* the clip has just as many */
	double seconds;
	bool begun, retried;
	bool unwanted;           /* it has been cancelled */
	bool anew;               /* the person asks for it: it has all its time again */
	bool goes_on;            /* at the service, without us */
	struct request *request; /* the one it waits for */
	char *temp;              /* path of the clip below the film's folder, until it is a take */
	int clip;                /* open, or -1 */
	bool arrived;            /* it is whole, under the job's own name (job_clip) */
	struct frame_source backdrop; /* of an animatic; path NULL: none */
	int behind;              /* its pixels, or -1 */
	struct json *told;       /* members for the take's file, of who made it */
	struct wire_run *wire;   /* of one that is made by a service */
};

/* True when the take the job was about to make is there, whole, and its own. */
bool job_take_stands(int film_dir, const struct job *job);
/* Where a process has the clip of a job while it is made; returns new. */
char *job_temp(int64_t number, int64_t pid);
/* Where it stands once it is whole, until it is a take, whoever carries the job then;
 * returns new, NULL for one that is drawn. */
char *job_clip(const struct job *job);
bool job_has_arrived(int film_dir, const struct job *job);
/* How far it is on the wire; returns new, NULL if that is not there. */
struct json *job_task(const struct job *job);

/* It surely never left, by what the ledger says of it. */
bool job_is_unsent(const struct job *job);

/* Puts it behind the others; it begins in a later turn. */
void run_queue(struct run *run);
/* There may be room for those that are queued. */
void jobs_pump_soon(struct jobs *jobs);
/* Says that it waits, and for what; NULL: no more. The text is taken. */
void run_waits(struct run *run, char *waits);
void run_free(struct run *run);
/* Closes a job that did not get done. What the ledger can't be told now it finds out by
 * jobs_settle. */
void run_give_up(struct run *run, const struct err *why);

/* Puts behind the error what a job that was taken on counts as spent all the same. */
void run_name_money(const struct run *run, struct err *err);

/* What is said of a job that ends here while its service hears nothing of it. */
#define JOB_LEFT_UNTOLD                                                                            \
	"given up on request; the service could not be told, and may go on and charge"

/* Surely nobody has it yet. */
bool run_is_unsent(const struct run *run);

/* For the carriers. Both tell whoever waits; run_end also frees the run. `why`
 * is NULL for a job that is done. */
void run_tell(struct run *run, enum job_event_kind kind, double done, double of);
void run_end(struct run *run, const struct err *why);
/* It goes on by itself once what is told is mended. */
void run_tell_stuck(struct run *run, const struct err *why);
/* Ends it here, not there: the machine said no. The job stays open, in nobody's hands, and
 * what has come of its clip stays; advice is put behind the error, which is cleared. */
void run_leave(struct run *run, struct err *why);
/* Ends what waits here for this service, with the reason: its account is empty. */
void jobs_stop_queued(struct jobs *jobs, const char *provider, const struct err *why);

/* An empty file for the clip, `temp` and `clip`; what an earlier try left is gone. */
int run_make_temp(struct run *run, struct err *err);
/* The clip is whole: from now on it is there for whoever takes the job up. */
int run_keep_clip(struct run *run, struct err *err);
/* Whether it stays when the run ends so: unless it is unwanted, or no good and cost nothing
 * or may be better where it came from. */
bool run_keeps_clip(const struct run *run, const struct err *why);
/* Finds one that arrived while another process had the job; false if there is none. */
bool run_find_clip(struct run *run);
/* The clip is whole, which it is told first: what comes now ends the run. */
int publish_begin(struct run *run, struct err *err);

/* Finds the picture that is to stand behind the stage, if there is one. */
int animatic_prepare(struct run *run, const struct film *film, const struct scene *scene,
		     struct err *err);
/* Begins a queued job; its end comes by run_end, perhaps at once. */
void animatic_begin(struct run *run);
/* The same by a service, once its pictures are there (stills.h); also for one that was
 * on its way when its process died. */
void wire_begin(struct run *run);
/* Checks what it asks for against the model, finds the pictures that go along, and sets
 * what it may cost. */
int wire_prepare(struct run *run, const struct provider *provider, const struct film *film,
		 const struct scene *scene, struct err *err);
/* The same for one of the ledger, with the task it had. */
int wire_take_up(struct run *run, const struct provider *provider, const struct json *task,
		 struct err *err);
/* A program of the user's makes it, which ends when we do. */
bool wire_is_program(const struct run *run);
/* Takes a slot at a server that has one: 1, 0 if none has, -1. */
int wire_take_room(struct run *run, struct err *err);
/* Where one has no room the other has none. */
bool wire_shares_room(const struct run *run, const struct run *other);
/* The clip that came can't be read: true if it is fetched once more. */
bool wire_fetch_again(struct run *run);
/* Whether it can be had once more from where it came: not what was in the answer to the
 * create, nor what a program made. */
bool wire_has_source(const struct run *run);
/* Stops it in a later turn: the service is told where it can be. */
void wire_cancel(struct run *run);
/* Lets go of all it has, without a word to the service. */
void wire_free(struct run *run);

#endif
