/* SPDX-License-Identifier: MIT
 *
 * Reading replies by the pointers of a description.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "provider/pointer.h"
#include "provider/wire_private.h"
#include "util/base64.h"
#include "util/mem.h"
#include "util/text.h"

const struct json *wire_rule(const struct json *wire, const struct json *request, const char *name)
{
	const struct json *own = json_get(json_get(request, "read"), name);

	return own ? own : json_get(json_get(wire, "read"), name);
}

/* A value "*.mp4" matches: its end, whatever the case. */
static bool ends_like(const char *text, const char *end)
{
	size_t bytes = strlen(text), least = strlen(end);

	return bytes >= least && strcasecmp(text + bytes - least, end) == 0;
}

struct pick {
	const struct json *suffixes; /* NULL: any value */
	const char *member;          /* whose text must have one */
	const struct json *found;
};

static bool try_pick(void *arg, const struct json *value)
{
	struct pick *pick = arg;
	const char *text = pick->member ? json_get_str(value, pick->member) : json_str(value);

	if (json_type(value) == JSON_OBJECT || json_type(value) == JSON_ARRAY) {
		if (!pick->member)
			return true; /* not what anybody looks for */
	} else if (!pick->suffixes) {
		pick->found = value;
		return false;
	}
	for (const struct json *end = json_first(pick->suffixes); text && end; end = json_next(end))
		if (ends_like(text, json_str(end)))
			pick->found = value;
	return !pick->found;
}

/* The value one pointer, or {"at": pointers, …}, finds. */
static const struct json *find_one(const struct json *rule, const struct task *task,
				   const struct json *body)
{
	const struct json *at = json_str(rule) ? rule : json_get(rule, "at");
	const struct json *item = json_str(at) ? at : json_first(at);
	struct template_values values = {.values = task->values};
	struct pick pick = {json_get(rule, "ends"), json_get_str(rule, "in"), NULL};
	const struct json *means = json_get(rule, "means");

	for (; item && !pick.found; item = json_str(at) ? NULL : json_next(item)) {
		char *pointer = template_text(json_str(item), &values, NULL);

		if (pointer)
			pointer_each(body, pointer, try_pick, &pick);
		free(pointer);
	}
	return pick.found && means ? means : pick.found;
}

const struct json *wire_find(const struct json *rule, const struct task *task,
			     const struct json *body)
{
	const struct json *found = NULL;

	if (json_type(rule) != JSON_ARRAY)
		return find_one(rule, task, body);
	for (const struct json *item = json_first(rule); item && !found; item = json_next(item))
		found = find_one(item, task, body);
	return found;
}

static const struct json *find(const struct json *wire, const struct json *request,
			       const char *name, const struct task *task, const struct json *body)
{
	return wire_find(wire_rule(wire, request, name), task, body);
}

char *wire_text(const struct json *value)
{
	struct buf out = {0};

	if (json_str(value) && *json_str(value))
		return xstrdup(json_str(value));
	if (json_type(value) != JSON_NUMBER)
		return NULL;
	json_print_num(&out, json_num(value));
	return buf_take(&out);
}

static bool is_word(const struct json *value, const char *word)
{
	char *text = wire_text(value);
	bool same = text && strcasecmp(text, word) == 0;

	free(text);
	return same;
}

bool wire_among(const struct json *words, const char *word)
{
	bool found = is_word(words, word);

	for (const struct json *item = json_first(words); item && !found; item = json_next(item))
		found = is_word(item, word);
	return found;
}

/* Words seen on the wires of many services (a description's own go before). */
static const struct {
	const char *word;
	enum wire_state state;
} common[] = {
	{"queued", STATE_PENDING},     {"pending", STATE_PENDING},
	{"starting", STATE_PENDING},   {"submitted", STATE_PENDING},
	{"created", STATE_PENDING},    {"preparing", STATE_PENDING},
	{"queueing", STATE_PENDING},   {"throttled", STATE_PENDING},
	{"in_queue", STATE_PENDING},   {"not_started", STATE_PENDING},
	{"completed", STATE_DONE},     {"complete", STATE_DONE},
	{"succeeded", STATE_DONE},     {"succeed", STATE_DONE},
	{"success", STATE_DONE},       {"done", STATE_DONE},
	{"finished", STATE_DONE},      {"failed", STATE_FAILED},
	{"fail", STATE_FAILED},        {"error", STATE_FAILED},
	{"incomplete", STATE_FAILED},  {"budget_exceeded", STATE_FAILED},
	{"rejected", STATE_FAILED},    {"cancelled", STATE_CANCELLED},
	{"canceled", STATE_CANCELLED}, {"aborted", STATE_CANCELLED},
	{"deleted", STATE_CANCELLED},  {"expired", STATE_EXPIRED},
	{"timeout", STATE_EXPIRED},
};

static const char *const state_names[] = {"pending", "running",   "done",
					  "failed",  "cancelled", "expired"};

static enum wire_state state_of(const struct json *own, const char *word)
{
	for (size_t i = 0; i < LENGTH(state_names); i++)
		if (wire_among(json_get(own, state_names[i]), word))
			return (enum wire_state)i;
	for (size_t i = 0; i < LENGTH(common); i++)
		if (strcasecmp(common[i].word, word) == 0)
			return common[i].state;
	return STATE_RUNNING;
}

enum wire_state wire_state(const struct json *wire, const struct json *request,
			   const struct task *task, const struct json *body)
{
	const struct json *found = find(wire, request, "state", task, body);
	char *word = json_type(found) == JSON_BOOL ? json_text(found) : wire_text(found);
	enum wire_state state =
		word ? state_of(wire_rule(wire, request, "states"), word) : STATE_NONE;

	free(word);
	return state;
}

static double number(const struct json *value)
{
	char *end;
	double read = json_num(value);

	if (!json_str(value))
		return read;
	read = strtod(json_str(value), &end);
	return end == json_str(value) ? NAN : read;
}

double wire_progress(const struct json *wire, const struct json *request, const struct task *task,
		     const struct json *body)
{
	double done = number(find(wire, request, "progress", task, body));
	double of = json_num(wire_rule(wire, request, "progress_of"));

	done /= isnan(of) || of <= 0 ? 100 : of;
	return done >= 0 && done <= 1 ? done : NAN;
}

struct ranking {
	double own;
	size_t rank;
};

static bool count_before(void *arg, const struct json *value)
{
	struct ranking *ranking = arg;

	ranking->rank += number(value) < ranking->own;
	return true;
}

/* A queue that gives each its number and not its place: how many are before it. */
static double rank_of(const struct json *among, const struct json *body, double own)
{
	struct ranking ranking = {own, 0};

	if (!json_str(among) || isnan(own))
		return own;
	pointer_each(body, json_str(among), count_before, &ranking);
	return (double)ranking.rank;
}

double wire_queue(const struct json *wire, const struct json *request, const struct task *task,
		  const struct json *body)
{
	const struct json *rule = wire_rule(wire, request, "queue");
	double place = number(wire_find(rule, task, body));

	place = rank_of(json_get(rule, "among"), body, place);
	return place >= 0 && place < 1e6 ? place : NAN;
}

double wire_cost(const struct json *wire, const struct json *request, const struct task *task,
		 const struct json *body)
{
	double cost = number(find(wire, request, "cost", task, body));
	double per = json_num(wire_rule(wire, request, "cost_of"));

	cost /= isnan(per) || per <= 0 ? 1 : per;
	return cost >= 0 && cost < 1e9 ? cost : NAN;
}

#define GIVEN_MAX 8192 /* bytes of a text a reply gives */

#define WHOLE_MAX 0x1p53  /* a number from here on has lost digits */

/* In a path "." and ".." would lead to another one, and so would another number. */
static bool is_usable(const struct json *found)
{
	const char *text = json_str(found);

	if (!text)
		return found && !(fabs(json_num(found)) >= WHOLE_MAX);
	return *text && strlen(text) <= GIVEN_MAX && strcmp(text, ".") != 0 &&
	       strcmp(text, "..") != 0;
}

static bool gather_one(struct task *task, const char *name, const struct json *found)
{
	if (!is_usable(found))
		return false;
	json_set(task->values, name, json_copy(found));
	return true;
}

void wire_unnamed(const struct json *wire, const struct json *request, const struct task *task,
		  const struct wire_reply *reply, const struct json *body, struct wire_move *out)
{
	bool number = json_type(find(wire, request, "id", task, body)) == JSON_NUMBER;

	wire_fail(out, TROUBLE_UNSURE, "the server answered %d but named %s", reply->status,
		  number ? "the job by a number too long to be kept exactly" : "no job");
}

bool wire_gather(const struct json *wire, const struct json *request, struct task *task,
		 const struct json *body)
{
	const struct json *gives = json_get(request, "gives");
	bool any = false;

	if (task->step == WIRE_CREATE || task->step == WIRE_LOOKUP)
		any |= gather_one(task, "id", find(wire, request, "id", task, body));
	if (task->step != WIRE_UPLOAD)
		any |= gather_one(task, "url", find(wire, request, "url", task, body));
	for (const struct json *rule = json_first(gives); rule; rule = json_next(rule))
		any |= gather_one(task, json_name(rule), wire_find(rule, task, body));
	return any;
}

int wire_inline(const struct json *wire, const struct json *request, const struct task *task,
		const struct json *body, struct buf *clip, struct err *err)
{
	const char *text = json_str(find(wire, request, "base64", task, body));
	const char *comma;

	if (!text || !*text)
		return 0;
	if (strncmp(text, "data:", 5) == 0 && (comma = strchr(text, ',')))
		text = comma + 1;
	return base64_decode(clip, text, strlen(text), err) < 0 ? -1 : 1;
}

bool wire_lacks_url(const struct json *request, const struct task *task)
{
	const char *url = json_get_str(request, "url"), *path = json_get_str(request, "path");
	const char *last = path ? path : url; /* what is left when nothing is told */

	return !json_get(task->values, "url") && (!last || strstr(last, "{url"));
}

void wire_no_clip(const struct json *wire, const struct json *request, const struct task *task,
		  const struct wire_reply *reply, const struct json *body, struct wire_move *out)
{
	const char *said = json_str(find(wire, request, "instead", task, body));

	out->what = WIRE_FAIL;
	out->trouble = said ? TROUBLE_MODERATION : TROUBLE_SERVER;
	out->error = said ? wire_said(reply, said)
			  : xstrdup("it says that it is done, but names no clip");
}
