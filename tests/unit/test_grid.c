/* SPDX-License-Identifier: MIT */
#include "tests/unit/check.h"

#include <string.h>

#include "ui/grid.h"
#include "util/text.h"

/* A grid of so many blanks. */
static struct grid blank(int cols, int rows, const struct look *looks)
{
	struct grid grid = {.looks = looks};
	grid_resize(&grid, cols, rows);
	return grid;
}

static void shows(struct grid *grid, bool looks, const char *expected)
{
	struct buf text = {0};
	grid_dump(grid, looks, &text);
	assert_string_equal(buf_str(&text), expected);
	buf_free(&text);
	grid_free(grid);
}

static void text_is_cut(void **state)
{
	struct grid grid = blank(8, 6, NULL);
	assert_int_equal(grid_text(&grid, 0, 0, 8, ROLE_TEXT, "kitten"), 6);
	assert_int_equal(grid_text(&grid, 0, 1, 8, ROLE_TEXT, "firefighter"), 8);
	assert_int_equal(grid_text(&grid, 0, 2, 4, ROLE_TEXT, "漢字か"), 3);
	assert_int_equal(grid_text(&grid, 0, 3, 0, ROLE_TEXT, "x"), 0);
	assert_int_equal(grid_text_right(&grid, 1, 4, 6, ROLE_TEXT, "12s"), 3);
	assert_int_equal(grid_textf(&grid, 0, 5, 8, ROLE_TEXT, "%d of %d", 3, 9), 6);
	shows(&grid, false, "kitten\nfirefig…\n漢…\n\n    12s\n3 of 9\n");
}

static void edges_leave_out(void **state)
{
	struct grid grid = blank(4, 2, NULL);
	grid_text(&grid, 2, 0, 10, ROLE_TEXT, "ab漢");
	grid_text(&grid, 3, 1, 10, ROLE_TEXT, "漢");
	grid_text(&grid, -1, 1, 10, ROLE_TEXT, "漢xy");
	grid_text(&grid, 0, 9, 4, ROLE_TEXT, "no");
	grid_text(&grid, 0, -1, 4, ROLE_TEXT, "no");
	grid_fill(&grid, (struct box){3, -5, 100, 6}, ROLE_TEXT);
	shows(&grid, false, "  a\n xy\n");
}

static void a_wide_one_is_never_halved(void **state)
{
	struct grid grid = blank(6, 3, NULL);
	for (int row = 0; row < 3; row++)
		grid_text(&grid, 1, row, 6, ROLE_TEXT, "漢字");
	grid_text(&grid, 2, 0, 1, ROLE_TEXT, "x");
	grid_text(&grid, 2, 1, 2, ROLE_TEXT, "語");
	grid_fill(&grid, (struct box){2, 2, 2, 1}, ROLE_TEXT);
	shows(&grid, false, "  x字\n  語\n\n");
}

static void what_is_hidden_is_shown_and_nothing_is_control(void **state)
{
	struct grid grid = blank(30, 1, NULL);
	char bytes[8];
	for (uint32_t point = 1; point < 0x110000; point += point < 0x3000 ? 1 : 61) {
		if (point >= 0xd800 && point < 0xe000)
			continue;
		bytes[text_put(bytes, point)] = '\0';
		grid_text(&grid, 0, 0, 30, ROLE_TEXT, bytes);
		for (int i = 0; i < CELL_POINTS; i++)
			assert_false(grid.cells[0].points[i] &&
				     text_is_control(grid.cells[0].points[i]));
	}
	grid_fill(&grid, grid_box(&grid), ROLE_TEXT);
	grid_text(&grid, 0, 0, 30, ROLE_TEXT, "\033[31m \u202ea 👩‍🚒 e\u0301");
	shows(&grid, false, "\ufffd[31m ·a 👩 e\u0301\n");
}

static void words_wrap(void **state)
{
	static const char text[] = "a kitten playing with\nmatches 漢字漢字漢字 extraordinarily";
	struct grid grid = blank(12, 7, NULL);
	struct box box = {1, 0, 10, 7};
	assert_int_equal(grid_wrap(&grid, box, 0, ROLE_TEXT, text), 7);
	shows(&grid, false,
	      " a kitten\n playing\n with\n matches 漢\n 字漢字漢字\n extraordin\n arily\n");
}

static void wrapping_scrolls(void **state)
{
	struct grid grid = blank(10, 2, NULL);
	assert_int_equal(grid_wrap(&grid, grid_box(&grid), 1, ROLE_TEXT, "one\ntwo\n\nfour\n"), 4);
	shows(&grid, false, "two\n\n");
	grid = blank(10, 2, NULL);
	assert_int_equal(grid_wrap(&grid, grid_box(&grid), 0, ROLE_TEXT, ""), 0);
	shows(&grid, false, "\n\n");
}

static const struct look looks[ROLES] = {
	[ROLE_TEXT] = {7, 0, 0},      [ROLE_DIM] = {8, LOOK_BELOW, ATTR_DIM},
	[ROLE_CARD] = {7, 4, 0},      [ROLE_CARD_CURSOR] = {7, 0, ATTR_REVERSE},
	[ROLE_SELECTION] = {0, 3, 0},
};

static void grounds_shine_through(void **state)
{
	struct grid grid = blank(6, 1, looks);
	grid_fill(&grid, (struct box){1, 0, 5, 1}, ROLE_CARD);
	grid_text(&grid, 0, 0, 6, ROLE_DIM, "ab");
	grid_text(&grid, 2, 0, 6, ROLE_TEXT, "c");
	grid_text(&grid, 3, 0, 6, ROLE_SELECTION, "d");
	grid_role(&grid, (struct box){4, 0, 1, 1}, ROLE_TEXT);
	shows(&grid, true,
	      "abcd\nabcdec\na 8 on 0 dim\nb 8 on 4 dim\nc 7 on 4\nd 0 on 3\ne 7 on 0\n");
}

static void a_reversed_ground_keeps_its_colours(void **state)
{
	struct grid grid = blank(4, 1, looks);
	grid_fill(&grid, grid_box(&grid), ROLE_CARD_CURSOR);
	grid_text(&grid, 0, 0, 1, ROLE_DIM, "a");
	grid_text(&grid, 1, 0, 1, ROLE_CARD_CURSOR, "b");
	grid_text(&grid, 2, 0, 1, ROLE_SELECTION, "c");
	shows(&grid, true, "abc\nabcb\na 7 on 0 dim reverse\nb 7 on 0 reverse\nc 0 on 3\n");
}

static void frames_and_bars(void **state)
{
	struct grid grid = blank(12, 5, NULL);
	grid_frame(&grid, (struct box){0, 0, 12, 3}, ROLE_TEXT, "Cast");
	grid_bar(&grid, 1, 1, 10, ROLE_TEXT, 5.3, 10);
	grid_scrollbar(&grid, (struct box){0, 0, 12, 5}, 5, 5, 10);
	grid_line(&grid, 0, 3, 4, 2, ROLE_TEXT);
	shows(&grid, false,
	      "╭─ Cast ───│\n│█████▎░░░░│\n╰──────────┃\n│───       ┃\n│          ┃\n");
}

static void without_utf8_all_is_ascii(void **state)
{
	static const struct picture_cell cells[] = {{0x2588, 1, 2}, {0x2584, 1, 2}, {' ', 1, 2}};
	struct grid grid = blank(14, 6, NULL);
	grid.ascii = true;
	grid_frame(&grid, (struct box){0, 0, 14, 3}, ROLE_TEXT, "Été…");
	grid_bar(&grid, 1, 1, 4, ROLE_TEXT, 1, 2);
	grid_cells(&grid, (struct box){6, 1, 3, 1}, cells, 3, 1);
	grid_text(&grid, 0, 3, 8, ROLE_TEXT, "“漢” e\u0301té → 👩‍🚒 fin");
	grid_text_right(&grid, 0, 4, 14, ROLE_TEXT, "5 × 3…");
	grid_wrap(&grid, (struct box){0, 5, 14, 1}, 0, ROLE_TEXT, "l’œil");
	for (int i = 0; i < grid.cols * grid.rows; i++)
		assert_true(grid.cells[i].points[0] < 0x7f && !grid.cells[i].points[1]);
	shows(&grid, false,
	      "+- Ete... ---+\n|##.. #=     |\n+------------+\n\"?\" ete~\n      5 x "
	      "3...\nl'oeil\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_cut),
		cmocka_unit_test(edges_leave_out),
		cmocka_unit_test(a_wide_one_is_never_halved),
		cmocka_unit_test(what_is_hidden_is_shown_and_nothing_is_control),
		cmocka_unit_test(words_wrap),
		cmocka_unit_test(wrapping_scrolls),
		cmocka_unit_test(grounds_shine_through),
		cmocka_unit_test(a_reversed_ground_keeps_its_colours),
		cmocka_unit_test(frames_and_bars),
		cmocka_unit_test(without_utf8_all_is_ascii),
	};
	return cmocka_run_group_tests_name("grid", tests, NULL, NULL);
}
