/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "film/recipe.h"
#include "job_help.h"
#include "util/file.h"
#include "util/mem.h"

static int enter(void **state)
{
	if (set_enter(state) < 0)
		return -1;
	set_work(*state, NULL);
	return 0;
}

/* The states of all jobs, oldest first, as a word each. */
static void states_are(struct set *set, const char *expected)
{
	struct job *jobs;
	size_t count;
	struct buf said = {0};
	assert_int_equal(ledger_jobs(set->ledger, "k1tten", false, &jobs, &count, NULL), 0);
	for (size_t i = count; i > 0; i--)
		buf_addf(&said, "%s%s", i < count ? " " : "", job_state_word(jobs[i - 1].state));
	assert_string_equal(buf_str(&said), expected);
	ledger_free_jobs(jobs, count);
	buf_free(&said);
}

static void check_json(const struct set *set, const struct take *take)
{
	char intent[DIGEST_SIZE], sum[DIGEST_SIZE];
	const struct json *json = take->json, *recipe = json_get(json, "recipe");
	scene_intent_digest(set->film, film_scene(set->film, "match"), intent);
	int fd = openat(set->dir, take->clip, O_RDONLY | O_CLOEXEC);
	assert_int_equal(digest_fd(fd, take->clip, sum, NULL), 0);
	close(fd);
	assert_string_equal(json_get_str(json, "take"), "t001");
	assert_string_equal(json_get_str(json, "scene"), "match");
	assert_string_equal(json_get_str(json, "provider"), "animatic");
	assert_non_null(strstr(json_get_str(json, "made"), "T"));
	assert_true(json_get_num(json, "seconds") == 0.5);
	assert_true(json_get_num(json, "frames") == 12);
	assert_true(json_get_num(json, "cost") == 0);
	assert_true(json_get_num(json, "job") == 1);
	assert_string_equal(json_get_str(json, "sha256"), sum);
	assert_string_equal(json_get_str(json, "intent"), intent);
	assert_string_equal(json_get_str(recipe, "prompt"), "ok");
	assert_true(json_get_num(recipe, "seed") == 7);
	assert_string_equal(json_get_str(json_first(json_get(json, "stage")), "pictogram"), "🐱");
}

static void a_job_becomes_a_take(void **state)
{
	struct set *set = *state;
	struct take_list takes = {0};
	struct stat st;
	mode_t old = umask(022);
	set_scene(set, "match", "ok");
	set_start(set, "match", 7);
	assert_int_equal(set->started, 0); /* nothing happens before the loop turns */
	assert_int_equal(jobs_open(set->jobs), 1);
	states_are(set, "queued");
	set_finish(set);
	umask(old);
	assert_int_equal(set->started, 1);
	assert_true(set->progress > 0);
	assert_int_equal(set->done, 1);
	states_are(set, "done");
	assert_int_equal(takes_load(set->dir, "match", &takes, NULL, NULL, NULL), 0);
	assert_int_equal(takes.count, 1);
	check_json(set, &takes.takes[0]);
	assert_true(clip_seed(set, &takes.takes[0]) == 7);
	fstatat(set->dir, takes.takes[0].clip, &st, 0);
	assert_int_equal(st.st_mode & 0777, 0644);
	struct job job = newest_job(set);
	assert_string_equal(job.take, "t001");
	assert_null(job.error);
	job_clear(&job);
	takes_clear(&takes);
	set_is_swept(set);
}

static void as_many_at_once_as_there_are_processes(void **state)
{
	struct set *set = *state;
	set_scene(set, "match", "wait");
	for (uint64_t i = 0; i < 5; i++)
		set_start(set, "match", i);
	set_turn_until(set, &set->progress, 2);
	assert_int_equal(set->started, 2);
	states_are(set, "waiting waiting queued queued queued");
	for (int i = 0; i < 5; i++)
		fake_open_gate(set->gate);
	set_finish(set);
	assert_int_equal(set->done, 5);
	assert_int_equal(take_count(set, "match"), 5);
	set_is_swept(set);
}

/* Any length is as many frames as lie nearest. */
static void lengths_between_frames(void **state)
{
	static const double rows[][3] = {
		/* fps, seconds, frames */
		{10, 0.15, 2}, {24, 0.1, 2}, {1, 0.6, 1}, {23.976, 1.02, 24}, {120, 0.1, 12},
	};
	struct set *set = *state;
	set_scene(set, "match", "ok");
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct take_list takes = {0};
		set->film->fps = rows[i][0];
		set->film->scenes[0].seconds = rows[i][1];
		set_start(set, "match", i);
		set_finish(set);
		if (set->failed)
			fail_msg("%g s: %s", rows[i][1], err_text(&set->last));
		takes_load(set->dir, "match", &takes, NULL, NULL, NULL);
		assert_int_equal(takes.count, i + 1);
		assert_true(json_get_num(takes.takes[i].json, "frames") == rows[i][2]);
		takes_clear(&takes);
	}
}

static void the_recipe_is_that_of_the_start(void **state)
{
	struct set *set = *state;
	struct take_list takes = {0};
	set_scene(set, "match", "ok");
	set_start(set, "match", 1);
	free(set->film->scenes[0].prompt);
	set->film->scenes[0].prompt = xstrdup("die");
	set_finish(set);
	assert_int_equal(set->done, 1);
	takes_load(set->dir, "match", &takes, NULL, NULL, NULL);
	assert_string_equal(json_get_str(json_get(takes.takes[0].json, "recipe"), "prompt"), "ok");
	takes_clear(&takes);
}

/* What a prompt makes the fake do, how often it is asked to draw, and why the job
 * failed. */
static const struct {
	const char *prompt;
	int draws;
	enum err_kind kind;
	const char *words;
} failures[] = {
	{"die", 2, ERR_WORKER, "was ended by signal 9"},
	{"babble", 2, ERR_WORKER, "protocol"},
	{"refuse", 1, ERR_MEDIA, "no font here has a picture for 🦥"},
	{"no-room", 1, ERR_IO, "No space left on device"},
	{"one-less", 1, ERR_MEDIA, "11 frames were drawn where 12 were asked for"},
	{"boast", 1, ERR_MEDIA, "where 0.5 s were asked for"},
	{"empty", 1, ERR_MEDIA, "is empty"},
	{"page", 1, ERR_MEDIA, "not an MP4 file"},
	{"ok die", 1, ERR_WORKER, "was ended by signal 9"},
	{"ok refuse", 1, ERR_MEDIA, "no font here"},
	{"ok others", 1, ERR_MEDIA, "not a clip"},
};

static void a_failure_is_told_and_the_others_go_on(void **state)
{
	struct set *set = *state;
	set_scene(set, "good", "ok");
	for (size_t i = 0; i < LENGTH(failures); i++) {
		char *id = xasprintf("bad-%zu", i);
		int draws = fake_count(set->room, "animatic");
		set_scene(set, id, failures[i].prompt);
		set_start(set, id, 1);
		set_start(set, "good", i);
		set_finish(set);
		assert_int_equal(fake_count(set->room, "animatic") - draws, failures[i].draws + 1);
		assert_int_equal(set->done, i + 1);
		assert_int_equal(set->failed, i + 1);
		assert_int_equal(set->last.kind, failures[i].kind);
		if (!strstr(err_text(&set->last), failures[i].words))
			fail_msg("%s: %s", failures[i].prompt, err_text(&set->last));
		assert_int_equal(take_count(set, id), 0);
		free(id);
	}
	assert_int_equal(take_count(set, "good"), LENGTH(failures));
	set_is_swept(set);
}

static void the_ledger_keeps_the_reason(void **state)
{
	struct set *set = *state;
	set_scene(set, "match", "refuse");
	set_start(set, "match", 1);
	set_finish(set);
	struct job job = newest_job(set);
	assert_int_equal(job.state, JOB_FAILED);
	assert_string_equal(job.error, "no font here has a picture for 🦥");
	assert_null(job.take);
	job_clear(&job);
}

static void a_death_is_tried_once_more(void **state)
{
	struct set *set = *state;
	set_scene(set, "draw", "die-once");
	set_start(set, "draw", 1);
	set_finish(set);
	assert_int_equal(set->done, 1);
	assert_int_equal(fake_count(set->room, "animatic"), 2);
	char *died = xasprintf("%s/died", set->room->path);
	unlink(died);
	free(died);
	set_scene(set, "probe", "ok die-once");
	set_start(set, "probe", 1);
	set_finish(set);
	assert_int_equal(set->done, 2);
	assert_int_equal(fake_count(set->room, "animatic"), 3);
	assert_int_equal(fake_count(set->room, "probe"), 3);
	set_is_swept(set);
}

static void all_are_cancelled(void **state)
{
	struct set *set = *state;
	set_scene(set, "match", "obey");
	for (uint64_t i = 0; i < 4; i++)
		set_start(set, "match", i);
	set_turn_until(set, &set->progress, 2);
	jobs_cancel(set->jobs, NULL, NULL);
	assert_int_equal(set->cancelled, 2); /* those in the queue; the others hear of it */
	set_finish(set);
	assert_int_equal(set->cancelled, 4);
	assert_int_equal(set->failed, 0);
	states_are(set, "cancelled cancelled cancelled cancelled");
	assert_int_equal(take_count(set, "match"), 0);
	set_is_swept(set);
}

static void a_probe_is_cancelled_too(void **state)
{
	struct set *set = *state;
	set_scene(set, "match", "ok obey");
	set_start(set, "match", 1);
	while (fake_count(set->room, "probe") == 0)
		loop_turn(set->loop, NULL);
	jobs_cancel(set->jobs, NULL, NULL);
	set_finish(set);
	assert_int_equal(set->cancelled, 1);
	set_is_swept(set);
}

static void leaving_cancels(void **state)
{
	struct set *set = *state;
	set_scene(set, "match", "obey");
	for (uint64_t i = 0; i < 3; i++)
		set_start(set, "match", i);
	set_turn_until(set, &set->progress, 2);
	jobs_free(set->jobs);
	set->jobs = NULL;
	assert_int_equal(set->cancelled, 0); /* nobody is told any more */
	states_are(set, "cancelled cancelled cancelled");
	set_is_swept(set);
}

/* The queue is cut off at once, however long, and can be filled again. */
static void a_long_queue_is_cancelled(void **state)
{
	enum { MANY = 500 };
	struct set *set = *state;
	struct job *jobs;
	size_t count;
	set_scene(set, "match", "obey");
	for (uint64_t i = 0; i < MANY; i++)
		set_start(set, "match", i);
	set_turn_until(set, &set->progress, 2);
	jobs_cancel(set->jobs, NULL, NULL);
	assert_int_equal(set->cancelled, MANY - 2);
	set_start(set, "match", MANY);
	set_turn_until(set, &set->started, 3);
	jobs_cancel(set->jobs, NULL, NULL);
	set_finish(set);
	assert_int_equal(set->cancelled, MANY + 1);
	assert_int_equal(ledger_jobs(set->ledger, NULL, true, &jobs, &count, NULL), 0);
	assert_int_equal(count, 0);
	set_is_swept(set);
}

static void what_can_not_begin_is_in_no_ledger(void **state)
{
	struct set *set = *state;
	struct err err = {0};
	struct film *film = set->film;
	set_scene(set, "match", "ok");
	film->scenes[0].provider = xstrdup("sora");
	assert_int_equal(jobs_start(set->jobs, film, &film->scenes[0], 1, false, &err), -1);
	assert_non_null(strstr(err_text(&err), "no provider “sora”; known here: animatic"));
	err_clear(&err);
	free(film->scenes[0].provider);
	film->scenes[0].provider = NULL;
	film->fps = 1;
	film->scenes[0].seconds = 0.1;
	assert_int_equal(jobs_start(set->jobs, film, &film->scenes[0], 1, false, &err), -1);
	assert_non_null(strstr(err_text(&err), "0.1 s are less than one frame at 1 fps"));
	err_clear(&err);
	assert_int_equal(jobs_open(set->jobs), 0);
	states_are(set, "");
}

static void without_the_media_program(void **state)
{
	struct set *set = *state;
	set_rest(set);
	set_work(set, "/nonexistent/scenetty-media");
	set_scene(set, "match", "ok");
	set_start(set, "match", 1);
	set_start(set, "match", 2);
	set_finish(set);
	assert_int_equal(set->failed, 2);
	assert_int_equal(set->last.kind, ERR_WORKER);
	assert_non_null(strstr(err_text(&set->last), "is missing"));
	set_is_swept(set);
}

static void where_a_folder_can_not_be(void **state)
{
	struct set *set = *state;
	static const char *const names[] = {".scenetty", "takes"};
	set_scene(set, "match", "ok");
	for (size_t i = 0; i < LENGTH(names); i++) {
		int fd = openat(set->dir, names[i], O_WRONLY | O_CREAT, 0666);
		close(fd);
		set_start(set, "match", 1);
		set_finish(set);
		assert_int_equal(set->failed, i + 1);
		assert_non_null(strstr(err_text(&set->last), names[i]));
		unlinkat(set->dir, names[i], 0);
	}
	set_start(set, "match", 1);
	set_finish(set);
	assert_int_equal(set->done, 1);
	set_is_swept(set);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter, set_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_job_becomes_a_take),
		TEST(as_many_at_once_as_there_are_processes),
		TEST(lengths_between_frames),
		TEST(the_recipe_is_that_of_the_start),
		TEST(a_failure_is_told_and_the_others_go_on),
		TEST(the_ledger_keeps_the_reason),
		TEST(a_death_is_tried_once_more),
		TEST(all_are_cancelled),
		TEST(a_probe_is_cancelled_too),
		TEST(leaving_cancels),
		TEST(a_long_queue_is_cancelled),
		TEST(what_can_not_begin_is_in_no_ledger),
		TEST(without_the_media_program),
		TEST(where_a_folder_can_not_be),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
