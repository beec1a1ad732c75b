/* SPDX-License-Identifier: MIT
 *
 * Providers' files of any kind: shipped ones, spoiled. Such a file is refused with its
 * name (and its line, where there is one), or it can be used without harm.
 */
#include <stdlib.h>
#include <string.h>

#include "provider/describe.h"
#include "provider/fit.h"
#include "provider/pointer.h"
#include "provider/price.h"
#include "provider/wire.h"
#include "provider/workflow.h"
#include "source.h"
#include "subjects.h"

static const struct subjects *subjects;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	subjects = subjects_read();
	return 0;
}

/* One move with it, and one with an answer. */
static void use(const struct json *description, const char *model, const char *reply)
{
	const struct provider provider = {.name = "p", .description = description};
	const struct subject subject = {&provider, model, "1280x720", 5};
	struct json *recipe = subject_recipe(&subject, 0);
	struct wire_reply answer = {.status = 200, .body = reply, .bytes = strlen(reply)};
	struct wire_move move;
	struct err err = {0};
	struct task task;
	struct fit fit;

	if (fit_recipe(&provider, recipe, false, "ref", &fit, &err) == 0) {
		price_of(fit.caps, fit.seconds, fit.resolution);
		task_begin(&task, fit.wire, NULL, fit.values);
		fit.values = NULL;
		wire_next(fit.wire, &task, NULL, &move);
		if (move.what == WIRE_SEND) {
			wire_move_clear(&move);
			wire_next(fit.wire, &task, &answer, &move);
		}
		wire_move_clear(&move);
		task_clear(&task);
		fit_clear(&fit);
	} else {
		holds_utf8(err_text(&err));
	}
	err_clear(&err);
	json_free(recipe);
}

/* What one that takes workflows says of them. */
static const struct json *graph_rules(void)
{
	const struct json *rules = NULL;

	for (size_t i = 0; i < subjects->count && !rules; i++)
		rules = json_get(subjects->items[i].provider->description, "graph");
	return rules;
}

static bool any_name(const char *name)
{
	return true;
}

/* A workflow of any kind is refused, or becomes a sound template. */
static void try_graph(struct source *source)
{
	struct buf text = {0};
	struct err err = {0};
	struct json *read;

	buf_add_str(&text, subjects->graphs[source_pick(source, subjects->graph_count)]);
	source_spoil(source, &text);
	read = workflow_parse(buf_str(&text), text.len, "graph.json", graph_rules(), &err);
	if (!read) {
		HOLDS(strncmp(err_text(&err), "graph.json", 10) == 0, "%s", err_text(&err));
		holds_utf8(err_text(&err));
	} else {
		struct template_values values = {.values = json_get(read, "can")};

		HOLDS(template_check(read, any_name, &err) == 0, "%s", err_text(&err));
		json_free(template_fill(json_get(read, "graph"), &values, &err));
	}
	json_free(read);
	buf_free(&text);
	err_clear(&err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct source source = {data, size, 0};
	const char *reply = subjects->replies[source_pick(&source, subjects->reply_count)];
	const char *under = subjects->files[source_pick(&source, subjects->file_count)];
	struct json *description, *below, *whole;
	struct buf text = {0}, at = {0};
	struct err err = {0};

	try_graph(&(struct source){data, size, 0});
	buf_add_str(&text, subjects->files[source_pick(&source, subjects->file_count)]);
	source_spoil(&source, &text);
	description = description_parse(buf_str(&text), text.len, "spoiled.json", &err);
	if (!description) {
		HOLDS(strncmp(err_text(&err), "spoiled.json:", 13) == 0, "%s", err_text(&err));
		holds_utf8(err_text(&err));
		buf_free(&text);
		err_clear(&err);
		return 0;
	}
	below = description_parse(under, strlen(under), "whole.json", NULL);
	whole = description_over(below, description);
	if (description_complete(whole, &at, &err) == 0)
		for (const struct json *model = json_first(json_get(whole, "models")); model;
		     model = json_next(model))
			use(whole, json_name(model), reply);
	else
		HOLDS(pointer_exact(whole, buf_str(&at)), "%s: %s", buf_str(&at), err_text(&err));
	holds_utf8(err_text(&err));
	json_free(whole);
	json_free(below);
	json_free(description);
	buf_free(&text);
	buf_free(&at);
	err_clear(&err);
	return 0;
}
