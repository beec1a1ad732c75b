/* SPDX-License-Identifier: MIT
 *
 * What has to be written down before the next step of a job at a service: how far it is,
 * in the ledger; a clip that came in an answer, in its file.
 */
#include <stdlib.h>
#include <string.h>

#include "job/wire_run.h"
#include "util/mem.h"
#include "util/secret.h"

#define KEY_BYTES_MIN 16 /* of one that is secret */

int wire_move_to(struct run *run, enum job_state to, struct err *err)
{
	if (run->job.state == to)
		return 0;
	return ledger_move(run->jobs->ledger, &run->job, to, NULL, NULL, NULL, err);
}

/* Returns new, takes the text: it without the key, as it is written down. A short key
 * ("EMPTY", where an engine wants any) is a word like others, of a job's name perhaps. */
static char *unkeyed(const struct run *run, char *text)
{
	const char *key = run->wire->key;
	char *masked;

	if (!key || strlen(key) < KEY_BYTES_MIN)
		return text;
	masked = secret_masked(text, key);
	free(text);
	return masked;
}

char *wire_task_text(const struct run *run)
{
	struct json *task = task_to_json(&run->wire->task);
	char *text = unkeyed(run, json_text(task));

	json_free(task);
	return text;
}

int wire_keep(struct run *run, bool anyway, struct err *err)
{
	const struct json *id = json_get(run->wire->task.values, "id");
	char *text = wire_task_text(run), *before = run->job.task;

	if (before && strcmp(text, before) == 0 && !anyway) {
		free(text);
		return 0;
	}
	if (id && !run->job.remote)
		run->job.remote =
			unkeyed(run, json_str(id) ? xstrdup(json_str(id)) : json_text(id));
	run->job.task = text;
	if (ledger_keep(run->jobs->ledger, &run->job, err) < 0) {
		run->job.task = before; /* it is to be written yet */
		free(text);
		return -1;
	}
	free(before);
	return 0;
}

/* The clip first: who finds it needs to know no more. */
int wire_note(struct run *run, const struct wire_move *next, struct err *err)
{
	int64_t cost = run->job.cost;
	enum charge charge = run->job.charge;
	bool told;

	if (next->what == WIRE_SAVE && !run->arrived && wire_save(run, &next->clip, err) < 0)
		return -1;
	job_charged(&run->job, money_from(next->cost));
	told = cost != run->job.cost || charge != run->job.charge;
	if ((next->keep || told) && wire_keep(run, told, err) < 0)
		return -1;
	if (run->wire->task.step > WIRE_CREATE && next->what != WIRE_FAIL &&
	    (run->job.state == JOB_SUBMITTING || run->job.state == JOB_UNKNOWN))
		return wire_move_to(run, JOB_WAITING, err);
	return 0;
}
