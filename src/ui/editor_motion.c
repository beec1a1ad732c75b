/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "ui/editor_private.h"
#include "util/text.h"

size_t motion_left(struct editor *editor)
{
	return editor->cursor ? text_cluster_before(editor->text.data, editor->cursor) : 0;
}

size_t motion_right(struct editor *editor)
{
	return editor->cursor + text_cluster(editor_text(editor) + editor->cursor, NULL);
}

static bool is_word(const struct editor *editor, size_t at)
{
	uint32_t point;
	return text_next(editor_text(editor) + at, &point) && text_is_letter(point);
}

size_t motion_word_right(struct editor *editor)
{
	const char *text = editor_text(editor);
	size_t at = editor->cursor, end = editor->text.len;
	while (at < end && !is_word(editor, at))
		at += text_cluster(text + at, NULL);
	while (at < end && is_word(editor, at))
		at += text_cluster(text + at, NULL);
	return at;
}

size_t motion_word_left(struct editor *editor)
{
	size_t at = editor->cursor;
	bool in_word = false;
	while (at) {
		size_t before = text_cluster_before(editor->text.data, at);
		if (in_word && !is_word(editor, before))
			break;
		in_word |= is_word(editor, before);
		at = before;
	}
	return at;
}

size_t paragraph_start(const struct editor *editor, size_t at)
{
	const char *text = editor_text(editor), *found = at ? memrchr(text, '\n', at) : NULL;
	return found ? (size_t)(found - text) + 1 : 0;
}

size_t paragraph_end(const struct editor *editor, size_t at)
{
	const char *text = editor_text(editor), *found = strchr(text + at, '\n');
	return found ? (size_t)(found - text) : editor->text.len;
}

static size_t lines_away(struct editor *editor, long count)
{
	size_t line = layout_cursor_line(editor), last = editor->line_count - 1;
	if (!editor->columns)
		return count < 0 ? 0 : editor->text.len;
	if (editor->goal == NOWHERE)
		editor->goal = layout_columns(editor, editor->starts[line], editor->cursor);
	size_t goal = editor->goal;
	if (count < 0 && line == 0)
		return 0;
	if (count > 0 && line == last)
		return editor->text.len;
	long to = (long)line + count;
	line = to < 0 ? 0 : (size_t)to > last ? last : (size_t)to;
	size_t at = layout_at_column(editor, line, goal);
	editor->goal = goal;
	return at;
}

static long page(const struct editor *editor)
{
	return editor->box.rows > 2 ? editor->box.rows - 1 : 1;
}

size_t motion_up(struct editor *editor)
{
	return lines_away(editor, -1);
}

size_t motion_down(struct editor *editor)
{
	return lines_away(editor, 1);
}

size_t motion_page_up(struct editor *editor)
{
	return lines_away(editor, -page(editor));
}

size_t motion_page_down(struct editor *editor)
{
	return lines_away(editor, page(editor));
}

size_t motion_home(struct editor *editor)
{
	size_t start = paragraph_start(editor, editor->cursor);
	if (!editor->columns)
		return start;
	size_t line_start = editor->starts[layout_cursor_line(editor)];
	return line_start == editor->cursor ? start : line_start;
}

size_t motion_end(struct editor *editor)
{
	size_t end = paragraph_end(editor, editor->cursor);
	if (!editor->columns)
		return end;
	size_t line_end = layout_at_column(editor, layout_cursor_line(editor), NOWHERE);
	if (line_end != editor->cursor)
		return line_end;
	editor->leans = false;
	return end;
}

size_t motion_paragraph_up(struct editor *editor)
{
	size_t start = paragraph_start(editor, editor->cursor);
	return start < editor->cursor || !start ? start : paragraph_start(editor, start - 1);
}

size_t motion_paragraph_down(struct editor *editor)
{
	size_t end = paragraph_end(editor, editor->cursor);
	return end < editor->text.len ? end + 1 : end;
}

size_t motion_text_start(struct editor *editor)
{
	return 0;
}

size_t motion_text_end(struct editor *editor)
{
	return editor->text.len;
}
