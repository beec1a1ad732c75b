/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "film/field.h"
#include "film/film.h"
#include "util/mem.h"

static void test_what_absent_means(void **state)
{
	struct film *film = film_new();
	struct scene scene = {0};
	int width, height;
	fields_init(OF_SCENE, &scene);
	film_size(film, &width, &height);
	assert_int_equal(width, 1280);
	assert_int_equal(height, 720);
	assert_int_equal(film_rate(film).num, 24);
	assert_true(scene_seconds(film, &scene) == 5);
	assert_string_equal(scene_provider(film, &scene), "animatic");
	assert_null(scene_model(film, &scene));
	assert_false(scene_transition(&scene).dissolve);
	assert_true(isnan(scene_take_note(&scene, "t001").in));
	film->seconds = 3;
	assert_true(scene_seconds(film, &scene) == 3);
	scene.seconds = 2;
	assert_true(scene_seconds(film, &scene) == 2);
	film_free(film);
}

static void test_model_follows_its_provider(void **state)
{
	struct film *film = film_new();
	struct scene scene = {0};
	fields_init(OF_SCENE, &scene);
	film->provider = xstrdup("fal");
	film->model = xstrdup("wan");
	assert_string_equal(scene_model(film, &scene), "wan");
	scene.provider = xstrdup("animatic");
	assert_null(scene_model(film, &scene));
	free(scene.provider);
	film_free(film);
}

static void test_rates(void **state)
{
	static const struct {
		double fps;
		int num, den;
	} rows[] = {
		{24, 24, 1},
		{25, 25, 1},
		{23.976, 24000, 1001},
		{23.98, 24000, 1001},
		{29.97, 30000, 1001},
		{59.94, 60000, 1001},
		{12.5, 25, 2},
		{119.88, 120000, 1001},
		{1, 1, 1},
		{120, 120, 1},
		{14.985, 2997, 200},
	};
	struct film *film = film_new();
	for (size_t i = 0; i < LENGTH(rows); i++) {
		film->fps = rows[i].fps;
		struct film_rate rate = film_rate(film);
		assert_int_equal(rate.num, rows[i].num);
		assert_int_equal(rate.den, rows[i].den);
	}
	assert_int_equal(rate_frames((struct film_rate){24000, 1001}, 5), 120);
	assert_int_equal(rate_frames((struct film_rate){24, 1}, 0.02), 0);
	film_free(film);
}

static bool is_taken(void *arg, const char *id)
{
	return strcmp(arg, id) == 0;
}

static void test_free_ids(void **state)
{
	static const struct {
		const char *title, *taken, *id;
	} rows[] = {
		{"The match", "", "the-match"},
		{"The match", "the-match", "the-match-2"},
		{"Previous", "", "previous-2"},
		{"Film", "", "film-2"},
		{NULL, "", "scene"},
		{"Scène 2 : l'été", "", "scene-2-lete"},
		{"a very long title that goes on and on and on", "",
		 "a-very-long-title-that-goes-on-and-on-an"},
		{"a very long title that goes on and on and on",
		 "a-very-long-title-that-goes-on-and-on-an",
		 "a-very-long-title-that-goes-on-and-on-2"},
	};
	struct film *film = film_new();
	for (size_t i = 0; i < LENGTH(rows); i++) {
		char *id = film_free_id(film, rows[i].title, is_taken, (void *)rows[i].taken);
		assert_string_equal(id, rows[i].id);
		free(id);
	}
	film_free(film);
}

static void check_table(enum field_of of)
{
	size_t count;
	const struct field *rows = fields(of, &count);
	for (size_t i = 0; i < count; i++) {
		const struct field *row = &rows[i];
		assert_ptr_equal(field_find(of, row->name), row);
		assert_string_equal(field_near(of, row->name), row->name);
		assert_true(row->help && *row->help);
		assert_true(row->kind != FIELD_SHAPE || row->shape);
		assert_true(row->kind != FIELD_CHOICE || row->choices);
		if (row->kind == FIELD_NUMBER || row->kind == FIELD_WHOLE)
			assert_true(row->max > row->min);
		if (row->kind == FIELD_LINE || row->kind == FIELD_TEXT)
			assert_true(row->max > 0);
		/* Every choice is a value the field takes. */
		for (size_t j = 0; row->choices && row->choices[j]; j++) {
			struct json *value = json_new_str(row->choices[j]);
			assert_int_equal(field_check(row, value, NULL), 0);
			json_free(value);
		}
	}
}

static void test_tables(void **state)
{
	check_table(OF_FILM);
	check_table(OF_SCENE);
	check_table(OF_CAST);
	assert_string_equal(field_near(OF_SCENE, "promt"), "prompt");
	assert_string_equal(field_near(OF_FILM, "scene"), "scenes");
	assert_null(field_near(OF_SCENE, "x-colour"));
}

static void test_typed_values(void **state)
{
	static const struct {
		const char *member, *typed, *json; /* NULL: cleared */
	} rows[] = {
		{"seconds", "5", "5"},
		{"seconds", "2.5s", "2.5"},
		{"seconds", "2.5 s", "2.5"},
		{"seconds", "none", NULL},
		{"title", "", NULL},
		{"shot", "wide", "\"wide\""},
		{"shot", "from a balloon", "\"from a balloon\""},
		{"circled", "3", "\"t003\""},
		{"circled", "t12", "\"t012\""},
		{"start", "previous", "\"previous\""},
		{"start", "match/last", "\"match/last\""},
		{"start", "match@3.2", "\"match@3.2\""},
		{"start", "{\"file\":\"refs/a.png\"}", "{\"file\":\"refs/a.png\"}"},
		{"start", "refs/a.png", "{\"file\":\"refs/a.png\"}"},
		{"transition", "dissolve 0.8s", "{\"kind\":\"dissolve\",\"seconds\":0.8}"},
		{"transition", "cut", "{\"kind\":\"cut\"}"},
		{"transition", "dissolve 0.8", "{\"kind\":\"dissolve\",\"seconds\":0.8}"},
		{"seed", "9007199254740992", "9007199254740992"},
		{"prompt", "two\nlines\tand a tab", "\"two\\nlines\\tand a tab\""},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct err err = {0};
		struct json *value =
			field_parse(field_find(OF_SCENE, rows[i].member), rows[i].typed, &err);
		assert_null(err.text);
		if (rows[i].json) {
			char *text = json_text(value);
			assert_string_equal(text, rows[i].json);
			free(text);
		} else {
			assert_null(value);
		}
		json_free(value);
	}
}

static void test_typed_nonsense(void **state)
{
	static const struct {
		const char *member, *typed, *error;
	} rows[] = {
		{"seconds", "long", "seconds: expected a number from 0.1 to 3600, found a text"},
		{"seconds", "0", "seconds: expected a number from 0.1 to 3600, found 0"},
		{"seconds", "1e999", "seconds: expected a number from 0.1 to 3600, found a text"},
		{"seed", "1.5",
		 "seed: expected a whole number from 0 to 9007199254740992, found 1.5"},
		{"mood", "-6", "mood: expected a number from -5 to 5, found -6"},
		{"circled", "first", "circled: expected a take, like “t003”, found “first”"},
		{"circled", "0", "circled: expected a take, like “t003”, found “0”"},
		{"start", "match/first",
		 "start: expected “previous”, “SCENE/last”, “SCENE@SECONDS” or {\"file\": "
		 "\"PATH\"}, "
		 "found “match/first”"},
		{"start", "{\"file\":\"../a.png\"}",
		 "start: expected a relative path that stays inside the film's folder, found "
		 "“../a.png”"},
		{"start", "{\"file\":\"/etc/passwd\"}",
		 "start: expected a relative path that stays inside the film's folder, found "
		 "“/etc/passwd”"},
		{"transition", "dissolv",
		 "transition: kind: expected “dissolve” (one of cut or dissolve), found “dissolv”"},
		{"transition", "wipe", "transition: kind: expected cut or dissolve, found “wipe”"},
		{"transition", "dissolve long",
		 "transition: seconds: expected a number from 0.04 to 60, found a text"},
		{"transition", "dissolve 0.5 sheep",
		 "transition: seconds: expected a number from 0.04 to 60, found a text"},
		{"start", "../a.png",
		 "start: expected a relative path that stays inside the film's folder, found "
		 "“../a.png”"},
		{"title", "a\nb", "title: character 2 is a line break: this is one line"},
		{"title", "a\033[31m",
		 "title: character 2 is the control character ^[, which can't stand in a text"},
		{"prompt", "a\xc2\x9b",
		 "prompt: character 2 is the control character <U+009B>, which can't stand in a "
		 "text"},
		{"prompt", "ab\xe2\x80\xae",
		 "prompt: character 3 is the control character <U+202E>, which can't stand in a "
		 "text"},
		{"prompt", "a\r\nb",
		 "prompt: character 2 is the control character ^M, which can't stand in a text"},
		{"prompt", "\xff", "prompt: character 1 is not UTF-8"},
		{"options", "{\"seed\":9007199254740994}",
		 "options: seed: a number beyond 2^53 would lose digits: write it as a text, in "
		 "\"\""},
		{"takes", "{\"t1\":{}}", "takes: t1: expected the name of a take, like “t003”"},
		{"takes", "{\"t001\":{\"in\":3,\"out\":2}}",
		 "takes: t001: out: expected a time behind “in”"},
		{"takes", "{\"t001\":{\"stars\":6}}",
		 "takes: t001: stars: expected a number from 0 to 5, found 6"},
		{"takes", "{\"t001\":{\"why\":[3]}}",
		 "takes: t001: why: expected a text, found a number"},
		{"takes", "{\"t001\":{\"axes\":{\"motion\":\"good\"}}}",
		 "takes: t001: axes: motion: expected a number from 0 to 5, found a text"},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct err err = {0};
		const struct field *field = field_find(OF_SCENE, rows[i].member);
		assert_null(field_parse(field, rows[i].typed, &err));
		assert_string_equal(err_text(&err), rows[i].error);
		err_clear(&err);
	}
}

/* And back; what is no budget is left to be told. */
static void test_budget_in_words(void **state)
{
	static const struct {
		const char *typed, *json, *back; /* json NULL: it is none */
	} rows[] = {
		{"20 USD", "{\"film\":20,\"currency\":\"USD\"}", "20 USD"},
		{"20", "{\"film\":20}", "20"},
		{"5EUR a day,20", "{\"film\":20,\"day\":5,\"currency\":\"EUR\"}",
		 "20 EUR, 5 EUR a day"},
		{"0.5 USD, 600s, 90 s a day",
		 "{\"film\":0.5,\"film_seconds\":600,\"day_seconds\":90,\"currency\":\"USD\"}",
		 "0.5 USD, 600 s, 90 s a day"},
		{"{\"film\":20,\"mine\":1}", "{\"film\":20,\"mine\":1}",
		 "{\"film\":20,\"mine\":1}"},
		{"much", NULL, NULL},
		{"20 USD,", NULL, NULL},
		{"20 USD, 5 EUR a day", NULL, NULL},
		{"20 USD, 30 USD", NULL, NULL},
		{"20 usd", NULL, NULL},
		{"20 USD a week", NULL, NULL},
		{"nan", NULL, NULL},
	};
	const struct field *field = field_find(OF_FILM, "budget");

	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct err err = {0};
		struct film film = {.budget = field_parse(field, rows[i].typed, &err)};
		char *text = film.budget ? json_text(film.budget) : NULL;
		char *back = field_typed(field, &film);

		if (rows[i].json) {
			assert_string_equal(text, rows[i].json);
			assert_string_equal(back, rows[i].back);
		} else {
			assert_null(text);
			assert_non_null(strstr(err_text(&err), "like “20 USD, 5 USD a day"));
		}
		json_free(film.budget);
		err_clear(&err);
		free(text);
		free(back);
	}
}

static void test_sizes(void **state)
{
	static const struct {
		const char *size;
		int result;
	} rows[] = {
		{"1280x720", 0},   {"720x1280", 0},         {"256x144", 0},    {"144x256", 0},
		{"3840x2160", 0},  {"2160x3840", 0},        {"1080x1080", 0},  {"3840x3840", -1},
		{"254x144", -1},   {"256x142", -1},         {"1281x720", -1},  {"1280", -1},
		{"1280x", -1},     {"1280x720x", -1},       {"01280x720", -1}, {"-1280x720", -1},
		{" 1280x720", -1}, {"99999999999x720", -1}, {"wide", -1},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct json *value = json_new_str(rows[i].size);
		assert_int_equal(field_check(field_find(OF_FILM, "size"), value, NULL),
				 rows[i].result);
		json_free(value);
	}
}

/* Joiners and direction marks are how some scripts and emoji are written. */
static void test_every_script_is_welcome(void **state)
{
	static const char *const texts[] = {
		"می‌خواهم", "क्‍ष", "🧑‍🚒🏴󠁧󠁢󠁥󠁮󠁧󠁿",
		"אבג\xe2\x80\x8f!",  "한국어",       "ไทย"};
	for (size_t i = 0; i < LENGTH(texts); i++) {
		struct json *value = json_new_str(texts[i]);
		assert_int_equal(field_check(field_find(OF_SCENE, "prompt"), value, NULL), 0);
		json_free(value);
	}
}

static void test_huge_prompt(void **state)
{
	struct err err = {0};
	struct buf text = {0};
	const struct field *field = field_find(OF_SCENE, "prompt");
	for (int i = 0; i < 32000; i++)
		buf_add_str(&text, "é");
	struct json *value = field_parse(field, buf_str(&text), &err);
	assert_non_null(value);
	json_free(value);
	buf_add_char(&text, 'e');
	assert_null(field_parse(field, buf_str(&text), &err));
	assert_string_equal(err_text(&err),
			    "prompt: expected at most 32000 characters, found 32001");
	err_clear(&err);
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_absent_means),
		cmocka_unit_test(test_model_follows_its_provider),
		cmocka_unit_test(test_rates),
		cmocka_unit_test(test_free_ids),
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_typed_values),
		cmocka_unit_test(test_typed_nonsense),
		cmocka_unit_test(test_budget_in_words),
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_every_script_is_welcome),
		cmocka_unit_test(test_huge_prompt),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
