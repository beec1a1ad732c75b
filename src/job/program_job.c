/* SPDX-License-Identifier: MIT
 *
 * The program is this process's own: when that dies the program is stopped (process.h),
 * so there is nothing to be asked for later, and one that costs is unknown then.
 */
#include "job/program_job.h"

#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "film/take.h"
#include "job/program_what.h"
#include "job/wire_run.h"
#include "util/clock.h"
#include "util/file.h"
#include "util/mem.h"
#include "util/text.h"

#define DEADLINE_S 86400.0
#define SAID_LINES 8 /* of stderr that are told */
#define SAID_POINTS 2000

struct program_run {
	struct program_what what;
	struct process *process;
	uint64_t timer;
	int64_t began_ms;
	const char *late; /* why it was stopped by us */
	double limit;     /* what it had, in seconds */
};

static void fail(struct run *run, struct err *err)
{
	run_end(run, err);
	err_clear(err);
}

static double limit_of(const struct run *run, const char *name, double otherwise)
{
	double limit = json_get_num(json_get(run->wire->wire, "wait"), name);

	return limit > 0 ? limit : otherwise;
}

/* "42%", or "progress 12/48"; what follows is for people. */
static bool read_progress(const char *line, double *done, double *of)
{
	char *end;

	line += strspn(line, " \t");
	if (strncmp(line, "progress ", 9) == 0) {
		*done = strtod(line + 9, &end);
		if (end == line + 9 || *end != '/')
			return false;
		line = end + 1;
		*of = strtod(line, &end);
		return end != line && *of > 0 && *done >= 0 && *done <= *of;
	}
	*of = 100;
	*done = strtod(line, &end);
	return end != line && *end == '%' && *done >= 0 && *done <= 100;
}

static void on_line(void *arg, const char *line)
{
	struct run *run = arg;
	double done, of;

	if (read_progress(line, &done, &of))
		run_tell(run, JOB_PROGRESS, done, of);
}

/* Returns new: the last lines of what it said, as one, cleaned. */
static char *last_words(const char *said)
{
	const char *end = said + strlen(said), *start = end;
	struct buf line = {0};
	char *clean;

	while (start > said && strchr("\r\n \t", start[-1]))
		start--;
	end = start;
	for (int lines = 0; start > said && lines<SAID_LINES; start -= start> said)
		lines += start[-1] == '\n';
	start += *start == '\n' && start < end;
	for (; start < end; start++) {
		if (*start == '\n')
			buf_add_str(&line, " | ");
		else if (*start != '\r')
			buf_add_char(&line, *start);
	}
	clean = text_clean(buf_str(&line), false, SAID_POINTS);
	buf_free(&line);
	return clean;
}

/* The clip it left behind becomes the job's, if it is a file of its own. */
static int take_clip(struct run *run, struct err *err)
{
	struct program_run *program = run->wire->program;
	const char *name = program_name(run);
	struct stat there;

	free(run->temp);
	run->temp = job_temp(run->job.number, run->job.owner.pid);
	run->clip = file_open_beneath(run->jobs->film_dir, program->what.clip, O_RDWR, 0, NULL);
	if (run->clip < 0 || fstat(run->clip, &there) < 0 || there.st_size == 0)
		return err_set(err, ERR_MEDIA,
			       "%s ended well, but wrote no clip to $SCENETTY_OUTPUT", name);
	if (there.st_nlink != 1)
		return err_set(err, ERR_MEDIA,
			       "the clip of %s is a link to another file: let it be a copy", name);
	if (renameat(run->jobs->film_dir, program->what.clip, run->jobs->film_dir, run->temp) < 0)
		return err_errno(err, "the clip of %s", name);
	return 0;
}

/* How it ended, unless it ended well. */
static int judge(const struct run *run, int status, struct err *err)
{
	const struct program_run *program = run->wire->program;
	const char *name = program_name(run);

	if (run->unwanted)
		return err_set(err, ERR_CANCELLED, "stopped on request");
	if (program->late)
		return err_set(err, ERR_IO, "%s %s %g s and was stopped", name, program->late,
			       program->limit);
	if (status == -1)
		return err_set(err, ERR_IO, "%s was lost", name);
	if (WIFSIGNALED(status))
		return err_set(err, ERR_IO, "%s was ended by signal %d (%s)", name,
			       WTERMSIG(status), strsignal(WTERMSIG(status)));
	if (WEXITSTATUS(status) != 0)
		return err_set(err, ERR_IO, "%s ended with status %d", name, WEXITSTATUS(status));
	return 0;
}

static void on_end(void *arg, int status, const char *said)
{
	struct run *run = arg;
	struct program_run *program = run->wire->program;
	struct err err = {0};
	char *last = last_words(said);

	loop_cancel(run->jobs->loop, program->timer);
	program->timer = 0;
	if (judge(run, status, &err) < 0 || take_clip(run, &err) < 0) {
		if (*last && err.kind != ERR_CANCELLED)
			err_advise(&err, "it said: %s", last);
		if (err.kind != ERR_CANCELLED)
			err_prefix(&err, "%s: ", run->job.provider);
	}
	free(last);
	process_free(program->process);
	program->process = NULL;
	if (err.kind)
		fail(run, &err);
	else
		wire_arrive(run);
}

static void on_time(void *arg);

/* The next look at the clock is when it may be late at the earliest. */
static void watch(struct run *run)
{
	struct program_run *program = run->wire->program;
	double all = limit_of(run, "deadline", DEADLINE_S), quiet = limit_of(run, "silence", all);
	double left = all - (double)(clock_ms() - program->began_ms) / 1000;
	double silent = quiet - process_silent_s(program->process);

	program->timer = 0;
	if (left > 0 && silent > 0) {
		program->timer = loop_after(run->jobs->loop,
					    (int64_t)(fmin(left, silent) * 1000) + 1, on_time, run);
		return;
	}
	program->late = left > 0 ? "said nothing for" : "took longer than";
	program->limit = left > 0 ? quiet : all;
	process_stop(program->process);
}

static void on_time(void *arg)
{
	watch(arg);
}

static int start(struct run *run, struct err *err)
{
	struct program_run *program = run->wire->program;

	if (program_prepare(run, &program->what, err) < 0)
		return -1;
	if (wire_keep(run, true, err) < 0)
		return -1;
	program->process =
		process_new(run->jobs->loop, &program->what.process, on_line, on_end, run, err);
	if (!program->process)
		return -1;
	wire_move_to(run, JOB_WAITING, NULL); /* else once its clip is there */
	return 0;
}

void program_begin(struct run *run)
{
	struct err err = {0};

	run->wire->program = xcalloc(1, sizeof *run->wire->program);
	run->wire->program->began_ms = clock_ms();
	if (start(run, &err) < 0) {
		fail(run, &err);
		return;
	}
	run_tell(run, JOB_STARTED, 0, 0);
	watch(run);
}

void program_cancel(struct run *run)
{
	if (run->wire->program->process)
		process_stop(run->wire->program->process);
}

void program_free(struct run *run)
{
	struct program_run *program = run->wire->program;

	if (!program)
		return;
	loop_cancel(run->jobs->loop, program->timer);
	process_free(program->process);
	program_clear(run, &program->what);
	free(program);
	run->wire->program = NULL;
}

int program_settle(struct jobs *jobs, struct job *job, const struct provider *provider,
		   struct err *err)
{
	struct ledger *ledger = jobs->ledger;
	long long number = job->number;
	char *why;
	int result;

	if (job->state == JOB_UNKNOWN)
		return 0;
	if (job_is_unsent(job) || provider->free)
		return ledger_move(ledger, job, JOB_CANCELLED, NULL, NULL, "interrupted", err);
	if (job->state == JOB_FETCHING)
		return ledger_move(ledger, job, JOB_FAILED, NULL, NULL,
				   "the clip that it had made is gone from the film's folder", err);
	why = xasprintf(
		"scenetty died while the program ran, which was stopped then: see whether "
		"it has cost anything, then “scenetty lost %lld” if not, or “scenetty retry "
		"%lld” to run it again",
		number, number);
	result = ledger_move(ledger, job, JOB_UNKNOWN, NULL, NULL, why, err);
	free(why);
	return result;
}
