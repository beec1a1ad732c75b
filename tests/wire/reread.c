/* SPDX-License-Identifier: MIT */
#include "reread.h"

#include <stdlib.h>

bool task_reread(struct task *task)
{
	struct json *json = task_to_json(task);
	struct task read;
	bool same = task_from_json(&read, json, NULL) == 0;

	json_free(json);
	if (!same)
		return false;
	free(task->base);
	json_free(task->values);
	task->step = read.step;
	task->nth = read.nth;
	task->base = read.base;
	task->values = read.values;
	return true;
}
