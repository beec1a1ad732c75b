/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "film/edit.h"
#include "film/film_json.h"
#include "film/rows.h"
#include "random_edits.h"
#include "util/mem.h"

static char *print(const struct film *film)
{
	struct buf out = {0};
	film_print(film, &out);
	return buf_take(&out);
}

static void assert_prints(const struct film *film, const char *expected, uint64_t seed)
{
	char *text = print(film);
	if (strcmp(text, expected) != 0)
		fail_msg("seed %llu: %s\nexpected: %s", (unsigned long long)seed, text, expected);
	free(text);
}

static struct film *parse(const char *text)
{
	struct err err = {0};
	struct film *film = film_parse(text, strlen(text), "film.json", &err);
	if (!film)
		fail_msg("%s", err_text(&err));
	return film;
}

static const char story[] = "{\"scenetty\":1,\"id\":\"f\",\"cast\":[{\"name\":\"kitten\"}],"
			    "\"scenes\":[{\"id\":\"a\",\"x-1\":1,\"x-2\":2,\"x-3\":3},"
			    "{\"id\":\"b\",\"seconds\":3},{\"id\":\"c\"}]}";

/* Applies the step, which is taken, and takes it back; says what it made. */
static void there_and_back(struct step *step, const char *scenes)
{
	struct err err = {0};
	struct film *film = parse(story);
	char *before = print(film);
	if (step_apply(film, step, &err) < 0)
		fail_msg("%s", err_text(&err));
	struct buf ids = {0};
	for (size_t i = 0; i < film->scene_count; i++)
		buf_add_str(&ids, film->scenes[i].id);
	assert_string_equal(buf_str(&ids), scenes);
	char *after = print(film);
	assert_int_equal(step_apply(film, step, NULL), 0);
	assert_prints(film, before, 0);
	assert_int_equal(step_apply(film, step, NULL), 0);
	assert_prints(film, after, 0);
	free(before);
	free(after);
	buf_free(&ids);
	step_clear(step);
	film_free(film);
}

static void test_each_kind(void **state)
{
	struct step step = {0};
	step_move(&step, OF_SCENE, "a", 2);
	there_and_back(&step, "bca");
	step_move(&step, OF_SCENE, "c", 0);
	there_and_back(&step, "cab");
	step_move(&step, OF_SCENE, "a", 99);
	there_and_back(&step, "bca");
	step_remove(&step, OF_SCENE, "b");
	there_and_back(&step, "ac");
	step_insert(&step, OF_SCENE, 1, json_parse("{\"id\":\"n\"}", 10, 99, "", NULL));
	there_and_back(&step, "anbc");
	step_set(&step, OF_SCENE, "b", "seconds", NULL);
	there_and_back(&step, "abc");
	step_set(&step, OF_SCENE, "a", "x-2", NULL); /* comes back between its neighbours */
	there_and_back(&step, "abc");
	step_set(&step, OF_FILM, NULL, "fps", json_new_num(30));
	step_remove(&step, OF_SCENE, "a");
	step_insert(&step, OF_SCENE, 2, json_parse("{\"id\":\"a\"}", 10, 99, "", NULL));
	step_remove(&step, OF_CAST, "kitten");
	there_and_back(&step, "bca");
}

static void test_what_is_refused(void **state)
{
	struct film *film = parse(story);
	char *before = print(film);
	static const struct {
		enum field_of of;
		const char *id, *member, *value, *error;
	} rows[] = {
		{OF_SCENE, "z", "seconds", "3", "there is no scene “z”"},
		{OF_SCENE, NULL, "seconds", "3", "there is no scene “”"},
		{OF_CAST, "dog", "looks", "\"x\"", "there is no cast member “dog”"},
		{OF_SCENE, "a", "seconds", "\"x\"",
		 "scene “a”: seconds: expected a number from 0.1 to 3600, found a text"},
		{OF_SCENE, "a", "id", "\"x\"", "scene “a”: id: can't be changed"},
		{OF_CAST, "kitten", "name", "\"x\"",
		 "cast member “kitten”: name: can't be changed"},
		{OF_FILM, NULL, "scenetty", "2", "scenetty: can't be changed"},
		{OF_FILM, NULL, "id", "\"x\"", "id: can't be changed"},
		{OF_FILM, NULL, "scenes", "[]", "scenes: can't be set as a whole"},
		{OF_SCENE, "a", "x", "[1e300]",
		 "scene “a”: x: a number beyond 2^53 would lose digits: write it as a text, in "
		 "\"\""},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct err err = {0};
		struct step step = {0};
		step_set(&step, OF_FILM, NULL, "title", json_new_str("never stays"));
		step_set(&step, rows[i].of, rows[i].id, rows[i].member,
			 json_parse(rows[i].value, strlen(rows[i].value), 99, "", NULL));
		assert_int_equal(step_apply(film, &step, &err), -1);
		assert_string_equal(err_text(&err), rows[i].error);
		assert_prints(film, before, 0);
		err_clear(&err);
		step_clear(&step);
	}
	free(before);
	film_free(film);
}

static void test_not_a_step(void **state)
{
	static const char *const rows[] = {
		"{}",
		"{\"edits\":3}",
		"{\"edits\":[3]}",
		"{\"edits\":[{\"do\":\"burn\",\"of\":\"film\"}]}",
		"{\"edits\":[{\"do\":\"set\",\"of\":\"film\"}]}",
		"{\"edits\":[{\"do\":\"set\",\"of\":\"scene\",\"member\":\"x\"}]}",
		"{\"edits\":[{\"do\":\"insert\",\"of\":\"scene\",\"value\":{}}]}",
		"{\"edits\":[{\"do\":\"move\",\"of\":\"scene\",\"id\":\"a\",\"at\":-1}]}",
		"{\"edits\":[{\"do\":\"move\",\"of\":\"scene\",\"id\":\"a\",\"at\":0.5}]}",
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct step step;
		struct json *json = json_parse(rows[i], strlen(rows[i]), 999, "", NULL);
		assert_non_null(json);
		assert_int_equal(step_from_json(&step, json, NULL), -1);
		json_free(json);
	}
}

static void through_json(struct step *step)
{
	struct json *json = step_to_json(step), *parsed;
	char *text = json_text(json);
	parsed = json_parse(text, strlen(text), 1 << 20, "step", NULL);
	step_clear(step);
	assert_int_equal(step_from_json(step, parsed, NULL), 0);
	json_free(json);
	json_free(parsed);
	free(text);
}

enum { STEPS = 24 };

static void assert_rows_are_found(const struct film *film, enum field_of of)
{
	char id[] = "a";
	for (; *id <= 'z'; ++*id) {
		size_t at = 0, count = rows_count(film, of);
		while (at < count && strcmp(row_id(of, rows_at(film, of, at)), id) != 0)
			at++;
		assert_int_equal(rows_find(film, of, id), at);
	}
}

/* Does a random step, or fails to, and keeps what the film then looks like. */
static void random_turn(struct dice *dice, struct history *history, struct film *film,
			char **snapshots, uint64_t seed)
{
	struct step step = {0};
	bool spoilt = dice_roll(dice, 6) == 0;
	random_step(dice, film, spoilt, &step);
	if (dice_roll(dice, 2))
		through_json(&step);
	int result = step_apply(film, &step, NULL);
	if (result != (spoilt ? -1 : 0))
		fail_msg("seed %llu: a step went wrong", (unsigned long long)seed);
	if (spoilt) {
		assert_prints(film, snapshots[history->undo_count], seed);
		step_clear(&step);
		return;
	}
	if (dice_roll(dice, 2))
		through_json(&step); /* the inverse too */
	history_push(history, &step);
	char **snapshot = &snapshots[history->undo_count];
	free(*snapshot);
	*snapshot = print(film);
	assert_rows_are_found(film, OF_SCENE);
	assert_rows_are_found(film, OF_CAST);
}

/* Every scene is found where it stands, and nobody else. */
static void assert_found(const struct film *film)
{
	for (size_t i = 0; i < film->scene_count; i++)
		assert_int_equal(film_index(film, film->scenes[i].id), i);
	assert_int_equal(film_index(film, "nobody"), film->scene_count);
}

static void random_big_edit(struct dice *dice, const struct film *film, struct step *step,
			    unsigned *next)
{
	unsigned count = (unsigned)film->scene_count;
	const char *id = film->scenes[dice_roll(dice, count)].id;
	switch (dice_roll(dice, 3)) {
	case 0:
		step_move(step, OF_SCENE, id, dice_roll(dice, count));
		return;
	case 1:
		step_remove(step, OF_SCENE, id);
		return;
	default:;
		struct json *value = json_new_object();
		char *name = xasprintf("s%u", dice_roll(dice, 4) ? ++*next : *next + 1);
		json_set_str(value, "id", name);
		step_insert(step, OF_SCENE, dice_roll(dice, count), value);
		free(name);
	}
}

/* Scenes that come, go and move by hundreds are found all the same. */
static void test_finding_scenes(void **state)
{
	struct dice dice = {42};
	struct film *film = film_new();
	unsigned next = 0;
	for (; next < 1000; next++) {
		struct json *value = json_new_object();
		struct step step = {0};
		char *name = xasprintf("s%u", next);
		json_set_str(value, "id", name);
		step_insert(&step, OF_SCENE, next / 2, value);
		assert_int_equal(step_apply(film, &step, NULL), 0);
		step_clear(&step);
		free(name);
	}
	assert_found(film);
	for (int turn = 0; turn < 3000; turn++) {
		struct step step = {0};
		random_big_edit(&dice, film, &step, &next);
		if (step_apply(film, &step, NULL) == 0 && dice_roll(&dice, 4) == 0)
			assert_int_equal(step_apply(film, &step, NULL), 0);
		step_clear(&step);
		if (turn % 100 == 0)
			assert_found(film);
	}
	struct film *copy = film_copy(film);
	assert_found(copy);
	film_free(copy);
	film_free(film);
}

/* Undoes to a random depth and does it all again, each state as it was. */
static void undo_and_redo(struct dice *dice, struct history *history, struct film *film,
			  char **snapshots, uint64_t seed)
{
	unsigned depth = dice_roll(dice, (unsigned)history->undo_count + 1), back = depth;
	for (; depth; depth--) {
		assert_non_null(history_undo(history, film, NULL));
		assert_prints(film, snapshots[history->undo_count], seed);
	}
	for (back = dice_roll(dice, back + 1); back; back--) {
		assert_non_null(history_redo(history, film, NULL));
		assert_prints(film, snapshots[history->undo_count], seed);
	}
}

static void random_history(uint64_t seed)
{
	struct dice dice = {seed * 0x9e3779b97f4a7c15};
	struct history history = {0};
	struct film *film = parse(story);
	char *snapshots[STEPS + 1] = {print(film)};
	for (int turn = 0; turn < STEPS; turn++) {
		random_turn(&dice, &history, film, snapshots, seed);
		if (dice_roll(&dice, 5) == 0)
			undo_and_redo(&dice, &history, film, snapshots, seed);
	}
	char *last = print(film);
	struct film *loaded = parse(last);
	assert_prints(loaded, last, seed);
	while (history_undo(&history, film, NULL))
		;
	assert_prints(film, snapshots[0], seed);
	film_free(loaded);
	film_free(film);
	free(last);
	history_clear(&history);
	for (int i = 0; i <= STEPS; i++)
		free(snapshots[i]);
}

static void test_thousands_of_histories(void **state)
{
	for (uint64_t seed = 1; seed <= 2000; seed++)
		random_history(seed);
}

/* Sets a scene's title, and takes the step through JSON as the edit log does. */
static void type(struct history *history, struct film *film, const char *id, const char *text,
		 bool goes_on)
{
	struct step step = {.goes_on = goes_on}, read;
	step_set(&step, OF_SCENE, id, "title", json_new_str(text));
	step_label(&step, "set title of %s", id);
	struct json *line = step_to_json(&step);
	assert_int_equal(step_from_json(&read, line, NULL), 0);
	assert_int_equal(step_apply(film, &read, NULL), 0);
	history_push(history, &read);
	step_clear(&step);
	json_free(line);
}

static void test_typing_is_one_undo(void **state)
{
	struct history history = {0};
	struct film *film = parse(story);
	type(&history, film, "a", "f", true); /* there is nothing to go on with */
	type(&history, film, "a", "fi", true);
	type(&history, film, "a", "fire", true);
	type(&history, film, "b", "x", true); /* another scene's */
	type(&history, film, "b", "xy", false);
	assert_int_equal(history.undo_count, 3);
	assert_non_null(history_undo(&history, film, NULL));
	assert_string_equal(film_scene(film, "b")->title, "x");
	assert_non_null(history_undo(&history, film, NULL));
	assert_non_null(history_undo(&history, film, NULL));
	assert_null(film_scene(film, "a")->title);
	assert_non_null(history_redo(&history, film, NULL));
	assert_string_equal(film_scene(film, "a")->title, "fire");
	history_clear(&history);
	film_free(film);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_finding_scenes),
		cmocka_unit_test(test_each_kind),
		cmocka_unit_test(test_typing_is_one_undo),
		cmocka_unit_test(test_what_is_refused),
		cmocka_unit_test(test_not_a_step),
		cmocka_unit_test(test_thousands_of_histories),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
