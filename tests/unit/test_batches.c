/* SPDX-License-Identifier: MIT
 *
 * Several calls of generate in one process, as on the board.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/session/batch_private.h"
#include "core/session/call_run.h"
#include "fake.h"
#include "film/recipe.h"
#include "recorder.h"
#include "util/file.h"
#include "util/mem.h"

enum { CALLS = 6 };

struct desk {
	struct room *room;
	int gate;
	struct session session;
	struct recorder recorders[CALLS];
	struct call calls[CALLS];
	size_t count;
	int told[JOB_ENDED + 1]; /* events, by kind */
};

static const char story[] =
	"{\"scenetty\": 1, \"id\": \"film\", \"fps\": 24, \"seconds\": 0.5, \"scenes\": ["
	"{\"id\": \"one\", \"prompt\": \"obey\"},"
	"{\"id\": \"two\", \"prompt\": \"ok\"},"
	"{\"id\": \"three\", \"prompt\": \"ok\"},"
	"{\"id\": \"four\", \"prompt\": \"ok\", \"start\": \"one/last\"}]}";

static void hear(void *arg, const struct job_event *event)
{
	((struct desk *)arg)->told[event->kind]++;
}

static int enter(void **state)
{
	struct desk *desk = xcalloc(1, sizeof *desk);
	struct err err = {0};
	char *fake = fake_program();
	if (room_enter((void **)&desk->room) < 0)
		return -1;
	setenv("SCENETTY_MEDIA", fake, 1);
	free(fake);
	desk->gate = fake_home(desk->room);
	int dir = open(desk->room->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_int_equal(file_save(dir, "film.json", story, strlen(story), NULL), 0);
	close(dir);
	if (session_open(&desk->session, desk->room->path, &err) < 0)
		fail_msg("%s", err_text(&err));
	desk->session.on_job = hear;
	desk->session.on_job_arg = desk;
	*state = desk;
	return 0;
}

static int leave(void **state)
{
	struct desk *desk = *state;
	session_close(&desk->session);
	for (size_t i = 0; i < desk->count; i++) {
		call_clear(&desk->calls[i]);
		recorder_free(&desk->recorders[i]);
	}
	close(desk->gate);
	room_leave((void **)&desk->room);
	free(desk);
	return 0;
}

static struct call *begin(struct desk *desk, const char *line)
{
	struct err err = {0};
	struct call *call = &desk->calls[desk->count];
	desk->recorders[desk->count] = recorder_new(0);
	*call = (struct call){.session = &desk->session,
			      .out = &desk->recorders[desk->count++].output};
	if (call_parse_line(call, line, &err) < 0 || call_run(call, &err) < 0)
		fail_msg("%s", err_text(&err));
	return call;
}

/* Begins a call of generate with up to two words. */
static struct call *generate(struct desk *desk, const char *first, const char *second)
{
	char line[64];
	snprintf(line, sizeof line, "generate %s %s", first ? first : "", second ? second : "");
	return begin(desk, line);
}

static void turn_until_ended(struct desk *desk, const struct call *call)
{
	while (call->pending)
		assert_int_equal(loop_turn(desk->session.loop, NULL), 0);
}

static void turn_until(struct desk *desk, const int *value, int wanted)
{
	while (*value < wanted)
		assert_int_equal(loop_turn(desk->session.loop, NULL), 0);
}

static bool has_circled(const struct desk *desk, const char *scene)
{
	return film_scene(desk->session.store.film, scene)->circled;
}

static void each_ends_by_itself(void **state)
{
	struct desk *desk = *state;
	struct call *slow = generate(desk, "one", NULL);
	turn_until(desk, &desk->told[JOB_PROGRESS], 1);
	struct call *quick = generate(desk, "two,three", NULL);
	assert_true(slow->pending && quick->pending);
	turn_until_ended(desk, quick);
	assert_int_equal(quick->error.kind, ERR_NONE);
	assert_true(has_circled(desk, "two") && has_circled(desk, "three"));
	assert_true(slow->pending);
	session_cancel(&desk->session);
	turn_until_ended(desk, slow);
	assert_int_equal(slow->error.kind, ERR_CANCELLED);
	assert_null(desk->session.batches);
	assert_int_equal(desk->told[JOB_ACCEPTED], 3);
	assert_int_equal(desk->told[JOB_ENDED], 3);
}

static void the_same_scene_twice(void **state)
{
	struct desk *desk = *state;
	struct call *first = generate(desk, "two", "-n2"), *second = generate(desk, "two", NULL);
	turn_until_ended(desk, first);
	turn_until_ended(desk, second);
	assert_non_null(strstr(buf_str(&desk->recorders[0].notes), "2 takes made"));
	assert_non_null(strstr(buf_str(&desk->recorders[1].notes), "1 take made"));
}

/* Four waits for one, so it has no job when it is stopped. */
static void what_waits_is_stopped(void **state)
{
	struct desk *desk = *state;
	struct call *all = generate(desk, "--missing", NULL);
	turn_until(desk, &desk->told[JOB_ENDED], 2);
	session_cancel(&desk->session);
	turn_until_ended(desk, all);
	assert_int_equal(desk->told[JOB_ACCEPTED], 3);
	assert_true(has_circled(desk, "two") && !has_circled(desk, "four"));
}

static void what_is_in_the_making_is_not_missing(void **state)
{
	struct desk *desk = *state;
	struct call *all = generate(desk, NULL, NULL);
	turn_until(desk, &desk->told[JOB_ENDED], 2);
	struct call *again = generate(desk, NULL, NULL);
	assert_false(again->pending);
	assert_non_null(
		strstr(buf_str(&desk->recorders[1].notes), "2 scenes are in the making already\n"));
	assert_int_equal(desk->told[JOB_ACCEPTED], 3);
	session_cancel(&desk->session);
	turn_until_ended(desk, all);
}

/* Runs a command that ends at once; returns what it noted. */
static const char *run(struct desk *desk, const char *line)
{
	begin(desk, line);
	return buf_str(&desk->recorders[desk->count - 1].notes);
}

/* One runs, four waits for it without a job. */
static void scenes_are_cancelled(void **state)
{
	struct desk *desk = *state;
	struct call *all = generate(desk, "one,four", NULL),
		    *other = generate(desk, "one,two", NULL);
	turn_until(desk, &desk->told[JOB_STARTED], 2);
	assert_string_equal(run(desk, "cancel four"), "stopped 1 take\n");
	assert_true(all->pending);
	assert_string_equal(run(desk, "cancel one"), "stopped 2 takes\n");
	turn_until_ended(desk, all);
	assert_int_equal(all->error.kind, ERR_CANCELLED);
	turn_until_ended(desk, other);
	assert_true(has_circled(desk, "two"));
	assert_null(desk->session.batches);
}

/* Each draws with the fake, which works until it is told to stop. */
static void a_cut_goes_beside_them(void **state)
{
	struct desk *desk = *state;
	struct call *all = generate(desk, "one", NULL);
	turn_until(desk, &desk->told[JOB_STARTED], 1);
	struct call *cut = begin(desk, "cut");
	while (fake_count(desk->room, "animatic") < 2)
		assert_int_equal(loop_turn(desk->session.loop, NULL), 0);
	assert_true(cut->pending && all->pending);
	run(desk, "cancel one");
	turn_until_ended(desk, all);
	assert_true(cut->pending);
	session_cancel(&desk->session);
	turn_until_ended(desk, cut);
	assert_int_equal(cut->error.kind, ERR_CANCELLED);
}

static int nothing_of_its_own(struct call *call, struct err *err)
{
	return 1;
}

/* Also where the take before it came a moment ago, and the next one comes in an hour. */
static void on_a_board_a_take_is_circled_soon(void **state)
{
	struct desk *desk = *state;
	struct call *call = generate(desk, "one,two,three", NULL);
	call->act = nothing_of_its_own;
	desk->session.batches->circled_ms -= 1900;
	turn_until(desk, &desk->told[JOB_ENDED], 2);
	while (!has_circled(desk, "two") || !has_circled(desk, "three"))
		assert_int_equal(loop_turn(desk->session.loop, NULL), 0);
	assert_true(call->pending);
	session_cancel(&desk->session);
	turn_until_ended(desk, call);
}

/* As one that was taken up from a process that is gone. */
static void a_job_of_nobody_is_circled(void **state)
{
	struct desk *desk = *state;
	struct err err = {0};
	struct jobs *jobs = session_jobs(&desk->session, &err);
	const struct film *film = desk->session.store.film;
	assert_true(jobs_start(jobs, film, film_scene(film, "two"), 1, false, &err) > 0);
	struct call *settle = begin(desk, "jobs --settle");
	assert_true(settle->pending);
	turn_until_ended(desk, settle);
	assert_true(has_circled(desk, "two"));
	assert_non_null(strstr(buf_str(&desk->recorders[0].text), "done"));
}

static void waiting_for_jobs_can_end(void **state)
{
	struct desk *desk = *state;
	struct call *slow = generate(desk, "one", NULL);
	turn_until(desk, &desk->told[JOB_STARTED], 1);
	struct call *settle = begin(desk, "jobs --settle");
	assert_true(settle->pending);
	session_cancel(&desk->session);
	turn_until_ended(desk, slow);
	turn_until_ended(desk, settle);
}

/* On the board a scene is begun with one key, the next one with another. */
static void another_call_waits_for_its_frame(void **state)
{
	struct desk *desk = *state;
	run(desk, "set one prompt=ok");
	run(desk, "add Five prompt=ok start=four/last");
	struct call *first = generate(desk, "one", NULL), *second = generate(desk, "four", NULL);
	/* Of four there is no job yet. */
	struct call *third = generate(desk, "five", NULL);
	assert_int_equal(desk->told[JOB_ACCEPTED], 1);
	turn_until_ended(desk, third);
	assert_int_equal(second->error.kind, ERR_NONE);
	assert_int_equal(third->error.kind, ERR_NONE);
	assert_false(first->pending || second->pending);
	assert_true(has_circled(desk, "one") && has_circled(desk, "four"));
	assert_true(has_circled(desk, "five"));
	assert_int_equal(desk->told[JOB_ENDED], 3);
	/* It was made of the new take, so nothing is left to make. */
	assert_false(generate(desk, "--stale", NULL)->pending);
}

static void a_job_of_nobody_is_waited_for(void **state)
{
	struct desk *desk = *state;
	struct err err = {0};
	run(desk, "set one prompt=ok");
	struct jobs *jobs = session_jobs(&desk->session, &err);
	const struct film *film = desk->session.store.film;
	assert_true(jobs_start(jobs, film, film_scene(film, "one"), 1, false, &err) > 0);
	struct call *call = generate(desk, "four", NULL);
	assert_int_equal(desk->told[JOB_ACCEPTED], 1);
	turn_until_ended(desk, call);
	assert_int_equal(call->error.kind, ERR_NONE);
	assert_true(has_circled(desk, "one") && has_circled(desk, "four"));
	assert_false(generate(desk, "--stale", NULL)->pending);
}

static void another_call_waits_in_vain(void **state)
{
	struct desk *desk = *state;
	struct call *first = generate(desk, "one", NULL), *second = generate(desk, "four", NULL);
	struct call *third = generate(desk, "four", NULL);
	turn_until(desk, &desk->told[JOB_STARTED], 1);
	run(desk, "cancel one");
	turn_until_ended(desk, first);
	assert_false(second->pending || third->pending);
	assert_non_null(strstr(err_text(&second->error), "waited for a frame of one"));
	assert_int_equal(third->error.kind, ERR_MEDIA);
	assert_int_equal(desk->told[JOB_ACCEPTED], 1);
	assert_null(desk->session.batches);
	/* Whoever comes later has not waited for it. */
	turn_until_ended(desk, generate(desk, "four", NULL));
	assert_int_equal(desk->told[JOB_ACCEPTED], 2);
}

static void put(int dir, const char *path, const char *text)
{
	assert_int_equal(file_save(dir, path, text, strlen(text), NULL), 0);
}

/* Another process makes four at the very moment at which this one has begun to. */
static void another_was_as_quick(void *arg, const struct job_event *event)
{
	struct desk *desk = arg;
	const struct store *store = &desk->session.store;
	char intent[DIGEST_SIZE];
	hear(arg, event);
	if (event->kind != JOB_ACCEPTED || strcmp(event->job->scene, "four") != 0)
		return;
	scene_intent_digest(store->film, film_scene(store->film, "four"), intent);
	char *json = xasprintf("{\"take\": \"t099\", \"scene\": \"four\", \"seconds\": 0.5, "
			       "\"provider\": \"animatic\", \"sha256\": \"%s\", "
			       "\"intent\": \"%s\"}",
			       intent, intent);
	assert_int_equal(mkdirat(store->dir, "takes/four", 0777), 0);
	int dir = openat(store->dir, "takes/four", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	put(dir, "t099.mp4", "a clip");
	put(dir, "t099.json", json);
	close(dir);
	free(json);
}

/* Its own job is given up within the turn that the end of another call's last take
 * brings: that call is at its end once, and later. */
static void what_came_meanwhile_is_taken(void **state)
{
	struct desk *desk = *state;
	run(desk, "set one prompt=ok");
	desk->session.on_job = another_was_as_quick;
	struct call *first = generate(desk, "one", NULL), *second = generate(desk, NULL, NULL);
	turn_until_ended(desk, first);
	turn_until_ended(desk, second);
	assert_int_equal(second->error.kind, ERR_NONE);
	assert_string_equal(film_scene(desk->session.store.film, "four")->circled, "t099");
	assert_null(desk->session.batches);
}

static void leaving_frees_them(void **state)
{
	struct desk *desk = *state;
	generate(desk, "one", NULL);
	generate(desk, "one,four", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_ends_by_itself, enter, leave),
		cmocka_unit_test_setup_teardown(the_same_scene_twice, enter, leave),
		cmocka_unit_test_setup_teardown(what_waits_is_stopped, enter, leave),
		cmocka_unit_test_setup_teardown(what_is_in_the_making_is_not_missing, enter, leave),
		cmocka_unit_test_setup_teardown(scenes_are_cancelled, enter, leave),
		cmocka_unit_test_setup_teardown(a_cut_goes_beside_them, enter, leave),
		cmocka_unit_test_setup_teardown(on_a_board_a_take_is_circled_soon, enter, leave),
		cmocka_unit_test_setup_teardown(a_job_of_nobody_is_circled, enter, leave),
		cmocka_unit_test_setup_teardown(waiting_for_jobs_can_end, enter, leave),
		cmocka_unit_test_setup_teardown(another_call_waits_for_its_frame, enter, leave),
		cmocka_unit_test_setup_teardown(a_job_of_nobody_is_waited_for, enter, leave),
		cmocka_unit_test_setup_teardown(another_call_waits_in_vain, enter, leave),
		cmocka_unit_test_setup_teardown(what_came_meanwhile_is_taken, enter, leave),
		cmocka_unit_test_setup_teardown(leaving_frees_them, enter, leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
