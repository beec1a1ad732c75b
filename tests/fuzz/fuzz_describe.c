/* SPDX-License-Identifier: MIT
 *
 * Providers' files of any kind: shipped ones, spoiled. Such a file is refused with its
 * name (and its line, where there is one), or it can be used without harm.
 */
#include <stdlib.h>
#include <string.h>

#include "provider/describe.h"
#include "provider/fit.h"
#include "provider/price.h"
#include "provider/wire.h"
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct source source = {data, size, 0};
	const char *reply = subjects->replies[source_pick(&source, subjects->reply_count)];
	const char *under = subjects->files[source_pick(&source, subjects->file_count)];
	struct json *description, *below, *whole;
	struct buf text = {0};
	struct err err = {0};

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
	if (description_complete(whole, "whole", &err) == 0)
		for (const struct json *model = json_first(json_get(whole, "models")); model;
		     model = json_next(model))
			use(whole, json_name(model), reply);
	else
		holds_utf8(err_text(&err));
	json_free(whole);
	json_free(below);
	json_free(description);
	buf_free(&text);
	err_clear(&err);
	return 0;
}
