/* SPDX-License-Identifier: MIT
 *
 * The interpreter against replies of any kind: each shipped file with each model, and
 * what transcripts have, spoiled, or what its own pointers look for, or just bytes. Its
 * move is always a legal one, and what may cost is never sent again once it may have
 * been taken.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "provider/fit.h"
#include "provider/wire.h"
#include "source.h"
#include "subjects.h"
#include "util/mem.h"
#include "reread.h"

#define MOVES_MAX 48
#define DEEP 200000

static const struct subjects *subjects;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	subjects = subjects_read();
	return 0;
}

/* A value that stands where something is looked for. */
static struct json *some_value(struct source *source)
{
	static const char *const words[] = {
		"", "done", "completed", "failed", "queued", "ACTIVE", "0", "false", "-7", "x/y",
		"..", "https://elsewhere.example/x.mp4", "http://127.0.0.1/", "file:///etc/passwd",
		"https://a b\nc/", "Q0xJUA==", "data:video/mp4;base64,Q0xJUA==", "====",
		"\033[2J\xe2\x80\xae", "sensitive", "1e999",
	};
	size_t which = source_pick(source, LENGTH(words) + 6);

	if (which < LENGTH(words))
		return json_new_str(words[which]);
	switch (which - LENGTH(words)) {
	case 0:
		return json_new_bool(source_byte(source) & 1);
	case 1:
		return json_new_num(source_byte(source));
	case 2:
		return json_new_num(-1e300);
	case 3:
		return json_new_object();
	case 4:
		return json_new_array();
	default: {
		struct buf long_one = {0};

		buf_add_fill(&long_one, 'a', 20000);

		struct json *out = json_new_str(buf_str(&long_one));

		buf_free(&long_one);
		return out;
	}
	}
}

/* Puts a value where a pointer finds it. */
static void plant(struct json *root, const char *pointer, struct json *value)
{
	struct json *at = root;

	for (const char *part = pointer; *part == '/';) {
		size_t bytes = strcspn(++part, "/");
		bool last = part[bytes] == '\0';
		bool many = json_type(at) == JSON_ARRAY;
		char *name = xstrndup(part, bytes), *equals;
		struct json *next = many ? json_first(at) : json_get(at, name);

		if (!last && json_type(next) != JSON_OBJECT && json_type(next) != JSON_ARRAY) {
			bool list = part[bytes + 1] == '*' || part[bytes + 1] == '0';

			next = list ? json_new_array() : json_new_object();
			if (many)
				json_push(at, next);
			else
				json_set(at, name, next);
		}
		/* "*[type=video]" is an element of that type. */
		equals = *name == '*' ? strchr(name, '=') : NULL;
		if (equals && json_type(next) == JSON_OBJECT) {
			*equals = name[strlen(name) - 1] = '\0';
			json_set_str(next, name + 2, equals + 1);
		}
		if (last && many)
			json_push(at, value);
		else if (last)
			json_set(at, name, value);
		free(name);
		if (last)
			return;
		at = next;
		part += bytes;
	}
	json_free(value);
}

static void plant_rules(struct source *source, struct json *root, const struct json *rules)
{
	for (const struct json *rule = json_first(rules); rule; rule = json_next(rule)) {
		const struct json *at = json_get(rule, "at") ? json_get(rule, "at") : rule;
		const char *one = json_str(at) ? json_str(at) : json_str(json_first(at));

		if (one && *one == '/' && source_byte(source) % 3)
			plant(root, one, some_value(source));
	}
}

/* One that a lookup takes for ours, mostly. Takes the root; returns it or what is around. */
static struct json *as_ours(struct source *source, const struct json *lookup,
			    const struct task *task, struct json *root)
{
	const struct json *among = json_get(lookup, "among");
	const struct template_values values = {.values = task->values};
	struct json *list = json_new_object();

	if (source_byte(source) % 4)
		for (const struct json *rule = json_first(json_get(lookup, "same")); rule;
		     rule = json_next(rule)) {
			struct json *sent = template_fill(rule, &values, NULL);

			if (sent)
				plant(root, json_name(rule), sent);
		}
	among = json_str(among) ? among : json_first(among);
	if (!json_str(among)) {
		json_free(list);
		return root;
	}
	plant(list, json_str(among), root);
	return list;
}

/* What its pointers look for. */
static char *planted(struct source *source, const struct json *wire, const struct task *task)
{
	static const char *const steps[] = {"create", "poll", "resolve"};
	const struct json *lookup = json_first(json_get(wire, "lookup"));
	struct json *root = json_new_object();
	char *text;

	plant_rules(source, root, json_get(wire, "read"));
	for (size_t i = 0; i < LENGTH(steps); i++)
		plant_rules(source, root, json_get(json_get(wire, steps[i]), "gives"));
	for (size_t nth = task->nth; lookup && nth > 0; nth--)
		lookup = json_next(lookup);
	if (task->step == WIRE_LOOKUP && lookup)
		root = as_ours(source, lookup, task, root);
	text = json_text(root);
	json_free(root);
	return text;
}

static char *answer(struct source *source, const struct json *wire, const struct task *task,
		    size_t *bytes)
{
	struct buf out = {0};
	char *text;

	switch (source_pick(source, 8)) {
	case 0:
		break;
	case 1:
		buf_add_fill(&out, source_byte(source) & 1 ? '[' : '{', DEEP);
		break;
	case 2:
		while (!source_is_empty(source) && out.len < 64)
			buf_add_char(&out, (char)source_byte(source));
		break;
	case 3:
	case 4:
		text = planted(source, wire, task);
		buf_add_str(&out, text);
		free(text);
		break;
	default:
		text = subjects->replies[source_pick(source, subjects->reply_count)];
		buf_add_str(&out, text);
		source_spoil(source, &out);
	}
	*bytes = out.len;
	return buf_take(&out);
}

static char *reply_of(struct source *source, const struct json *wire, const struct task *task,
		      bool to_file, struct wire_reply *out)
{
	static const int statuses[] = {200, 200, 200, 201, 202, 204, 302, 400, 401, 402, 403, 404,
				       408, 409, 410, 422, 425, 429, 500, 502, 503, 504, 0, 999};
	static const double after[] = {NAN, NAN, 0, 2, -1, 1e300, INFINITY};
	static const char *const types[] = {NULL, NULL, "application/json", "text/html",
					    "video/mp4"};
	unsigned net = source_byte(source);
	char *body = NULL;

	*out = (struct wire_reply){
		.net = net < 235 ? NET_REPLIED : net < 245 ? NET_NOT_SENT : NET_BROKEN,
		.why = net & 1 ? "broken" : NULL,
		.status = statuses[source_pick(source, LENGTH(statuses))],
		.retry_after = after[source_pick(source, LENGTH(after))],
		.poll_after = after[source_pick(source, LENGTH(after))],
		.type = types[source_pick(source, LENGTH(types))],
	};
	if (out->net == NET_REPLIED && !(to_file && out->status >= 200 && out->status < 300))
		body = answer(source, wire, task, &out->bytes);
	out->body = body ? body : "";
	return body;
}

/* What the service said about the create leaves no doubt that it took nothing. */
static bool took_nothing(const struct json *wire, const struct wire_reply *reply)
{
	struct json *body;
	enum trouble trouble;
	char *said;

	if (reply->net != NET_REPLIED)
		return reply->net == NET_NOT_SENT;
	body = json_parse(reply->body, reply->bytes, 1u << 24, "", NULL);
	trouble = wire_trouble(wire, reply, body, &said);
	free(said);
	json_free(body);
	return trouble == TROUBLE_RATE ||
	       (trouble && reply->status == 503 && reply->retry_after >= 0);
}

static void holds_request(const struct json *wire, const struct wire_request *request)
{
	const struct json *base = json_get(wire, "base");
	char *own = url_origin(json_str(base) ? json_str(base) : json_str(json_first(base)));
	char *origin = url_origin(request->url);

	HOLDS(request->method && *request->method, "no method");
	HOLDS(strncmp(request->url, "http", 4) == 0, "an URL of %s", request->url);
	for (const char *c = request->url; *c; c++)
		HOLDS((unsigned char)*c > ' ' && *c != 0x7f, "0x%02x in an URL", *c);
	HOLDS(!request->keyed || (origin && strcmp(own, origin) == 0), "the key for %s",
	      request->url);
	HOLDS(request->timeout > 0, "no timeout");
	free(own);
	free(origin);
}

static void holds_move(const struct json *wire, const struct wire_move *move)
{
	HOLDS(isnan(move->progress) || (move->progress >= 0 && move->progress <= 1),
	      "progress %g", move->progress);
	HOLDS(isnan(move->queue) || move->queue >= 0, "place %g", move->queue);
	HOLDS(isnan(move->cost) || (move->cost >= 0 && move->cost < 1e9), "cost %g", move->cost);
	switch (move->what) {
	case WIRE_SEND:
		holds_request(wire, &move->request);
		break;
	case WIRE_WAIT:
		HOLDS(move->wait >= 0 && move->wait <= 3600, "a wait of %g", move->wait);
		HOLDS(move->waits_for && *move->waits_for, "waits for nothing");
		break;
	case WIRE_SAVE:
		HOLDS(move->clip.len, "an empty clip");
		break;
	case WIRE_DONE:
		break;
	case WIRE_FAIL:
		HOLDS(move->trouble > TROUBLE_NONE && move->trouble < TROUBLES, "trouble %d",
		      move->trouble);
		holds_clean(move->error);
		break;
	}
}

/* As if it were killed here and began again, now and then: how often something was tried
 * is forgotten then. */
static void restart(struct source *source, struct task *task)
{
	HOLDS(task_reread(task), "the task can't be read again");
	if (source_byte(source) % 4)
		return;
	task->aside = false;
	task->absent = task->rounds = 0;
}

static void holds_kept(const struct task *task, const struct wire_move *move, char **id)
{
	const char *now = json_get_str(task->values, "id");

	if (now && (!*id || strcmp(now, *id) != 0)) {
		HOLDS(move->keep, "the job's name %s is not kept", now);
		free(*id);
		*id = xstrdup(now);
	}
}

static void converse(struct source *source, const struct json *wire, struct task *task)
{
	struct wire_reply reply, *given = NULL;
	bool taken = false, looked = false; /* the create may have been; the lost job was */
	char *body = NULL, *id = NULL;

	for (int i = 0; i < MOVES_MAX; i++) {
		struct wire_move move;
		bool over, created;

		wire_next(wire, task, given, &move);
		holds_move(wire, &move);
		holds_kept(task, &move, &id);
		free(body);
		body = NULL;
		given = NULL;
		created = move.what == WIRE_SEND && move.request.once;
		HOLDS(!created || !taken, "a second create");
		if (move.what == WIRE_SEND) {
			body = reply_of(source, wire, task, move.request.to_file, &reply);
			given = &reply;
		}
		if (created)
			taken = !took_nothing(wire, given);
		over = move.what != WIRE_SEND && move.what != WIRE_WAIT;
		/* Where nobody knows whether it was taken, it is looked for. */
		if (over && move.trouble == TROUBLE_UNSURE && !looked)
			over = !(looked = wire_look(wire, task));
		wire_move_clear(&move);
		if (over)
			break;
		restart(source, task);
	}
	free(body);
	free(id);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct wire_picture pictures[] = {
		{"start", "image/png", "a.png", "PNG", 3},
		{"end", "image/jpeg", "z.jpg", "END", 3},
		{"references", "image/webp", "k.webp", "KIT", 3},
	};
	struct source source = {data, size, 0};
	const struct subject *subject = &subjects->items[source_pick(&source, subjects->count)];
	unsigned bits = source_byte(&source);
	struct json *recipe = subject_recipe(subject, bits);
	struct err err = {0};
	struct task task;
	struct fit fit;

	if (fit_recipe(subject->provider, recipe, bits & 32, "ref", &fit, &err) == 0) {
		task_begin(&task, fit.wire, NULL, fit.values);
		fit.values = NULL;
		task.pictures = pictures;
		task.picture_count = LENGTH(pictures);
		converse(&source, fit.wire, &task);
		task_clear(&task);
		fit_clear(&fit);
	} else {
		holds_utf8(err_text(&err));
	}
	err_clear(&err);
	json_free(recipe);
	return 0;
}
