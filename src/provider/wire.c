/* SPDX-License-Identifier: MIT */
#include "provider/wire.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "provider/wire_private.h"
#include "util/mem.h"
#include "util/text.h"

#define WAIT_FIRST_S 5.0
#define WAIT_MOST_S 15.0
#define WAIT_GROWS 1.5
#define POLL_AFTER_MIN_S 1.0 /* or where one asks more often, as often */
#define POLL_AFTER_MAX_S 300.0

static const struct json *request_of(const struct json *wire, const struct task *task)
{
	const struct json *request = json_get(wire, wire_step_word(task->step)), *item;
	size_t nth = task->nth;

	if (task->step == WIRE_POLL && task->aside)
		return json_get(json_get(wire, "poll"), "else");
	if (task->step != WIRE_UPLOAD && task->step != WIRE_LOOKUP)
		return request;
	item = json_first(request);
	while (item && nth-- > 0)
		item = json_next(item);
	return item;
}

/* An upload whose picture the scene does not have is passed over. */
static bool is_idle_upload(const struct task *task, const struct json *request)
{
	const char *needs = json_get_str(request, "if");

	for (size_t i = 0; needs && i < task->picture_count; i++)
		if (strcmp(task->pictures[i].name, needs) == 0)
			return false;
	return needs != NULL;
}

void wire_send(const struct json *wire, struct task *task, struct wire_move *out)
{
	struct err err = {0};
	const struct json *request = request_of(wire, task);

	while (task->step == WIRE_UPLOAD && (!request || is_idle_upload(task, request))) {
		if (request)
			task->nth++;
		else
			task->step = WIRE_CREATE;
		request = request_of(wire, task);
	}
	if (!request) {
		wire_fail(out, TROUBLE_REQUEST, "the provider's file has no \"%s\"",
			  wire_step_word(task->step));
		return;
	}
	if (wire_make(wire, request, task, &out->request, &err) < 0) {
		wire_fail(out, task->step < WIRE_POLL ? TROUBLE_REQUEST : TROUBLE_GONE, "%s",
			  err_text(&err));
		err_clear(&err);
		return;
	}
	out->what = WIRE_SEND;
	out->keep = task->step == WIRE_CREATE;
	out->request.once = task->step == WIRE_CREATE;
	out->request.to_file = task->step == WIRE_FETCH;
}

static double told(const struct json *wire, const char *name, double otherwise)
{
	double seconds = json_get_num(json_get(wire, "wait"), name);

	return isnan(seconds) ? otherwise : seconds;
}

/* Waits before the state is asked for again, longer every time. */
static void wait_poll(const struct json *wire, struct task *task, struct wire_move *out,
		      const char *what)
{
	double most = told(wire, "most", WAIT_MOST_S);

	if (!(task->next_wait > 0))
		task->next_wait = told(wire, "first", WAIT_FIRST_S);
	wire_wait(out, task->next_wait, what);
	task->next_wait = fmin(task->next_wait * WAIT_GROWS, most);
}

void wire_go(struct task *task, enum wire_step step)
{
	task->step = step;
	task->tries = 0;
}

/* What is told of the job. */
static const char *hear(struct task *task, enum wire_state state)
{
	task->heard = state == STATE_PENDING ? "queued" : "running";
	return task->heard;
}

/* The job is done: where is the clip? */
static void arrive(const struct json *wire, struct task *task, const struct json *request,
		   const struct wire_reply *reply, const struct json *body, struct wire_move *out)
{
	struct err err = {0};
	int found = wire_inline(wire, request, task, body, &out->clip, &err);
	/* What another poll tells just as well need not be written down. */
	bool keep = task->step <= WIRE_CREATE;

	if (found < 0) {
		wire_fail(out, TROUBLE_CLIP, "the clip in the reply is damaged: %s",
			  err_text(&err));
		err_clear(&err);
		return;
	}
	if (found) {
		wire_go(task, WIRE_ENDED);
		out->what = WIRE_SAVE;
		out->keep = keep;
		return;
	}
	wire_go(task,
		task->step < WIRE_RESOLVE && json_get(wire, "resolve") ? WIRE_RESOLVE : WIRE_FETCH);
	if (wire_lacks_url(request_of(wire, task), task))
		wire_no_clip(wire, request, task, reply, body, out);
	else
		wire_send(wire, task, out);
	out->keep = keep;
}

static void ended_badly(const struct json *wire, const struct wire_reply *reply,
			const struct json *body, enum wire_state state, struct wire_move *out)
{
	/* A failure told in a 200 is read as if it were a refusal. */
	struct wire_reply told = *reply;
	char *said;
	enum trouble trouble;

	told.status = 400;
	trouble = wire_trouble(wire, &told, body, &said);
	if (state == STATE_CANCELLED)
		wire_fail(out, TROUBLE_CANCELLED, "it was cancelled there");
	else if (state == STATE_EXPIRED)
		wire_fail(out, TROUBLE_GONE, "it waited there until it expired");
	else
		wire_fail(out, trouble == TROUBLE_REQUEST ? TROUBLE_SERVER : trouble, "%s", said);
	out->unmade = out->trouble == TROUBLE_SERVER || out->trouble == TROUBLE_CANCELLED;
	free(said);
}

static bool has_result(const struct json *wire, const struct json *request, const struct task *task,
		       const struct json *body)
{
	return wire_find(wire_rule(wire, request, "url"), task, body) ||
	       wire_find(wire_rule(wire, request, "base64"), task, body);
}

static void created(const struct json *wire, struct task *task, const struct json *request,
		    const struct wire_reply *reply, const struct json *body, enum wire_state state,
		    struct wire_move *out)
{
	wire_gather(wire, request, task, body);
	out->keep = true;
	if (state == STATE_DONE || (state == STATE_NONE && has_result(wire, request, task, body))) {
		arrive(wire, task, request, reply, body, out);
	} else if (!json_get(task->values, "id")) {
		wire_unnamed(wire, request, task, reply, body, out);
	} else {
		wire_go(task, WIRE_POLL);
		wait_poll(wire, task, out, hear(task, state == STATE_NONE ? STATE_PENDING : state));
	}
}

static void uploaded(const struct json *wire, struct task *task, const struct json *request,
		     const struct json *body, struct wire_move *out)
{
	if (json_get(request, "gives") && !wire_gather(wire, request, task, body)) {
		wire_fail(out, TROUBLE_SERVER, "the upload was answered without a name for it");
		return;
	}
	task->nth++;
	task->tries = 0;
	wire_send(wire, task, out);
	out->keep = true;
}

/* A server that tells nothing of a job is asked elsewhere, and if there is nothing either
 * it knows no such job: which may be so for a moment, while it goes from one to the
 * other. */
static void not_told(const struct json *wire, struct task *task, const struct json *request,
		     struct wire_move *out)
{
	if (json_get(request, "else")) {
		task->aside = true;
		wire_send(wire, task, out);
	} else if (task->absent++ < FORGOTTEN_TRIES) {
		wait_poll(wire, task, out, "the server to know the job");
	} else {
		wire_fail(out, TROUBLE_GONE, FORGOTTEN, "nothing is told of it");
	}
}

static void polled(const struct json *wire, struct task *task, const struct json *request,
		   const struct wire_reply *reply, const struct json *body, enum wire_state state,
		   struct wire_move *out)
{
	double least = fmin(told(wire, "first", WAIT_FIRST_S), POLL_AFTER_MIN_S);
	bool aside = task->aside;

	task->tries = 0;
	out->keep = wire_gather(wire, request, task, body);
	task->aside = false;
	if (state == STATE_DONE || (state == STATE_NONE && has_result(wire, request, task, body))) {
		arrive(wire, task, request, reply, body, out);
	} else if (state == STATE_NONE && (aside || json_get(request, "else"))) {
		not_told(wire, task, request, out);
	} else {
		task->absent = 0;
		wait_poll(wire, task, out, hear(task, state));
	}
	if (out->what == WIRE_WAIT && reply->poll_after > 0)
		out->wait = fmin(fmax(reply->poll_after, least), POLL_AFTER_MAX_S);
}

static void resolved(const struct json *wire, struct task *task, const struct json *request,
		     const struct wire_reply *reply, const struct json *body, enum wire_state state,
		     struct wire_move *out)
{
	bool found = state == STATE_DONE || has_result(wire, request, task, body);

	out->keep = wire_gather(wire, request, task, body);
	if (found)
		arrive(wire, task, request, reply, body, out);
	else if (state != STATE_NONE)
		wait_poll(wire, task, out, "the clip");
	else
		wire_refused(wire, task, reply, TROUBLE_SERVER, "the reply names no clip", out);
}

static void read_reply(const struct json *wire, struct task *task, const struct wire_reply *reply,
		       const struct json *body, struct wire_move *out)
{
	const struct json *request = request_of(wire, task);
	enum wire_state state = wire_state(wire, request, task, body);

	out->progress = wire_progress(wire, request, task, body);
	out->queue = wire_queue(wire, request, task, body);
	out->cost = wire_cost(wire, request, task, body);
	if (task->step != WIRE_UPLOAD && state >= STATE_FAILED && state < STATE_NONE)
		ended_badly(wire, reply, body, state, out);
	else if (task->step == WIRE_UPLOAD)
		uploaded(wire, task, request, body, out);
	else if (task->step == WIRE_CREATE)
		created(wire, task, request, reply, body, state, out);
	else if (task->step == WIRE_POLL)
		polled(wire, task, request, reply, body, state, out);
	else
		resolved(wire, task, request, reply, body, state, out);
}

void wire_next(const struct json *wire, struct task *task, const struct wire_reply *reply,
	       struct wire_move *out)
{
	struct json *body = NULL;
	char *said = NULL;
	enum trouble trouble;

	*out = (struct wire_move){.progress = NAN, .queue = NAN, .cost = NAN};
	if (!reply) {
		wire_send(wire, task, out);
		return;
	}
	if (reply->net == NET_REPLIED && reply->status >= 300 && reply->status < 400) {
		/* 303 is how some answer what they have taken. */
		wire_fail(out,
			  task->step == WIRE_CREATE && reply->status == 303 ? TROUBLE_UNSURE
									      : TROUBLE_REQUEST,
			  "the server sends it elsewhere (%d), where it is not sent: is \"base\" "
			  "right?",
			  reply->status);
		return;
	}
	if (reply->net != NET_REPLIED) {
		wire_no_reply(wire, task, reply, out);
		return;
	}
	if (reply->bytes)
		body = json_parse_reply(reply->body, reply->bytes);
	trouble = wire_trouble(wire, reply, body, &said);
	if (trouble == TROUBLE_GONE && task->step == WIRE_CREATE && reply->status == 404)
		trouble = TROUBLE_REQUEST; /* nothing was there yet: a model it does not have */
	if (task->step == WIRE_LOOKUP) {
		wire_looked_up(wire, task, request_of(wire, task), reply, trouble ? NULL : body,
			       out);
	} else if (trouble) {
		wire_refused(wire, task, reply, trouble, said, out);
	} else if (task->step == WIRE_FETCH) {
		wire_go(task, WIRE_ENDED);
		out->what = WIRE_DONE;
	} else if (!body && reply->bytes) {
		said = wire_first_words(reply);
		if (task->step == WIRE_CREATE)
			wire_fail(out, TROUBLE_UNSURE, "the answer is no JSON: %s", said);
		else
			wire_again(wire, task, reply, out, TROUBLE_SERVER, "the server", said);
	} else {
		read_reply(wire, task, reply, body, out);
	}
	free(said);
	json_free(body);
}

void wire_move_clear(struct wire_move *move)
{
	wire_request_clear(&move->request);
	buf_free(&move->clip);
	free(move->error);
	*move = (struct wire_move){0};
}
