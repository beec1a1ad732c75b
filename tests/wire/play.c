/* SPDX-License-Identifier: MIT
 *
 * Plays transcripts: what wire_next is to do, move by move, with the replies it gets.
 * usage: play PROVIDERS-FOLDER TRANSCRIPT… (TAP on stdout)
 *
 * A transcript is {"what", "provider", "over"?, "model"?, "base"?, "values", "pictures"?,
 * "talk"}; "over" is laid over the provider's file, "bad" is what is then wrong with it.
 * In place of values may stand "asks": what differs from a common recipe, which is then
 * fitted to the model; with "costs", the price of the clip (null: not known), or
 * "refused", why it is not sent, and no talk.
 * An item of the talk is a move: {"sends": {"method", "url", "json" | "form", "keyed",
 * "once"}}, {"waits": SECONDS, "for"}, {"saves": TEXT}, {"done": true} or {"fails":
 * TROUBLE, "error"}; only what it names is compared. The reply to what was sent is
 * "reply": {"status", "body", "type", "retry_after", "poll_after", "no_clip", "net",
 * "secret" (the key that was sent)}.
 * {"looks": true} asks whether it was created; "sent" and "taken" of the transcript are
 * the task's. Between two moves the task goes through its JSON, as it does when the
 * program is killed there.
 */
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "provider/describe.h"
#include "provider/fit.h"
#include "provider/layers.h"
#include "provider/price.h"
#include "provider/wire.h"
#include "provider/workflow.h"
#include "util/file.h"
#include "util/mem.h"
#include "reread.h"

#define PICTURES_MAX 8

static struct json *read_json(const char *path, struct err *err)
{
	struct buf text = {0};
	struct json *json = NULL;

	if (file_read(AT_FDCWD, path, 1u << 22, &text, err) == 0)
		json = json_parse(buf_str(&text), text.len, 1u << 22, path, err);
	buf_free(&text);
	return json;
}

/* The members of `wanted` are in `got`, and equal; for requests and moves. */
static bool agrees(const struct json *wanted, const struct json *got, const char *name)
{
	if (json_equal(wanted, got))
		return true;

	char *want = json_text(wanted), *have = got ? json_text(got) : xstrdup("nothing");

	printf("# %s: wanted %s\n# %s: got    %s\n", name, want, name, have);
	free(want);
	free(have);
	return false;
}

static struct json *request_json(const struct wire_request *request)
{
	struct json *json = json_new_object();

	json_set_str(json, "method", request->method);
	json_set_str(json, "url", request->url);
	json_set(json, "headers", json_copy(request->headers));
	json_set_bool(json, "keyed", request->keyed);
	json_set_bool(json, "once", request->once);
	json_set_bool(json, "to_file", request->to_file);
	if (request->body == WIRE_JSON)
		json_set(json, "json", json_copy(request->json));
	if (request->body == WIRE_FORM)
		json_set(json, "form", json_copy(request->json));
	if (request->body == WIRE_BYTES)
		json_set_str(json, "bytes", request->bytes ? request->bytes->name : "none");
	return json;
}

static struct json *move_json(const struct wire_move *move)
{
	struct json *json = json_new_object();

	switch (move->what) {
	case WIRE_SEND:
		json_set(json, "sends", request_json(&move->request));
		break;
	case WIRE_WAIT:
		json_set_num(json, "waits", round(move->wait * 1000) / 1000);
		json_set_str(json, "for", move->waits_for);
		break;
	case WIRE_SAVE:
		json_set_str(json, "saves", buf_str(&move->clip));
		break;
	case WIRE_DONE:
		json_set_bool(json, "done", true);
		break;
	case WIRE_FAIL:
		json_set_str(json, "fails", trouble_word(move->trouble));
		json_set_str(json, "error", move->error);
		break;
	}
	if (!isnan(move->progress))
		json_set_num(json, "progress", move->progress);
	if (!isnan(move->queue))
		json_set_num(json, "queue", move->queue);
	if (!isnan(move->cost))
		json_set_num(json, "cost", move->cost);
	return json;
}

static bool compare(const struct json *item, const struct wire_move *move)
{
	struct json *got = move_json(move);
	bool same = true;

	for (const struct json *want = json_first(item); want; want = json_next(want)) {
		const char *name = json_name(want);
		const struct json *have = json_get(got, name);

		if (strcmp(name, "reply") == 0)
			continue;
		if (strcmp(name, "sends") != 0 || !have) {
			same &= agrees(want, have, name);
			continue;
		}
		for (const struct json *part = json_first(want); part; part = json_next(part))
			same &= agrees(part, json_get(have, json_name(part)), json_name(part));
	}
	json_free(got);
	return same;
}

/* The body lives until the reply is cleared. */
static char *make_reply(const struct json *json, struct wire_reply *out)
{
	const struct json *body = json_get(json, "body");
	const char *net = json_get_str(json, "net");
	char *text = json_str(body) ? xstrdup(json_str(body)) : body ? json_text(body) : NULL;
	double status = json_get_num(json, "status");

	*out = (struct wire_reply){
		.net = !net                    ? NET_REPLIED
		       : strcmp(net, "broken") ? NET_NOT_SENT
					       : NET_BROKEN,
		.why = json_get_str(json, "why"),
		.lasting = json_true(json_get(json, "lasting")),
		.status = isnan(status) ? 200 : (int)status,
		.body = text,
		.bytes = text ? strlen(text) : 0,
		.type = json_get_str(json, "type"),
		.retry_after = json_get_num(json, "retry_after"),
		.poll_after = json_get_num(json, "poll_after"),
		.no_clip = json_true(json_get(json, "no_clip")),
		.secret = json_get_str(json, "secret"),
	};
	return text;
}

static bool talk(const struct json *wire, struct task *task, const struct json *items)
{
	const struct json *reply = NULL;
	bool same = true;

	for (const struct json *item = json_first(items); same && item; item = json_next(item)) {
		struct wire_reply answer;
		struct wire_move move;

		if (json_get(item, "looks")) {
			same = wire_look(wire, task) && task_reread(task);
			reply = NULL;
			continue;
		}

		char *body = reply ? make_reply(reply, &answer) : NULL;

		wire_next(wire, task, reply ? &answer : NULL, &move);
		free(body);
		same = compare(item, &move) && task_reread(task);
		if (!same)
			printf("# at the move %s\n", json_text(item));
		reply = json_get(item, "reply");
		wire_move_clear(&move);
	}
	return same;
}

static size_t read_pictures(const struct json *json, struct wire_picture *out)
{
	size_t count = 0;

	for (const struct json *item = json_first(json); item && count < PICTURES_MAX;
	     item = json_next(item)) {
		const char *text = json_get_str(item, "text");

		out[count++] = (struct wire_picture){
			.name = json_get_str(item, "name"),
			.type = json_get_str(item, "type"),
			.file = json_get_str(item, "file"),
			.bytes = text,
			.count = strlen(text),
		};
	}
	return count;
}

/* What the transcript asks for, fitted to the model; false if it is refused otherwise
 * than it says, or costs something else. */
static bool fit(const struct json *description, const struct json *transcript, struct fit *out)
{
	static const char common[] = "{\"compiled\":\"a kitten\",\"seconds\":5,\"fps\":24,"
				     "\"size\":\"1280x720\",\"seed\":7}";
	struct json *recipe = json_parse(common, sizeof common - 1, sizeof common, "", NULL);
	const struct provider provider = {.name = json_get_str(transcript, "provider"),
					  .description = description};
	const char *refused = json_get_str(transcript, "refused");
	double costs = json_get_num(transcript, "costs");
	struct err err = {0};
	bool same;

	json_set_str(recipe, "model", json_get_str(transcript, "model"));
	for (const struct json *item = json_first(json_get(transcript, "asks")); item;
	     item = json_next(item))
		json_set(recipe, json_name(item), json_copy(item));
	same = fit_recipe(&provider, recipe, false, "ref", out, &err) < 0
		       ? refused && strcmp(refused, err_text(&err)) == 0
		       : !refused;
	if (!same)
		printf("# %s\n", err.kind ? err_text(&err) : "it is not refused");
	if (same && json_get(transcript, "costs")) {
		struct price price = price_of(out->caps, out->seconds, out->resolution);

		same = price.amount == money_from(costs);
		if (!same)
			printf("# costs %g\n", money_number(price.amount));
	}
	err_clear(&err);
	json_free(recipe);
	return same;
}

static bool converse(const struct json *wire, struct json *values, const struct json *transcript)
{
	struct wire_picture pictures[PICTURES_MAX];
	struct task task = {0};
	bool same;

	task_begin(&task, wire, json_get_str(transcript, "base"), values);
	task.picture_count = read_pictures(json_get(transcript, "pictures"), pictures);
	task.pictures = pictures;
	task.sent = json_get_num(transcript, "sent");
	task.taken = json_copy(json_get(transcript, "taken"));
	same = talk(wire, &task, json_get(transcript, "talk"));
	task_clear(&task);
	return same;
}

/* The provider's file, what the transcript lays over it, and its graphs. */
static struct json *describe(const char *folder, const struct json *transcript, struct err *err)
{
	const char *name = json_get_str(transcript, "provider");
	char *graphs = xasprintf("%s/../tests/wire/graphs", folder);
	char *folders[FOLDERS] = {[FOLDER_OWN] = graphs, [FOLDER_SHIPPED] = (char *)folder};
	const struct json *over = json_get(transcript, "over");
	struct json *whole = NULL, *plain;
	struct layers layers;
	struct buf at = {0};

	if (layers_load(folders, name, &layers, err) == 0) {
		plain = layers_merge(&layers);
		whole = over ? description_over(plain, over) : json_copy(plain);
		json_free(plain);
	}
	layers_clear(&layers);
	if (whole && (workflow_load(whole, folders, &at, err) < 0 ||
		      description_complete(whole, &at, err) < 0)) {
		json_free(whole);
		whole = NULL;
	}
	buf_free(&at);
	free(graphs);
	return whole;
}

static bool play(const char *folder, const struct json *transcript)
{
	struct err err = {0};
	struct json *description = describe(folder, transcript, &err);
	const struct json *values = json_get(transcript, "values"), *caps;
	struct fit fitted = {0};
	const char *bad = json_get_str(transcript, "bad");
	bool same = bad ? strstr(err_text(&err), bad) != NULL : description != NULL;

	if (err.kind && !(bad && same))
		printf("# %s\n", err_text(&err));
	if (description && same && values) {
		fitted.wire = description_of_model(description, json_get_str(transcript, "model"),
						   &caps);
		fitted.values = json_copy(values);
	} else if (description && same) {
		same = fit(description, transcript, &fitted);
	}
	if (same && fitted.values) {
		same = converse(fitted.wire, fitted.values, transcript);
		fitted.values = NULL;
	}
	fit_clear(&fitted);
	json_free(description);
	err_clear(&err);
	return same;
}

int main(int argc, char **argv)
{
	int number = 0, failed = 0;

	for (int i = 2; i < argc; i++) {
		struct err err = {0};
		struct json *file = read_json(argv[i], &err);
		const struct json *first = json_type(file) == JSON_ARRAY ? json_first(file) : file;

		if (!file)
			printf("not ok %d - %s\n", ++number, err_text(&err));
		failed += !file;
		for (const struct json *one = first; one; one = json_next(one)) {
			bool same = play(argv[1], one);

			printf("%sok %d - %s: %s\n", same ? "" : "not ", ++number,
			       json_get_str(one, "provider"), json_get_str(one, "what"));
			failed += !same;
			if (one == file)
				break;
		}
		json_free(file);
		err_clear(&err);
	}
	printf("1..%d\n", number);
	return failed != 0;
}
