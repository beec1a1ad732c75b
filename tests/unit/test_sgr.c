/* SPDX-License-Identifier: MIT */
#include "tests/unit/check.h"

#include <string.h>

#include "ui/sgr.h"

static char *filtered(struct sgr_filter *filter, const char *bytes)
{
	struct buf out = {0};
	buf_add_str(&out, "");
	sgr_filter(filter, bytes, strlen(bytes), &out);
	return buf_take(&out);
}

static void becomes(const char *bytes, const char *expected)
{
	struct sgr_filter filter = {.turns_off = true};
	char *out = filtered(&filter, bytes);
	assert_string_equal(out, expected);
	free(out);
}

static void only_changes_are_sent(void **state)
{
	/* both colours, though one has changed */
	becomes("\033[38;5;1m\033[48;5;2ma\033[38;5;3m\033[48;5;2mb",
		"\033[38;5;1;48;5;2ma\033[38;5;3mb");
	/* back at the end of a frame, and there again */
	becomes("\033[31ma\033[39;49m\033(B\033[m\033[31mb", "\033[31mab");
	becomes("\033[31m\033[32mx", "\033[32mx");
	becomes("\033[31mx\033[m", "\033[31mx");
	becomes("\033[1mx\033[0m\033[31my", "\033[1mx\033[22;31my");
	becomes("\033[1;4mx\033[0;1my", "\033[1;4mx\033[24my");
	becomes("\033[38;2;1;2;3mx\033[38:2::1:2:3my", "\033[38;2;1;2;3mx\033[38:2::1:2:3my");
	becomes("\033[90m\033[103mx\033[39my", "\033[90;103mx\033[39my");
}

static void blanks_have_no_ink(void **state)
{
	becomes("\033[31ma\033[32m \033[31mb", "\033[31ma b");
	becomes("\033[44ma\033[45m b", "\033[44ma\033[45m b");
	becomes("\033[7;31ma\033[7;32m b", "\033[7;31ma\033[32m b");
	becomes("\033[4ma\033[24m b", "\033[4ma\033[24m b");
}

static void what_erases_has_the_ground(void **state)
{
	becomes("\033[44m\033[K", "\033[44m\033[K");
	becomes("\033[31;44m\033[3X\033[32mx", "\033[44m\033[3X\033[32mx");
	becomes("\033[7;31m\033[K", "\033[7;31m\033[K");
	becomes("\033[44m\033[5;6Hx", "\033[5;6H\033[44mx");
	becomes("\033[44m\n", "\033[44m\n");
	becomes("x\033[44m\r\by", "x\r\b\033[44my");
}

static void what_is_unknown_is_passed(void **state)
{
	becomes("\033[31;73mx", "\033[31;73m\033[0mx");
	becomes("\033[31ma\0338b", "\033[31ma\0338\033[0mb");
	becomes("\033]2;title\033\\x", "\033]2;title\033\\x");
	becomes("\033Y&#x\033)0", "\033Y&#x\033)0");
	becomes("a\016\017b\033", "ab\033");
}

static void some_can_only_turn_all_off(void **state)
{
	struct sgr_filter filter = {0};
	char *out = filtered(&filter, "\033[1;31mx\033[22my");
	assert_string_equal(out, "\033[1;31mx\033[0;31my");
	free(out);
}

/* What a terminal shows: each character with its state, for a naive reader. */
static void show(const char *bytes, struct buf *out)
{
	char fg[64] = "", bg[64] = "";
	unsigned on = 0;
	for (const char *at = bytes; *at; at++) {
		if (*at != '\033') {
			unsigned seen = *at == ' ' ? on & ~14u : on;
			buf_addf(out, "%c%s/%s/%x\n", *at, *at == ' ' && !seen ? "" : fg, bg, seen);
			continue;
		}
		for (at += 2; *at != 'm'; at += *at == ';') {
			int number = (int)strtol(at, (char **)&at, 10);
			if (number == 38 || number == 48)
				snprintf(number == 38 ? fg : bg, 64, "%ld",
					 strtol(at + 3, (char **)&at, 10));
			else if (number == 39 || number == 0)
				*fg = '\0';
			if (number == 49 || number == 0)
				*bg = '\0';
			if (number == 0)
				on = 0;
			else if (number < 10)
				on |= 1u << number;
			else if (number > 20 && number < 30)
				on &= number == 22 ? ~6u : ~(1u << (number - 20));
		}
	}
}

/* Any stream of colours, attributes and characters looks the same, in fewer bytes. */
static void it_looks_the_same(void **state)
{
	static const char *const parts[] = {
		"\033[0m",
		"\033[39;49m",
		"\033[1m",
		"\033[0;1;7m",
		"\033[4m",
		"\033[24m",
		"\033[27m",
		"\033[22m",
		" ",
		" ",
		"x",
		"y",
		"zz",
		"\033[2m",
		"\033[38;5;1m",
		"\033[38;5;22m",
		"\033[48;5;1m",
		"\033[48;5;22m",
		"\033[38;5;7m\033[48;5;22m",
	};
	uint64_t random = 99;
	for (int round = 0; round < 2000; round++) {
		struct sgr_filter filter = {.turns_off = round % 2};
		struct buf whole = {0}, less = {0}, before = {0}, after = {0};
		for (int frame = 0; frame < 3; frame++) {
			struct buf bytes = {0};
			for (int i = 0; i < 12; i++) {
				random = random * 6364136223846793005u + 1442695040888963407u;
				buf_add_str(&bytes, parts[(random >> 33) % LENGTH(parts)]);
			}
			buf_add_str(&whole, buf_str(&bytes));
			sgr_filter(&filter, bytes.data, bytes.len, &less);
			buf_free(&bytes);
		}
		show(buf_str(&whole), &before);
		show(buf_str(&less), &after);
		assert_string_equal(buf_str(&after), buf_str(&before));
		buf_free(&whole);
		buf_free(&less);
		buf_free(&before);
		buf_free(&after);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_changes_are_sent),
		cmocka_unit_test(blanks_have_no_ink),
		cmocka_unit_test(what_erases_has_the_ground),
		cmocka_unit_test(what_is_unknown_is_passed),
		cmocka_unit_test(some_can_only_turn_all_off),
		cmocka_unit_test(it_looks_the_same),
	};
	return cmocka_run_group_tests_name("sgr", tests, NULL, NULL);
}
