/* SPDX-License-Identifier: MIT
 *
 * What an editor looks like, and where its cursor stands ("|" is put there).
 */
#include "tests/unit/check.h"

#include <string.h>

#include "ui/editor.h"

/* Draws into a box of this size, and compares the whole with the cursor's cell as "|". */
static void assert_draws(struct editor *editor, int cols, int rows, const char *expected)
{
	struct buf text = {0};
	struct grid grid = {.cursor_col = -1};
	grid_resize(&grid, cols, rows);
	editor_draw(editor, &grid, grid_box(&grid), true);
	assert_in_range(grid.cursor_col, 0, cols - 1);
	assert_in_range(grid.cursor_row, 0, rows - 1);
	grid_text(&grid, grid.cursor_col, grid.cursor_row, 1, ROLE_TEXT, "|");
	grid_dump(&grid, false, &text);
	assert_string_equal(buf_str(&text), expected);
	buf_free(&text);
	grid_free(&grid);
}

static void type(struct editor *editor, const char *text)
{
	editor_insert(editor, text, strlen(text));
}

static void wraps_and_scrolls(void **state)
{
	struct editor *editor = editor_new("one two three four five six seven", true);
	assert_draws(editor, 10, 3, "|ne two\nthree\nfour five\n");
	editor_do(editor, "end");
	assert_draws(editor, 10, 3, "three\nfour five\nsix seven|\n");
	assert_int_equal(editor_top(editor), 1);
	assert_int_equal(editor_lines(editor), 4);
	editor_do(editor, "up");
	editor_do(editor, "up");
	assert_draws(editor, 10, 3, "three|\nfour five\nsix seven\n");
	editor_do(editor, "up");
	assert_draws(editor, 10, 3, "one two|\nthree\nfour five\n");
	editor_do(editor, "end");
	type(editor, " \n");
	assert_draws(editor, 10, 3, "four five\nsix seven\n|\n");
	assert_draws(editor, 40, 3, "one two three four five six seven\n|\n\n");
	editor_free(editor);
}

static void a_cursor_between_lines_leans(void **state)
{
	struct editor *editor = editor_new("漢字漢字かな", true);
	assert_draws(editor, 9, 2, "| 字漢字\nかな\n");
	editor_do(editor, "line-end");
	assert_draws(editor, 9, 2, "漢字漢字|\nかな\n");
	editor_do(editor, "right");
	editor_do(editor, "left");
	assert_draws(editor, 9, 2, "漢字漢字\n| な\n");
	editor_free(editor);
}

static void one_line_moves_sideways(void **state)
{
	struct editor *editor = editor_new("one two three", false);
	assert_draws(editor, 8, 1, "|ne two\n");
	editor_do(editor, "end");
	assert_draws(editor, 8, 1, "o three|\n");
	editor_do(editor, "line-start");
	assert_draws(editor, 8, 1, "|ne two\n");
	editor_click(editor, 4, 0, false);
	assert_draws(editor, 8, 1, "one |wo\n");
	editor_click(editor, 7, 0, true);
	editor_do(editor, "delete");
	assert_string_equal(editor_text(editor), "one  three");
	editor_free(editor);
}

static void clicks_find_their_place(void **state)
{
	struct editor *editor = editor_new("one two three four\nfive", true);
	assert_draws(editor, 10, 4, "|ne two\nthree\nfour\nfive\n");
	editor_click(editor, 2, 1, false);
	assert_draws(editor, 10, 4, "one two\nth|ee\nfour\nfive\n");
	editor_click(editor, 99, 0, false);
	assert_draws(editor, 10, 4, "one two|\nthree\nfour\nfive\n");
	editor_click(editor, 0, 99, true);
	editor_do(editor, "delete");
	assert_string_equal(editor_text(editor), "one twofive");
	editor_free(editor);
}

static void looks_say_what_it_is(void **state)
{
	struct look looks[ROLES] = {0};
	looks[ROLE_MENTION].attrs = ATTR_BOLD;
	looks[ROLE_SELECTION].attrs = ATTR_REVERSE;
	struct buf text = {0};
	struct grid grid = {.looks = looks};
	struct editor *editor = editor_new("a @kitten:wet, a@b\x1b.", true);
	grid_resize(&grid, 22, 1);
	editor_do(editor, "select-right");
	editor_draw(editor, &grid, grid_box(&grid), false);
	grid_dump(&grid, true, &text);
	assert_string_equal(buf_str(&text), "a @kitten:wet, a@b\xef\xbf\xbd.\n"
					    "abcccccccccccbbbbbbbbb\n"
					    "a 0 on 0 reverse\nb 0 on 0\nc 0 on 0 bold\n");
	editor_free(editor);
	grid_free(&grid);
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wraps_and_scrolls),
		cmocka_unit_test(a_cursor_between_lines_leans),
		cmocka_unit_test(one_line_moves_sideways),
		cmocka_unit_test(clicks_find_their_place),
		cmocka_unit_test(looks_say_what_it_is),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
