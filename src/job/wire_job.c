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
#include <unistd.h>

#include "job/key.h"
#include "job/wire_run.h"
#include "util/clock.h"
#include "util/file.h"
#include "util/mem.h"

#define JITTER 0.2 /* of a wait */
#define DEADLINE_S 1800.0
#define CANCEL_MS 10000

static void drive(struct run *run, const struct wire_reply *reply);

static void fail(struct run *run, struct err *err)
{
	run_end(run, err);
	err_clear(err);
}

/* Writes down how far it is. */
static int keep(struct run *run, struct err *err)
{
	struct json *task = task_to_json(&run->wire->task);
	const char *id = json_get_str(run->wire->task.values, "id");

	free(run->job.task);
	run->job.task = json_text(task);
	json_free(task);
	if (id && !run->job.remote)
		run->job.remote = xstrdup(id);
	return ledger_keep(run->jobs->ledger, &run->job, err);
}

static int move(struct run *run, enum job_state to, struct err *err)
{
	if (run->job.state == to)
		return 0;
	return ledger_move(run->jobs->ledger, &run->job, to, NULL, NULL, NULL, err);
}

static void on_time(void *arg)
{
	struct run *run = arg;

	run->wire->timer = 0;
	drive(run, NULL);
}

static void wait_for(struct run *run, double seconds)
{
	double spread = 1 + JITTER * ((double)random() / RAND_MAX * 2 - 1);

	run->wire->timer =
		loop_after(run->jobs->loop, (int64_t)(seconds * spread * 1000), on_time, run);
}

static bool is_late(const struct run *run)
{
	double deadline = json_get_num(json_get(run->wire->wire, "wait"), "deadline");

	return (double)(clock_ms() - run->wire->began_ms) / 1000 >
	       (isnan(deadline) ? DEADLINE_S : deadline);
}

/* What is written into the take's file. */
static struct json *describe(const struct run *run)
{
	const struct wire_run *wire = run->wire;
	struct json *told = json_new_object();
	const char *path = json_get_str(json_get(wire->wire, "create"), "path");

	json_set_str(told, "base", wire->task.base);
	json_set_str(told, "remote", run->job.remote);
	json_set_str(told, "path", path);
	json_set_str(told, "reference", json_get_str(wire->task.values, "reference"));
	return told;
}

static void arrive(struct run *run)
{
	struct err err = {0};

	run->told = describe(run);
	if (move(run, JOB_FETCHING, &err) < 0 || publish_begin(run, &err) < 0)
		fail(run, &err);
}

static void save(struct run *run, const struct buf *clip)
{
	struct err err = {0};

	if (move(run, JOB_WAITING, &err) < 0 || run_make_temp(run, &err) < 0 ||
	    file_write_all(run->clip, clip->data, clip->len, "the clip", &err) < 0)
		fail(run, &err);
	else
		arrive(run);
}

static void on_reply(void *arg, const struct http_reply *reply)
{
	struct run *run = arg;

	run->wire->request = NULL;
	drive(run, &reply->wire);
}

static void on_fetching(void *arg, int64_t got, int64_t length)
{
	struct run *run = arg;

	run_tell(run, JOB_PROGRESS, (double)got, (double)(length > 0 ? length : 0));
}

static int send(struct run *run, const struct wire_request *what, struct err *err)
{
	struct wire_run *wire = run->wire;
	struct http_options options = {
		.pictures = wire->task.pictures,
		.picture_count = wire->task.picture_count,
		.key = {json_get_str(json_get(wire->wire, "key"), "header"),
			json_get_str(json_get(wire->wire, "key"), "prefix"), wire->key,
			wire->origin},
		.foreign = !what->keyed,
		.fd = -1,
	};

	if (what->to_file) {
		if (run->clip < 0 && run_make_temp(run, err) < 0)
			return -1;
		options.fd = run->clip;
		options.from = lseek(run->clip, 0, SEEK_END);
	}
	if (what->once)
		run->job.sent = clock_now();
	wire->request = http_send(run->jobs->http, what, &options, on_reply,
				  what->to_file ? on_fetching : NULL, run, err);
	return wire->request ? 0 : -1;
}

static void failed(struct run *run, const struct wire_move *next)
{
	struct err err = {0};
	enum err_kind kind = next->trouble == TROUBLE_CANCELLED ? ERR_CANCELLED : ERR_IO;
	char *said = key_masked(next->error && *next->error ? next->error
							     : trouble_word(next->trouble),
				run->wire->key);

	err_set(&err, kind, "%s: %s; %s", run->job.provider, said, trouble_advice(next->trouble));
	free(said);
	run->trouble = next->trouble;
	if (next->unmade && run->job.charge == CHARGE_PRICED)
		job_release(&run->job);
	if (next->trouble == TROUBLE_UNSURE)
		ledger_move(run->jobs->ledger, &run->job, JOB_UNKNOWN, NULL, NULL, err_text(&err),
			    NULL);
	fail(run, &err);
}

/* What has to be written down before the next step. */
static int note(struct run *run, const struct wire_move *next, struct err *err)
{
	job_charged(&run->job, money_from(next->cost));
	if (next->keep && keep(run, err) < 0)
		return -1;
	if (run->wire->task.step > WIRE_CREATE && run->job.state == JOB_SUBMITTING &&
	    next->what != WIRE_FAIL)
		return move(run, JOB_WAITING, err);
	return 0;
}

static void on_left(void *arg, const struct http_reply *reply)
{
	struct run *run = arg;
	struct err err = {0};
	bool stopped = reply && reply->wire.net == NET_REPLIED && reply->wire.status < 400;
	const struct json *cancel = json_get(run->wire->wire, "cancel");

	run->wire->request = NULL;
	err_set(&err, ERR_CANCELLED, "%s",
		stopped ? "stopped on request"
			: "given up on request; the service could not be told, and may go on "
			  "and charge");
	if (stopped && json_true(json_get(cancel, "stops_billing")))
		job_release(&run->job);
	fail(run, &err);
}

static void leave(struct run *run)
{
	struct wire_request what;
	struct err err = {0};

	if (run->wire->leaving)
		return;
	run->wire->leaving = true;
	if (run->wire->request)
		http_drop(run->wire->request);
	run->wire->request = NULL;
	loop_cancel(run->jobs->loop, run->wire->timer);
	run->wire->timer = 0;
	if (run->job.remote && wire_ask(run->wire->wire, &run->wire->task, "cancel", &what)) {
		struct http_options options = {.fd = -1};

		options.key =
			(struct http_key){json_get_str(json_get(run->wire->wire, "key"), "header"),
					  json_get_str(json_get(run->wire->wire, "key"), "prefix"),
					  run->wire->key, run->wire->origin};
		options.foreign = !what.keyed;
		what.timeout = CANCEL_MS / 1000.0;
		run->wire->request =
			http_send(run->jobs->http, &what, &options, on_left, NULL, run, &err);
		wire_request_clear(&what);
	}
	err_clear(&err);
	if (!run->wire->request)
		on_left(run, NULL);
}

static void left_later(void *arg)
{
	struct run *run = arg;

	run->wire->timer = 0;
	leave(run);
}

void wire_cancel(struct run *run)
{
	/* While it is being asked for nobody knows whether it is: the answer is waited
	 * for first. */
	if (run->wire->request && run->wire->task.step <= WIRE_CREATE)
		return;
	loop_cancel(run->jobs->loop, run->wire->timer);
	run->wire->timer = loop_after(run->jobs->loop, 0, left_later, run);
}

static void go_on(struct run *run, struct wire_move *next)
{
	struct err err = {0};

	if (note(run, next, &err) < 0) {
		fail(run, &err);
		return;
	}
	if (run->unwanted && next->what != WIRE_FAIL && run->wire->task.step > WIRE_CREATE) {
		leave(run);
		return;
	}
	switch (next->what) {
	case WIRE_SEND:
		if (send(run, &next->request, &err) < 0)
			fail(run, &err);
		break;
	case WIRE_WAIT:
		if (is_late(run)) {
			err_set(&err, ERR_IO,
				"%s: it takes longer than its deadline; fetch it "
				"again later, or see what the service says of job %s",
				run->job.provider, run->job.remote ? run->job.remote : "");
			fail(run, &err);
			break;
		}
		run_tell(run, JOB_PROGRESS, next->progress, isnan(next->progress) ? NAN : 1);
		wait_for(run, next->wait);
		break;
	case WIRE_SAVE:
		save(run, &next->clip);
		break;
	case WIRE_DONE:
		arrive(run);
		break;
	case WIRE_FAIL:
		failed(run, next);
		break;
	}
}

static void drive(struct run *run, const struct wire_reply *reply)
{
	struct wire_move next;

	wire_next(run->wire->wire, &run->wire->task, reply, &next);
	go_on(run, &next);
	wire_move_clear(&next);
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
	if (key_read(json_get(wire->wire, "key"), run->job.provider, &wire->key, err) < 0)
		return -1;
	wire->task.pictures = wire->stills.items;
	wire->task.picture_count = wire->stills.count;
	return 0;
}

void wire_begin(struct run *run)
{
	struct err err = {0};

	run->wire->began_ms = clock_ms();
	if (open_line(run, &err) < 0 || keep(run, &err) < 0 ||
	    (run->job.state == JOB_QUEUED && move(run, JOB_SUBMITTING, &err) < 0)) {
		fail(run, &err);
		return;
	}
	run_tell(run, JOB_STARTED, 0, 0);
	drive(run, NULL);
}
