/* SPDX-License-Identifier: MIT
 *
 * What people call scenes, cast and takes by, and what they set.
 */
#include "tests/unit/check.h"

#include <string.h>

#include "core/scenes/setting.h"
#include "core/scenes/target.h"
#include "film/film_json.h"

static const char text[] =
	"{\"scenetty\":1,\"cast\":[{\"name\":\"kitten\"}],\"scenes\":["
	"{\"id\":\"match\"},{\"id\":\"curtains\"},{\"id\":\"bang\"},{\"id\":\"ladder\"}]}";

static int enter(void **state)
{
	struct err err = {0};
	*state = film_parse(text, strlen(text), "film.json", &err);
	assert_fine(*state ? 0 : -1, &err);
	return 0;
}

static int leave(void **state)
{
	film_free(*state);
	return 0;
}

static void test_scenes(void **state)
{
	static const struct {
		const char *typed;
		const char *positions; /* from 0; or the error */
	} rows[] = {
		{"match", "0"},
		{"3", "2"},
		{"2-4", "1 2 3"},
		{"bang,1", "2 0"},
		{"1-2,2,match,4", "0 1 3"},
		{"mach", "no scene “mach”; did you mean “match”?"},
		{"fireworks", "no scene “fireworks”; “scenetty status” lists them"},
		{"5", "no scene 5: the film has 4"},
		{"0", "no scene 0: the film has 4"},
		{"3-2", "the range 3-2 runs backwards; did you mean 2-3?"},
		{"2-9", "no scene 2-9: the film has 4"},
		{"99999999999999999999", "no scene 99999999999999999999: the film has 4"},
		{"", "no scene “”; “scenetty status” lists them"},
		{"1,", "no scene “”; “scenetty status” lists them"},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct scene_list list = {0};
		struct buf said = {0};
		struct err err = {0};
		if (target_scenes(*state, rows[i].typed, &list, &err) < 0)
			buf_add_str(&said, err_text(&err));
		for (size_t j = 0; !err.kind && j < list.count; j++)
			buf_addf(&said, "%s%zu", j ? " " : "", list.items[j]);
		assert_string_equal(buf_str(&said), rows[i].positions);
		scene_list_clear(&list);
		buf_free(&said);
		err_clear(&err);
	}
}

static void test_one_scene(void **state)
{
	struct err err = {0};
	assert_string_equal(target_scene(*state, "2", &err)->id, "curtains");
	assert_null(target_scene(*state, "1-2", &err));
	assert_string_equal(err_text(&err), "“1-2” is 2 scenes, expected one");
	err_clear(&err);
}

static void test_targets(void **state)
{
	struct target target;
	struct err err = {0};
	assert_fine(target_parse(*state, "film", &target, &err), &err);
	assert_int_equal(target.of, OF_FILM);
	assert_fine(target_parse(*state, "cast:kitten", &target, &err), &err);
	assert_int_equal(target.of, OF_CAST);
	assert_string_equal(target.cast, "kitten");
	assert_int_equal(target_parse(*state, "cast:kiten", &target, &err), -1);
	assert_string_equal(err_text(&err), "no cast member “kiten”; did you mean “kitten”?");
	err_clear(&err);
	assert_fine(target_parse(*state, "2-3", &target, &err), &err);
	assert_int_equal(target.scenes.count, 2);
	target_clear(&target);
}

static void test_takes(void **state)
{
	struct take all[] = {{.name = (char *)"t001"}, {.name = (char *)"t004"}};
	const struct take_list takes = {.takes = all, .count = 2}, none = {0};
	struct err err = {0};
	assert_ptr_equal(target_take(&takes, "match", "4", &err), &all[1]);
	assert_ptr_equal(target_take(&takes, "match", "t001", &err), &all[0]);
	assert_null(target_take(&takes, "match", "2", &err));
	assert_string_equal(err_text(&err),
			    "match has no take t002; “scenetty takes match” lists them");
	err_clear(&err);
	assert_null(target_take(&none, "match", "2", &err));
	assert_string_equal(err_text(&err),
			    "match has no takes; “scenetty generate match” makes one");
	err_clear(&err);
	assert_null(target_take(&takes, "match", "best", &err));
	assert_int_equal(err.kind, ERR_USAGE);
	err_clear(&err);
}

static void test_settings(void **state)
{
	struct setting setting;
	struct err err = {0};
	assert_fine(setting_parse(OF_SCENE, "prompt=a = b", &setting, &err), &err);
	assert_string_equal(json_str(setting.value), "a = b");
	json_free(setting.value);
	assert_fine(setting_parse(OF_SCENE, "prompt=none", &setting, &err), &err);
	assert_null(setting.value);
	assert_true(setting_is_one(OF_SCENE, "shot="));
	assert_false(setting_is_one(OF_SCENE, "shot"));
	assert_false(setting_is_one(OF_SCENE, "A=B"));
}

static void test_wrong_settings(void **state)
{
	static const struct {
		enum field_of of;
		const char *typed, *says;
	} rows[] = {
		{OF_SCENE, "promt=x", "scenes have no field “promt”; did you mean “prompt”?"},
		{OF_FILM, "zoom=x",
		 "the film has no field “zoom”; “scenetty help fields” lists them"},
		{OF_SCENE, "shot", "expected shot=VALUE, found “shot” alone"},
		{OF_SCENE, "hello", "expected FIELD=VALUE, found “hello”"},
		{OF_SCENE, "id=x", "id is not changed by hand"},
		{OF_FILM, "scenetty=2", "scenetty is not changed by hand"},
		{OF_SCENE, "prompt=\xff", "prompt: the text is not UTF-8"},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct setting setting;
		struct err err = {0};
		assert_int_equal(setting_parse(rows[i].of, rows[i].typed, &setting, &err), -1);
		assert_string_equal(err_text(&err), rows[i].says);
		err_clear(&err);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scenes),   cmocka_unit_test(test_one_scene),
		cmocka_unit_test(test_targets),  cmocka_unit_test(test_takes),
		cmocka_unit_test(test_settings), cmocka_unit_test(test_wrong_settings),
	};
	return cmocka_run_group_tests(tests, enter, leave);
}
