/* SPDX-License-Identifier: MIT */
#include "core/session/underway.h"

#include <stdlib.h>

#include "core/session/batch.h"
#include "util/mem.h"

struct counts {
	const struct film *film;
	struct underway *out;
};

static void count(void *arg, const char *scene)
{
	struct counts *counts = arg;

	/* One place more than there are scenes takes those that were removed. */
	counts->out->takes[film_index(counts->film, scene)]++;
}

static void count_job(struct counts *counts, const struct job *job)
{
	int64_t *unknown = &counts->out->unknown[film_index(counts->film, job->scene)];

	if (job->state == JOB_UNKNOWN)
		*unknown = job->number > *unknown ? job->number : *unknown;
	else if (job_state_is_open(job->state) && (job_is_carried(job) || !job_is_drawn(job)))
		count(counts, job->scene);
}

void underway_look(struct session *session, struct underway *out)
{
	const struct film *film = session->store.film;
	struct counts counts = {film, out};
	struct job *jobs;
	size_t job_count;

	out->takes = xcalloc(film->scene_count + 1, sizeof *out->takes);
	out->unknown = xcalloc(film->scene_count + 1, sizeof *out->unknown);
	batch_each_waiting(session, count, &counts);
	if (!film->id || !ledger_stands() || !session_ledger(session, NULL) ||
	    ledger_newest(session->ledger, film->id, &jobs, &job_count, NULL) < 0)
		return;
	for (size_t i = 0; i < job_count; i++)
		count_job(&counts, &jobs[i]);
	ledger_free_jobs(jobs, job_count);
}

void underway_clear(struct underway *underway)
{
	free(underway->takes);
	free(underway->unknown);
}
