/* SPDX-License-Identifier: MIT */
#include "job/inquiry.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "job/key.h"
#include "util/clock.h"
#include "util/mem.h"

#define PATIENCE_S 20.0 /* without a byte */

struct inquiry {
	struct http *http;
	struct http_request *request;
	struct keys *keys;
	struct key_wait *waits; /* for the key */
	const struct json *wire; /* the description */
	char *which, *base;
	char *key;
	int64_t began_ms;
	bool begins;
	struct err err;
	uint64_t later; /* timer: it ends with `err` */
	inquiry_fn *call;
	void *arg;
};

static void inquiry_free(struct inquiry *inquiry)
{
	keys_free(inquiry->keys);
	loop_cancel(http_loop(inquiry->http), inquiry->later);
	err_clear(&inquiry->err);
	key_free(inquiry->key);
	free(inquiry->which);
	free(inquiry->base);
	free(inquiry);
}

void inquiry_drop(struct inquiry *inquiry)
{
	if (inquiry->request)
		http_drop(inquiry->request);
	inquiry_free(inquiry);
}

static bool is_page(const struct wire_reply *reply)
{
	const char *body = reply->body ? reply->body + strspn(reply->body, " \t\r\n") : "";

	return (reply->type && strncasecmp(reply->type, "text/html", 9) == 0) ||
	       strncasecmp(body, "<!doctype", 9) == 0 || strncasecmp(body, "<html", 5) == 0;
}

/* Returns new: what a refusal means; `error` is what the server said of it. */
static char *refusal(const struct inquiry *inquiry, const struct wire_reply *reply,
		     enum trouble trouble, const char *error)
{
	const char *said = error && *error ? error : "without a word";

	if (is_page(reply))
		return xasprintf(reply->status < 500
					 ? "a web page comes back (%d), not JSON: is “base” "
					   "right, with its path?"
					 : "a web page comes back (%d): the server behind it "
					   "may be down",
				 reply->status);
	if (trouble == TROUBLE_AUTH && !inquiry->key)
		return xasprintf("it wants a key (%d): %s; give it a “key” in its file",
				 reply->status, said);
	if (trouble == TROUBLE_AUTH)
		return xasprintf("the key is refused (%d): %s", reply->status, said);
	if (reply->status == 404)
		return xasprintf("it knows no such path (404): %s; is “base” right, with its path?",
				 said);
	return xasprintf("it refuses (%d): %s; %s", reply->status, said, trouble_advice(trouble));
}

static void on_reply(void *arg, const struct http_reply *reply)
{
	struct inquiry *inquiry = arg;
	const struct wire_reply *wire = &reply->wire;
	struct inquiry_end end = {.ms = clock_ms() - inquiry->began_ms};
	struct json *json = NULL;
	enum trouble trouble = TROUBLE_NONE;
	char *error = NULL, *said;

	if (wire->net != NET_REPLIED) {
		said = xstrdup(wire->why);
	} else {
		json = json_parse_reply(wire->body, wire->bytes);
		trouble = wire_trouble(inquiry->wire, wire, json, &error);
		end.ok = !trouble && wire->status < 300 && !is_page(wire);
		said = end.ok ? xstrdup("answers") : refusal(inquiry, wire, trouble, error);
	}
	end.said = said;
	end.reply = json;
	inquiry->call(inquiry->arg, &end);
	free(said);
	free(error);
	json_free(json);
	inquiry_free(inquiry);
}

static int send(struct inquiry *inquiry, struct err *err)
{
	const struct json *key = json_get(inquiry->wire, "key");
	struct task task = {.base = inquiry->base, .values = json_new_object()};
	struct http_options options = {.fd = -1};
	struct wire_request what;
	char *origin = url_origin(inquiry->base);

	json_set_str(task.values, "model", json_get_str(inquiry->wire, "model"));
	if (!origin) {
		err_set(err, ERR_INVALID, "“%.200s” is no http or https URL", inquiry->base);
	} else if (!wire_ask(inquiry->wire, &task, inquiry->which, 0, &what)) {
		err_set(err, ERR_INVALID, "the “%s” of its file can't be sent as it stands",
			inquiry->which);
	} else {
		options.key = (struct http_key){json_get_str(key, "header"),
						json_get_str(key, "prefix"), inquiry->key, origin};
		options.foreign = !what.keyed;
		what.timeout = PATIENCE_S;
		inquiry->request =
			http_send(inquiry->http, &what, &options, on_reply, NULL, inquiry, err);
		wire_request_clear(&what);
	}
	json_free(task.values);
	free(origin);
	return inquiry->request ? 0 : -1;
}

/* It could not be asked after all. */
static void give_up(void *arg)
{
	struct inquiry *inquiry = arg;
	struct inquiry_end end = {.ms = -1, .said = err_text(&inquiry->err)};

	inquiry->later = 0;
	inquiry->call(inquiry->arg, &end);
	inquiry_free(inquiry);
}

/* Comes from within keys_ask, or later. */
static void on_key(void *arg, const char *key, const struct err *error)
{
	struct inquiry *inquiry = arg;

	inquiry->key = key ? xstrdup(key) : NULL;
	if (error)
		err_set(&inquiry->err, error->kind, "%s", err_text(error));
	else
		send(inquiry, &inquiry->err);
	/* Not while the keys are at it: they go with it. */
	if (inquiry->err.kind && !inquiry->begins)
		inquiry->later = loop_after(http_loop(inquiry->http), 0, give_up, inquiry);
}

struct inquiry *inquiry_begin(struct http *http, const struct provider *provider,
			      const char *which, const char *base, inquiry_fn *call, void *arg,
			      struct err *err)
{
	struct inquiry *inquiry = xcalloc(1, sizeof *inquiry);
	bool test = strcmp(which, "test") == 0;

	*inquiry = (struct inquiry){
		.http = http,
		.keys = keys_new(http_loop(http)),
		.wire = provider->description,
		.which = xstrdup(which),
		.base = xstrdup(base),
		.began_ms = clock_ms(),
		.begins = true,
		.call = call,
		.arg = arg,
	};
	keys_ask(inquiry->keys, test ? json_get(inquiry->wire, "key") : NULL, provider->name,
		 on_key, inquiry, &inquiry->waits);
	inquiry->begins = false;
	if (!inquiry->err.kind)
		return inquiry;
	err_move(err, &inquiry->err);
	inquiry_free(inquiry);
	return NULL;
}
