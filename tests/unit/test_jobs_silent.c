/* SPDX-License-Identifier: MIT
 *
 * A media process that says nothing any more. Its limit is short here, and everything else
 * that takes so long would be an error, too: so nothing else is made in this program.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "job_help.h"

static int enter(void **state)
{
	if (set_enter(state) < 0)
		return -1;
	set_work(*state, NULL);
	return 0;
}

static void gives_up(struct set *set, const char *prompt, int draws)
{
	set_scene(set, "silent", prompt);
	set_start(set, "silent", 1);
	set_finish(set);
	assert_int_equal(fake_count(set->room, "animatic"), draws);
	assert_int_equal(set->failed, 1);
	assert_int_equal(set->last.kind, ERR_WORKER);
	assert_non_null(strstr(err_text(&set->last), "did not answer for"));
	assert_int_equal(take_count(set, "silent"), 0);
	set_is_swept(set);
}

static void drawing_is_tried_once_more(void **state)
{
	gives_up(*state, "hang", 2);
}

static void what_is_drawn_is_not_drawn_again(void **state)
{
	gives_up(*state, "ok hang", 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter, set_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(drawing_is_tried_once_more),
		TEST(what_is_drawn_is_not_drawn_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
