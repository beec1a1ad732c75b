/* SPDX-License-Identifier: MIT
 *
 * A job that a service makes. What to do next wire_next says (provider/wire.h); here
 * it is sent, waited for, fetched and, before each step that counts, written down. A
 * kill at any moment leaves a job that asking settles: what may cost is sent once, and
 * what was accepted is asked for until it is there.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>

#include "job/key.h"
#include "job/program_job.h"
#include "job/wire_run.h"
#include "util/clock.h"
#include "util/file.h"
#include "util/mem.h"

#define BYTES_A_PIXEL 2.0 /* and second: generous for any codec */
#define LEAST_PIXELS (1280.0 * 720)

void wire_end(struct run *run, struct err *err)
{
	run_end(run, err);
	err_clear(err);
}

struct http_options wire_options(const struct run *run, const struct wire_request *what)
{
	const struct json *wire = run->wire->wire, *key = json_get(wire, "key");

	return (struct http_options){
		.pictures = run->wire->task.pictures,
		.picture_count = run->wire->task.picture_count,
		.key = {json_get_str(key, "header"), json_get_str(key, "prefix"), run->wire->key,
			run->wire->origin},
		.foreign = !what->keyed,
		.known = {json_get(wire, "base"), json_get(wire, "also")},
		.fd = -1,
	};
}

static void on_reply(void *arg, const struct http_reply *reply)
{
	struct run *run = arg;

	run->wire->request = NULL;
	wire_drive(run, &reply->wire);
}

static int send(struct run *run, const struct wire_request *what, struct err *err)
{
	struct wire_run *wire = run->wire;
	struct http_options options = wire_options(run, what);

	if (what->to_file && wire_open_clip(run, &options, err) < 0)
		return -1;
	if (what->once)
		run->job.sent = clock_now();
	wire->request =
		http_send(run->jobs->http, what, &options, what->to_file ? wire_on_clip : on_reply,
			  what->to_file ? wire_on_bytes : NULL, run, err);
	return wire->request ? 0 : -1;
}

/* What can be done about a job that may be there all the same. */
static void advise(const struct run *run, enum trouble trouble, struct err *err)
{
	const struct json *wire = run->wire->wire;
	long long number = run->job.number;
	char *place = NULL;
	bool is_set;

	if (trouble == TROUBLE_UNSURE)
		err_advise(err,
			   "look at its own list of jobs, then “scenetty lost %lld” if it is not "
			   "there, or “scenetty retry %lld” to send it again",
			   number, number);
	else if (run->job.remote && (trouble == TROUBLE_CLIP || trouble == TROUBLE_SERVER))
		err_advise(err, "“scenetty fetch %lld” asks for it again", number);
	else if (run->job.remote && trouble != TROUBLE_MODERATION && trouble != TROUBLE_CANCELLED)
		err_advise(err, "%s; “scenetty fetch %lld” asks for it again",
			   trouble_advice(trouble), number);
	else if (trouble == TROUBLE_AUTH && (place = key_place(json_get(wire, "key"), &is_set)))
		err_advise(err,
			   is_set ? "see that the key (%s) is right and may use this model"
				  : "set the key (%s): it was asked without one",
			   place);
	else
		err_advise(err, "%s", trouble_advice(trouble));
	free(place);
}

/* Nobody knows whether it arrived. True if the service can be asked, and is. */
static bool look_for(struct run *run)
{
	struct task *task = &run->wire->task;

	if (run->unwanted || !wire_look(run->wire->wire, task))
		return false;
	json_free(task->taken);
	task->taken = ledger_remotes(run->jobs->ledger, &run->job, NULL);
	task->sent = (double)(run->job.sent ? run->job.sent : run->job.made);
	return true;
}

/* The job is unknown, and stays so unless the service tells more. */
static void unsure(struct run *run, struct err *err)
{
	bool looked = run->wire->task.step == WIRE_LOOKUP;

	if (run->job.state != JOB_UNKNOWN)
		ledger_move(run->jobs->ledger, &run->job, JOB_UNKNOWN, NULL, NULL, err_text(err),
			    NULL);
	if (!looked && run->job.state == JOB_UNKNOWN && look_for(run)) {
		/* It may be on its way into the list. */
		wire_wait_a_while(run);
		err_clear(err);
		return;
	}
	free(run->job.error);
	run->job.error = xstrdup(err_text(err));
	ledger_keep(run->jobs->ledger, &run->job, NULL);
	wire_end(run, err);
}

/* First it, then all that wait here for the same service, with what it says: who reads
 * along reads the cause first. */
static void end_all_like(struct run *run, struct err *err)
{
	struct jobs *jobs = run->jobs;
	char *provider = xstrdup(run->job.provider);
	struct err why = {0};

	err_set(&why, ERR_IO, "not sent: %s", err_text(err));
	wire_end(run, err);
	jobs_stop_queued(jobs, provider, &why);
	err_clear(&why);
	free(provider);
}

static void failed(struct run *run, const struct wire_move *next)
{
	struct err err = {0};
	enum err_kind kind = next->trouble == TROUBLE_CANCELLED ? ERR_CANCELLED : ERR_IO;
	const char *said = next->error && *next->error ? next->error : trouble_word(next->trouble);

	if (next->unmade && run->job.charge == CHARGE_PRICED)
		job_release(&run->job);
	err_set(&err, kind, "%s: %s", run->job.provider, said);
	run_name_money(run, &err);
	advise(run, next->trouble, &err);
	if (next->trouble == TROUBLE_BILLING ||
	    (next->trouble == TROUBLE_AUTH && run->wire->task.step <= WIRE_CREATE)) {
		end_all_like(run, &err);
		return;
	}
	if (next->trouble == TROUBLE_UNSURE) {
		unsure(run, &err);
		return;
	}
	if (next->trouble == TROUBLE_ABSENT) {
		job_release(&run->job);
		ledger_keep(run->jobs->ledger, &run->job, NULL);
		ledger_move(run->jobs->ledger, &run->job, JOB_FAILED, NULL, NULL, err_text(&err),
			    NULL);
	}
	wire_end(run, &err);
}

static void send_next(struct run *run, const struct wire_move *next)
{
	struct err err = {0};

	if (send(run, &next->request, &err) == 0)
		return;
	if (next->request.to_file && err.kind == ERR_IO)
		run_leave(run, &err); /* there is nowhere to put it */
	else
		wire_end(run, &err);
}

/* It is wanted no more: what no service has is not asked for again, nor what one has. */
static bool goes_no_further(const struct run *run, const struct wire_move *next)
{
	if (!run->unwanted || next->what == WIRE_FAIL)
		return false;
	if (run->wire->task.step <= WIRE_CREATE)
		return next->what == WIRE_SEND || next->what == WIRE_WAIT;
	return next->what != WIRE_SEND || !wire_must_hear(run);
}

static void go_on(struct run *run, const struct wire_move *next)
{
	if (goes_no_further(run, next)) {
		wire_leave(run);
		return;
	}
	wire_stop_waiting(run);
	switch (next->what) {
	case WIRE_SEND:
		send_next(run, next);
		break;
	case WIRE_WAIT:
		wire_wait_next(run, next);
		break;
	case WIRE_SAVE:
	case WIRE_DONE:
		wire_arrive(run);
		break;
	case WIRE_FAIL:
		failed(run, next);
		break;
	}
}

/* What can't be written down must not happen; but what a service has taken on nobody
 * else knows of, so that it waits for the disk to have room. True if it does. */
static bool holds_out(struct run *run, struct wire_move *next, const struct err *why)
{
	struct wire_run *wire = run->wire;

	if (wire->task.step <= WIRE_CREATE || run->unwanted || wire_is_late(run) ||
	    (why->kind != ERR_IO && why->kind != ERR_BUSY))
		return false;
	if (!wire->held)
		run_tell_stuck(run, why);
	wire_move_to(run, JOB_WAITING, NULL);
	wire->next = *next;
	wire->held = true;
	wire_wait_a_while(run);
	return true;
}

static void carry(struct run *run, struct wire_move *next)
{
	struct err err = {0};

	if (wire_note(run, next, &err) == 0 || next->what == WIRE_FAIL) {
		run->wire->held = false;
		go_on(run, next);
	} else if (holds_out(run, next, &err)) {
		*next = (struct wire_move){0};
	} else if (run->wire->task.step > WIRE_CREATE && !run->unwanted) {
		run_leave(run, &err);
	} else {
		wire_end(run, &err);
	}
	err_clear(&err);
	wire_move_clear(next);
}

void wire_drive(struct run *run, const struct wire_reply *reply)
{
	struct wire_move next;

	wire_next(run->wire->wire, &run->wire->task, reply, &next);
	carry(run, &next);
}

void wire_on_time(void *arg)
{
	struct run *run = arg;
	struct wire_move next = run->wire->next;

	run->wire->timer = 0;
	run->wire->next = (struct wire_move){0};
	if (run->wire->held)
		carry(run, &next);
	else
		wire_drive(run, NULL);
}

/* What it needs before the first word. */
static int open_line(struct run *run, struct err *err)
{
	struct wire_run *wire = run->wire;

	wire->origin = wire->task.base ? url_origin(wire->task.base) : NULL;
	if (!wire->origin)
		return err_set(err, ERR_INVALID, "%s: “%s” is no http or https URL",
			       run->job.provider, wire->task.base ? wire->task.base : "");
	for (const struct json *gone = json_first(json_get(wire->wire, "gone")); gone;
	     gone = json_next(gone))
		if (strstr(wire->origin, json_name(gone)))
			return err_set(err, ERR_INVALID, "%s", json_str(gone));
	wire->task.pictures = wire->stills.items;
	wire->task.picture_count = wire->stills.count;
	return 0;
}

/* It can't even be asked: what a service has stays there, for another time. */
static void no_line(struct run *run, struct err *why)
{
	if (run_is_unsent(run)) {
		wire_end(run, why);
	} else if (run->unwanted) {
		err_clear(why);
		wire_leave_untold(run);
	} else {
		run_leave(run, why);
	}
}

/* The file may name other servers by now than when it was sent: what is secret is theirs. */
static int check_server(const struct run *run, const char *key, struct err *err)
{
	const struct json *description = run->wire->wire, *base = json_get(description, "base");
	bool named = !key && !json_get(description, "headers");

	for (const struct json *one = json_str(base) ? base : json_first(base); one && !named;
	     one = json_str(base) ? NULL : json_next(one)) {
		char *origin = json_str(one) ? url_origin(json_str(one)) : NULL;

		named = origin && strcmp(origin, run->wire->origin) == 0;
		free(origin);
	}
	return named ? 0
		     : err_set(err, ERR_INVALID,
			       "%s: job %lld is at %s, which its file does not name any more, so "
			       "that no key goes there: name it under \"base\" again, or “scenetty "
			       "cancel job:%lld” gives it up",
			       run->job.provider, (long long)run->job.number, run->wire->origin,
			       (long long)run->job.number);
}

/* What is paid for must have a place to come to. */
static int check_room(const struct run *run, struct err *err)
{
	const struct stills *wanted = &run->wire->stills;
	double pixels = fmax((double)wanted->width * wanted->height, LEAST_PIXELS);
	double need = pixels * BYTES_A_PIXEL * (run->seconds > 0 ? run->seconds : 1);
	struct statvfs disk;

	if (fstatvfs(run->jobs->film_dir, &disk) < 0 ||
	    (double)disk.f_bavail * (double)disk.f_frsize >= need)
		return 0;
	return err_set(err, ERR_IO,
		       "nothing was sent: the disk of the film has %.0f MB left, and a clip may "
		       "need %.0f; make room first",
		       (double)disk.f_bavail * (double)disk.f_frsize / 1e6, ceil(need / 1e6));
}

/* All is there that it needs. */
static void on_key(void *arg, const char *key, const struct err *error)
{
	struct run *run = arg;
	struct err err = {0};

	run->wire->waits = NULL;
	if (error)
		err_set(&err, error->kind, "%s", err_text(error));
	else
		check_server(run, key, &err);
	if (err.kind) {
		no_line(run, &err);
		return;
	}
	run->wire->key = key ? xstrdup(key) : NULL;
	if (run_is_unsent(run) && check_room(run, &err) < 0) {
		wire_end(run, &err);
		return;
	}
	if (run->job.state == JOB_UNKNOWN && !look_for(run)) {
		err_set(&err, ERR_IO, "%s", run->job.error ? run->job.error : "nobody knows");
		wire_end(run, &err);
		return;
	}
	run_tell(run, JOB_STARTED, 0, 0);
	wire_drive(run, NULL);
}

void wire_begin(struct run *run)
{
	struct jobs *jobs = run->jobs;
	struct err err = {0};

	if (run->arrived) {
		wire_arrive(run);
		return;
	}
	if (wire_is_program(run)) {
		program_begin(run);
		return;
	}
	wire_start_clock(run);
	if (open_line(run, &err) < 0) {
		no_line(run, &err);
		return;
	}
	if (!jobs->keys)
		jobs->keys = keys_new(jobs->loop);
	keys_ask(jobs->keys, json_get(run->wire->wire, "key"), run->job.provider, on_key, run,
		 &run->wire->waits);
}
