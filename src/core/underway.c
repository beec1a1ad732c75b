/* SPDX-License-Identifier: MIT */
#include "core/underway.h"

#include "core/batch.h"
#include "util/mem.h"

struct counts {
	const struct film *film;
	size_t *of_scene;
};

static void count(void *arg, const char *scene)
{
	struct counts *counts = arg;

	/* One place more than there are scenes takes those that were removed. */
	counts->of_scene[film_index(counts->film, scene)]++;
}

size_t *scenes_underway(struct session *session)
{
	const struct film *film = session->store.film;
	struct counts counts = {film, xcalloc(film->scene_count + 1, sizeof(size_t))};
	struct job *jobs;
	size_t job_count;

	batch_each_waiting(session, count, &counts);
	if (!film->id || !ledger_stands() || !session_ledger(session, NULL) ||
	    ledger_newest(session->ledger, film->id, &jobs, &job_count, NULL) < 0)
		return counts.of_scene;
	for (size_t i = 0; i < job_count; i++)
		if (job_state_is_open(jobs[i].state) && job_is_carried(&jobs[i]))
			count(&counts, jobs[i].scene);
	ledger_free_jobs(jobs, job_count);
	return counts.of_scene;
}
