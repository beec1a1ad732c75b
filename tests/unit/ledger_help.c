/* SPDX-License-Identifier: MIT */
#include "ledger_help.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "util/mem.h"

struct ledger *opened(void)
{
	struct err err = {0};
	struct ledger *ledger = ledger_open(&err);
	if (!ledger)
		fail_msg("%s", err_text(&err));
	return ledger;
}

struct job sample(const char *film)
{
	return (struct job){
		.film = xstrdup(film),
		.folder = xstrdup("/films/kitten"),
		.scene = xstrdup("match"),
		.provider = xstrdup("animatic"),
		.recipe = xstrdup("{\"seed\":7}"),
		.intent = xstrdup("abc"),
	};
}

struct job added(struct ledger *ledger)
{
	struct job job = sample("k1tten");
	assert_int_equal(ledger_add(ledger, &job, NULL), 0);
	return job;
}

struct job only_job(struct ledger *ledger)
{
	struct job *jobs, job;
	size_t count;
	assert_int_equal(ledger_jobs(ledger, NULL, false, &jobs, &count, NULL), 0);
	assert_int_equal(count, 1);
	job = jobs[0];
	free(jobs);
	return job;
}

/* The way to each state from a new job. */
static const enum job_state ways[JOB_UNKNOWN + 1][4] = {
	[JOB_SUBMITTING] = {JOB_SUBMITTING},
	[JOB_WAITING] = {JOB_SUBMITTING, JOB_WAITING},
	[JOB_FETCHING] = {JOB_SUBMITTING, JOB_WAITING, JOB_FETCHING},
	[JOB_DONE] = {JOB_SUBMITTING, JOB_WAITING, JOB_FETCHING, JOB_DONE},
	[JOB_FAILED] = {JOB_FAILED},
	[JOB_CANCELLED] = {JOB_CANCELLED},
	[JOB_UNKNOWN] = {JOB_SUBMITTING, JOB_UNKNOWN},
};

void bring(struct ledger *ledger, struct job *job, enum job_state to)
{
	for (int i = 0; i < 4 && job->state != to; i++)
		assert_int_equal(ledger_move(ledger, job, ways[to][i], NULL, NULL, NULL, NULL), 0);
	assert_int_equal(job->state, to);
}
