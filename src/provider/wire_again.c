/* SPDX-License-Identifier: MIT
 *
 * What is done about a request that went wrong: once more, another way, or no more.
 * Whatever only asks may be repeated; what costs only when nothing of it was taken.
 */
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "provider/wire_private.h"
#include "util/mem.h"

#define RETRY_FIRST_S 1.0 /* or where one asks more often, as often */
#define RETRY_MOST_S 30.0
#define RETRY_AFTER_MAX_S 300.0
#define TRIES_MAX 8       /* of a request that may be repeated */
#define RATE_TRIES_MAX 240 /* where only patience is asked for: two hours at least */
#define LOOKUP_TRIES_MAX 2
#define ROUNDS_MAX 3      /* that a clip's address is asked for again */

void wire_fail(struct wire_move *out, enum trouble trouble, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	out->what = WIRE_FAIL;
	out->trouble = trouble;
	out->error = xvasprintf(format, args);
	va_end(args);
}

void wire_wait(struct wire_move *out, double seconds, const char *what)
{
	out->what = WIRE_WAIT;
	out->wait = seconds;
	out->waits_for = what;
}

/* As long as the server says, but a server that says "now" every time is not asked
 * without pause. */
static double retry_wait(const struct json *wire, const struct task *task,
			 const struct wire_reply *reply)
{
	double first = json_get_num(json_get(wire, "wait"), "first");
	double own = fmin(fmin(first, RETRY_FIRST_S) * pow(2, task->tries), RETRY_MOST_S);

	if (!(reply->retry_after >= 0))
		return own;
	return fmin(fmax(reply->retry_after, task->tries ? own : 0), RETRY_AFTER_MAX_S);
}

void wire_again(const struct json *wire, struct task *task, const struct wire_reply *reply,
		struct wire_move *out, enum trouble trouble, const char *what, const char *said)
{
	unsigned most = task->step == WIRE_LOOKUP ? LOOKUP_TRIES_MAX
			: trouble == TROUBLE_RATE ? RATE_TRIES_MAX
						  : TRIES_MAX;
	double seconds = retry_wait(wire, task, reply);
	const char *why = said && *said ? said : what;

	if (task->tries++ >= most) {
		wire_fail(out, task->step == WIRE_LOOKUP ? TROUBLE_UNSURE : trouble, "%s", why);
		return;
	}
	wire_wait(out, seconds, what);
	out->trouble = trouble;
	out->error = xstrdup(why);
}

void wire_no_reply(const struct json *wire, struct task *task, const struct wire_reply *reply,
		   struct wire_move *out)
{
	const char *why = reply->why ? reply->why : "no answer";

	if (task->step == WIRE_CREATE && reply->net == NET_BROKEN)
		wire_fail(out, TROUBLE_UNSURE, "the line broke before the answer came: %s", why);
	else if (reply->lasting && task->step != WIRE_LOOKUP)
		wire_fail(out, TROUBLE_NETWORK, "%s", why);
	else
		wire_again(wire, task, reply, out, TROUBLE_NETWORK, "the network", why);
}

/* Too early: what is said to be done is not there yet. */
static bool is_early(int status)
{
	return status == 400 || status == 404 || status == 409 || status == 422 || status == 425;
}

/* An address that was lent for a while. */
static bool has_expired(const struct json *wire, const struct task *task, int status)
{
	return (status == 401 || status == 403 || status == 410 ||
		(status == 404 && task->tries)) && /* the first 404 may only be early */
	       task->step == WIRE_FETCH &&
	       json_get(wire, "poll") && json_get(task->values, "id") &&
	       json_get(task->values, "url") && task->rounds < ROUNDS_MAX;
}

/* What stands before the server lost it, and what it was told. */
static bool lost_behind(int status)
{
	return status == 502 || status == 504 || status == 520 || status == 522 || status == 524;
}

static void refused_create(const struct json *wire, struct task *task,
			   const struct wire_reply *reply, enum trouble trouble, const char *said,
			   struct wire_move *out)
{
	int status = reply->status;

	if (lost_behind(status))
		wire_fail(out, TROUBLE_UNSURE, "the server answered %d: %s", status, said);
	else if (status == 503 && reply->retry_after >= 0)
		wire_again(wire, task, reply, out, TROUBLE_RATE, "the server", said);
	else
		wire_fail(out, trouble, "%s", *said ? said : "no reason was given");
}

/* True if what only asks, or fetches, is to be tried again. */
static bool may_pass(const struct task *task, const struct wire_reply *reply, enum trouble trouble)
{
	bool fetches = task->step == WIRE_FETCH || task->step == WIRE_RESOLVE;

	if (trouble == TROUBLE_SERVER)
		return true;
	if (trouble == TROUBLE_MODERATION || trouble == TROUBLE_BILLING ||
	    task->tries >= FORGOTTEN_TRIES)
		return false;
	return (fetches && (is_early(reply->status) || trouble == TROUBLE_CLIP)) ||
	       (task->step == WIRE_POLL && trouble == TROUBLE_GONE);
}

void wire_refused(const struct json *wire, struct task *task, const struct wire_reply *reply,
		  enum trouble trouble, const char *said, struct wire_move *out)
{
	if (trouble == TROUBLE_RATE) {
		wire_again(wire, task, reply, out, trouble, "the rate limit", said);
	} else if (task->step == WIRE_CREATE) {
		refused_create(wire, task, reply, trouble, said, out);
	} else if (has_expired(wire, task, reply->status)) {
		wire_again(wire, task, reply, out, trouble, "the clip's address", said);
		task->step = WIRE_POLL;
		task->rounds++;
	} else if (may_pass(task, reply, trouble)) {
		wire_again(wire, task, reply, out, trouble,
			   trouble == TROUBLE_SERVER ? "the server"
			   : task->step == WIRE_POLL ? "the server to know the job"
						     : "the clip",
			   said);
	} else if (task->step == WIRE_POLL && trouble == TROUBLE_GONE) {
		wire_fail(out, trouble, FORGOTTEN, said);
	} else if (trouble == TROUBLE_CLIP) {
		wire_fail(out, trouble, "what came is no clip: %s", *said ? said : "it is empty");
	} else {
		wire_fail(out, trouble, "%s", *said ? said : "no reason was given");
	}
}
