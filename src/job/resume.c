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

#include "film/cache.h"
#include "film/take.h"
#include "job/program_job.h"
#include "job/run.h"
#include "provider/describe.h"
#include "util/mem.h"

#define RECIPE_BYTES_MAX (4u << 20)

/* Just before it is, its task is written down with the server it goes to. */
bool job_is_unsent(const struct job *job)
{
	struct json *json = job->state == JOB_SUBMITTING ? job_task(job) : NULL;
	struct task task = {0};
	bool sent = json && task_from_json(&task, json, NULL) == 0 && task.base &&
		    task.step >= WIRE_CREATE;

	task_clear(&task);
	json_free(json);
	return job->state == JOB_QUEUED || (job->state == JOB_SUBMITTING && !sent);
}

static int close_as(struct jobs *jobs, struct job *job, enum job_state to, const char *why,
		    struct err *err)
{
	return ledger_move(jobs->ledger, job, to, NULL, NULL, why, err);
}

/* Writes down what needs no asking, where no clip has come. */
static int judge(struct jobs *jobs, struct job *job, struct err *err)
{
	if (job_is_unsent(job))
		return close_as(jobs, job, JOB_CANCELLED, "interrupted before it was sent", err);
	if (job->state == JOB_SUBMITTING)
		return close_as(jobs, job, JOB_UNKNOWN,
				"scenetty died while it was being sent: the service may have it",
				err);
	return 0;
}

/* Of what is unknown only where the service can be asked for it. */
static bool can_be_asked(const struct job *job, const struct provider *provider)
{
	if (job->state == JOB_UNKNOWN)
		return json_len(json_get(provider->description, "lookup")) > 0;
	return job_state_is_open(job->state);
}

static struct run *take_up(struct jobs *jobs, struct job *job, const struct provider *provider,
			   struct err *err)
{
	struct run *run = xcalloc(1, sizeof *run);
	struct json *task = job_task(job);

	run->jobs = jobs;
	run->clip = run->behind = -1;
	run->recipe =
		json_parse(job->recipe, strlen(job->recipe), RECIPE_BYTES_MAX, "ledger", NULL);
	run->seconds = job->seconds;
	run->frames = 0;
	run->job = *job;
	*job = (struct job){0};
	free(run->job.take); /* its claim died with the process */
	run->job.take = NULL;
	if (run->recipe && task && wire_take_up(run, provider, task, err) == 0) {
		json_free(task);
		run_find_clip(run);
		return run;
	}
	err_set(err, ERR_INVALID, "job %lld: what the ledger says of it is damaged",
		(long long)run->job.number);
	json_free(task);
	run_free(run);
	return NULL;
}

/* It died between the clip in its place and the last file. */
static void take_back(struct jobs *jobs, const struct job *job, int64_t dead)
{
	char *clip = job->take ? job_clip(job) : NULL;
	int tmp = clip ? cache_dir(jobs->film_dir, "tmp", NULL) : -1;

	if (tmp >= 0)
		close(tmp);
	if (job->take)
		take_withdraw(jobs->film_dir, job->scene, job->take, dead, clip);
	take_sweep(jobs->film_dir, job->scene);
	free(clip);
}

static int resume(struct jobs *jobs, struct job *job, struct err *err)
{
	const struct provider *provider = shelf_find(jobs->shelf, job->provider, err);
	struct run *run;
	int64_t dead = job->owner.pid;

	if (!provider) {
		err_advise(err, "“scenetty cancel job:%lld” gives the job up",
			   (long long)job->number);
		return err_prefix(err, "job %lld: ", (long long)job->number);
	}
	if (!can_be_asked(job, provider))
		return 0;
	if (ledger_adopt(jobs->ledger, job, err) < 0)
		return -1;
	take_back(jobs, job, dead);
	if (job->state == JOB_FETCHING && job_take_stands(jobs->film_dir, job))
		return close_as(jobs, job, JOB_DONE, NULL, err);
	if (!job_has_arrived(jobs->film_dir, job)) {
		if (json_get(provider->description, "run"))
			return program_settle(jobs, job, provider, err);
		if (judge(jobs, job, err) < 0)
			return -1;
		if (!can_be_asked(job, provider))
			return 0;
	}
	run = take_up(jobs, job, provider, err);
	if (!run)
		return -1;
	run_queue(run);
	return 0;
}

int jobs_resume(struct jobs *jobs, const char *film_id, struct err *err)
{
	struct job *list;
	size_t count;
	bool at_once;
	int result = 0;

	if (ledger_jobs(jobs->ledger, film_id, true, &list, &count, err) < 0)
		return -1;
	at_once = count && ledger_begin(jobs->ledger, NULL) == 0; /* there may be thousands */
	for (size_t i = count; i-- > 0;) {                        /* oldest first */
		struct err why = {0};

		if (job_is_drawn(&list[i]) || job_is_carried(&list[i]))
			continue;
		if (resume(jobs, &list[i], &why) < 0 && why.kind != ERR_BUSY && result == 0)
			result = err_move(err, &why); /* the others go on all the same */
		err_clear(&why);
	}
	if (at_once && ledger_finish(jobs->ledger, result ? NULL : err) < 0)
		result = -1;
	ledger_free_jobs(list, count);
	return result;
}

int jobs_give_up(struct jobs *jobs, struct job *job, struct err *err)
{
	int64_t dead = job->owner.pid;

	if (ledger_adopt(jobs->ledger, job, err) < 0)
		return -1;
	take_back(jobs, job, dead);
	if (judge(jobs, job, err) < 0)
		return -1;
	if (job->state != JOB_WAITING && job->state != JOB_FETCHING)
		return 0;
	return close_as(jobs, job, JOB_CANCELLED, JOB_LEFT_UNTOLD, err);
}

/* Its state is asked for first, where it has one: an address of the clip may have lapsed
 * since. */
static int ask_anew(struct job *job, const struct provider *provider, struct err *err)
{
	struct json *task = job_task(job), *values = json_get(task, "values");
	bool polls = json_get(provider->description, "poll") && json_get(values, "id");

	if (!polls && !json_get(values, "url")) {
		json_free(task);
		return err_set(err, ERR_INVALID,
			       "job %lld has nothing to ask %s for: “scenetty retry %lld” makes it "
			       "again",
			       (long long)job->number, job->provider, (long long)job->number);
	}
	if (polls)
		json_set(values, "url", NULL);
	json_set_str(task, "step", polls ? "poll" : "fetch");
	free(job->task);
	job->task = json_text(task);
	json_free(task);
	return 0;
}

/* What it is fetched from: the clip that has come, the service that may have it. */
static int find_source(struct jobs *jobs, struct job *job, const struct provider *provider,
		       struct err *err)
{
	if (job->state == JOB_UNKNOWN || job_has_arrived(jobs->film_dir, job))
		return 0;
	if (!json_get(provider->description, "run"))
		return ask_anew(job, provider, err);
	return err_set(err, ERR_INVALID,
		       "%s is a program: what it did not finish can't be fetched; “scenetty retry "
		       "%lld” runs it again",
		       job->provider, (long long)job->number);
}

int jobs_fetch(struct jobs *jobs, struct job *job, struct err *err)
{
	const struct provider *provider = shelf_find(jobs->shelf, job->provider, err);
	struct run *run;

	if (!provider || find_source(jobs, job, provider, err) < 0 ||
	    ledger_adopt(jobs->ledger, job, err) < 0)
		return -1;
	if (job->state != JOB_UNKNOWN) {
		free(job->error);
		job->error = NULL;
		if (ledger_move(jobs->ledger, job, JOB_WAITING, NULL, NULL, NULL, err) < 0)
			return -1;
	}
	run = take_up(jobs, job, provider, err);
	if (!run)
		return -1;
	run->anew = true;
	run_queue(run);
	return 0;
}
