/* SPDX-License-Identifier: MIT
 *
 * Room at the servers, counted over all processes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "job/slot.h"
#include "ledger_help.h"
#include "room.h"
#include "util/mem.h"

#define NOW "1795369200"
#define LATER "1795371001" /* by more than the 1800 s that a job may last */
#define BEFORE "1763833200" /* by a year */

static const char *const servers[] = {"http://a/v1", "http://b/v1"};

static struct slots slots_at(size_t count, size_t each)
{
	return (struct slots){(const char **)servers, count, each, 1800};
}

/* A new job asks for a slot; the place it gets, or NULL. */
static const char *take(struct ledger *ledger, const struct slots *slots, struct job *job,
			struct slot_holders *holders)
{
	struct err err = {0};
	const char *place;
	int result;

	*job = added(ledger);
	result = slot_take(ledger, job, slots, &place, holders, &err);
	if (result < 0)
		fail_msg("%s", err_text(&err));
	assert_int_equal(job->state, result ? JOB_SUBMITTING : JOB_QUEUED);
	assert_int_equal(result, place != NULL);
	return place;
}

static void where_fewest_are(void **state)
{
	struct slots slots = slots_at(2, 2);
	struct ledger *ledger = opened();
	struct slot_holders holders;
	struct job jobs[5];

	(void)state;
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(take(ledger, &slots, &jobs[i], &holders), servers[i % 2]);
	assert_null(take(ledger, &slots, &jobs[4], &holders));
	assert_int_equal(holders.count, 0); /* they are ours */
	/* Whose clip is here needs no room, whose end has come neither. */
	assert_int_equal(ledger_move(ledger, &jobs[1], JOB_FAILED, NULL, NULL, "no", NULL), 0);
	assert_int_equal(ledger_move(ledger, &jobs[2], JOB_WAITING, "r", NULL, NULL, NULL), 0);
	assert_int_equal(ledger_move(ledger, &jobs[2], JOB_FETCHING, NULL, "t001", NULL, NULL), 0);
	for (size_t i = 0; i < 5; i++)
		job_clear(&jobs[i]);
	assert_string_equal(take(ledger, &slots, &jobs[0], &holders), servers[0]);
	assert_string_equal(take(ledger, &slots, &jobs[1], &holders), servers[1]);
	assert_null(take(ledger, &slots, &jobs[2], &holders));
	for (size_t i = 0; i < 3; i++)
		job_clear(&jobs[i]);
	ledger_close(ledger);
}

/* Takes as many as there are, tells how many, and dies when it is told. */
static pid_t other_process(const struct slots *slots, enum job_state to, int *tell, int *hear)
{
	int down[2], up[2];
	pid_t pid;

	assert_int_equal(pipe(down) | pipe(up), 0);
	pid = fork();
	if (pid == 0) {
		struct ledger *ledger = opened();
		struct slot_holders holders;
		struct job job;
		char count = 0, byte;

		close(down[1]);
		close(up[0]);
		(void)!read(down[0], &byte, 1);
		while (take(ledger, slots, &job, &holders) && ++count) {
			if (to != JOB_SUBMITTING)
				ledger_move(ledger, &job, to, "r", NULL, NULL, NULL);
			job_clear(&job);
		}
		(void)!write(up[1], &count, 1);
		(void)!read(down[0], &byte, 1);
		_exit(0);
	}
	close(down[0]);
	close(up[1]);
	*tell = down[1];
	*hear = up[0];
	return pid;
}

static void all_get_together_what_one_would(void **state)
{
	struct slots slots = slots_at(1, 7);
	int tell[3], hear[3], sum = 0;
	pid_t pids[3];

	(void)state;
	ledger_close(opened());
	for (int i = 0; i < 3; i++)
		pids[i] = other_process(&slots, JOB_SUBMITTING, &tell[i], &hear[i]);
	for (int i = 0; i < 3; i++)
		assert_int_equal(write(tell[i], "x", 1), 1);
	for (int i = 0; i < 3; i++) {
		char count;

		assert_int_equal(read(hear[i], &count, 1), 1);
		sum += count;
	}
	assert_int_equal(sum, 7);
	for (int i = 0; i < 3; i++)
		close(tell[i]); /* the younger ones have it too */
	for (int i = 0; i < 3; i++) {
		close(hear[i]);
		waitpid(pids[i], NULL, 0);
	}
}

/* How many slots of two are left by a process that had them all. */
static int left_by(enum job_state state, bool lives, double lasting, const char *now)
{
	struct slots slots = slots_at(1, 2);
	struct ledger *ledger = opened();
	struct slot_holders holders;
	int tell, hear, left = 0;
	struct job job;
	char count;
	pid_t pid;

	setenv("SCENETTY_NOW", NOW, 1);
	ledger_close(ledger);
	pid = other_process(&slots, state, &tell, &hear);
	assert_int_equal(write(tell, "x", 1), 1);
	assert_int_equal(read(hear, &count, 1), 1);
	assert_int_equal(count, 2);
	ledger = opened();
	if (!lives) {
		close(tell);
		waitpid(pid, NULL, 0);
	}
	setenv("SCENETTY_NOW", now, 1);
	slots.lasting = lasting;
	while (take(ledger, &slots, &job, &holders) && left < 3) {
		job_clear(&job);
		left++;
	}
	job_clear(&job);
	assert_int_equal(holders.count, 2 - left);
	assert_int_equal(holders.pid, lives ? pid : 0);
	if (lives) {
		close(tell);
		waitpid(pid, NULL, 0);
	}
	close(hear);
	ledger_close(ledger);
	return left;
}

static void of_a_process_that_lives(void **state)
{
	(void)state;
	assert_int_equal(left_by(JOB_SUBMITTING, true, 1800, LATER), 0);
}

static void of_one_that_died_at_a_server(void **state)
{
	(void)state;
	assert_int_equal(left_by(JOB_WAITING, false, 1800, NOW), 0);
}

static void until_it_has_lasted_long_enough(void **state)
{
	(void)state;
	assert_int_equal(left_by(JOB_WAITING, false, 1800, LATER), 2);
}

static void or_the_clock_was_set_back(void **state)
{
	(void)state;
	assert_int_equal(left_by(JOB_WAITING, false, 1800, BEFORE), 2);
}

static void what_was_not_sent_holds_none(void **state)
{
	(void)state;
	assert_int_equal(left_by(JOB_SUBMITTING, false, 1800, NOW), 2);
}

static void nor_a_program_that_died_with_it(void **state)
{
	(void)state;
	assert_int_equal(left_by(JOB_WAITING, false, 0, NOW), 2); /* a program: it died too */
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, room_enter, room_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(where_fewest_are),
		TEST(all_get_together_what_one_would),
		TEST(of_a_process_that_lives),
		TEST(of_one_that_died_at_a_server),
		TEST(until_it_has_lasted_long_enough),
		TEST(or_the_clock_was_set_back),
		TEST(what_was_not_sent_holds_none),
		TEST(nor_a_program_that_died_with_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
