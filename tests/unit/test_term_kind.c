/* SPDX-License-Identifier: MIT */
#include "tests/unit/check.h"

#include <locale.h>
#include <string.h>

#include "ui/term_cell.h"
#include "ui/term_kind.h"

static void clear_environment(void)
{
	static const char *const names[] = {"COLORTERM", "NO_COLOR", "TMUX", "STY"};
	for (size_t i = 0; i < LENGTH(names); i++)
		unsetenv(names[i]);
}

static void names_tell_colours(void **state)
{
	static const struct {
		const char *name;
		enum colours alone, promised; /* with COLORTERM=truecolor */
	} rows[] = {
		{"xterm-256color", COLOURS_256, COLOURS_TRUE},
		{"xterm", COLOURS_256, COLOURS_TRUE},
		{"screen-256color", COLOURS_256, COLOURS_TRUE},
		{"xterm-kitty", COLOURS_TRUE, COLOURS_TRUE},
		{"foot", COLOURS_TRUE, COLOURS_TRUE},
		{"vte-direct", COLOURS_TRUE, COLOURS_TRUE},
		{"linux", COLOURS_16, COLOURS_16},
		{"xterm-16color", COLOURS_16, COLOURS_16},
		{"vt100", COLOURS_NONE, COLOURS_NONE},
		{"xterm-mono", COLOURS_NONE, COLOURS_NONE},
		{"dumb", COLOURS_NONE, COLOURS_NONE},
		{"", COLOURS_NONE, COLOURS_NONE},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		clear_environment();
		assert_int_equal(term_kind(rows[i].name).colours, rows[i].alone);
		setenv("COLORTERM", "truecolor", 1);
		assert_int_equal(term_kind(rows[i].name).colours, rows[i].promised);
		setenv("STY", "1.tty", 1);
		assert_true(term_kind(rows[i].name).colours <= COLOURS_256);
		setenv("NO_COLOR", "1", 1);
		assert_int_equal(term_kind(rows[i].name).colours, COLOURS_NONE);
		setenv("NO_COLOR", "", 1);
		assert_int_equal(term_kind(rows[i].name).colours == COLOURS_NONE,
				 rows[i].alone == COLOURS_NONE);
	}
	clear_environment();
	assert_true(term_kind("vt220").is_bare);
	assert_true(term_kind("linux").is_console);
	assert_false(term_kind("xterm").is_nested);
	assert_true(term_kind("tmux-256color").is_nested);
	setenv("TMUX", "/tmp/tmux-0/default,1,0", 1);
	assert_true(term_kind("xterm").is_nested);
	clear_environment();
}

static void tries(const char *name, enum colours colours, const char *expected)
{
	char **names = term_names(name, colours);
	struct buf all = {0};
	for (char **at = names; *at; at++) {
		buf_addf(&all, "%s%s", at == names ? "" : " ", *at);
		free(*at);
	}
	free(names);
	assert_string_equal(buf_str(&all), expected);
	buf_free(&all);
}

static void what_is_tried(void **state)
{
	tries("xterm-256color", COLOURS_256, "xterm-256color xterm-256color");
	tries("xterm", COLOURS_256, "xterm-256color xterm xterm-256color");
	tries("xterm-ghostty", COLOURS_TRUE,
	      "vte-direct xterm-ghostty-256color xterm-ghostty xterm-256color");
	tries("tmux-256color", COLOURS_TRUE, "tmux-direct tmux-256color xterm-256color");
	tries("vte-direct", COLOURS_TRUE, "vte-direct xterm-256color");
	tries("vte-direct", COLOURS_256, "vte-256color xterm-256color vte-direct xterm-256color");
	tries("vt100", COLOURS_TRUE, "vt100-256color vt100");
	tries("vt100", COLOURS_NONE, "vt100");
	tries("linux", COLOURS_16, "linux");
}

static void cell_is(uint32_t point, uint32_t over, bool wide, bool console, const wchar_t *expected)
{
	const uint32_t points[CELL_POINTS] = {point, over};
	wchar_t out[CELL_POINTS + 1];
	term_cell_text(points, wide, console, out);
	assert_int_equal(wcscmp(out, expected), 0);
}

static void cells_keep_their_width(void **state)
{
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		skip();
	cell_is('a', 0, false, false, L"a");
	cell_is('e', 0x301, false, false, L"e\u0301");
	cell_is(0x6f22, 0, true, false, L"漢");
	cell_is(0x6f22, 0, false, false, L"\ufffd");
	cell_is('a', 0, true, false, L"\uff1f");
	cell_is(0x10fffe, 0, false, false, L"\ufffd");
	cell_is('a', 'b', false, false, L"a");
	cell_is(0x256d, 0, false, false, L"╭");
	cell_is(0x256d, 0, false, true, L"┌");
	setlocale(LC_CTYPE, "C");
	cell_is(0x6f22, 0, false, false, L"?");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_tell_colours),
		cmocka_unit_test(what_is_tried),
		cmocka_unit_test(cells_keep_their_width),
	};
	return cmocka_run_group_tests_name("term_kind", tests, NULL, NULL);
}
