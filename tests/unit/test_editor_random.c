/* SPDX-License-Identifier: MIT
 *
 * Random operations: the text stays valid, the cursor between clusters, the lines those
 * of a text wrapped from its start, and undo leads back to the beginning.
 */
#include "tests/unit/check.h"

#include <stdint.h>
#include <string.h>

#include "ui/editor_private.h"
#include "util/text.h"

static uint64_t seed;

static uint32_t roll(uint32_t sides)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 33) % sides;
}

static void insert_something(struct editor *editor)
{
	static const char *const pieces[] = {
		"a",  "b",    " ",    "  ",  "-",  "word ", "incomprehensibilities", "\n", "é",
		"漢", "字、", "「",  "🐱", "👩‍🚒", "👍🏽",   "\xcc\x81",		     "🇫",  "🇷",
		"各", "का",  "two words", "@kitten:wet", "line\nline\n",
	};
	const char *piece = pieces[roll(LENGTH(pieces))];
	editor_insert(editor, piece, strlen(piece));
}

static void do_something(struct editor *editor)
{
	size_t operations = 0;
	while (editor_operations[operations])
		operations++;
	switch (roll(12)) {
	case 0:
		editor_set_cursor(editor, roll((uint32_t)editor->text.len + 1));
		break;
	case 1:
		if (editor->columns)
			editor_click(editor, (int)roll(30), (int)roll(9) - 2, roll(2));
		break;
	case 2:
		layout_width(editor, 1 + roll(24));
		break;
	case 3:
		if (roll(8) == 0)
			editor_replace(editor, "a 漢 text\nof two lines");
		break;
	case 4:
	case 5:
	case 6:
	case 7:
		insert_something(editor);
		break;
	default:
		editor_do(editor, editor_operations[roll((uint32_t)operations)]);
	}
}

static bool is_boundary(const struct editor *editor, size_t at)
{
	const char *text = editor_text(editor);
	size_t boundary = 0;
	while (boundary < at)
		boundary += text_cluster(text + boundary, NULL);
	return boundary == at;
}

/* The lines are those of an editor that wraps the same text at once. */
static void assert_lines(const struct editor *editor)
{
	if (!editor->columns)
		return;
	struct editor *fresh = editor_new(editor_text(editor), true);
	layout_width(fresh, editor->columns);
	assert_int_equal(editor->line_count, fresh->line_count);
	assert_memory_equal(editor->starts, fresh->starts,
			    fresh->line_count * sizeof *fresh->starts);
	editor_free(fresh);
}

static void assert_sound(const struct editor *editor)
{
	const char *text = editor_text(editor);
	assert_int_equal(strlen(text), editor->text.len);
	assert_true(text_is_utf8(text, editor->text.len));
	assert_true(is_boundary(editor, editor->cursor));
	assert_true(editor->anchor == NOWHERE || is_boundary(editor, editor->anchor));
	assert_lines(editor);
}

static void random_histories(void **state)
{
	for (uint64_t round = 1; round <= 300; round++) {
		static const char first[] = "A kitten plays with matches.\n\nThe 窓 burns. ";
		seed = round;
		struct editor *editor = editor_new(first, true);
		layout_width(editor, 12);
		for (int i = 0; i < 120; i++) {
			do_something(editor);
			assert_sound(editor);
		}
		char *last = xstrdup(editor_text(editor));
		size_t done = editor->done;
		while (editor->done) {
			editor_do(editor, "undo");
			assert_sound(editor);
		}
		assert_string_equal(editor_text(editor), first);
		while (editor->done < done)
			editor_do(editor, "redo");
		assert_string_equal(editor_text(editor), last);
		free(last);
		editor_free(editor);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_histories),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
