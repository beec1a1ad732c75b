/* SPDX-License-Identifier: MIT
 *
 * A job at a service, waiting: for when, because of what, and until when at most.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "job/wire_run.h"
#include "util/clock.h"
#include "util/mem.h"

#define JITTER 0.2 /* of a wait, never less than it */
#define WAIT_LEAST_S 0.01
#define WAIT_MOST_S 86400.0
#define SPENT_MOST 0.9 /* of a deadline, while nobody looked */
#define SEEN_S 5.0     /* a wait that is told */
#define WHILE_S 2.0    /* before something is looked at again, unless the file says */

static void wait_for(struct run *run, double seconds)
{
	run->wire->timer =
		loop_after(run->jobs->loop, (int64_t)(seconds * 1000), wire_on_time, run);
}

/* Not all at the same moment, and not at once, whatever a file or a server says. */
static double spread(double seconds)
{
	return fmin(fmax(seconds, WAIT_LEAST_S), WAIT_MOST_S) *
	       (1 + JITTER * (double)random() / RAND_MAX);
}

/* As long as before a first poll. */
void wire_wait_a_while(struct run *run)
{
	double first = json_get_num(json_get(run->wire->wire, "wait"), "first");

	wait_for(run, spread(isnan(first) ? WHILE_S : first));
}

bool wire_is_late(const struct run *run)
{
	return (double)(clock_ms() - run->wire->began_ms) / 1000 > wire_deadline(run);
}

static void late(struct run *run)
{
	struct err err = {0};

	err_set(&err, ERR_IO,
		"%s: it takes longer than its deadline; “scenetty fetch %lld” asks for it again",
		run->job.provider, (long long)run->job.number);
	wire_end(run, &err);
}

/* Whatever it has waited for is over. */
void wire_stop_waiting(struct run *run)
{
	if (!run->job.again)
		return;
	run->job.again = 0;
	free(run->job.error);
	run->job.error = NULL;
	ledger_keep(run->jobs->ledger, &run->job, NULL);
	run_waits(run, NULL);
}

/* What it waits for is seen, also by who looks into the ledger. */
static void tell_wait(struct run *run, const struct wire_move *next, double seconds)
{
	free(run->job.error);
	run->job.error = xasprintf("%s: %s", run->job.provider, next->error);
	run->job.again = clock_now() + (int64_t)seconds;
	ledger_keep(run->jobs->ledger, &run->job, NULL);
	run_waits(run, job_wait_text(run->job.again, run->job.error));
}

/* The create was refused for now: nobody has it, which whoever finds it is to know. */
static void take_back(struct run *run)
{
	struct task *task = &run->wire->task;
	char *base = task->base;

	task->base = NULL;
	wire_keep(run, false, NULL);
	task->base = base;
}

void wire_wait_next(struct run *run, const struct wire_move *next)
{
	double seconds = spread(next->wait);

	/* Until a service has taken it on it has no deadline. */
	if (run->wire->task.step <= WIRE_CREATE)
		run->wire->began_ms = clock_ms();
	if (run->wire->task.step == WIRE_CREATE)
		take_back(run);
	if (wire_is_late(run)) {
		late(run);
		return;
	}
	run->place = next->queue > 0 ? next->queue : 0;
	run_tell(run, JOB_PROGRESS, next->progress, isnan(next->progress) ? NAN : 1);
	if (next->trouble && seconds >= SEEN_S)
		tell_wait(run, next, seconds);
	wait_for(run, seconds);
}

/* Seconds of its deadline that are over. Whatever has become of the clock since, it is not
 * given up before it was asked for a while. */
static double spent(const struct run *run)
{
	double since = (double)(clock_now() - run->job.sent);

	if (run->anew || !run->job.sent)
		return 0;
	return fmax(0, fmin(since, wire_deadline(run) * SPENT_MOST));
}

void wire_start_clock(struct run *run)
{
	run->wire->began_ms = clock_ms() - (int64_t)(spent(run) * 1000);
}
