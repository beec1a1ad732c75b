/* SPDX-License-Identifier: MIT
 *
 * Jobs that are to end before they are done: stopped, or left to the service that has
 * them.
 */
#include <stdlib.h>
#include <string.h>

#include "film/take.h"
#include "job/key.h"
#include "job/ledger_watch.h"
#include "job/wire_run.h"
#include "util/mem.h"

/* Thousands may wait: one writing for all of them. */
static void give_up_all(struct jobs *jobs, bool (*which)(const struct run *run),
			const struct err *why)
{
	bool written = ledger_begin(jobs->ledger, NULL) == 0;
	for (struct run *run = jobs->runs; run; run = run->next) {
		if (!which(run))
			continue;
		if (!written)
			run->job.state = JOB_CANCELLED; /* so the ledger isn't tried again */
		run_give_up(run, why);
	}
	if (written)
		ledger_finish(jobs->ledger, NULL);
}

bool run_is_unsent(const struct run *run)
{
	return run->job.state == JOB_QUEUED || (run->wire && job_is_unsent(&run->job));
}

/* What a service has, or may have, is fetched another time; what has come is here. */
static bool stops_with_us(const struct run *run)
{
	return !run->wire || run_is_unsent(run) || (wire_is_program(run) && !run->arrived);
}

/* Nothing has been done about it; what was taken up from another process has been. */
static bool waits_here(const struct run *run)
{
	return !run->begun && !run->job.remote && run->job.state != JOB_UNKNOWN;
}

static bool is_unwanted(const struct run *run)
{
	return run->unwanted && waits_here(run);
}

static struct run *first_unwanted(const struct jobs *jobs)
{
	struct run *run = jobs->runs;
	while (run && !is_unwanted(run))
		run = run->next;
	return run;
}

static void stop(struct run *run)
{
	if (run->request)
		request_cancel(run->request);
	else if (run->wire)
		wire_cancel(run);
}

size_t jobs_cancel(struct jobs *jobs, bool (*which)(void *arg, const struct job *job), void *arg)
{
	struct err why = {0};
	size_t count = 0, queued = 0;
	for (struct run *run = jobs->runs; run; run = run->next) {
		if (which && !which(arg, &run->job))
			continue;
		run->unwanted = true;
		count++;
		queued += waits_here(run);
	}
	for (struct run *run = jobs->runs; run; run = run->next)
		if (run->unwanted && run->begun)
			stop(run);
	if (!queued)
		return count;
	err_set(&why, ERR_CANCELLED, "stopped on request");
	give_up_all(jobs, is_unwanted, &why);
	for (struct run *run; (run = first_unwanted(jobs));)
		run_end(run, &why);
	err_clear(&why);
	return count;
}

/* The next that waits here for this service. */
static struct run *next_queued(struct jobs *jobs, const char *provider)
{
	struct run *run = jobs->runs;
	while (run && !(run->wire && run->job.state == JOB_QUEUED && waits_here(run) &&
			strcmp(run->job.provider, provider) == 0))
		run = run->next;
	return run;
}

void jobs_stop_queued(struct jobs *jobs, const char *provider, const struct err *why)
{
	for (struct run *run; (run = next_queued(jobs, provider));)
		run_end(run, why);
}

static bool stays_here(void *arg, const struct job *job)
{
	return job->state == JOB_QUEUED || (!job->remote && job->state != JOB_UNKNOWN &&
					    (job->state != JOB_FETCHING || job_is_drawn(job)));
}

/* It is there, or may be, and goes on without us. */
static bool goes_on(const struct run *run)
{
	return run->wire && !run->goes_on && !run->request &&
	       (run->job.remote || run->job.state == JOB_UNKNOWN);
}

static struct run *first_remote(const struct jobs *jobs)
{
	struct run *run = jobs->runs;
	while (run && !goes_on(run))
		run = run->next;
	return run;
}

void jobs_stop_here(struct jobs *jobs)
{
	jobs_cancel(jobs, stays_here, NULL);
}

size_t jobs_leave(struct jobs *jobs)
{
	size_t count = 0;

	jobs_stop_here(jobs);
	for (struct run *run; (run = first_remote(jobs));) {
		struct err why = {0};
		err_set(&why, ERR_CANCELLED,
			"it goes on at %s; “scenetty jobs --settle” fetches it", run->job.provider);
		run->goes_on = true;
		count += run->job.state != JOB_UNKNOWN;
		run_end(run, &why);
		err_clear(&why);
	}
	return count;
}

void run_leave(struct run *run, struct err *why)
{
	struct job *job = &run->job;
	char *take = job->take;

	err_advise(why, "when that is mended “scenetty jobs --settle” goes on with job %lld",
		   (long long)job->number);
	run->goes_on = true;
	free(job->error);
	job->error = xstrdup(err_text(why));
	job->take = NULL;
	/* The claim is not given back before the ledger knows. */
	if (ledger_keep(run->jobs->ledger, job, NULL) == 0 && take)
		take_unclaim(run->jobs->film_dir, job->scene, take);
	ledger_let_go(run->jobs->ledger, job, NULL);
	free(take);
	run_end(run, why);
	err_clear(why);
}

void jobs_free(struct jobs *jobs)
{
	struct err why = {0};
	if (!jobs)
		return;
	err_set(&why, ERR_CANCELLED, "stopped on request");
	give_up_all(jobs, stops_with_us, &why);
	for (struct run *run; (run = jobs->runs);) {
		jobs->runs = run->next;
		if (run->request)
			request_drop(run->request);
		run_free(run);
	}
	keys_free(jobs->keys);
	ledger_watch_free(jobs->watch);
	loop_cancel(jobs->loop, jobs->pumping);
	err_clear(&why);
	free(jobs->folder);
	free(jobs);
}
