/* SPDX-License-Identifier: MIT
 *
 * What the files of the editor share: editor.c changes the text and takes changes
 * back, editor_layout.c knows the lines, editor_motion.c where the cursor goes,
 * editor_do.c the operations, editor_draw.c how it looks.
 */
#ifndef UI_EDITOR_PRIVATE_H
#define UI_EDITOR_PRIVATE_H

#include "ui/editor.h"

#define NOWHERE ((size_t)-1)

/* What a person is at: changes of one run are one undo. */
enum run { RUN_NONE, RUN_TYPE, RUN_ERASE, RUN_KILL, RUN_YANK };

struct change {
	size_t at, cursor; /* cursor: where it stood before */
	struct buf removed, inserted;
};

struct editor {
	bool lines;
	struct buf text;
	size_t cursor;
	size_t anchor; /* the selection's other end, or NOWHERE */
	bool leans;    /* between two lines without a blank: on the upper one */
	size_t goal;   /* the column up and down keep to, or NOWHERE */

	struct change *changes; /* those before `done` stand, the rest are undone */
	size_t change_count, change_room, done;
	enum run run;
	struct kills own_kills, *kills;
	size_t yanked; /* how far back in them, in a run of yanks */

	size_t columns; /* the width `starts` is for; 0: none yet */
	size_t *starts; /* where each line as drawn begins */
	size_t line_count, line_room;
	struct box box; /* as last drawn */
	size_t top, left;
};

/* editor.c: everything that changes the text goes through it. */
void editor_change(struct editor *editor, size_t at, size_t removed, const char *inserted,
		   size_t bytes, enum run run);
void editor_undo(struct editor *editor);
void editor_redo(struct editor *editor);

/* editor_layout.c */
/* 0: no lines. */
void layout_width(struct editor *editor, size_t columns);
/* Bytes at `at` were replaced; the lines follow. */
void layout_change(struct editor *editor, size_t at, size_t removed, size_t inserted);
/* The line the cursor is drawn on. */
size_t layout_cursor_line(const struct editor *editor);
/* Where a line ends: before its break, or the blanks it breaks behind. */
size_t layout_end(const struct editor *editor, size_t line);
/* The position of a line at a column, or the last it has; the cursor leans if that is
 * where the next line begins. */
size_t layout_at_column(struct editor *editor, size_t line, size_t column);
/* Columns from one position of a line to a later one. */
size_t layout_columns(const struct editor *editor, size_t from, size_t to);

/* editor_motion.c: where the cursor goes from where it is. */
size_t motion_left(struct editor *editor);
size_t motion_right(struct editor *editor);
size_t motion_word_left(struct editor *editor);
size_t motion_word_right(struct editor *editor);
size_t motion_up(struct editor *editor);
size_t motion_down(struct editor *editor);
size_t motion_page_up(struct editor *editor);
size_t motion_page_down(struct editor *editor);
size_t motion_home(struct editor *editor);
size_t motion_end(struct editor *editor);
size_t motion_paragraph_up(struct editor *editor);
size_t motion_paragraph_down(struct editor *editor);
size_t motion_text_start(struct editor *editor);
size_t motion_text_end(struct editor *editor);
/* The paragraph's ends around a position. */
size_t paragraph_start(const struct editor *editor, size_t at);
size_t paragraph_end(const struct editor *editor, size_t at);

#endif
