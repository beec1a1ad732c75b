/* SPDX-License-Identifier: MIT */
#include "tests/unit/check.h"

#include <locale.h>
#include <string.h>
#include <wchar.h>

#include "util/buf.h"
#include "util/secret.h"
#include "util/text.h"

static void same(char *made, const char *expected)
{
	assert_string_equal(made, expected);
	free(made);
}

static void utf8_is_strict(void **state)
{
	static const char *const bad[] = {
		"\x80", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xff",
		"\xe2\x82", "a\xf0\x9f\x90",
	};
	uint32_t point;
	for (size_t i = 0; i < LENGTH(bad); i++)
		assert_false(text_is_utf8(bad[i], strlen(bad[i])));
	assert_true(text_is_utf8("é漢🐱", strlen("é漢🐱")));
	assert_int_equal(text_next("🐱", &point), 4);
	assert_int_equal(point, 0x1f431);
	assert_int_equal(text_next("\xe2", &point), 1);
	assert_int_equal(point, 0xfffd);
	assert_int_equal(text_next("", &point), 0);
	assert_int_equal(text_count("é漢🐱"), 3);
}

static void put_and_next_agree(void **state)
{
	char bytes[5];
	for (uint32_t point = 1; point < 0x110000; point += point < 0x3000 ? 1 : 97) {
		uint32_t again;
		if (point >= 0xd800 && point < 0xe000)
			continue;
		size_t count = text_put(bytes, point);
		bytes[count] = '\0';
		assert_int_equal(text_next(bytes, &again), count);
		assert_int_equal(again, point);
	}
}

static void clean_shows_what_is_hidden(void **state)
{
	same(text_clean("a\033[31mb", false, 0), "a^[[31mb");
	same(text_clean("\033]52;c;x\a", false, 0), "^[]52;c;x^G");
	same(text_clean("\xc2\x9b"
			"31m",
			false, 0),
	     "<U+009B>31m");
	same(text_clean("x\xe2\x80\xaey\xe2\x80\x8b", false, 0), "x<U+202E>y<U+200B>");
	same(text_clean("\x7f\xff", false, 0), "^?\xef\xbf\xbd");
	same(text_clean("a\nb\tc", false, 0), "a^Jb^Ic");
	same(text_clean("a\nb\tc", true, 0), "a\nb^Ic");
	same(text_clean("abcdef", false, 3), "abc…");
	same(text_clean("abc", false, 3), "abc");
	same(text_clean("un été 漢 👩‍🚒", false, 0), "un été 漢 👩‍🚒");
}

static void width_and_ellipsis(void **state)
{
	static const char *const texts[] = {"", "a", "kitten", "漢字かな", "🐱🐶🐭", "é\xcc\x81x"};
	assert_int_equal(text_width("漢a🐱"), 5);
	assert_int_equal(text_width("e\xcc\x81"), 1);
	assert_int_equal(text_width("👍🏽"), 2);
	for (size_t i = 0; i < LENGTH(texts); i++)
		for (size_t columns = 0; columns < 12; columns++) {
			char *cut = text_ellipsize(texts[i], columns);
			assert_true(text_width(cut) <= columns);
			if (text_width(texts[i]) <= columns)
				assert_string_equal(cut, texts[i]);
			free(cut);
		}
	same(text_ellipsize("firefighter", 5), "fire…");
	same(text_ellipsize("漢字かな", 4), "漢…");
}

/* What stands in the cells for a text, clusters parted by "|". */
static char *drawn(const char *text)
{
	struct buf out = {0};
	struct text_cluster cluster;
	char bytes[4];
	for (; text_cluster_next(text, &cluster); text += cluster.bytes) {
		for (int i = 0; i < CLUSTER_POINTS && cluster.points[i]; i++)
			buf_add(&out, bytes, text_put(bytes, cluster.points[i]));
		if (cluster.second)
			buf_add(&out, bytes, text_put(bytes, cluster.second));
		buf_addf(&out, "%d|", cluster.cols);
	}
	return buf_take(&out);
}

static void clusters_as_terminals_draw_them(void **state)
{
	same(drawn("ae\xcc\x81z"), "a1|e\xcc\x81" "1|z1|");
	same(drawn("漢👍🏽!"), "漢2|👍2|!1|");
	same(drawn("👩‍🚒👨‍👩‍👧x"), "👩2|👨2|x1|");
	same(drawn("⚠️▶️"), "⚠1|▶1|");
	same(drawn("🇫🇷🇩🇪🇺"), "FR2|DE2|U1|");
	same(drawn("\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab"),
	     "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab" "2|");
	same(drawn("क्षि"), "क्1|षि2|");
	same(drawn("\xcc\x81x"), "◌\xcc\x81" "1|x1|");
	same(drawn("a\u202eb\u200bc"), "a1|·1|b1|·1|c1|");
	same(drawn("\033[31m\x7f\xff"), "\ufffd1|[1|31|11|m1|\ufffd1|\ufffd1|");
	same(drawn("a\r\n\tb"), "a1| 1| 1| 1|b1|");
	same(drawn("\U0010eeee\u0305"), "\ufffd\u0305" "1|");
	same(drawn("e\u0301\u0302\u0303\u0304\u0305"), "e\u0301\u0302\u0303" "1|");
}

/* Or curses and the grid would not agree where things stand. */
static void columns_are_those_of_the_c_library(void **state)
{
	struct text_cluster cluster;
	char bytes[5];
	if (!setlocale(LC_ALL, "C.UTF-8"))
		skip();
	for (uint32_t point = 1; point < 0x110000; point++) {
		if (point >= 0xd800 && point < 0xe000)
			continue;
		bytes[text_put(bytes, point)] = '\0';
		assert_true(text_cluster_next(bytes, &cluster));
		assert_true(cluster.cols == 1 || cluster.cols == 2);
		int cols = wcwidth((wchar_t)cluster.points[0]);
		if (cols >= 0 && cols != cluster.cols)
			fail_msg("U+%04X: %d columns, not %d", (unsigned)point, cluster.cols, cols);
	}
	setlocale(LC_ALL, "C");
}

static void slugs(void **state)
{
	same(text_slug("The Match!"), "the-match");
	same(text_slug("L'été à Œuvre"), "lete-a-oeuvre");
	same(text_slug("Straße nach Łódź"), "strasse-nach-lodz");
	same(text_slug("3 kittens"), "kittens");
	same(text_slug("   "), "scene");
	same(text_slug("漢字"), "scene");
	same(text_slug("a -- b"), "a-b");
	assert_true(text_is_slug("match-2"));
	assert_false(text_is_slug("2match"));
	assert_false(text_is_slug("Match"));
	assert_false(text_is_slug("../x"));
	assert_false(text_is_slug(""));
	char *longest = text_slug("the quick brown fox jumps over the lazy dog and on and on");
	assert_true(text_is_slug(longest));
	free(longest);
}

static void distance(void **state)
{
	assert_int_equal(text_distance("promt", "prompt"), 1);
	assert_int_equal(text_distance("PROMPT", "prompt"), 0);
	assert_int_equal(text_distance("", "abc"), 3);
	assert_int_equal(text_distance("kitten", "sitting"), 3);
}

static void paths(void **state)
{
	setenv("HOME", "/home/mei", 1);
	same(text_path("/home/mei/film"), "~/film");
	same(text_path("/home/mei"), "~");
	same(text_path("/home/meixx/film"), "/home/meixx/film");
	same(text_path("/tmp/\033x"), "/tmp/^[x");
}

/* A key, however it is written down. */
static void test_secret(void **state)
{
	static const char *const rows[][2] = {
		{"no sk-a/b+c= here", "no [key] here"},
		{"sk-a\\/b+c=sk-a/b+c=", "[key][key]"},
		{"?k=sk-a%2Fb%2bc%3D&", "?k=[key]&"},
		{"sk-a\\u002fb+c=", "[key]"},
		{"sk-a/b+c", "sk-a/b+c"},
		{"sk-a%2", "sk-a%2"},
		{"sk-a\\u00", "sk-a\\u00"},
		{"", ""},
	};

	for (size_t i = 0; i < LENGTH(rows); i++) {
		char *masked = secret_masked(rows[i][0], "sk-a/b+c=");

		assert_string_equal(masked, rows[i][1]);
		free(masked);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_secret),
		cmocka_unit_test(utf8_is_strict),
		cmocka_unit_test(put_and_next_agree),
		cmocka_unit_test(clean_shows_what_is_hidden),
		cmocka_unit_test(width_and_ellipsis),
		cmocka_unit_test(clusters_as_terminals_draw_them),
		cmocka_unit_test(columns_are_those_of_the_c_library),
		cmocka_unit_test(slugs),
		cmocka_unit_test(distance),
		cmocka_unit_test(paths),
	};
	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
