/* SPDX-License-Identifier: MIT */
#include "core/tell/table.h"

#include <stdlib.h>
#include <string.h>

#include "core/tell/page.h"
#include "util/mem.h"
#include "util/text.h"

#define GAP 2
#define FLEXIBLE_MIN 6
#define NOTE_INDENT 5

void table_add(struct table *table, enum style style, const char *format, ...)
{
	va_list args;

	GROW(table->cells, table->count, table->room);
	va_start(args, format);
	table->cells[table->count++] = (struct table_cell){xvasprintf(format, args), style};
	va_end(args);
}

void table_note(struct table *table, enum style style, const char *text)
{
	if (!text || !*text)
		return;
	GROW(table->notes, table->note_count, table->note_room);
	table->notes[table->note_count++] =
		(struct table_note){xstrdup(text), style, table->count};
}

/* Takes columns from the widest flexible column, one by one, until the row fits
 * or none may shrink further. */
static void shrink(const struct table *table, size_t *widths, size_t columns)
{
	size_t total = GAP * (table->column_count - 1);

	for (size_t i = 0; i < table->column_count; i++)
		total += widths[i];
	while (total > columns) {
		size_t widest = table->column_count;

		for (size_t i = 0; i < table->column_count; i++)
			if (table->columns[i].flexible && widths[i] > FLEXIBLE_MIN &&
			    (widest == table->column_count || widths[i] > widths[widest]))
				widest = i;
		if (widest == table->column_count)
			return;
		widths[widest]--;
		total--;
	}
}

/* Makes every cell what this output may show; returns new: the columns' widths. */
static size_t *measure(const struct table *table, struct output *out, char **shown)
{
	size_t *widths = xcalloc(table->column_count, sizeof *widths);

	for (size_t i = 0; i < table->column_count; i++)
		widths[i] = text_width(table->columns[i].heading);
	for (size_t i = 0; i < table->count; i++) {
		size_t *width = &widths[i % table->column_count];
		size_t cell;

		shown[i] = out_line(out, table->cells[i].text, 0);
		cell = text_width(shown[i]);
		if (cell > *width)
			*width = cell;
	}
	if (out->columns)
		shrink(table, widths, (size_t)out->columns);
	return widths;
}

/* A row on its way: blanks are owed until something follows them. */
struct row {
	struct output *out;
	size_t owed;
};

static void write_cell(struct row *row, const struct column *column, enum style style,
		       const char *text, size_t width)
{
	char *line = out_line(row->out, text, width);
	size_t fill = width - text_width(line);

	if (column->right)
		row->owed += fill;
	if (*line) {
		out_say(row->out, "%*s", (int)row->owed, "");
		out_text(row->out, style, "%s", line);
		row->owed = 0;
	}
	row->owed += GAP + (column->right ? 0 : fill);
	free(line);
}

/* What stands below the row that ends with so many cells; *at is the next note. Returns
 * whether the line is ended. */
static bool write_notes(const struct table *table, struct output *out, size_t cells, size_t *at)
{
	bool ended = false;

	for (; *at < table->note_count && table->notes[*at].behind == cells; ++*at) {
		if (!ended)
			out_say(out, "\n");
		page_text(out, table->notes[*at].style, NOTE_INDENT, table->notes[*at].text);
		ended = true;
	}
	return ended;
}

void table_write(const struct table *table, struct output *out)
{
	char **shown = xcalloc(table->count + 1, sizeof *shown);
	size_t *widths = measure(table, out, shown);
	struct row row = {.out = out};
	size_t note = 0;
	bool ended = false;

	for (size_t i = 0; i < table->column_count; i++)
		write_cell(&row, &table->columns[i], STYLE_DIM, table->columns[i].heading,
			   widths[i]);
	for (size_t i = 0; i < table->count; i++) {
		size_t at = i % table->column_count;

		if (at == 0) {
			if (!ended)
				out_say(out, "\n");
			ended = false;
			row.owed = 0;
		}
		write_cell(&row, &table->columns[at], table->cells[i].style, shown[i], widths[at]);
		free(shown[i]);
		if (at == table->column_count - 1)
			ended = write_notes(table, out, i + 1, &note);
	}
	if (!ended)
		out_say(out, "\n");
	free(shown);
	free(widths);
}

void table_free(struct table *table)
{
	for (size_t i = 0; i < table->count; i++)
		free(table->cells[i].text);
	free(table->cells);
	for (size_t i = 0; i < table->note_count; i++)
		free(table->notes[i].text);
	free(table->notes);
	*table = (struct table){0};
}
