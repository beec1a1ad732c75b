/* SPDX-License-Identifier: MIT
 *
 * How far a job is, and that as JSON.
 */
#include <stdlib.h>
#include <string.h>

#include "provider/wire_private.h"
#include "util/mem.h"

static const char *const step_words[] = {"upload",  "lookup", "create", "poll",
					 "resolve", "fetch",  "ended"};

const char *wire_step_word(enum wire_step step)
{
	return step_words[step];
}

void task_begin(struct task *task, const struct json *wire, const char *base, struct json *values)
{
	*task = (struct task){
		.step = json_len(json_get(wire, "upload")) ? WIRE_UPLOAD : WIRE_CREATE,
		.base = base ? xstrdup(base) : NULL,
		.values = values,
	};
}

void task_clear(struct task *task)
{
	free(task->base);
	json_free(task->values);
	json_free(task->taken);
	*task = (struct task){0};
}

struct json *task_to_json(const struct task *task)
{
	struct json *json = json_new_object();

	json_set_str(json, "step", step_words[task->step]);
	json_set_num(json, "upload", (double)task->nth);
	json_set_str(json, "base", task->base);
	json_set(json, "values", json_copy(task->values));
	return json;
}

int task_from_json(struct task *task, const struct json *json, struct err *err)
{
	const char *step = json_get_str(json, "step"), *base = json_get_str(json, "base");
	const struct json *values = json_get(json, "values");
	double upload = json_get_num(json, "upload");

	*task = (struct task){0};
	for (size_t i = 0; step && i < LENGTH(step_words); i++)
		if (strcmp(step, step_words[i]) == 0)
			task->step = (enum wire_step)i;
	if (!step || json_type(values) != JSON_OBJECT)
		return err_set(err, ERR_INVALID, "what the ledger says of its steps is damaged");
	task->nth = upload >= 0 && upload < 100 ? (size_t)upload : 0;
	task->base = base ? xstrdup(base) : NULL;
	task->values = json_copy(values);
	return 0;
}
