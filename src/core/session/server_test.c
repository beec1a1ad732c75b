/* SPDX-License-Identifier: MIT */
#include "core/session/server_test.h"

#include <stdlib.h>
#include <string.h>

#include "core/tell/page.h"
#include "core/tell/setup.h"
#include "job/inquiry.h"
#include "job/key.h"
#include "util/mem.h"

#define INDENT 10

/* One server. */
struct test {
	struct tests *tests;
	char *provider, *base;
	struct inquiry *inquiry; /* NULL: it has answered, or was never asked */
	bool ok;
	int64_t ms; /* -1: it was not asked */
	char *said;
};

struct tests {
	struct tests *next;
	struct session *session;
	struct call *call;
	struct test **items;
	size_t count, room, open, failed;
};

static struct test *add(struct tests *tests, const char *provider, const char *base)
{
	struct test *test = xcalloc(1, sizeof *test);

	*test = (struct test){.tests = tests,
			      .provider = xstrdup(provider),
			      .base = base ? xstrdup(base) : NULL,
			      .ms = -1};
	GROW(tests->items, tests->count, tests->room);
	tests->items[tests->count++] = test;
	return test;
}

static void tests_free(struct tests *tests)
{
	struct session *session = tests->session;
	struct tests **at = &session->tests;

	while (*at && *at != tests)
		at = &(*at)->next;
	if (*at)
		*at = tests->next;
	for (size_t i = 0; i < tests->count; i++) {
		struct test *test = tests->items[i];

		if (test->inquiry)
			inquiry_drop(test->inquiry);
		free(test->provider);
		free(test->base);
		free(test->said);
		free(test);
	}
	free(tests->items);
	free(tests);
}

/* Why a lone one fails is the error that ends the call. */
static void tell(struct output *out, const struct test *test, bool alone)
{
	out_text(out, test->ok ? STYLE_GOOD : STYLE_BAD, "%-*s", INDENT,
		 test->ok ? test->said : "fails");
	out_text(out, STYLE_STRONG, "%s", test->provider);
	out_say(out, "  %s", test->base ? test->base : "");
	if (test->ms >= 0)
		out_text(out, STYLE_DIM, "  %lld ms", (long long)test->ms);
	out_say(out, "\n");
	if (!test->ok && !alone)
		page_text(out, STYLE_PLAIN, INDENT, test->said);
}

static void tell_json(struct output *out, const struct tests *tests)
{
	struct json *answer = json_new_object(), *array = json_new_array();

	for (size_t i = 0; i < tests->count; i++) {
		const struct test *test = tests->items[i];
		struct json *json = json_new_object();

		json_set_str(json, "provider", test->provider);
		json_set_str(json, "server", test->base);
		json_set_bool(json, "ok", test->ok);
		json_set(json, "ms", test->ms < 0 ? NULL : json_new_num((double)test->ms));
		json_set_str(json, "said", test->said);
		json_push(array, json);
	}
	json_set(answer, "tests", array);
	out_json(out, answer);
}

/* All have answered. */
static int finish(struct tests *tests, struct err *err)
{
	struct output *out = tests->call->out;
	size_t count = tests->count, failed = tests->failed;

	if (out->wants_json)
		tell_json(out, tests);
	else
		for (size_t i = 0; i < count; i++)
			tell(out, tests->items[i], count == 1);
	if (failed && count == 1)
		err_set(err, ERR_IO, "%s: %s", tests->items[0]->provider, tests->items[0]->said);
	else if (failed)
		err_set(err, ERR_IO, "%zu of %zu servers can't be used as they are set up", failed,
			count);
	tests_free(tests);
	return failed ? -1 : 0;
}

static void settle(struct test *test, bool ok, const char *said)
{
	test->ok = ok;
	test->said = xstrdup(said);
	test->tests->failed += !ok;
}

static void on_answer(void *arg, const struct inquiry_end *end)
{
	struct test *test = arg;
	struct tests *tests = test->tests;
	struct call *call = tests->call;
	struct err err = {0};

	test->inquiry = NULL;
	test->ms = end->ms;
	settle(test, end->ok, end->said);
	if (--tests->open)
		return;
	finish(tests, &err);
	call_end(call, &err);
	err_clear(&err);
}

static void ask(struct tests *tests, const struct provider *provider, const char *base)
{
	struct session *session = tests->call->session;
	struct test *test = add(tests, provider->name, base);
	const char *gone = base_gone(provider->description, base);
	struct http *http;
	struct err err = {0};

	if (gone) {
		settle(test, false, gone);
		return;
	}
	if (!json_get(provider->description, "test")) {
		settle(test, false, "its file has no “test”, a request that costs nothing, so "
				    "nothing was asked");
		return;
	}
	http = session_http(session, &err);
	if (http)
		test->inquiry = inquiry_begin(http, provider, "test", base, on_answer, test, &err);
	if (test->inquiry)
		tests->open++;
	else
		settle(test, false, err_text(&err));
	err_clear(&err);
}

static void ask_all(struct tests *tests, const char *name, const struct setup *setup)
{
	struct shelf *shelf = session_shelf(tests->call->session);
	const struct provider *provider = shelf_find(shelf, name, NULL);
	const struct json *description = provider ? provider->description : NULL;

	if (setup->state == SETUP_BUILT_IN) {
		settle(add(tests, name, NULL), true, "built in");
	} else if (setup->state != SETUP_READY) {
		settle(add(tests, name, NULL), false, setup->text);
	} else if (!base_next(description, NULL)) {
		settle(add(tests, name, NULL), false, "it has no server to be asked");
	} else {
		for (const struct json *base = base_next(description, NULL); base;
		     base = base_next(description, base))
			ask(tests, provider, json_str(base));
	}
}

/* A key, or a file of the person's own. */
static bool is_persons_own(struct shelf *shelf, const char *name, const struct setup *setup)
{
	const struct provider *provider = shelf_find(shelf, name, NULL);
	bool keyed = false, own;
	char *file;

	if (setup->state == SETUP_BUILT_IN || !provider)
		return false;
	own = strcmp(provider_origin(shelf, name, &file), "own") == 0;
	free(file);
	if (setup->state == SETUP_READY)
		free(key_place(json_get(provider->description, "key"), &keyed));
	return own || keyed;
}

static void ask_everybody(struct tests *tests)
{
	struct shelf *shelf = session_shelf(tests->call->session);
	struct setup *setups;
	char **names = setup_names(shelf, &setups);

	for (size_t i = 0; names[i]; i++)
		if (is_persons_own(shelf, names[i], &setups[i]))
			ask_all(tests, names[i], &setups[i]);
	setup_names_free(names, setups);
}

int server_test(struct call *call, const char *name, struct err *err)
{
	struct session *session = call->session;
	struct tests *tests = xcalloc(1, sizeof *tests);
	struct setup setup;

	tests->call = call;
	tests->session = session;
	tests->next = session->tests;
	session->tests = tests;
	if (name) {
		setup = setup_of(session_shelf(session), name);
		ask_all(tests, name, &setup);
		free(setup.text);
	} else {
		ask_everybody(tests);
	}
	if (!tests->count)
		out_note(call->out, "no provider has a key or a file of your own; name one to "
				    "test it");
	if (!tests->open)
		return finish(tests, err);
	call->pending = true;
	return 0;
}

void server_test_cancel(struct session *session)
{
	struct tests *tests = session->tests, *next;
	struct err why = {0};

	for (; tests; tests = next) {
		struct call *own = tests->call;

		next = tests->next;
		tests_free(tests);
		err_set(&why, ERR_CANCELLED, "stopped on request");
		call_end(own, &why);
	}
	err_clear(&why);
}

void server_test_free_all(struct session *session)
{
	while (session->tests)
		tests_free(session->tests);
}
