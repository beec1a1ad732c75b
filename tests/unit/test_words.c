/* SPDX-License-Identifier: MIT
 *
 * A command line as words.
 */
#include "tests/unit/check.h"

#include <string.h>

#include "core/language/words.h"
#include "util/buf.h"

/* Returns new: "a|b c|". */
static char *split(const char *line, bool typing, struct words *words)
{
	struct buf out = {0};
	struct err err = {0};
	assert_fine(words_split(line, typing, words, &err), &err);
	for (size_t i = 0; i < words->count; i++)
		buf_addf(&out, "%s|", words->items[i]);
	return buf_take(&out);
}

static void test_split(void **state)
{
	static const struct {
		const char *line, *words;
	} rows[] = {
		{"", ""},
		{"  \t ", ""},
		{"undo", "undo|"},
		{" go  first ", "go|first|"},
		{"set . 'prompt=a kitten'", "set|.|prompt=a kitten|"},
		{"set . prompt=\"a kitten\"", "set|.|prompt=a kitten|"},
		{"say it\\'s a\\ word", "say|it's|a word|"},
		{"'a\\b' \"a\\b\" \"a\\\"b\" \"a\\\\b\"", "a\\b|a\\b|a\"b|a\\b|"},
		{"'' \"\"", "||"},
		{"a'b'\"c\"d", "abcd|"},
		{"à l’aube", "à|l’aube|"},
		{"import 1 ~/a.mp4 '~/b' c~/d ~", "import|1|/home/me/a.mp4|~/b|c~/d|~|"},
	};
	setenv("HOME", "/home/me", 1);
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct words words;
		char *got = split(rows[i].line, false, &words);
		assert_string_equal(got, rows[i].words);
		words_clear(&words);
		free(got);
	}
}

static void test_open_quote(void **state)
{
	struct words words;
	struct err err = {0};
	assert_int_equal(words_split("say \"a b", false, &words, &err), -1);
	assert_string_equal(err_text(&err), "a quote is not closed: \"");
	assert_null(words.items);
	err_clear(&err);
	char *got = split("say 'a b", true, &words);
	assert_string_equal(got, "say|a b|");
	free(got);
	words_clear(&words);
}

/* Where completion puts what it finds. */
static void test_last(void **state)
{
	static const struct {
		const char *line;
		bool open;
		size_t last;
	} rows[] = {
		{"", false, 0},        {"  ", false, 2},        {"go", true, 0},
		{"go ", false, 3},     {"go fi", true, 3},      {"go  'a b", true, 4},
		{"go 'a b'", true, 3}, {"go 'a b' ", false, 9},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct words words;
		free(split(rows[i].line, true, &words));
		assert_int_equal(words.open, rows[i].open);
		assert_int_equal(words.last, rows[i].last);
		words_clear(&words);
	}
}

static void test_quote(void **state)
{
	static const char *const texts[] = {"match", "",     "a b", "it's", "a\"b c", "a'b\"c\\d",
					    "a\\b",  "a\nb", "é è", "#",    "'",      "\\"};
	for (size_t i = 0; i < LENGTH(texts); i++) {
		char *quoted = word_quote(texts[i]);
		struct words words;
		struct err err = {0};
		assert_fine(words_split(quoted, false, &words, &err), &err);
		assert_int_equal(words.count, 1);
		assert_string_equal(words.items[0], texts[i]);
		words_clear(&words);
		free(quoted);
	}
	char *plain = word_quote("cast:kitten");
	assert_string_equal(plain, "cast:kitten");
	free(plain);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_split),
		cmocka_unit_test(test_open_quote),
		cmocka_unit_test(test_last),
		cmocka_unit_test(test_quote),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
