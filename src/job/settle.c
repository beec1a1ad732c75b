/* SPDX-License-Identifier: MIT
 *
 * Putting right what dead processes left. A dead job is taken over first, so that
 * of two commands at once one cleans up after it and the other stays away.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "film/take.h"
#include "job/run.h"
#include "util/file.h"

/* It died between the last file and the last line in the ledger. */
bool job_take_stands(int film_dir, const struct job *job)
{
	struct take_list takes = {0};
	bool stands = false;
	if (job->take && takes_load(film_dir, job->scene, &takes, NULL, NULL, NULL) == 0) {
		const struct take *take = takes_find(&takes, job->take);
		stands = take && json_get_num(take->json, "job") == (double)job->number;
	}
	takes_clear(&takes);
	return stands;
}

static void clean(int film_dir, const struct job *job, int64_t dead)
{
	char *temp = job_temp(job->number, dead);
	unlinkat(film_dir, temp, 0);
	free(temp);
	if (job->take)
		take_withdraw(film_dir, job->scene, job->take, dead, NULL);
	take_sweep(film_dir, job->scene);
}

static int take_over(struct ledger *ledger, int film_dir, struct job *job, struct err *err)
{
	int64_t dead = job->owner.pid;
	if (ledger_adopt(ledger, job, err) < 0)
		return -1;
	bool whole = job->state == JOB_FETCHING && job_take_stands(film_dir, job);
	clean(film_dir, job, dead);
	return ledger_move(ledger, job, whole ? JOB_DONE : JOB_CANCELLED, NULL, NULL,
			   whole ? NULL : "interrupted", err);
}

/* 1 when it was settled here, 0 when another process does it. */
static int settle(struct ledger *ledger, int film_dir, struct job *job, struct err *err)
{
	struct err why = {0};
	if (take_over(ledger, film_dir, job, &why) == 0)
		return 1;
	if (why.kind != ERR_BUSY)
		return err_move(err, &why);
	err_clear(&why);
	return 0;
}

bool job_is_drawn(const struct job *job)
{
	size_t count;
	const struct provider *rows = providers_built_in(&count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].name, job->provider) == 0)
			return true;
	return false;
}

static void sweep_temps(int film_dir)
{
	int tmp = file_open_beneath(film_dir, ".scenetty/tmp", O_RDONLY | O_DIRECTORY, 0, NULL);
	if (tmp < 0)
		return;
	file_sweep_temps(tmp, NULL);
	close(tmp);
}

int jobs_settle(struct ledger *ledger, int film_dir, const char *film_id,
		size_t *settled, struct err *err)
{
	struct job *jobs;
	size_t count;
	int result = 0;
	*settled = 0;
	if (ledger_jobs(ledger, film_id, true, &jobs, &count, err) < 0)
		return -1;
	for (size_t i = 0; result >= 0 && i < count; i++) {
		if (job_is_carried(&jobs[i]) || !job_is_drawn(&jobs[i]))
			continue;
		result = settle(ledger, film_dir, &jobs[i], err);
		*settled += result > 0;
	}
	ledger_free_jobs(jobs, count);
	sweep_temps(film_dir);
	return result < 0 ? -1 : 0;
}
