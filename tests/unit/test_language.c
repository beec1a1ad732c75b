/* SPDX-License-Identifier: MIT
 *
 * One command language: what the table's rows promise each other and the board.
 */
#include "tests/unit/check.h"

#include <string.h>

#include "core/commands/commands.h"
#include "core/language/keymap.h"
#include "ui/editor.h"

/* What the board does when its name is typed, and no key (filter: the line that f opens
 * begins with it). */
static const char *const without_key[] = {"colours",   "filter", "mouse",
					 "take-over", "theme",  "write"};

static bool is_listed(const char *name, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i], name) == 0)
			return true;
	return false;
}

static void test_keys_of_the_board(void **state)
{
	struct keymap *keymap = keymap_new();
	for (const struct command *row = NULL; (row = command_next(row));) {
		bool none = is_listed(row->name, without_key, LENGTH(without_key));
		if ((row->needs & NEED_BOARD) && keymap_has(keymap, row) == none)
			fail_msg("%s %s a key", row->name, none ? "has" : "needs");
	}
	keymap_free(keymap);
}

/* Every screen can be left, and helps. */
static void test_every_context(void **state)
{
	struct keymap *keymap = keymap_new();
	for (int context = 0; context < CONTEXTS; context++) {
		const char *name = context_names[context];
		char *help = xasprintf("help keys %s", name);
		const char *const lines[] = {help, "redraw", "suspend"};
		for (size_t i = 0; i < LENGTH(lines); i++)
			if (!keymap_of(keymap, (enum context)context, lines[i]))
				fail_msg("%s: %s has no key", name, lines[i]);
		free(help);
		if (!keymap_of(keymap, (enum context)context,
			       context == CONTEXT_BOARD ? "quit" : "back"))
			fail_msg("%s can't be left", context_names[context]);
	}
	keymap_free(keymap);
}

/* Where one types, no key that writes is taken; on the board no digit is, it counts. */
static void test_keys_that_write(void **state)
{
	struct keymap *keymap = keymap_new();
	size_t count;
	const struct binding *rows = keymap_rows(keymap, &count);
	for (size_t i = 0; i < count; i++) {
		struct key first = rows[i].keys[0];
		if (context_types(rows[i].context) && key_is_text(first))
			fail_msg("%s: %s", context_names[rows[i].context], rows[i].line);
		if (rows[i].context == CONTEXT_BOARD && first.code >= '0' && first.code <= '9')
			fail_msg("board: a digit runs %s", rows[i].line);
	}
	keymap_free(keymap);
}

static void test_text_operations(void **state)
{
	size_t ours = 0, theirs = 0;
	while (text_operations[ours])
		ours++;
	while (editor_operations[theirs])
		theirs++;
	for (size_t i = 0; i < ours; i++)
		if (!is_listed(text_operations[i], editor_operations, theirs))
			fail_msg("no editor does %s", text_operations[i]);
	for (size_t i = 0; i < theirs; i++)
		if (!is_listed(editor_operations[i], text_operations, ours))
			fail_msg("text doesn't know %s", editor_operations[i]);
}

static void test_aliases(void **state)
{
	static const char *const pairs[][2] = {
		{"w", "write"}, {"q", "quit"}, {"wq", "quit"}, {"x", "quit"}};
	for (size_t i = 0; i < LENGTH(pairs); i++)
		assert_ptr_equal(command_find(pairs[i][0]), command_find(pairs[i][1]));
	assert_null(command_find(""));
	assert_null(command_find("q wq"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys_of_the_board), cmocka_unit_test(test_every_context),
		cmocka_unit_test(test_keys_that_write),   cmocka_unit_test(test_text_operations),
		cmocka_unit_test(test_aliases),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
