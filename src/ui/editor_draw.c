/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "ui/editor_private.h"
#include "util/text.h"

/* The end of the @name or @name:state at `at`, or `at` if there is none. */
static size_t mention_end(const char *text, size_t at)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
	uint32_t point = 0;
	if (text[at] != '@' || !(text[at + 1] >= 'a' && text[at + 1] <= 'z'))
		return at;
	if (at)
		text_next(text + text_cluster_before(text, at), &point);
	if (text_is_letter(point))
		return at;
	size_t end = at + 1 + strspn(text + at + 1, letters);
	if (text[end] == ':' && text[end + 1] >= 'a' && text[end + 1] <= 'z')
		end += 1 + strspn(text + end + 1, letters);
	return end;
}

/* A line being drawn: clusters of one role are gathered and put at once. */
struct pen {
	struct grid *grid;
	int col, row, end; /* where `run` goes */
	int run_cols;
	enum role role;
	struct buf run;
};

static void pen_flush(struct pen *pen)
{
	if (pen->run.len)
		grid_text(pen->grid, pen->col, pen->row, pen->end - pen->col, pen->role,
			  pen->run.data);
	pen->col += pen->run_cols;
	pen->run_cols = 0;
	buf_clear(&pen->run);
}

static void pen_add(struct pen *pen, enum role role, const char *text, size_t bytes, int cols)
{
	if (role != pen->role)
		pen_flush(pen);
	pen->role = role;
	pen->run_cols += cols;
	buf_add(&pen->run, text, bytes);
}

/* Draws the text from `from` to `to` beginning `skip` columns into it. */
static void draw_line(const struct editor *editor, struct pen *pen, size_t from, size_t to,
		      size_t skip)
{
	const char *text = editor_text(editor);
	size_t selected = 0, selected_end = 0, mention = 0, columns, passed = 0;
	editor_has_selection(editor, &selected, &selected_end);
	for (size_t bytes; from < to; from += bytes, passed += columns) {
		bytes = text_cluster(text + from, &columns);
		if (from >= mention)
			mention = mention_end(text, from);
		if (passed < skip)
			continue;
		if (pen->col + pen->run_cols + (int)columns > pen->end)
			break;
		enum role role = from >= selected && from < selected_end ? ROLE_SELECTION
				 : from < mention			 ? ROLE_MENTION
									 : ROLE_VALUE;
		pen_add(pen, role, text + from, bytes, (int)columns);
	}
	bool breaks = to < editor->text.len && text[to] == '\n' && to >= selected &&
		      to < selected_end;
	if (breaks && pen->col + pen->run_cols < pen->end)
		pen_add(pen, ROLE_SELECTION, " ", 1, 1);
	pen_flush(pen);
}

static void show_cursor(struct grid *grid, struct box box, size_t col, size_t row)
{
	grid->cursor_col = box.col + ((int)col < box.cols ? (int)col : box.cols - 1);
	grid->cursor_row = box.row + (int)row;
}

static int draw_sideways(struct editor *editor, struct grid *grid, struct box box, bool focused)
{
	size_t col = layout_columns(editor, 0, editor->cursor), seen = (size_t)box.cols - 1;
	if (!focused)
		editor->left = 0;
	else if (col < editor->left)
		editor->left = col;
	else if (col > editor->left + seen)
		editor->left = col - seen;
	struct pen pen = {.grid = grid, .col = box.col, .row = box.row, .end = box.col + box.cols};
	draw_line(editor, &pen, 0, editor->text.len, editor->left);
	buf_free(&pen.run);
	if (focused)
		show_cursor(grid, box, col - editor->left, 0);
	return 1;
}

/* The first line seen: the cursor's is, and nothing is empty that need not be. */
static size_t scrolled(const struct editor *editor, size_t line, size_t rows)
{
	size_t top = editor->top, last = editor->line_count > rows ? editor->line_count - rows : 0;
	if (line < top)
		top = line;
	if (line >= top + rows)
		top = line - rows + 1;
	return top < last ? top : last;
}

int editor_draw(struct editor *editor, struct grid *grid, struct box box, bool focused)
{
	if (box.cols <= 0 || box.rows <= 0)
		return 0;
	editor->box = box;
	grid_fill(grid, box, ROLE_VALUE);
	bool sideways = !editor->lines && box.rows == 1;
	layout_width(editor, sideways ? 0 : box.cols > 1 ? (size_t)box.cols - 1 : 1);
	if (sideways)
		return draw_sideways(editor, grid, box, focused);
	size_t line = layout_cursor_line(editor);
	editor->top = scrolled(editor, line, (size_t)box.rows);
	struct pen pen = {.grid = grid, .end = box.col + box.cols};
	for (size_t row = 0; row < (size_t)box.rows; row++) {
		size_t at = editor->top + row;
		if (at >= editor->line_count)
			break;
		pen.col = box.col;
		pen.row = box.row + (int)row;
		draw_line(editor, &pen, editor->starts[at], layout_end(editor, at), 0);
	}
	buf_free(&pen.run);
	if (focused)
		show_cursor(grid, box, layout_columns(editor, editor->starts[line], editor->cursor),
			    line - editor->top);
	return (int)editor->line_count;
}

/* The position a number of columns into a text of one line. */
static size_t along(const struct editor *editor, size_t column)
{
	size_t at = 0, sum = 0, columns;
	while (at < editor->text.len) {
		size_t bytes = text_cluster(editor_text(editor) + at, &columns);
		if (sum + columns > column)
			break;
		at += bytes;
		sum += columns;
	}
	return at;
}

void editor_click(struct editor *editor, int col, int row, bool select)
{
	size_t anchor = editor->anchor == NOWHERE ? editor->cursor : editor->anchor;
	size_t column = col > 0 ? (size_t)col : 0;
	editor_set_cursor(editor, editor->cursor);
	if (!editor->columns) {
		editor->cursor = along(editor, editor->left + column);
	} else {
		long line = (long)editor->top + row, last = (long)editor->line_count - 1;
		line = line < 0 ? 0 : line > last ? last : line;
		editor->cursor = layout_at_column(editor, (size_t)line, column);
	}
	if (select)
		editor->anchor = anchor;
}
