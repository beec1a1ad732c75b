/* SPDX-License-Identifier: MIT
 *
 * Two processes make takes of one scene at the same time, again and again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "job_help.h"
#include "util/mem.h"

#define ROUNDS 20
#define PROCESSES 2
#define TAKES 3 /* of each process and round */

static uint64_t seed_of(int round, int process, int take)
{
	return (uint64_t)((round * PROCESSES + process) * TAKES + take + 1);
}

static _Noreturn void make_takes(struct set *set, int round, int process, int gate)
{
	char byte;
	size_t count;
	set_work(set, NULL);
	(void)!read(gate, &byte, 1);
	if (jobs_settle(set->ledger, set->dir, "k1tten", &count, NULL) < 0 || count)
		_exit(2);
	for (int take = 0; take < TAKES; take++)
		set_start(set, "match", seed_of(round, process, take));
	set_finish(set);
	if (set->failed)
		fprintf(stderr, "%s\n", err_text(&set->last));
	_exit(set->done == TAKES ? 0 : 1);
}

static void run_round(struct set *set, int round)
{
	int gate[2], status;
	assert_int_equal(pipe(gate), 0);
	for (int process = 0; process < PROCESSES; process++)
		if (fork() == 0) {
			close(gate[1]);
			make_takes(set, round, process, gate[0]);
		}
	close(gate[0]);
	close(gate[1]);
	for (int process = 0; process < PROCESSES; process++) {
		assert_true(wait(&status) > 0);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 0);
	}
}

/* Every seed is there once, in a clip and its recipe alike. */
static void no_take_is_lost_or_overwritten(void **state)
{
	enum { ALL = ROUNDS * PROCESSES * TAKES };
	struct set *set = *state;
	struct take_list takes = {0};
	bool seen[ALL + 1] = {false};
	set_scene(set, "match", "ok");
	for (int round = 0; round < ROUNDS; round++)
		run_round(set, round);
	assert_int_equal(takes_load(set->dir, "match", &takes, NULL, NULL, NULL), 0);
	assert_int_equal(takes.count, ALL);
	for (size_t i = 0; i < takes.count; i++) {
		const struct json *recipe = json_get(takes.takes[i].json, "recipe");
		double seed = json_get_num(recipe, "seed");
		assert_true(seed >= 1 && seed <= ALL);
		assert_false(seen[(int)seed]);
		assert_true(clip_seed(set, &takes.takes[i]) == seed);
		seen[(int)seed] = true;
	}
	takes_clear(&takes);
	set_is_swept(set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(no_take_is_lost_or_overwritten, set_enter,
						set_leave),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
