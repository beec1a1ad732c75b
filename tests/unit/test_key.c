/* SPDX-License-Identifier: MIT
 *
 * Keys and their names.
 */
#include "tests/unit/check.h"

#include <string.h>

#include "core/language/key.h"

static const struct {
	const char *name;
	struct key key;
} names[] = {
	{"a", {'a', 0}},
	{"G", {'G', 0}},
	{"?", {'?', 0}},
	{",", {',', 0}},
	{"-", {'-', 0}},
	{"é", {0xe9, 0}},
	{"C-r", {'r', MOD_CTRL}},
	{"C--", {'-', MOD_CTRL}},
	{"C-_", {'_', MOD_CTRL}},
	{"M-x", {'x', MOD_META}},
	{"M-X", {'X', MOD_META}},
	{"C-M-x", {'x', MOD_CTRL | MOD_META}},
	{"M-Enter", {KEY_ENTER, MOD_META}},
	{"Space", {' ', 0}},
	{"C-Space", {' ', MOD_CTRL}},
	{"Enter", {KEY_ENTER, 0}},
	{"Tab", {KEY_TAB, 0}},
	{"S-Tab", {KEY_TAB, MOD_SHIFT}},
	{"Esc", {KEY_ESCAPE, 0}},
	{"Backspace", {KEY_BACKSPACE, 0}},
	{"Up", {KEY_UP, 0}},
	{"S-Left", {KEY_LEFT, MOD_SHIFT}},
	{"C-M-S-PageDown", {KEY_PAGE_DOWN, MOD_CTRL | MOD_META | MOD_SHIFT}},
	{"Home", {KEY_HOME, 0}},
	{"Delete", {KEY_DELETE, 0}},
	{"F5", {KEY_F1 + 4, 0}},
	{"F12", {KEY_F1 + 11, 0}},
};

static void test_names(void **state)
{
	for (size_t i = 0; i < LENGTH(names); i++) {
		struct key key;
		char name[KEY_NAME_SIZE];
		if (!key_parse(names[i].name, &key) || !key_equal(key, names[i].key))
			fail_msg("%s", names[i].name);
		key_name(key, name);
		assert_string_equal(name, names[i].name);
	}
}

/* What terminals can't tell apart, and what people write in another way. */
static void test_same(void **state)
{
	static const char *const pairs[][2] = {
		{"C-i", "Tab"},     {"C-m", "Enter"}, {"C-[", "Esc"},     {"C-/", "C-_"},
		{"C-@", "C-Space"}, {"C-R", "C-r"},   {"M-C-x", "C-M-x"}, {"pageup", "PageUp"},
	};
	for (size_t i = 0; i < LENGTH(pairs); i++) {
		struct key key;
		char name[KEY_NAME_SIZE];
		assert_true(key_parse(pairs[i][0], &key));
		key_name(key, name);
		assert_string_equal(name, pairs[i][1]);
	}
}

static void test_none(void **state)
{
	static const char *const wrong[] = {"",       "ab",   " ",           "\t",  "\x1b",
					    "C-",     "S-a",  "X-a",         "F13", "F0",
					    "Return", "\xff", "\xe2\x80\x8b"};
	struct key key;
	for (size_t i = 0; i < LENGTH(wrong); i++)
		if (key_parse(wrong[i], &key))
			fail_msg("“%s” is a key", wrong[i]);
}

static void test_text(void **state)
{
	static const struct {
		const char *name;
		bool text;
	} rows[] = {{"a", true},    {"é", true},    {"Space", true}, {"C-a", false},
		    {"M-a", false}, {"Tab", false}, {"F1", false},   {"Enter", false}};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct key key;
		assert_true(key_parse(rows[i].name, &key));
		assert_int_equal(key_is_text(key), rows[i].text);
	}
	assert_false(key_is_text((struct key){0x202e, 0}));
}

/* The list of names is whole: each parses to itself. */
static void test_list(void **state)
{
	size_t count = 0;
	for (; key_name_at(count); count++) {
		struct key key;
		char name[KEY_NAME_SIZE];
		assert_true(key_parse(key_name_at(count), &key));
		key_name(key, name);
		assert_string_equal(name, key_name_at(count));
	}
	assert_int_equal(count, 1 + KEY_F1 - KEY_NAMED + 12);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names), cmocka_unit_test(test_same),
		cmocka_unit_test(test_none),  cmocka_unit_test(test_text),
		cmocka_unit_test(test_list),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
