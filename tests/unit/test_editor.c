/* SPDX-License-Identifier: MIT
 *
 * What each operation does, as text with the cursor as "|" and a selection's other end
 * as "^".
 */
#include "tests/unit/check.h"

#include <string.h>

#include "core/commands/commands.h"
#include "ui/editor_private.h"
#include "util/buf.h"

/* Does the words of `script`: operations, or text to type behind a "+". */
static void play(struct editor *editor, const char *script)
{
	char *copy = xstrdup(script), *rest = copy, *word;
	while ((word = strsep(&rest, " "))) {
		if (*word == '+')
			editor_insert(editor, word + 1, strlen(word + 1));
		else if (!editor_do(editor, word))
			fail_msg("there is no %s", word);
	}
	free(copy);
}

static struct editor *editor_at(const char *text, size_t columns)
{
	const char *bar = strchr(text, '|');
	struct buf clean = {0};
	buf_add(&clean, text, (size_t)(bar - text));
	buf_add_str(&clean, bar + 1);
	struct editor *editor = editor_new(buf_str(&clean), true);
	layout_width(editor, columns);
	editor_set_cursor(editor, (size_t)(bar - text));
	buf_free(&clean);
	return editor;
}

static void assert_stands(struct editor *editor, const char *expected, const char *script)
{
	struct buf out = {0};
	const char *text = editor_text(editor);
	for (size_t i = 0; i <= strlen(text); i++) {
		if (i == editor->anchor && i != editor->cursor)
			buf_add_char(&out, '^');
		if (i == editor->cursor)
			buf_add_char(&out, '|');
		buf_add(&out, text + i, text[i] ? 1 : 0);
	}
	if (strcmp(buf_str(&out), expected) != 0)
		fail_msg("%s: %s, expected %s", script, buf_str(&out), expected);
	buf_free(&out);
}

struct row {
	const char *before, *script, *after;
};

static void assert_rows(const struct row *rows, size_t count, size_t columns)
{
	for (size_t i = 0; i < count; i++) {
		struct editor *editor = editor_at(rows[i].before, columns);
		play(editor, rows[i].script);
		assert_stands(editor, rows[i].after, rows[i].script);
		editor_free(editor);
	}
}

static void motions_go_by_what_people_see(void **state)
{
	static const struct row rows[] = {
		{"a|b", "left left left", "|ab"},
		{"a|👩‍🚒b", "right", "a👩‍🚒|b"},
		{"ae\xcc\x81|", "left", "a|e\xcc\x81"},
		{"one|, two three", "word-right", "one, two| three"},
		{"l'été d|'or", "word-left word-left", "l'|été d'or"},
		{"слово| дело", "word-right", "слово дело|"},
		{"one two| three", "line-start", "|one two three"},
		{"one two three fo|ur", "line-start", "one two |three four"},
		{"one two three fo|ur", "line-start line-start", "|one two three four"},
		{"o|ne two three four", "line-end", "one two| three four"},
		{"o|ne two three four", "line-end line-end", "one two three four|"},
		{"incompreh|ensible", "line-end left", "incompreh|ensible"},
		{"a\n\nb|c\nd", "paragraph-up paragraph-up", "a\n|\nbc\nd"},
		{"a|\nb\n", "paragraph-down paragraph-down", "a\nb\n|"},
		{"a|b", "line-end", "ab|"},
		{"a|b", "start", "|ab"},
	};
	assert_rows(rows, LENGTH(rows), 10);
}

static void up_and_down_keep_their_column(void **state)
{
	static const struct row rows[] = {
		{"one two th|ree four", "down", "one two three four|"},
		{"one two| three", "down", "one two three|"},
		{"long li|ne\nx\nlonger row", "down down", "long line\nx\nlonger |row"},
		{"long li|ne\nx\nlonger row", "down down up up", "long li|ne\nx\nlonger row"},
		{"long li|ne\nx\nlonger row", "down left down", "long line\nx\n|longer row"},
		{"a|b", "up", "|ab"},
		{"a|b", "down", "ab|"},
		{"漢字か|な\nabcdef", "down", "漢字かな\nabcdef|"},
		{"漢字かな\nabc|def", "up", "漢|字かな\nabcdef"},
		{"|incomprehensible", "line-end down", "incomprehensible|"},
	};
	assert_rows(rows, LENGTH(rows), 10);
}

static void selections(void **state)
{
	static const struct row rows[] = {
		{"a|bc", "select-right select-right", "a^bc|"},
		{"a|bc", "select-right left", "a|bc"},
		{"a|bcd", "select-right select-right right", "abc|d"},
		{"ab|c", "select-left +x", "ax|c"},
		{"ab|c", "select-start delete-back", "|c"},
		{"one t|wo three", "select-word", "one ^two| three"},
		{"one t|wo", "select-all delete", "|"},
		{"a|b", "select-right unselect", "ab|"},
		{"one |two", "select-word cut start yank", "two|one "},
		{"one |two", "select-word copy start yank", "two|one two"},
	};
	assert_rows(rows, LENGTH(rows), 20);
}

static void changes(void **state)
{
	static const struct row rows[] = {
		{"a👍🏽|", "delete-back", "a|"},
		{"|e\xcc\x81x", "delete", "|x"},
		{"🇫|x🇷b", "delete", "🇫🇷|b"},
		{"ab|c", "transpose", "acb|"},
		{"abc|", "transpose", "acb|"},
		{"ab\n|c", "transpose", "ab\n|c"},
		{"|ab", "transpose", "|ab"},
		{"one two|", "kill-word-back kill-word-back yank", "one two|"},
		{"|one two", "kill-word kill-word line-end yank yank",
		 "one twoone two|"},
		{"a|b\ncd", "kill-to-end kill-to-end yank", "ab\n|cd"},
		{"ab\nc|d", "kill-to-start", "ab\n|d"},
		{"ab\nc|d\nef", "kill-line kill-line start yank", "cd\nef|ab\n"},
		{"a b c |", "kill-word-back left right kill-word-back yank yank-pop", "a c |"},
		{"a b c |", "kill-word-back left right kill-word-back yank yank-pop yank-pop",
		 "a b |"},
		{"a b c |", "kill-word-back left right kill-word-back yank yank-pop undo", "a |"},
		{"a b |", "kill-word-back yank left right yank-pop", "a b |"},
		{"|", "yank yank-pop", "|"},
		{"one t|wo", "kill-to-end left kill-to-end yank", "one t|"},
		{"a|b", "newline", "a\n|b"},
	};
	assert_rows(rows, LENGTH(rows), 20);
}

static void undo_takes_back_runs(void **state)
{
	static const struct row rows[] = {
		{"|", "+a +b +c undo", "|"},
		{"|", "+a +b left right +c undo", "ab|"},
		{"|", "+a +b newline +c undo", "ab\n|"},
		{"|", "+a +b newline +c undo undo undo", "|"},
		{"|", "+a newline +c undo undo undo redo redo redo redo", "a\nc|"},
		{"abc|", "delete-back delete-back undo", "abc|"},
		{"a|bc", "delete delete undo redo", "a|"},
		{"ab|c", "delete-back delete undo", "ab|c"},
		{"|abc", "select-right select-right +x +y undo", "ab|c"},
		{"|", "+a undo +b redo undo", "|"},
		{"one two|", "kill-word-back undo", "one two|"},
		{"ab|", "transpose undo", "ab|"},
	};
	assert_rows(rows, LENGTH(rows), 20);
	struct editor *editor = editor_at("|", 20);
	play(editor, "+a");
	editor_pause(editor);
	play(editor, "+b undo");
	assert_stands(editor, "a|", "a pause");
	editor_free(editor);
}

static void what_comes_in_is_cleaned(void **state)
{
	static const char pasted[] = "a\r\nb\rc\td\033[31m\xe2\x80\xae\xff";
	struct editor *many = editor_new("", true), *one = editor_new("x", false);
	editor_insert(many, pasted, strlen(pasted));
	editor_insert(one, pasted, strlen(pasted));
	assert_string_equal(editor_text(many), "a\nb\nc d[31m\xef\xbf\xbd");
	assert_string_equal(editor_text(one), "a b c d[31m\xef\xbf\xbdx");
	play(one, "newline undo");
	assert_string_equal(editor_text(one), "x");
	editor_free(many);
	editor_free(one);
}

static void replacing_is_one_change(void **state)
{
	struct editor *editor = editor_new("a kitten sleeps", true);
	editor_replace(editor, "a kitten, é, wakes");
	assert_stands(editor, "a kitten, é, wake|s", "replace");
	play(editor, "undo");
	assert_string_equal(editor_text(editor), "a kitten sleeps");
	editor_replace(editor, "");
	editor_replace(editor, "漢字");
	editor_replace(editor, "漢孔");
	play(editor, "undo undo undo");
	assert_string_equal(editor_text(editor), "a kitten sleeps");
	editor_free(editor);
}

static void keys_and_pasted_text(void **state)
{
	struct editor *editor = editor_new("", false);
	assert_true(editor_type(editor, (struct key){.code = 0xe9}));
	assert_false(editor_type(editor, (struct key){.code = 'a', .mods = MOD_CTRL}));
	editor_paste(editor, "1 2");
	assert_true(editor_type(editor, (struct key){.code = 'x'}));
	assert_stands(editor, "é1 2x|", "typed");
	play(editor, "undo");
	assert_stands(editor, "é1 2|", "what was typed behind it");
	play(editor, "undo");
	assert_stands(editor, "é|", "all that was pasted");
	editor_free(editor);
}

static void kills_are_shared(void **state)
{
	struct kills kills = {0};
	struct editor *from = editor_new("fire", true), *to = editor_new("", true);
	editor_share_kills(from, &kills);
	editor_share_kills(to, &kills);
	play(from, "kill-line");
	play(to, "yank");
	assert_string_equal(editor_text(to), "fire");
	editor_free(from);
	editor_free(to);
	kills_free(&kills);
}

/* The table names each operation once, and editor_do knows them all. */
static void the_table_is_whole(void **state)
{
	size_t count = 0;
	for (; editor_operations[count]; count++) {
		struct editor *editor = editor_at("one two|\nthree", 10);
		assert_true(editor_do(editor, editor_operations[count]));
		editor_free(editor);
		for (size_t i = 0; i < count; i++)
			assert_string_not_equal(editor_operations[i], editor_operations[count]);
	}
	for (size_t i = 0; i < count; i++) /* the command table knows the same */
		assert_string_equal(editor_operations[i], text_operations[i]);
	assert_null(text_operations[count]);
	struct editor *editor = editor_new("", true);
	assert_true(count > 40);
	assert_false(editor_do(editor, "sing"));
	editor_free(editor);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(motions_go_by_what_people_see),
		cmocka_unit_test(up_and_down_keep_their_column),
		cmocka_unit_test(selections),
		cmocka_unit_test(changes),
		cmocka_unit_test(undo_takes_back_runs),
		cmocka_unit_test(what_comes_in_is_cleaned),
		cmocka_unit_test(replacing_is_one_change),
		cmocka_unit_test(keys_and_pasted_text),
		cmocka_unit_test(kills_are_shared),
		cmocka_unit_test(the_table_is_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
