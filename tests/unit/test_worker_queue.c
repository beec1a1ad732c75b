/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "pool_help.h"
#include "util/file.h"
#include "util/mem.h"

static void one_dies_the_other_goes_on(void **state)
{
	struct house *house = *state;
	struct answer waits, dies;
	ask(house, &waits, "wait", BATCH, 0);
	ask(house, &dies, "die", BATCH, 0);
	turn_until(house, &dies.ended, 1);
	assert_int_equal(dies.err.kind, ERR_WORKER);
	turn_until(house, &waits.progress, 1);
	assert_int_equal(waits.ended, 0);
	fake_open_gate(house->gate);
	turn_until(house, &waits.ended, 1);
	assert_int_equal(waits.err.kind, ERR_NONE);
	forget(&waits);
	forget(&dies);
}

static void an_obedient_one_is_cancelled_and_stays(void **state)
{
	struct house *house = *state;
	struct answer answer;
	pid_t pid = ask_pid(house, "echo");
	ask(house, &answer, "obey", BATCH, 0);
	turn_until(house, &answer.progress, 1);
	request_cancel(answer.request);
	request_cancel(answer.request);
	assert_int_equal(answer.ended, 0); /* in a later turn */
	turn_until(house, &answer.ended, 1);
	assert_int_equal(answer.err.kind, ERR_CANCELLED);
	assert_int_equal(ask_pid(house, "echo"), pid);
	forget(&answer);
}

static void a_deaf_one_is_cancelled_and_ended(void **state)
{
	static const char *const acts[] = {"hang", "chatter"};
	for (size_t i = 0; i < LENGTH(acts); i++) {
		struct answer answer;
		pid_t pid = ask_pid(*state, "echo");
		ask(*state, &answer, acts[i], BATCH, 60000);
		turn_until(*state, &answer.progress, 1);
		request_cancel(answer.request);
		turn_until(*state, &answer.ended, 1);
		assert_int_equal(answer.err.kind, ERR_CANCELLED);
		assert_true(ask_pid(*state, "echo") != pid);
		forget(&answer);
	}
}

/* The end crosses the wish on its way: it is cancelled all the same. */
static void a_wish_too_late_still_counts(void **state)
{
	struct house *house = *state;
	struct answer answer;
	ask(house, &answer, "wait", BATCH, 0);
	turn_until(house, &answer.progress, 1);
	fake_open_gate(house->gate);
	request_cancel(answer.request);
	turn_until(house, &answer.ended, 1);
	assert_int_equal(answer.err.kind, ERR_CANCELLED);
	forget(&answer);
}

static void hear_moment(void *arg, const struct reply *reply)
{
	struct answer *answer = arg;
	answer->progress += reply->fd_count == 1;
	if (reply->ended)
		hear(arg, reply);
}

enum { SILENCE_MS = 3000 }; /* starting may take a while on a machine at work */

static void ask_to_play(struct house *house, struct answer *answer)
{
	static const char clip[] = "....ftyp{\"seconds\":3,\"seed\":1}";
	struct json *body = fake("play");
	int fd = memfd_create("clip", MFD_CLOEXEC);
	assert_int_equal(write(fd, clip, strlen(clip)), strlen(clip));
	lseek(fd, 0, SEEK_SET);
	json_set_num(body, "cols", 2);
	json_set_num(body, "rows", 1);
	*answer = (struct answer){.fd = -1};
	answer->request = pool_ask(house->pool, ROLE_DECODE, PLAYING, body, &fd, 1, SILENCE_MS,
				   hear_moment, answer);
	close(fd);
}

static void see_moment(struct house *house, struct answer *answer)
{
	struct json *body = json_new_object();
	json_set_num(body, "at", 1);
	assert_int_equal(request_more(answer->request, body, NULL, 0, NULL), 0);
	for (int before = answer->progress; answer->progress == before;) {
		assert_int_equal(answer->ended, 0);
		assert_int_equal(loop_turn(house->loop, NULL), 0);
	}
}

static void note(void *arg)
{
	*(int *)arg = 1;
}

/* Two that play hold up nobody else, and may be silent when they have answered. */
static void played_ones_are_beside_the_others(void **state)
{
	struct house *house = *state;
	struct answer plays[2], other;
	int later = 0;
	for (size_t i = 0; i < LENGTH(plays); i++) {
		ask_to_play(house, &plays[i]);
		see_moment(house, &plays[i]);
	}
	ask(house, &other, "echo", URGENT, 0);
	turn_until(house, &other.ended, 1);
	assert_int_equal(other.err.kind, ERR_NONE);
	forget(&other);
	loop_after(house->loop, SILENCE_MS + 100, note, &later);
	turn_until(house, &later, 1);
	for (size_t i = 0; i < LENGTH(plays); i++) {
		assert_int_equal(plays[i].ended, 0);
		see_moment(house, &plays[i]);
		request_cancel(plays[i].request);
		turn_until(house, &plays[i].ended, 1);
		assert_int_equal(plays[i].err.kind, ERR_CANCELLED);
		forget(&plays[i]);
	}
}

static void one_that_plays_and_hangs_is_ended(void **state)
{
	struct house *house = *state;
	struct answer answer = {.fd = -1};
	answer.request = pool_ask(house->pool, ROLE_DECODE, PLAYING, fake("hang"), NULL, 0, 100,
				  hear, &answer);
	turn_until(house, &answer.ended, 1);
	assert_int_equal(answer.err.kind, ERR_WORKER);
	forget(&answer);
}

static void a_queued_one_is_cancelled_unsent(void **state)
{
	struct house *house = *state;
	struct answer runs, waits;
	ask(house, &runs, "wait", BATCH, 0);
	turn_until(house, &runs.progress, 1);
	ask(house, &waits, "echo", BATCH, 0);
	request_cancel(waits.request);
	assert_int_equal(waits.ended, 0);
	turn_until(house, &waits.ended, 1);
	assert_int_equal(waits.err.kind, ERR_CANCELLED);
	assert_int_equal(fake_count(house->room, "echo"), 0);
	fake_open_gate(house->gate);
	turn_until(house, &runs.ended, 1);
	forget(&runs);
	forget(&waits);
}

static void what_is_dropped_is_not_heard_of(void **state)
{
	struct house *house = *state;
	struct answer runs, waits, last;
	ask(house, &runs, "obey", BATCH, 0);
	turn_until(house, &runs.progress, 1);
	ask(house, &waits, "echo", BATCH, 0);
	request_drop(runs.request);
	request_drop(waits.request);
	ask(house, &last, "echo", BATCH, 0);
	turn_until(house, &last.ended, 1);
	assert_int_equal(runs.ended + waits.ended, 0);
	assert_int_equal(fake_count(house->room, "echo"), 1);
	forget(&last);
}

static void they_queue_in_order(void **state)
{
	struct house *house = *state;
	struct answer answers[5];
	int ended = 0;
	for (size_t i = 0; i < LENGTH(answers); i++) {
		ask(house, &answers[i], "echo", BATCH, 0);
		answers[i].order = &ended;
	}
	turn_until(house, &ended, LENGTH(answers));
	for (size_t i = 0; i < LENGTH(answers); i++) {
		assert_int_equal(answers[i].place, i + 1);
		assert_int_equal(json_get_num(answers[i].body, "pid"),
				 json_get_num(answers[0].body, "pid"));
	}
	for (size_t i = 0; i < LENGTH(answers); i++)
		forget(&answers[i]);
}

/* Both stand at the gate before it opens. */
static void two_run_at_once(void **state)
{
	struct house *house = *state;
	struct answer answers[3];
	for (size_t i = 0; i < LENGTH(answers); i++)
		ask(house, &answers[i], "wait", BATCH, 0);
	turn_until(house, &answers[0].progress, 1);
	turn_until(house, &answers[1].progress, 1);
	assert_int_equal(fake_count(house->room, "wait"), pool_batch(house->pool));
	for (size_t i = 0; i < LENGTH(answers); i++)
		fake_open_gate(house->gate);
	for (size_t i = 0; i < LENGTH(answers); i++) {
		turn_until(house, &answers[i].ended, 1);
		assert_int_equal(answers[i].err.kind, ERR_NONE);
	}
	assert_true(json_get_num(answers[0].body, "pid") != json_get_num(answers[1].body, "pid"));
	for (size_t i = 0; i < LENGTH(answers); i++)
		forget(&answers[i]);
}

static void the_urgent_never_waits_behind_batch(void **state)
{
	struct house *house = *state;
	struct answer batch, urgent;
	ask(house, &batch, "wait", BATCH, 0);
	turn_until(house, &batch.progress, 1);
	ask(house, &urgent, "echo", URGENT, 0);
	turn_until(house, &urgent.ended, 1);
	assert_int_equal(batch.ended, 0);
	fake_open_gate(house->gate);
	turn_until(house, &batch.ended, 1);
	assert_true(json_get_num(batch.body, "nice") > json_get_num(urgent.body, "nice"));
	forget(&batch);
	forget(&urgent);
}

static void a_signal_ends_the_waiting(void **state)
{
	struct house *house = *state;
	struct err err = {0};
	sigset_t set;
	assert_int_equal(loop_catch_signals(house->loop, NULL), 0);
	raise(SIGTERM);
	assert_null(pool_ask_wait(house->loop, house->pool, ROLE_DRAW, fake("obey"), NULL, 0, 0,
				  NULL, &err));
	assert_int_equal(err.kind, ERR_CANCELLED);
	sigfillset(&set);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	err_clear(&err);
}

/* Freed with work under way and queued: no callback, no process left. */
static void freeing_ends_the_processes(void **state)
{
	struct house *house = *state;
	struct answer runs, waits;
	pid_t pid = ask_pid(house, "echo");
	ask(house, &runs, "hang", BATCH, 0);
	ask(house, &waits, "echo", BATCH, 0);
	turn_until(house, &runs.progress, 1);
	pool_free(house->pool);
	house->pool = NULL;
	assert_int_equal(kill(pid, 0), -1);
	assert_int_equal(errno, ESRCH);
	assert_int_equal(runs.ended + waits.ended, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, house_enter, house_leave)
#define TEST_TWO(name) cmocka_unit_test_setup_teardown(name, house_enter_two, house_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_TWO(one_dies_the_other_goes_on),
		TEST(an_obedient_one_is_cancelled_and_stays),
		TEST(a_deaf_one_is_cancelled_and_ended),
		TEST(a_wish_too_late_still_counts),
		TEST(played_ones_are_beside_the_others),
		TEST(one_that_plays_and_hangs_is_ended),
		TEST(a_queued_one_is_cancelled_unsent),
		TEST(what_is_dropped_is_not_heard_of),
		TEST(they_queue_in_order),
		TEST_TWO(two_run_at_once),
		TEST(the_urgent_never_waits_behind_batch),
		TEST(a_signal_ends_the_waiting),
		TEST(freeing_ends_the_processes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
