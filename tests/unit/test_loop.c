/* SPDX-License-Identifier: MIT */
#include "tests/unit/check.h"

#include <poll.h>
#include <signal.h>

#include "util/loop.h"

struct counter {
	struct loop *loop;
	int calls;
	int order[8];
	uint64_t other;
};

static void count(void *arg)
{
	((struct counter *)arg)->calls++;
}

static void note_first(void *arg)
{
	struct counter *counter = arg;
	counter->order[counter->calls++] = 1;
}

static void note_second(void *arg)
{
	struct counter *counter = arg;
	counter->order[counter->calls++] = 2;
}

static void timers_in_order(void **state)
{
	struct loop *loop = loop_new();
	struct counter counter = {0};
	loop_after(loop, 4, note_second, &counter);
	loop_after(loop, 1, note_first, &counter);
	loop_cancel(loop, loop_after(loop, 0, note_second, &counter));
	while (counter.calls < 2)
		assert_int_equal(loop_turn(loop, NULL), 0);
	assert_int_equal(counter.order[0], 1);
	assert_int_equal(counter.order[1], 2);
	loop_free(loop);
}

static void again(void *arg)
{
	struct counter *counter = arg;
	counter->calls++;
	loop_after(counter->loop, 0, again, counter);
}

static void a_timer_can_not_starve_the_loop(void **state)
{
	struct counter counter = {.loop = loop_new()};
	again(&counter);
	for (int turn = 1; turn <= 3; turn++) {
		loop_turn(counter.loop, NULL);
		assert_int_equal(counter.calls, 1 + turn);
	}
	loop_free(counter.loop);
}

static void cancel_other(void *arg)
{
	struct counter *counter = arg;
	counter->calls++;
	loop_cancel(counter->loop, counter->other);
}

static void a_callback_may_cancel_another(void **state)
{
	struct counter counter = {.loop = loop_new()};
	loop_after(counter.loop, 0, cancel_other, &counter);
	counter.other = loop_after(counter.loop, 0, count, &counter);
	loop_turn(counter.loop, NULL);
	loop_after(counter.loop, 0, count, &counter);
	loop_turn(counter.loop, NULL);
	assert_int_equal(counter.calls, 2);
	loop_free(counter.loop);
}

static void read_one(void *arg, int fd, short events)
{
	char byte;
	struct counter *counter = arg;
	assert_int_equal(read(fd, &byte, 1), 1);
	if (++counter->calls == 2)
		loop_unwatch(counter->loop, fd);
}

static void watches(void **state)
{
	struct counter counter = {.loop = loop_new()};
	int ends[2];
	char rest[8];
	assert_int_equal(pipe(ends), 0);
	loop_watch(counter.loop, ends[0], POLLIN, read_one, &counter);
	assert_int_equal(write(ends[1], "abc", 3), 3);
	loop_turn(counter.loop, NULL);
	loop_turn(counter.loop, NULL);
	loop_after(counter.loop, 0, count, &counter);
	loop_turn(counter.loop, NULL);
	assert_int_equal(counter.calls, 3);
	assert_int_equal(read(ends[0], rest, sizeof rest), 1); /* unwatched: still there */
	close(ends[0]);
	close(ends[1]);
	loop_free(counter.loop);
}

static void signals(void **state)
{
	struct err err = {0};
	struct loop *loop = loop_new();
	assert_fine(loop_catch_signals(loop, &err), &err);
	assert_int_equal(loop_signal(loop), 0);
	raise(SIGTERM);
	loop_turn(loop, NULL);
	assert_int_equal(loop_signal(loop), SIGTERM);
	loop_free(loop);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(timers_in_order),
		cmocka_unit_test(a_timer_can_not_starve_the_loop),
		cmocka_unit_test(a_callback_may_cancel_another),
		cmocka_unit_test(watches),
		cmocka_unit_test(signals),
	};
	return cmocka_run_group_tests_name("loop", tests, NULL, NULL);
}
