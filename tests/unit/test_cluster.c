/* SPDX-License-Identifier: MIT */
#include "tests/unit/check.h"

#include <stdint.h>
#include <string.h>

#include "util/buf.h"
#include "util/text.h"

static void clusters(void **state)
{
	static const struct {
		const char *text;
		size_t bytes, columns;
	} rows[] = {
		{"ab", 1, 1},	    {"é", 2, 1},	  {"e\xcc\x81x", 3, 1},
		{"漢字", 3, 2},	    {"🐱x", 4, 2},	  {"👩‍🚒!", 11, 2},
		{"👍🏽", 8, 2},	    {"1️⃣", 7, 1},	  {"🇫🇷🇩🇪", 8, 2},
		{"\xcc\x81", 2, 1}, {"\r\n", 1, 1},	  {"\x1b[", 1, 1},
		{"\xff\xff", 1, 1}, {"a\xe2\x80\x8d", 4, 1}, {"각", 3, 2},
		{"", 0, 0},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		size_t columns, bytes = text_cluster(rows[i].text, &columns);
		if (bytes != rows[i].bytes || columns != rows[i].columns)
			fail_msg("row %zu: %zu bytes, %zu columns", i, bytes, columns);
	}
}

/* Going back from every boundary finds the one before. */
static void before_is_the_way_back(void **state)
{
	static const char *const pieces[] = {"a",  " ",  "é",  "漢", "🐱", "🇫🇷", "👩‍🚒", "\xcc\x81",
					     "\n", "각", "🇩",  "\xff", "1️⃣", "\xd8\x80", "का"};
	uint64_t random = 7;
	for (int round = 0; round < 300; round++) {
		struct buf text = {0};
		for (int i = 0; i < 20; i++) {
			random = random * 6364136223846793005u + 1442695040888963407u;
			buf_add_str(&text, pieces[(random >> 33) % LENGTH(pieces)]);
		}
		for (size_t at = 0, next; at < text.len; at = next) {
			next = at + text_cluster(text.data + at, NULL);
			assert_int_equal(text_cluster_before(text.data, next), at);
		}
		buf_free(&text);
	}
}

/* The text's lines at this width, "|" between them. */
static void assert_wraps(const char *text, size_t columns, const char *expected)
{
	struct buf out = {0};
	size_t bytes, fit;
	for (; (bytes = text_line(text, columns, &fit)); text += bytes) {
		buf_add(&out, text, fit);
		buf_add_char(&out, '|');
	}
	assert_string_equal(buf_str(&out), expected);
	buf_free(&out);
}

static void lines(void **state)
{
	assert_wraps("", 5, "");
	assert_wraps("one two three", 7, "one two|three|");
	assert_wraps("one two three", 8, "one two|three|");
	assert_wraps("one  two", 4, "one|two|");
	assert_wraps("one two ", 7, "one two |");
	assert_wraps("a\n\nb\n", 5, "a||b|");
	assert_wraps("incomprehensible", 5, "incom|prehe|nsibl|e|");
	assert_wraps("a bcdefgh", 5, "a|bcdef|gh|");
	assert_wraps("wide-angle lens", 8, "wide-|angle|lens|");
	assert_wraps("漢字かな", 5, "漢字|かな|");
	assert_wraps("漢字、かな", 5, "漢|字、|かな|");
	assert_wraps("漢「字」", 5, "漢|「字|」|");
	assert_wraps("漢", 1, "漢|");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clusters),
		cmocka_unit_test(before_is_the_way_back),
		cmocka_unit_test(lines),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
