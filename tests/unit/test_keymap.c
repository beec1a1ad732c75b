/* SPDX-License-Identifier: MIT
 *
 * Which keys run what: the defaults, the user's own over them, and what is told
 * of mistakes.
 */
#include "tests/unit/check.h"

#include <string.h>

#include "core/language/keymap.h"
#include "core/language/keymap_line.h"
#include "util/buf.h"

static void collect(void *arg, const char *what)
{
	buf_addf(arg, "%s\n", what);
}

/* Reads a user's file over the defaults and says what is wrong with it. */
static struct keymap *with(const char *text, const char *wrong)
{
	struct keymap *keymap = keymap_new();
	struct buf told = {0};
	size_t mistakes = keymap_read(keymap, text, "keys", collect, &told), lines = 0;
	assert_string_equal(buf_str(&told), wrong);
	for (const char *c = wrong; *c; c++)
		lines += *c == '\n';
	assert_int_equal(mistakes, lines);
	buf_free(&told);
	return keymap;
}

/* What keys typed in a context run; "…" for the beginning of some, "" for none. */
static const char *press(const struct keymap *keymap, enum context context, const char *typed)
{
	struct key keys[4];
	size_t count;
	const struct binding *found;
	struct err err = {0};
	assert_fine(keys_parse(typed, keys, &count, &err), &err);
	switch (keymap_find(keymap, context, keys, count, &found)) {
	case KEYMAP_FOUND:
		return found->line;
	case KEYMAP_MORE:
		return "…";
	default:
		return "";
	}
}

static void test_defaults(void **state)
{
	struct keymap *keymap = keymap_new();
	size_t count;
	const struct binding *rows = keymap_rows(keymap, &count);
	assert_true(count > 0);
	for (size_t i = 0; i < count; i++) {
		assert_non_null(rows[i].command);
		assert_null(rows[i].origin);
		assert_true(i == 0 || rows[i].context >= rows[i - 1].context);
	}
	assert_string_equal(press(keymap, CONTEXT_BOARD, "u"), "undo {count}");
	assert_string_equal(press(keymap, CONTEXT_TEXT, "u"), "");
	keymap_free(keymap);
}

static void test_users_own(void **state)
{
	struct keymap *keymap = with("# mine\n"
				     "\n"
				     "board u redo\n"
				     "  board,cast \t W,C-x   status\r\n"
				     "* F9 check --deep\n"
				     "text F9 version\n"
				     "board , version\n"
				     "board x none",
				     "keys:8: nothing is bound to x there\n");
	size_t count;
	const struct binding *rows = keymap_rows(keymap, &count);
	char *keys;
	assert_string_equal(press(keymap, CONTEXT_BOARD, "u"), "redo");
	assert_string_equal(press(keymap, CONTEXT_BOARD, "W"), "…");
	assert_string_equal(press(keymap, CONTEXT_BOARD, "W,C-x"), "status");
	assert_string_equal(press(keymap, CONTEXT_CAST, "W,C-x"), "status");
	assert_string_equal(press(keymap, CONTEXT_TAKES, "W"), "");
	assert_string_equal(press(keymap, CONTEXT_LEDGER, "F9"), "check --deep");
	assert_string_equal(press(keymap, CONTEXT_TEXT, "F9"), "version");
	assert_string_equal(press(keymap, CONTEXT_LINE, "F9"), "");
	assert_string_equal(press(keymap, CONTEXT_BOARD, ","), "version");
	for (size_t i = 1; i < count; i++)
		assert_true(rows[i].context >= rows[i - 1].context);
	const struct binding *found = keymap_of(keymap, CONTEXT_CAST, "status");
	assert_string_equal(found->origin, "keys:4");
	keys = binding_keys(found);
	assert_string_equal(keys, "W C-x");
	free(keys);
	keymap_free(keymap);
}

static void test_says(void **state)
{
	struct keymap *keymap = with("board v find '# 2'  #  the second ones \n"
				     "board w find #2 #\n"
				     "board x # none\n",
				     "keys:3: expected a context, keys and a command, like "
				     "“board gg go first”\n");
	const struct binding *found = keymap_of(keymap, CONTEXT_BOARD, "find '# 2'");

	assert_non_null(found);
	assert_string_equal(found->says, "the second ones");
	found = keymap_of(keymap, CONTEXT_BOARD, "find #2");
	assert_non_null(found);
	assert_null(found->says);
	keymap_free(keymap);
}

static void test_none(void **state)
{
	struct keymap *keymap = with("board u none\n", "");
	assert_string_equal(press(keymap, CONTEXT_BOARD, "u"), "");
	keymap_free(keymap);
}

static void test_mistakes(void **state)
{
	static const struct {
		const char *text, *wrong;
	} rows[] = {
		{"board u\n", "keys:1: expected a context, keys and a command, like “board gg go "
			      "first”\n"},
		{"bord V undo\n", "keys:1: no context “bord”; did you mean “board”?\n"},
		{"everywhere V undo\n",
		 "keys:1: no context “everywhere”; “scenetty help keys” lists "
		 "them, * stands for all\n"},
		{"board V unod\n", "keys:1: no command “unod”; did you mean “undo”?\n"},
		{"board V undo 1 2\n",
		 "keys:1: undo: “2” is one word too many; quote what has spaces\n"},
		{"board V 'undo\n", "keys:1: a quote is not closed: '\n"},
		{"board F13 undo\n", "keys:1: no key “F13”; did you mean F1?\n"},
		{"board Ecs undo\n", "keys:1: no key “Ecs”; did you mean Esc?\n"},
		{"board X-y undo\n",
		 "keys:1: no key “X-y”; keys are named like a, C-r, M-x, S-Tab, F5\n"},
		{"board Z,Nowhere undo\n",
		 "keys:1: no key “Nowhere”; keys are named like a, C-r, M-x, S-Tab, F5\n"},
		{"board a,b,c,d,e undo\n",
		 "keys:1: “a,b,c,d,e”: at most 4 keys one after the other\n"},
		{"board V undo\n\nboard,takes V redo\n", "keys:3: V is bound already: line 1\n"},
		{"board V undo\nboard Vb redo\n",
		 "keys:2: Vb begins with V, which is bound: line 1\n"},
		{"board zab undo\nboard za redo\n", "keys:2: za is the beginning of zab: line 1\n"},
		{"board uu redo\n", "keys:1: uu begins with u, which is bound: “undo {count}”; "
				    "“board u none” makes room\n"},
	};
	for (size_t i = 0; i < LENGTH(rows); i++)
		keymap_free(with(rows[i].text, rows[i].wrong));
}

/* A wrong line is left out, whatever stands around it. */
static void test_the_rest_stands(void **state)
{
	struct keymap *keymap = with("board uu redo\nboard u none\ncast V redo\ncast V undo\n",
				     "keys:4: V is bound already: line 3\n");
	assert_string_equal(press(keymap, CONTEXT_BOARD, "u"), "…");
	assert_string_equal(press(keymap, CONTEXT_BOARD, "uu"), "redo");
	assert_string_equal(press(keymap, CONTEXT_CAST, "V"), "redo");
	keymap_free(keymap);
}

static void test_counts(void **state)
{
	static const struct {
		const char *line;
		unsigned count;
		const char *filled;
	} rows[] = {
		{"undo", 5, "undo"},
		{"undo {count}", 0, "undo 1"},
		{"undo {count}", 5, "undo 5"},
		{"go {count:last}", 0, "go last"},
		{"go {count:last}", 12, "go 12"},
		{"a {count} b {count:c} d", 2, "a 2 b 2 d"},
		{"a {count", 2, "a {count"},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		char *filled = count_fill(rows[i].line, rows[i].count);
		assert_string_equal(filled, rows[i].filled);
		free(filled);
	}
}

static void drop(void *arg, const char *what)
{
	assert_true(strncmp(what, "keys:", 5) == 0);
}

/* Whatever stands in a file, the keymap stands too: no key is the beginning of another. */
static void test_any_file(void **state)
{
	static const char *const pieces[] = {
		"board", "takes,cast", "*",      "text",          ",",    " ",    "\t",   "g", "gg",
		"C-x",   "C-",         "u",      "none",          "undo", "\n",   "\r\n", "#", "'",
		"\"",    "\\",         "{count", "{count:first}", "go",   "\xff", "é",
	};
	unsigned random = 1;
	for (int round = 0; round < 300; round++) {
		struct buf text = {0};
		for (int i = 0; i < 60; i++) {
			random = random * 1103515245 + 12345;
			buf_add_str(&text, pieces[(random >> 16) % LENGTH(pieces)]);
			if (random & 0x8000)
				buf_add_char(&text, ' ');
		}
		struct keymap *keymap = keymap_new();
		size_t count;
		keymap_read(keymap, buf_str(&text), "keys", drop, NULL);
		const struct binding *rows = keymap_rows(keymap, &count), *found;
		for (size_t i = 0; i < count; i++) {
			assert_int_equal(keymap_find(keymap, rows[i].context, rows[i].keys,
						     rows[i].key_count, &found),
					 KEYMAP_FOUND);
			assert_ptr_equal(found, &rows[i]);
		}
		keymap_free(keymap);
		buf_free(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_users_own),
		cmocka_unit_test(test_says),
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_mistakes),
		cmocka_unit_test(test_the_rest_stands),
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_any_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
