/* SPDX-License-Identifier: MIT
 *
 * A table of text: columns as wide as what is in them, and where the terminal is
 * narrower, the flexible ones give way. Fill it row by row, write it, free it.
 */
#ifndef CORE_TELL_TABLE_H
#define CORE_TELL_TABLE_H

#include <stddef.h>

#include "core/tell/output.h"

struct column {
	const char *heading;
	bool right;    /* aligned to the right */
	bool flexible; /* may be cut where room is short */
};

struct table {
	const struct column *columns;
	size_t column_count;
	struct table_cell {
		char *text;
		enum style style;
	} * cells; /* row by row */
	size_t count, room;
	struct table_note { /* below a row */
		char *text;
		enum style style;
		size_t behind; /* cells */
	} * notes;
	size_t note_count, note_room;
};

/* Adds the next cell. */
void table_add(struct table *table, enum style style, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* A text of its own below the row whose last cell was just added; NULL and "": none. */
void table_note(struct table *table, enum style style, const char *text);
/* Writes heading and rows. */
void table_write(const struct table *table, struct output *out);
void table_free(struct table *table);

#endif
