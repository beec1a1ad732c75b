/* SPDX-License-Identifier: MIT */
#include "tests/unit/check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "util/json.h"
#include "util/mem.h"

static struct json *parse(const char *text, struct err *err)
{
	return json_parse(text, strlen(text), 1 << 20, "f", err);
}

static void refused(const char *text, const char *reason)
{
	struct err err = {0};
	struct json *json = parse(text, &err);
	if (json)
		fail_msg("accepted: %s", text);
	if (!strstr(err_text(&err), reason))
		fail_msg("\"%s\" does not say \"%s\"", err_text(&err), reason);
	err_clear(&err);
}

static void strict(void **state)
{
	static const struct {
		const char *text, *reason;
	} cases[] = {
		{"{\"a\":1,\"b\":2,\"a\":3}", "member \"a\" twice"},
		{"{\"a\":1,\"\\u0061\":3}", "member \"a\" twice"},
		{"[1,]", "comma"},
		{"{\n\n\"x\": tru}", "f:3: expected a value"},
		{"\"\xff\"", "not UTF-8"},
		{"\"\\ud800\"", "surrogate"},
		{"\"\\udc00\\ud800\"", "surrogate"},
		{"\"\\u0000\"", "\\u0000"},
		{"\"a\033b\"", "control character"},
		{"1e999", "out of range"},
		{"-1e999", "out of range"},
		{"01", "starts with 0"},
		{"NaN", "expected a value"},
		{"'a'", "expected a value"},
		{"{\"a\":1} x", "behind the end"},
		{"{\"a\" 1}", "expected :"},
		{"{a:1}", "name in"},
		{"", "ends in the middle"},
		{"[", "ends in the middle"},
		{"\"abc", "no closing"},
		{"\"abc\n\"", "no closing"},
		{"// hi\n1", "expected a value"},
	};
	for (size_t i = 0; i < LENGTH(cases); i++)
		refused(cases[i].text, cases[i].reason);
	char deep[200];
	memset(deep, '[', sizeof deep - 1);
	deep[sizeof deep - 1] = '\0';
	refused(deep, "nested too deeply");
}

static void caps(void **state)
{
	struct err err = {0};
	assert_null(json_parse("[1,2,3]", 7, 6, "f", &err));
	assert_non_null(strstr(err_text(&err), "larger than 6"));
	err_clear(&err);
	assert_null(json_parse("1\0", 2, 6, "f", &err));
	assert_non_null(strstr(err_text(&err), "NUL"));
	err_clear(&err);
}

/* Returns new: [0,0,…] of so many values in all. */
static char *wide(size_t values)
{
	char *text = xcalloc(1, 2 * values);
	for (size_t i = 0; i < 2 * values - 1; i++)
		text[i] = i == 0 ? '[' : i == 2 * values - 2 ? ']' : i % 2 ? '0' : ',';
	return text;
}

/* Few bytes must not become much memory; of servers, not much time either. */
static void too_many_values(void **state)
{
	struct err err = {0};
	char *text = wide(JSON_VALUES_MAX + 1);
	assert_null(json_parse(text, strlen(text), strlen(text), "f", &err));
	assert_non_null(strstr(err_text(&err), "more values"));
	err_clear(&err);
	free(text);
	text = wide(JSON_REPLY_VALUES_MAX + 1);
	assert_null(json_parse_reply(text, strlen(text)));
	free(text);
	text = wide(JSON_REPLY_VALUES_MAX);
	struct json *json = json_parse_reply(text, strlen(text));
	assert_non_null(json);
	json_free(json);
	free(text);
}

static void no_prefix_is_accepted(void **state)
{
	const char *text = "{\"a\":[1,-2.5e3,true,null,\"x\\n\\u00e9\"],\"b\":{\"c\":{}}}";
	for (size_t bytes = 0; bytes < strlen(text); bytes++) {
		char *part = xstrndup(text, bytes);
		assert_null(json_parse(part, bytes, 1000, "f", NULL));
		free(part);
	}
}

static void prints_what_it_read(void **state)
{
	static const char *const texts[] = {
		"{\"a\":[1,2.5,-0.1,1e+300,9007199254740992,\"x\\\"\\\\\\n\\u001b\",true,null],"
		"\"b\":{}}",
		"[]",
		"\"漢🐱\"",
		"0.1",
		"-7",
		"1e-07",
	};
	for (size_t i = 0; i < LENGTH(texts); i++) {
		struct err err = {0};
		struct json *json = parse(texts[i], &err);
		if (!json)
			fail_msg("%s", err_text(&err));
		char *printed = json_text(json);
		assert_string_equal(printed, texts[i]);
		struct json *copy = json_copy(json);
		assert_true(json_equal(json, copy));
		json_free(copy);
		json_free(json);
		free(printed);
	}
}

static void pretty(void **state)
{
	struct json *json = parse("{\"a\":[1,{\"b\":2}],\"c\":[]}", NULL);
	struct buf out = {0};
	json_print_pretty(&out, json, 0);
	assert_string_equal(buf_str(&out),
			    "{\n\t\"a\": [\n\t\t1,\n\t\t{\n\t\t\t\"b\": 2\n\t\t}\n\t],\n"
			    "\t\"c\": []\n}");
	buf_free(&out);
	json_free(json);
}

static void lines(void **state)
{
	const char *text = "{\n \"a\": [1,\n  {\"b\":\n \"x\"}],\n\"c/d\": 1, \"e~\":2\n}";
	size_t bytes = strlen(text);
	assert_int_equal(json_line(text, bytes, ""), 1);
	assert_int_equal(json_line(text, bytes, "/a"), 2);
	assert_int_equal(json_line(text, bytes, "/a/1"), 3);
	assert_int_equal(json_line(text, bytes, "/a/1/b"), 4);
	assert_int_equal(json_line(text, bytes, "/a/1/missing"), 3);
	assert_int_equal(json_line(text, bytes, "/c~1d"), 5);
	assert_int_equal(json_line(text, bytes, "/e~0"), 5);
	assert_int_equal(json_line(text, bytes, "/nothing"), 1);
}

static void building(void **state)
{
	struct json *object = json_new_object();
	json_set_str(object, "a", "1");
	json_set_num(object, "b", 2);
	json_set_bool(object, "c", true);
	json_set_str(object, "a", "x");
	json_set(object, "b", NULL);
	json_set(object, "not-there", NULL);
	struct json *list = json_new_array();
	json_push(list, json_new_num(NAN));
	json_set(object, "d", list);
	char *text = json_text(object);
	assert_string_equal(text, "{\"a\":\"x\",\"c\":true,\"d\":[null]}");
	assert_int_equal(json_len(object), 3);
	assert_null(json_get_str(object, "c"));
	assert_true(isnan(json_get_num(object, "a")));
	assert_true(json_type(json_get(NULL, "a")) == JSON_ABSENT);
	json_free(json_detach(object, "a"));
	assert_null(json_get(object, "a"));
	assert_false(json_is_whole(json_get(object, "a")));
	free(text);
	json_free(object);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strict),	  cmocka_unit_test(caps),
		cmocka_unit_test(too_many_values),
		cmocka_unit_test(no_prefix_is_accepted), cmocka_unit_test(prints_what_it_read),
		cmocka_unit_test(pretty),	  cmocka_unit_test(lines),
		cmocka_unit_test(building),
	};
	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
