/* SPDX-License-Identifier: MIT
 *
 * Jobs of services whose process died. What was never sent is closed; what may have
 * been sent is unknown, and only the person may send again; what a service has is
 * taken up where it was left, by asking.
 */
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "film/take.h"
#include "job/run.h"
#include "provider/describe.h"
#include "util/mem.h"

#define RECIPE_BYTES_MAX (4u << 20)

static struct json *parse(const char *text)
{
	return text ? json_parse(text, strlen(text), RECIPE_BYTES_MAX, "ledger", NULL) : NULL;
}

static bool was_sent(const struct job *job)
{
	struct json *json = parse(job->task);
	struct task task = {0};
	bool sent = json && task_from_json(&task, json, NULL) == 0 && task.step >= WIRE_CREATE;

	task_clear(&task);
	json_free(json);
	return sent;
}

/* Closes what needs no asking: 1 if it was that. */
static int close_job(struct jobs *jobs, struct job *job, struct err *err)
{
	struct ledger *ledger = jobs->ledger;

	switch (job->state) {
	case JOB_QUEUED:
		return ledger_move(ledger, job, JOB_CANCELLED, NULL, NULL,
				   "interrupted before it was sent", err) < 0
			       ? -1
			       : 1;
	case JOB_SUBMITTING:
		if (!was_sent(job))
			return ledger_move(ledger, job, JOB_CANCELLED, NULL, NULL,
					   "interrupted before it was sent", err) < 0
				       ? -1
				       : 1;
		return ledger_move(ledger, job, JOB_UNKNOWN, NULL, NULL,
				   "scenetty died while it was being sent: the service may have "
				   "it; look at its own list of jobs",
				   err) < 0
			       ? -1
			       : 1;
	case JOB_FETCHING:
		if (job_take_stands(jobs->film_dir, job))
			return ledger_move(ledger, job, JOB_DONE, NULL, NULL, NULL, err) < 0 ? -1
											     : 1;
		return 0;
	case JOB_WAITING:
		return 0;
	default:
		return 1; /* unknown: the person's */
	}
}

static struct run *take_up(struct jobs *jobs, struct job *job, const struct provider *provider,
			   struct err *err)
{
	struct run *run = xcalloc(1, sizeof *run);
	struct json *task = parse(job->task);

	run->jobs = jobs;
	run->clip = run->behind = -1;
	run->recipe = parse(job->recipe);
	run->seconds = job->seconds;
	run->frames = 0;
	run->job = *job;
	*job = (struct job){0};
	free(run->job.take); /* its claim died with the process */
	run->job.take = NULL;
	if (run->recipe && task && wire_take_up(run, provider, task, err) == 0) {
		json_free(task);
		return run;
	}
	err_set(err, ERR_INVALID, "job %lld: what the ledger says of it is damaged",
		(long long)run->job.number);
	json_free(task);
	run_free(run);
	return NULL;
}

static int resume(struct jobs *jobs, struct job *job, struct err *err)
{
	const struct provider *provider = shelf_find(jobs->shelf, job->provider, err);
	struct run *run;
	int closed;

	if (!provider)
		return -1;
	if (ledger_adopt(jobs->ledger, job, err) < 0)
		return -1;
	closed = close_job(jobs, job, err);
	if (closed)
		return closed < 0 ? -1 : 0;
	take_sweep(jobs->film_dir, job->scene);
	run = take_up(jobs, job, provider, err);
	if (!run)
		return -1;
	run_queue(run);
	return 0;
}

static bool is_drawn(const char *provider)
{
	size_t count;
	const struct provider *rows = providers_built_in(&count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].name, provider) == 0)
			return true;
	return false;
}

int jobs_resume(struct jobs *jobs, const char *film_id, struct err *err)
{
	struct job *list;
	size_t count;
	int result = 0;

	if (ledger_jobs(jobs->ledger, film_id, true, &list, &count, err) < 0)
		return -1;
	for (size_t i = count; i-- > 0;) { /* oldest first */
		struct err why = {0};

		if (list[i].state == JOB_UNKNOWN || is_drawn(list[i].provider) ||
		    job_is_carried(&list[i]))
			continue;
		if (resume(jobs, &list[i], &why) < 0 && why.kind != ERR_BUSY && result == 0)
			result = err_move(err, &why); /* the others go on all the same */
		err_clear(&why);
	}
	ledger_free_jobs(list, count);
	return result;
}
