/* SPDX-License-Identifier: MIT */
#include "tests/unit/check.h"
#include "tests/unit/recorder.h"

#include <string.h>

#include "core/language/near.h"
#include "core/tell/page.h"
#include "core/tell/plain.h"
#include "core/tell/table.h"
#include "util/clock.h"
#include "util/text.h"

static void test_plain_text(void **state)
{
	static const struct {
		const char *text, *plain;
	} rows[] = {
		{"plain", "plain"},           {"“é” – œuvre…", "\"e\" - oeuvre..."},
		{"Ŀ ż ÿ Æ ß", "L z y AE ss"}, {"🧑‍🚒 火", "? ?"},
		{"e\u0301t\u0325e", "ete"},
		{"12.3× 5°", "12.3x 5deg"},   {"", ""},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		char *plain = plain_text(rows[i].text);
		assert_string_equal(plain, rows[i].plain);
		free(plain);
	}
}

static void test_output_is_clean(void **state)
{
	struct recorder rec = recorder_new(0);
	out_say(&rec.output, "a\033[31mb\nc%s", "\u202ed");
	assert_string_equal(buf_str(&rec.text), "a^[[31mb\nc<U+202E>d");
	out_note(&rec.output, "one\nline\a");
	assert_string_equal(buf_str(&rec.notes), "one^Jline^G\n");
	buf_clear(&rec.text);
	rec.output.ascii = true;
	out_say(&rec.output, "“%s”", "naïve");
	assert_string_equal(buf_str(&rec.text), "\"naive\"");
	recorder_free(&rec);
}

static void test_lines_are_cut(void **state)
{
	struct recorder rec = recorder_new(0);
	char *line = out_line(&rec.output, "a kitten", 5);
	assert_string_equal(line, "a ki…");
	free(line);
	rec.output.ascii = true;
	for (size_t columns = 1; columns < 12; columns++) {
		line = out_line(&rec.output, "a kitten…", columns);
		assert_true(strlen(line) <= columns);
		free(line);
	}
	line = out_line(&rec.output, "a kitten", 5);
	assert_string_equal(line, "a ...");
	free(line);
	recorder_free(&rec);
}

static const struct column columns[] = {
	{.heading = "#", .right = true},
	{.heading = "scene", .flexible = true},
	{.heading = "takes", .right = true},
};

static void fill_table(struct table *table, const char *name)
{
	*table = (struct table){.columns = columns, .column_count = LENGTH(columns)};
	table_add(table, STYLE_PLAIN, "%d", 1);
	table_add(table, STYLE_PLAIN, "%s", name);
	table_add(table, STYLE_PLAIN, "%d", 12);
}

static void test_table(void **state)
{
	struct recorder rec = recorder_new(0);
	struct table table;
	fill_table(&table, "火 match");
	table_write(&table, &rec.output);
	assert_string_equal(buf_str(&rec.text), "#  scene     takes\n"
						"1  火 match     12\n");
	table_free(&table);
	recorder_free(&rec);
}

static void test_table_gives_way(void **state)
{
	for (int width = 16; width < 60; width++) {
		struct recorder rec = recorder_new(width);
		struct table table;
		fill_table(&table, "a long name that goes on and on");
		rec.output.ascii = width % 2;
		table_write(&table, &rec.output);
		char *rest = rec.text.data, *line;
		size_t lines = 0;
		while ((line = strsep(&rest, "\n")) && *line) {
			lines++;
			if (text_width(line) > (size_t)width)
				fail_msg("wider than %d: %s", width, line);
		}
		assert_int_equal(lines, 2);
		table_free(&table);
		recorder_free(&rec);
	}
}

static void test_page_wraps(void **state)
{
	struct recorder rec = recorder_new(30);
	page_entry(&rec.output, "set", 8, "sets fields of scenes and of the film\nand more");
	assert_string_equal(buf_str(&rec.text), "  set   sets fields of scenes\n"
						"        and of the film\n"
						"        and more\n");
	buf_clear(&rec.text);
	page_entry(&rec.output, "a long head", 8, "text");
	assert_string_equal(buf_str(&rec.text), "  a long head\n        text\n");
	buf_clear(&rec.text);
	page_text(&rec.output, STYLE_PLAIN, 0, "火火火火火火火火火火火火火火火火");
	assert_string_equal(buf_str(&rec.text), "火火火火火火火火火火火火火火火\n火\n");
	recorder_free(&rec);
}

/* No share of what nobody can know, no time left that is made up. */
static void test_progress(void **state)
{
	static const struct {
		struct progress at;
		int64_t ago;
		const char *text;
	} rows[] = {
		{{.done = 12, .of = 48, .fps = 24}, 0, " 25%"},
		{{.done = 48, .of = 96, .fps = 24}, 4000, " 50%  0.5x  0:04 left"},
		{{.done = 48, .of = 48}, 4000, "100%  0:00 left"},
		{{.done = 48, .of = 96, .fps = 24, .ended = 1, .parts = 2}, 4000, "1 of 2"},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct buf text = {0};
		progress_add(&text, &rows[i].at, (struct since){clock_ms() - rows[i].ago, 0},
			     false);
		assert_string_equal(buf_str(&text), rows[i].text);
		buf_free(&text);
	}
}

static void test_near(void **state)
{
	static const char *const names[] = {"match", "curtains", "bang", "ladder"};
	static const struct {
		const char *typed, *meant;
	} rows[] = {
		{"mach", "match"}, {"curtins", "curtains"}, {"MATCH", "match"},   {"bag", "bang"},
		{"b", NULL},       {"fire", NULL},          {"laddre", "ladder"}, {"", NULL},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct near near = {.typed = rows[i].typed};
		for (size_t j = 0; j < LENGTH(names); j++)
			near_offer(&near, names[j]);
		if (rows[i].meant)
			assert_string_equal(near.best ? near.best : "nothing", rows[i].meant);
		else
			assert_null(near.best);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain_text),
		cmocka_unit_test(test_output_is_clean),
		cmocka_unit_test(test_lines_are_cut),
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_table_gives_way),
		cmocka_unit_test(test_page_wraps),
		cmocka_unit_test(test_progress),
		cmocka_unit_test(test_near),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
