/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "ledger_help.h"
#include "room.h"
#include "util/file.h"
#include "util/mem.h"

#define STATES (JOB_UNKNOWN + 1)

/* Rows: from; columns: to. */
static const char arrows[STATES][STATES + 1] = {
	/*                QSWFDFCU */
	[JOB_QUEUED] = "-x---xx-",    [JOB_SUBMITTING] = "--x--xxx", [JOB_WAITING] = "---x-xxx",
	[JOB_FETCHING] = "----xxx-",  [JOB_DONE] = "--------",       [JOB_FAILED] = "--x-----",
	[JOB_CANCELLED] = "--x-----", [JOB_UNKNOWN] = "--x--xx-",
};

static void every_pair_of_states(void **state)
{
	struct ledger *ledger = opened();
	for (enum job_state from = 0; from < STATES; from++)
		for (enum job_state to = 0; to < STATES; to++) {
			struct err err = {0};
			bool legal = arrows[from][to] == 'x';
			struct job job = added(ledger);
			bring(ledger, &job, from);
			assert_int_equal(job_may_move(from, to), legal);
			int moved = ledger_move(ledger, &job, to, NULL, NULL, NULL, &err);
			assert_int_equal(moved, legal ? 0 : -1);
			assert_int_equal(job.state, legal ? to : from);
			assert_int_equal(err.kind, legal ? ERR_NONE : ERR_INVALID);
			struct job *all;
			size_t count;
			ledger_jobs(ledger, "k1tten", false, &all, &count, NULL);
			assert_int_equal(all[0].number, job.number);
			assert_int_equal(all[0].state, job.state);
			ledger_free_jobs(all, count);
			job_clear(&job);
			err_clear(&err);
		}
	ledger_close(ledger);
}

static void an_illegal_move_says_so(void **state)
{
	struct err err = {0};
	struct ledger *ledger = opened();
	struct job job = added(ledger);
	bring(ledger, &job, JOB_DONE);
	assert_int_equal(ledger_move(ledger, &job, JOB_WAITING, NULL, NULL, NULL, &err), -1);
	assert_string_equal(err_text(&err), "job 1 is done and can't become waiting");
	err_clear(&err);
	job_clear(&job);
	ledger_close(ledger);
}

static void words_and_ends(void **state)
{
	static const char *const words[STATES] = {"queued", "submitting", "waiting",   "fetching",
						  "done",   "failed",     "cancelled", "unknown"};
	for (enum job_state s = 0; s < STATES; s++) {
		assert_string_equal(job_state_word(s), words[s]);
		bool at_end = s == JOB_DONE || s == JOB_FAILED || s == JOB_CANCELLED;
		assert_int_equal(job_state_is_open(s), !at_end);
	}
}

static void what_is_written_is_read(void **state)
{
	struct ledger *ledger = opened();
	struct job job = sample("k1tten");
	job.model = xstrdup("none");
	job.currency = xstrdup("USD");
	job.price = PRICE_ESTIMATED;
	job.reserved = job.cost = 250000;
	assert_int_equal(ledger_add(ledger, &job, NULL), 0);
	bring(ledger, &job, JOB_SUBMITTING);
	assert_int_equal(ledger_move(ledger, &job, JOB_WAITING, "id-9", NULL, NULL, NULL), 0);
	assert_int_equal(ledger_move(ledger, &job, JOB_FETCHING, NULL, "t004", NULL, NULL), 0);
	ledger_close(ledger);
	ledger = opened();
	struct job read = only_job(ledger);
	assert_int_equal(read.number, job.number);
	assert_string_equal(read.film, "k1tten");
	assert_string_equal(read.folder, "/films/kitten");
	assert_string_equal(read.scene, "match");
	assert_string_equal(read.provider, "animatic");
	assert_string_equal(read.model, "none");
	assert_string_equal(read.recipe, "{\"seed\":7}");
	assert_string_equal(read.intent, "abc");
	assert_string_equal(read.remote, "id-9");
	assert_string_equal(read.take, "t004");
	assert_null(read.error);
	assert_string_equal(read.currency, "USD");
	assert_int_equal(read.price, PRICE_ESTIMATED);
	assert_int_equal(read.reserved, 250000);
	assert_int_equal(read.cost, 250000);
	assert_int_equal(read.charge, CHARGE_PRICED);
	assert_int_equal(read.state, JOB_FETCHING);
	assert_int_equal(read.made, job.made);
	assert_true(read.made > 1600000000 && read.changed >= read.made);
	assert_int_equal(read.owner.pid, getpid());
	assert_true(job_is_carried(&read));
	job_clear(&job);
	job_clear(&read);
	ledger_close(ledger);
}

static void a_failure_keeps_its_reason_and_no_take(void **state)
{
	struct ledger *ledger = opened();
	struct job job = added(ledger);
	bring(ledger, &job, JOB_WAITING);
	assert_int_equal(ledger_move(ledger, &job, JOB_FETCHING, NULL, "t001", NULL, NULL), 0);
	assert_int_equal(ledger_move(ledger, &job, JOB_FAILED, NULL, NULL, "no “é” here", NULL), 0);
	assert_null(job.take);
	struct job read = only_job(ledger);
	assert_string_equal(read.error, "no “é” here");
	assert_null(read.take);
	job_clear(&job);
	job_clear(&read);
	ledger_close(ledger);
}

static void lists_by_film_newest_first(void **state)
{
	static const char *const films[] = {"one", "two", "one"};
	struct job *jobs;
	size_t count;
	struct ledger *ledger = opened();
	for (size_t i = 0; i < LENGTH(films); i++) {
		struct job job = sample(films[i]);
		assert_int_equal(ledger_add(ledger, &job, NULL), 0);
		if (i == 0)
			bring(ledger, &job, JOB_CANCELLED);
		job_clear(&job);
	}
	assert_int_equal(ledger_jobs(ledger, NULL, false, &jobs, &count, NULL), 0);
	assert_int_equal(count, 3);
	assert_true(jobs[0].number > jobs[1].number && jobs[1].number > jobs[2].number);
	ledger_free_jobs(jobs, count);
	ledger_jobs(ledger, "one", false, &jobs, &count, NULL);
	assert_int_equal(count, 2);
	ledger_free_jobs(jobs, count);
	ledger_jobs(ledger, "one", true, &jobs, &count, NULL);
	assert_int_equal(count, 1);
	assert_int_equal(jobs[0].number, 3);
	ledger_free_jobs(jobs, count);
	ledger_jobs(ledger, "three", false, &jobs, &count, NULL);
	assert_int_equal(count, 0);
	assert_null(jobs);
	ledger_close(ledger);
}

/* Runs `body` in `count` processes at once; returns how many exited with 0. */
static int in_processes(int count, int (*body)(int64_t arg), int64_t arg)
{
	int won = 0, status, gate[2];
	char byte;
	assert_int_equal(pipe(gate), 0);
	for (int i = 0; i < count; i++)
		if (fork() == 0) {
			close(gate[1]);
			while (read(gate[0], &byte, 1) > 0)
				;
			_exit(body(arg));
		}
	close(gate[0]);
	close(gate[1]); /* opens the gate for all */
	while (wait(&status) > 0)
		won += WIFEXITED(status) && WEXITSTATUS(status) == 0;
	return won;
}

static int open_and_add(int64_t arg)
{
	struct ledger *ledger = ledger_open(NULL);
	if (!ledger)
		return 1;
	for (int i = 0; i < 5; i++) {
		struct job job = sample("k1tten");
		if (ledger_add(ledger, &job, NULL) < 0)
			return 2;
		job_clear(&job);
	}
	ledger_close(ledger);
	return 0;
}

static void eight_make_it_at_once(void **state)
{
	struct job *jobs;
	size_t count;
	assert_int_equal(in_processes(8, open_and_add, 0), 8);
	struct ledger *ledger = opened();
	ledger_jobs(ledger, NULL, false, &jobs, &count, NULL);
	assert_int_equal(count, 40);
	for (size_t i = 0; i < count; i++)
		assert_false(job_is_carried(&jobs[i]));
	ledger_free_jobs(jobs, count);
	ledger_close(ledger);
}

/* Takes a job as it was read on: 0 for the process whose move was the one. */
static int try_cancel(int64_t number)
{
	struct job *jobs;
	size_t count;
	struct err err = {0};
	struct ledger *ledger = ledger_open(NULL);
	if (!ledger || ledger_jobs(ledger, NULL, true, &jobs, &count, NULL) < 0)
		return 2;
	for (size_t i = 0; i < count; i++)
		if (jobs[i].number == number)
			return ledger_move(ledger, &jobs[i], JOB_CANCELLED, NULL, NULL, NULL,
					   &err) == 0
				       ? 0
			       : err.kind == ERR_BUSY ? 1
						      : 2;
	return 1;
}

static void one_of_many_gets_it(void **state)
{
	struct ledger *ledger = opened();
	for (int i = 0; i < 20; i++) {
		struct job job = added(ledger);
		assert_int_equal(in_processes(3, try_cancel, job.number), 1);
		job_clear(&job);
	}
	ledger_close(ledger);
}

static void a_job_in_other_hands_is_not_moved(void **state)
{
	struct err err = {0};
	struct ledger *ledger = opened();
	struct job job = added(ledger), read = only_job(ledger);
	read.owner.start++;
	assert_int_equal(ledger_move(ledger, &read, JOB_SUBMITTING, NULL, NULL, NULL, &err), -1);
	assert_int_equal(err.kind, ERR_BUSY);
	assert_int_equal(read.state, JOB_QUEUED);
	bring(ledger, &job, JOB_SUBMITTING);
	err_clear(&err);
	job_clear(&job);
	job_clear(&read);
	ledger_close(ledger);
}

static void who_carries(void **state)
{
	struct job job = {0};
	owner_self(&job.owner);
	assert_true(job_is_carried(&job));
	job.owner.start++;
	assert_false(job_is_carried(&job)); /* the pid is another's by now */
	job.owner.start--;
	job.owner.boot[0] ^= 1;
	assert_false(job_is_carried(&job)); /* the machine was started again */
	job.owner.boot[0] ^= 1;
	siginfo_t info;
	pid_t child = fork();
	if (child == 0)
		_exit(0);
	job.owner.pid = child;
	waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT);
	assert_false(job_is_carried(&job)); /* a zombie */
	waitpid(child, NULL, 0);
	assert_false(job_is_carried(&job));
	job_clear(&job);
}

/* Adds jobs and tells their numbers on a pipe until it is killed. */
static _Noreturn void add_for_ever(int out)
{
	struct ledger *ledger = ledger_open(NULL);
	for (;;) {
		struct job job = sample("k1tten");
		ledger_add(ledger, &job, NULL);
		if (ledger_move(ledger, &job, JOB_SUBMITTING, NULL, NULL, NULL, NULL) == 0)
			(void)!write(out, &job.number, sizeof job.number);
		job_clear(&job);
	}
}

static void a_kill_loses_nothing_that_was_said(void **state)
{
	for (int round = 1; round <= 10; round++) {
		int told[2];
		int64_t number = 0, last = 0;
		assert_int_equal(pipe(told), 0);
		pid_t child = fork();
		if (child == 0)
			add_for_ever(told[1]);
		close(told[1]);
		for (int i = 0; i < round; i++)
			assert_int_equal(read(told[0], &number, sizeof number), sizeof number);
		kill(child, SIGKILL);
		while (read(told[0], &last, sizeof last) == sizeof last)
			number = last;
		close(told[0]);
		waitpid(child, NULL, 0);
		struct job *jobs;
		size_t count;
		struct ledger *ledger = opened();
		assert_int_equal(ledger_jobs(ledger, NULL, true, &jobs, &count, NULL), 0);
		assert_true(count > 0 && jobs[0].number >= number);
		for (size_t i = 0; i < count; i++)
			if (jobs[i].number == number)
				assert_int_equal(jobs[i].state, JOB_SUBMITTING);
		ledger_free_jobs(jobs, count);
		ledger_close(ledger);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, room_enter, room_leave)

/* A job of this model that takes so long. */
static void take(struct ledger *ledger, const char *model, int seconds, enum job_state end)
{
	struct job job = sample("k1tten");
	char now[32];

	job.model = model ? xstrdup(model) : NULL;
	setenv("SCENETTY_NOW", "1000", 1);
	assert_int_equal(ledger_add(ledger, &job, NULL), 0);
	bring(ledger, &job, JOB_WAITING);
	snprintf(now, sizeof now, "%d", 1000 + seconds);
	setenv("SCENETTY_NOW", now, 1);
	if (end == JOB_DONE)
		assert_int_equal(
			ledger_move(ledger, &job, JOB_FETCHING, NULL, "t001", NULL, NULL), 0);
	assert_int_equal(ledger_move(ledger, &job, end, NULL, NULL, NULL, NULL), 0);
	job_clear(&job);
	unsetenv("SCENETTY_NOW");
}

static void what_is_usual(void **state)
{
	struct ledger *ledger = opened();
	double usual;

	assert_int_equal(ledger_usual(ledger, "animatic", "a", &usual, NULL), 0);
	assert_true(isnan(usual));
	take(ledger, "a", 100, JOB_DONE);
	take(ledger, "a", 20, JOB_DONE);
	take(ledger, "a", 30, JOB_DONE);
	take(ledger, "a", 1, JOB_FAILED);
	take(ledger, NULL, 7, JOB_DONE);
	assert_int_equal(ledger_usual(ledger, "animatic", "a", &usual, NULL), 0);
	assert_true(usual == 30);
	assert_int_equal(ledger_usual(ledger, "animatic", NULL, &usual, NULL), 0);
	assert_true(usual == 7);
	assert_int_equal(ledger_usual(ledger, "other", "a", &usual, NULL), 0);
	assert_true(isnan(usual));
	ledger_close(ledger);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_pair_of_states),
		TEST(an_illegal_move_says_so),
		TEST(words_and_ends),
		TEST(what_is_written_is_read),
		TEST(a_failure_keeps_its_reason_and_no_take),
		TEST(lists_by_film_newest_first),
		TEST(what_is_usual),
		TEST(eight_make_it_at_once),
		TEST(one_of_many_gets_it),
		TEST(a_job_in_other_hands_is_not_moved),
		TEST(who_carries),
		TEST(a_kill_loses_nothing_that_was_said),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
