/* SPDX-License-Identifier: MIT
 *
 * A job at a service that is wanted no more: the service is told where it can be, and
 * what that means for the bill is said.
 */
#include "job/program_job.h"
#include "job/wire_run.h"
#include "util/mem.h"

#define CANCEL_S 10

/* What a service that was told, or was not, may charge. */
static const char *outcome(const struct run *run, bool told)
{
	const struct json *stops = json_get(json_get(run->wire->wire, "cancel"), "stops_billing");

	if (!told)
		return JOB_LEFT_UNTOLD;
	if (!stops)
		return "stopped on request; whether it is charged all the same, the service does "
		       "not say";
	return json_true(stops) ? "stopped on request; what was not made is not charged"
				: "stopped on request; what had begun may be charged all the same";
}

static http_fn on_left;

/* By the next of the requests there are for it. */
static bool ask_to_stop(struct run *run)
{
	struct wire_run *wire = run->wire;
	struct wire_request what;
	struct http_options options;

	if (!run->job.remote ||
	    !wire_ask(wire->wire, &wire->task, "cancel", wire->asked_to_stop++, &what))
		return false;
	options = wire_options(run, &what);
	what.timeout = CANCEL_S;
	wire->request = http_send(run->jobs->http, &what, &options, on_left, NULL, run, NULL);
	wire_request_clear(&what);
	return wire->request != NULL;
}

static void on_left(void *arg, const struct http_reply *reply)
{
	struct run *run = arg;
	struct err err = {0};
	bool answered = reply && reply->wire.net == NET_REPLIED;
	bool told = answered && reply->wire.status < 400;

	run->wire->request = NULL;
	if (answered && !told && ask_to_stop(run))
		return;
	if (run->job.state == JOB_UNKNOWN)
		err_set(&err, ERR_CANCELLED, "it stays unknown whether the service has it");
	else if (!run->job.remote && run->wire->task.step <= WIRE_CREATE)
		err_set(&err, ERR_CANCELLED, "stopped on request; nothing was sent");
	else
		err_set(&err, ERR_CANCELLED, "%s", outcome(run, told));
	if (run->job.remote && told &&
	    json_true(json_get(json_get(run->wire->wire, "cancel"), "stops_billing")))
		job_release(&run->job);
	wire_end(run, &err);
}

void wire_leave(struct run *run)
{
	struct wire_run *wire = run->wire;

	if (wire->leaving)
		return;
	wire->leaving = true;
	if (wire->request)
		http_drop(wire->request);
	wire->request = NULL;
	loop_cancel(run->jobs->loop, wire->timer);
	wire->timer = 0;
	if (!ask_to_stop(run))
		on_left(run, NULL);
}

void wire_leave_untold(struct run *run)
{
	on_left(run, NULL);
}

bool wire_must_hear(const struct run *run)
{
	const struct task *task = &run->wire->task;

	return task->step == WIRE_POLL && !task->heard &&
	       json_get(json_get(run->wire->wire, "cancel"), "else");
}

static void left_later(void *arg)
{
	struct run *run = arg;

	run->wire->timer = 0;
	wire_leave(run);
}

void wire_cancel(struct run *run)
{
	if (run->wire->program) {
		program_cancel(run);
		return;
	}
	/* While it is being asked for nobody knows whether it is: the answer is waited
	 * for first. */
	if (run->wire->request && run->wire->task.step <= WIRE_CREATE)
		return;
	if (wire_must_hear(run))
		return; /* with the next answer */
	loop_cancel(run->jobs->loop, run->wire->timer);
	run->wire->timer = loop_after(run->jobs->loop, 0, left_later, run);
}
