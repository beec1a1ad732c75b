/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/scenes/overview.h"
#include "film/basis.h"
#include "film/film_json.h"
#include "random_edits.h"
#include "room.h"
#include "util/mem.h"

/* A film with its overview; the room is below. */
struct sight {
	struct room *room;
	struct session session;
	struct overview *overview;
};

static const char story[] =
	"{\"scenetty\": 1, \"id\": \"film\", \"fps\": 24, \"seconds\": 2,"
	" \"cast\": [{\"name\": \"kitten\"}], \"scenes\": ["
	"{\"id\": \"one\", \"prompt\": \"@kitten\", \"circled\": \"t001\"},"
	"{\"id\": \"two\", \"circled\": \"t002\", \"start\": \"previous\","
	" \"transition\": {\"kind\": \"dissolve\", \"seconds\": 0.5}},"
	"{\"id\": \"three\"}]}";

static struct film *film_of(struct sight *sight)
{
	return sight->session.store.film;
}

static int enter(void **state)
{
	struct sight *sight = xcalloc(1, sizeof *sight);
	struct err err = {0};
	if (room_enter((void **)&sight->room) < 0)
		return -1;
	int dir = open(sight->room->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_int_equal(file_save(dir, "film.json", story, strlen(story), NULL), 0);
	close(dir);
	if (session_open(&sight->session, sight->room->path, &err) < 0)
		fail_msg("%s", err_text(&err));
	sight->overview = overview_new(&sight->session);
	*state = sight;
	return 0;
}

static int leave(void **state)
{
	struct sight *sight = *state;
	overview_free(sight->overview);
	session_close(&sight->session);
	room_leave((void **)&sight->room);
	free(sight);
	return 0;
}

/* Makes a take of what the scene says now. */
static void make_take(struct sight *sight, const char *scene, double seconds)
{
	int dir = sight->session.store.dir;
	char intent[DIGEST_SIZE];
	struct json *recipe = json_new_object();
	struct err err = {0};
	scene_intent_digest(film_of(sight), film_scene(film_of(sight), scene), intent);
	json_set_num(recipe, "seconds", seconds);
	json_set_str(recipe, "intent", intent);
	json_set_str(recipe, "made", "2030-01-01T00:00:00Z");
	close(openat(dir, ".clip", O_WRONLY | O_CREAT, 0666));
	char *take = take_claim(dir, scene, &err);
	if (!take || take_publish(dir, scene, take, ".clip", "mp4", recipe, &err) < 0)
		fail_msg("%s", err_text(&err));
	free(take);
	json_free(recipe);
}

static void set(struct sight *sight, const char *scene, const char *member, struct json *value)
{
	struct step step = {0};
	struct err err = {0};
	step_set(&step, scene ? OF_SCENE : OF_FILM, scene, member, value);
	if (step_apply(film_of(sight), &step, &err) < 0)
		fail_msg("%s", err_text(&err));
	step_clear(&step);
	overview_film_changed(sight->overview);
}

static void see_all(struct sight *sight)
{
	while (overview_step(sight->overview, 0, NULL))
		;
}

static enum scene_state state_of(struct sight *sight, const char *scene)
{
	return overview_scene(sight->overview, scene)->state;
}

static void test_nothing_before_it_is_looked_at(void **state)
{
	struct sight *sight = *state;
	make_take(sight, "one", 2);
	assert_false(overview_scene(sight->overview, "one")->known);
	assert_null(overview_scene(sight->overview, "one")->take);
	assert_int_equal(overview_totals(sight->overview).unknown, 3);
	assert_false(overview_scene(sight->overview, "nobody")->known);
	see_all(sight);
	assert_int_equal(overview_totals(sight->overview).unknown, 0);
	assert_true(overview_scene(sight->overview, "three")->known);
}

static void test_what_is_asked_for_comes_first(void **state)
{
	struct sight *sight = *state;
	bool asked = false;
	overview_scene(sight->overview, "three");
	while (!overview_scene(sight->overview, "three")->known)
		assert_true(overview_step(sight->overview, 0, &asked));
	assert_true(asked);
	assert_false(overview_scene(sight->overview, "one")->known);
}

static void test_states(void **state)
{
	struct sight *sight = *state;
	make_take(sight, "one", 2);
	make_take(sight, "three", 3);
	see_all(sight);
	const struct glance *one = overview_scene(sight->overview, "one");
	assert_int_equal(one->state, SCENE_CURRENT);
	assert_string_equal(one->clip, "takes/one/t001.mp4");
	assert_true(one->is_circled);
	assert_int_equal(state_of(sight, "two"), SCENE_MISSING);
	const struct glance *three = overview_scene(sight->overview, "three");
	assert_string_equal(three->take, "t001");
	assert_false(three->is_circled);
	assert_int_equal(three->state, SCENE_MISSING);

	set(sight, "one", "notes", json_new_str("nobody is sent them"));
	assert_int_equal(state_of(sight, "one"), SCENE_CURRENT);
	set(sight, "one", "shot", json_new_str("wide"));
	assert_int_equal(state_of(sight, "one"), SCENE_STALE);
	set(sight, "one", "shot", NULL);
	assert_int_equal(state_of(sight, "one"), SCENE_CURRENT);
	set(sight, NULL, "style", json_new_str("ink"));
	see_all(sight);
	assert_int_equal(overview_totals(sight->overview).stale, 1);
}

static void test_upstream(void **state)
{
	struct sight *sight = *state;
	make_take(sight, "one", 2);
	make_take(sight, "two", 2);
	make_take(sight, "two", 2);
	see_all(sight);
	assert_int_equal(state_of(sight, "two"), SCENE_CURRENT);
	set(sight, "one", "circled", json_new_str("t002"));
	assert_int_equal(state_of(sight, "two"), SCENE_STALE);
	see_all(sight);
	assert_int_equal(state_of(sight, "one"), SCENE_MISSING);
}

static void test_another_take_is_circled(void **state)
{
	struct sight *sight = *state;
	make_take(sight, "one", 2);
	make_take(sight, "one", 4);
	see_all(sight);
	assert_true(overview_scene(sight->overview, "one")->seconds == 2);
	set(sight, "one", "circled", json_new_str("t002"));
	overview_scene(sight->overview, "one");
	see_all(sight);
	const struct glance *one = overview_scene(sight->overview, "one");
	assert_string_equal(one->take, "t002");
	assert_true(one->is_circled && one->seconds == 4 && one->takes == 2);
	make_take(sight, "one", 5);
	see_all(sight);
	assert_int_equal(overview_scene(sight->overview, "one")->takes, 2);
	overview_takes_changed(sight->overview, "one");
	see_all(sight);
	assert_int_equal(overview_scene(sight->overview, "one")->takes, 3);
	make_take(sight, "three", 5);
	overview_takes_changed(sight->overview, NULL);
	see_all(sight);
	assert_int_equal(overview_scene(sight->overview, "three")->takes, 1);
}

static void test_totals(void **state)
{
	struct sight *sight = *state;
	make_take(sight, "one", 5);
	make_take(sight, "two", 1);
	make_take(sight, "two", 3);
	see_all(sight);
	struct overview_totals totals = overview_totals(sight->overview);
	assert_int_equal(totals.scenes, 3);
	assert_int_equal(totals.current, 2);
	assert_int_equal(totals.missing, 1);
	assert_true(totals.target == 6);
	assert_true(totals.seconds == 5 + 3 + 2 - 0.5);
}

static void tell(struct sight *sight, enum job_event_kind kind, enum job_state state, double done)
{
	struct job job = {.number = 7, .scene = xstrdup("one"), .provider = xstrdup("fal"),
			  .state = state, .changed = 1, .sent = 1000};
	struct job_event event = {kind, &job, done, 48, 3, NULL, NULL};
	if (state == JOB_FAILED)
		job.error = xstrdup("the line is cut");
	overview_job(sight->overview, &event);
	job_clear(&job);
}

static void test_jobs(void **state)
{
	struct sight *sight = *state;
	see_all(sight);
	const struct glance *one = overview_scene(sight->overview, "one");
	tell(sight, JOB_ACCEPTED, JOB_QUEUED, 0);
	assert_true(one->queued == 1 && one->running == 0);
	tell(sight, JOB_STARTED, JOB_SUBMITTING, 0);
	tell(sight, JOB_PROGRESS, JOB_WAITING, 12);
	assert_true(one->queued == 0 && one->running == 1 && one->done == 12 && one->of == 48);
	assert_int_equal(overview_totals(sight->overview).running, 1);
	assert_true(one->since == 1000 && isnan(one->usual) && one->place == 3);

	/* A scene that stands elsewhere keeps them. */
	struct step step = {0};
	step_move(&step, OF_SCENE, "one", 2);
	step_apply(film_of(sight), &step, NULL);
	step_clear(&step);
	overview_film_changed(sight->overview);
	one = overview_scene(sight->overview, "one");
	assert_true(one->running == 1 && one->done == 12 && one->since == 1000);

	tell(sight, JOB_ENDED, JOB_FAILED, 12);
	assert_true(one->running == 0 && one->of == 0 && one->failed == 1 && !one->since);
	assert_string_equal(one->error, "the line is cut");
	assert_int_equal(overview_totals(sight->overview).failed, 1);
	make_take(sight, "one", 2);
	overview_takes_changed(sight->overview, "one");
	see_all(sight);
	assert_int_equal(overview_scene(sight->overview, "one")->failed, 0);
}

static void test_a_done_job_brings_its_take(void **state)
{
	struct sight *sight = *state;
	see_all(sight);
	tell(sight, JOB_ACCEPTED, JOB_QUEUED, 0);
	make_take(sight, "one", 2);
	tell(sight, JOB_ENDED, JOB_DONE, 48);
	see_all(sight);
	assert_int_equal(state_of(sight, "one"), SCENE_CURRENT);
}

static void test_jobs_of_the_ledger(void **state)
{
	struct sight *sight = *state;
	struct ledger *ledger = session_ledger(&sight->session, NULL);
	struct job job = {
		.film = xstrdup("film"),
		.folder = xstrdup("/"),
		.scene = xstrdup("one"),
		.provider = xstrdup("animatic"),
		.recipe = xstrdup("{}"),
		.intent = xstrdup("x"),
		.currency = xstrdup("USD"),
	};
	assert_non_null(ledger);
	assert_int_equal(ledger_add(ledger, &job, NULL), 0);
	assert_int_equal(ledger_move(ledger, &job, JOB_FAILED, NULL, NULL, "no", NULL), 0);
	job_clear(&job);
	see_all(sight);
	assert_string_equal(overview_scene(sight->overview, "one")->error, "no");
}

/* Whatever is done to the film, what is known of its scenes stays theirs. */
static void test_random_edits(void **state)
{
	struct sight *sight = *state;
	struct dice dice = {0x5ce7e77};
	for (int turn = 0; turn < 3000; turn++) {
		struct step step = {0};
		random_step(&dice, film_of(sight), false, &step);
		assert_int_equal(step_apply(film_of(sight), &step, NULL), 0);
		step_clear(&step);
		overview_film_changed(sight->overview);
		if (dice_roll(&dice, 3) == 0)
			see_all(sight);
		size_t count = film_of(sight)->scene_count;
		assert_int_equal(overview_totals(sight->overview).scenes, count);
		for (size_t i = 0; i < count; i++) {
			const struct scene *scene = &film_of(sight)->scenes[i];
			const struct glance *glance = overview_scene(sight->overview, scene->id);
			struct take_list takes = {0};
			if (dice_roll(&dice, 40) == 0)
				make_take(sight, scene->id, 2);
			takes_load(sight->session.store.dir, scene->id, &takes, NULL, NULL, NULL);
			overview_takes_changed(sight->overview, scene->id);
			see_all(sight);
			glance = overview_scene(sight->overview, scene->id);
			assert_int_equal(glance->takes, takes.count);
			assert_int_equal(glance->state, scene_state(film_of(sight), scene, &takes));
			takes_clear(&takes);
		}
		if (count > 6 || film_of(sight)->cast_count > 4)
			turn += 40; /* enough of long films, which are slow to look through */
	}
}

/* The same basis, the same intent. */
static void test_basis(void **state)
{
	struct film *film = film_parse(story, strlen(story), "film.json", NULL);
	struct dice dice = {77};
	size_t same = 0, other = 0;
	for (int turn = 0; turn < 20000; turn++) {
		const struct scene *scene = &film->scenes[0];
		char before[DIGEST_SIZE], after[DIGEST_SIZE];
		struct step step = {0};
		uint64_t film_was = film_basis(film), was = 0;
		char *id = film->scene_count ? xstrdup(scene->id) : NULL;
		if (id) {
			was = scene_basis(film, scene);
			scene_intent_digest(film, scene, before);
		}
		random_step(&dice, film, false, &step);
		assert_int_equal(step_apply(film, &step, NULL), 0);
		scene = id ? film_scene(film, id) : NULL;
		if (scene) {
			scene_intent_digest(film, scene, after);
			if (film_basis(film) == film_was && scene_basis(film, scene) == was) {
				assert_string_equal(before, after);
				same++;
			} else {
				other++;
			}
		}
		free(id);
		step_clear(&step);
	}
	assert_true(same > 1000 && other > 1000);
	film_free(film);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_nothing_before_it_is_looked_at, enter, leave),
		cmocka_unit_test_setup_teardown(test_what_is_asked_for_comes_first, enter, leave),
		cmocka_unit_test_setup_teardown(test_states, enter, leave),
		cmocka_unit_test_setup_teardown(test_upstream, enter, leave),
		cmocka_unit_test_setup_teardown(test_another_take_is_circled, enter, leave),
		cmocka_unit_test_setup_teardown(test_totals, enter, leave),
		cmocka_unit_test_setup_teardown(test_jobs, enter, leave),
		cmocka_unit_test_setup_teardown(test_a_done_job_brings_its_take, enter, leave),
		cmocka_unit_test_setup_teardown(test_jobs_of_the_ledger, enter, leave),
		cmocka_unit_test_setup_teardown(test_random_edits, enter, leave),
		cmocka_unit_test(test_basis),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
