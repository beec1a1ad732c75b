/* SPDX-License-Identifier: MIT
 *
 * The lines as drawn: where each begins. A change wraps again from two lines above it
 * to where the old lines go on; what a line holds depends on nothing further up.
 */
#include <stdlib.h>
#include <string.h>

#include "ui/editor_private.h"
#include "util/mem.h"
#include "util/text.h"

/* Where the line behind the one at `start` begins, or NOWHERE. */
static size_t next_start(const struct editor *editor, size_t start)
{
	const char *text = buf_str(&editor->text);
	size_t end = start + text_line(text + start, editor->columns, NULL);
	bool more = end < editor->text.len || (end > start && text[end - 1] == '\n');
	return more ? end : NOWHERE;
}

void layout_width(struct editor *editor, size_t columns)
{
	if (columns == editor->columns)
		return;
	editor->columns = columns;
	editor->line_count = 0;
	for (size_t at = 0; columns && at != NOWHERE; at = next_start(editor, at)) {
		GROW(editor->starts, editor->line_count, editor->line_room);
		editor->starts[editor->line_count++] = at;
	}
}

static size_t layout_line(const struct editor *editor, size_t at)
{
	size_t low = 0, high = editor->line_count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (editor->starts[middle] <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

size_t layout_cursor_line(const struct editor *editor)
{
	size_t line = layout_line(editor, editor->cursor);
	bool above = editor->leans && line && editor->starts[line] == editor->cursor;
	return above ? line - 1 : line;
}

/* The line from which a change at `at` may wrap otherwise. */
static size_t first_touched(const struct editor *editor, size_t at)
{
	size_t line = layout_line(editor, at);
	for (int back = 0; back < 2 && line; back++, line--)
		if (editor->text.data[editor->starts[line] - 1] == '\n')
			break;
	return line;
}

void layout_change(struct editor *editor, size_t at, size_t removed, size_t inserted)
{
	if (!editor->columns)
		return;
	size_t first = first_touched(editor, at), old = first + 1, count = 0, room = 0;
	size_t *fresh = NULL, start = next_start(editor, editor->starts[first]);
	for (; start != NOWHERE; start = next_start(editor, start)) {
		size_t was = start + removed - inserted;
		while (start >= at + inserted && old < editor->line_count &&
		       editor->starts[old] < was)
			old++;
		if (start >= at + inserted && old < editor->line_count &&
		    editor->starts[old] == was)
			break;
		GROW(fresh, count, room);
		fresh[count++] = start;
	}
	if (start == NOWHERE)
		old = editor->line_count;
	size_t rest = editor->line_count - old, total = first + 1 + count + rest;
	while (editor->line_room < total)
		GROW(editor->starts, editor->line_room, editor->line_room);
	memmove(editor->starts + total - rest, editor->starts + old, rest * sizeof *fresh);
	if (count)
		memcpy(editor->starts + first + 1, fresh, count * sizeof *fresh);
	for (size_t i = total - rest; i < total; i++)
		editor->starts[i] += inserted - removed;
	editor->line_count = total;
	free(fresh);
}

size_t layout_end(const struct editor *editor, size_t line)
{
	size_t fit, start = editor->starts[line];
	text_line(buf_str(&editor->text) + start, editor->columns, &fit);
	return start + fit;
}

size_t layout_columns(const struct editor *editor, size_t from, size_t to)
{
	size_t sum = 0, columns;
	while (from < to) {
		from += text_cluster(editor_text(editor) + from, &columns);
		sum += columns;
	}
	return sum;
}

size_t layout_at_column(struct editor *editor, size_t line, size_t column)
{
	size_t at = editor->starts[line], end = layout_end(editor, line), sum = 0, columns;
	while (at < end) {
		size_t bytes = text_cluster(editor_text(editor) + at, &columns);
		if (sum + columns > column)
			break;
		at += bytes;
		sum += columns;
	}
	editor->leans = line + 1 < editor->line_count && at == editor->starts[line + 1];
	return at;
}
