/* SPDX-License-Identifier: MIT
 *
 * Whether a service has a job of which nobody knows if it arrived: asked by our own
 * reference, or looked for in the list of its jobs.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "provider/pointer.h"
#include "provider/wire_private.h"
#include "util/clock.h"
#include "util/mem.h"

#define CLOCKS_APART_S 300 /* theirs and ours */

struct looking {
	const struct json *wire, *request;
	const struct task *task;
	const struct json *found; /* the first that is ours, */
	size_t count;             /* of so many */
};

bool wire_look(const struct json *wire, struct task *task)
{
	if (!json_len(json_get(wire, "lookup")))
		return false;
	task->step = WIRE_LOOKUP;
	task->nth = 0;
	task->tries = 0;
	return true;
}

/* One of "same": what stands there is what was sent. What was not sent says nothing. */
static bool is_same(const struct looking *looking, const struct json *item, const struct json *rule)
{
	struct template_values values = {.values = looking->task->values};
	struct json *sent = template_fill(rule, &values, NULL);
	char *ours = wire_text(sent), *theirs = wire_text(pointer_find(item, json_name(rule)));
	bool same = !ours || (theirs && strcmp(ours, theirs) == 0);

	free(ours);
	free(theirs);
	json_free(sent);
	return same;
}

/* Seconds since 1970, also from milliseconds or "2026-11-22T16:40:00Z". */
static double moment(const struct json *value)
{
	double seconds = json_num(value);

	if (json_str(value))
		return clock_read(json_str(value));
	return seconds > 1e11 ? seconds / 1000 : seconds;
}

static bool is_taken(const struct task *task, const struct json *id)
{
	char *text = wire_text(id);
	bool taken = false;

	for (const struct json *item = json_first(task->taken); text && item && !taken;
	     item = json_next(item))
		taken = strcmp(text, json_str(item)) == 0;
	free(text);
	return taken;
}

static bool is_ours(const struct looking *looking, const struct json *item)
{
	const struct task *task = looking->task;
	const struct json *request = looking->request, *since = json_get(request, "since");
	const struct json *id = wire_find(wire_rule(looking->wire, request, "id"), task, item);

	if (!id || is_taken(task, id))
		return false;
	if (since && moment(pointers_find(item, since)) < task->sent - CLOCKS_APART_S)
		return false;
	for (const struct json *rule = json_first(json_get(request, "same")); rule;
	     rule = json_next(rule))
		if (!is_same(looking, item, rule))
			return false;
	return true;
}

static bool consider(void *arg, const struct json *item)
{
	struct looking *looking = arg;

	if (is_ours(looking, item) && looking->count++ == 0)
		looking->found = item;
	return true;
}

static void look_among(struct looking *looking, const struct json *body)
{
	const struct json *among = json_get(looking->request, "among");

	if (!among)
		consider(looking, body);
	else if (json_str(among))
		pointer_each(body, json_str(among), consider, looking);
	for (const struct json *item = json_str(among) ? NULL : json_first(among); item;
	     item = json_next(item))
		pointer_each(body, json_str(item), consider, looking);
}

/* There is no more to be asked. */
static void not_there(const struct json *request, size_t count, struct wire_move *out)
{
	if (count > 1)
		wire_fail(out, TROUBLE_UNSURE, "the service has %zu jobs that may be this one",
			  count);
	else if (json_true(json_get(request, "sure")))
		wire_fail(out, TROUBLE_ABSENT, "the service never got it");
	else
		wire_fail(out, TROUBLE_UNSURE, "the service shows no job like it");
}

void wire_looked_up(const struct json *wire, struct task *task, const struct json *request,
		    const struct wire_reply *reply, const struct json *body, struct wire_move *out)
{
	struct looking looking = {wire, request, task, NULL, 0};

	if (!body && reply->status != 404 && reply->status != 410) {
		wire_again(wire, task, reply, out, TROUBLE_UNSURE, "the server",
			   "the service could not be asked");
		return;
	}
	if (body)
		look_among(&looking, body);
	if (looking.count == 1) {
		wire_gather(wire, request, task, looking.found);
		out->keep = true;
		if (!json_get(task->values, "id")) {
			wire_unnamed(wire, request, task, reply, looking.found, out);
			return;
		}
		wire_go(task, WIRE_POLL);
		wire_send(wire, task, out);
		out->keep = true;
	} else if (!looking.count && json_next(request)) {
		task->nth++;
		task->tries = 0;
		wire_send(wire, task, out);
	} else {
		not_there(request, looking.count, out);
	}
}
