/* SPDX-License-Identifier: MIT
 *
 * A text being written: the text, the cursor, a selection, its own undo. Pure; what
 * draws it is at the end. Positions are bytes, always between grapheme clusters.
 */
#ifndef UI_EDITOR_H
#define UI_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

#include "core/language/key.h"
#include "ui/grid.h"
#include "util/buf.h"

struct editor;

/* What was killed, cut or copied last, each in its turn; zeroed, it is empty. */
#define KILLS_MAX 30
struct kills {
	struct buf ring[KILLS_MAX];
	size_t newest;
};
void kills_free(struct kills *kills);

/* `lines`: it may have line breaks. */
struct editor *editor_new(const char *text, bool lines);
void editor_free(struct editor *editor);
const char *editor_text(const struct editor *editor); /* borrowed until it changes */
size_t editor_cursor(const struct editor *editor);
void editor_set_cursor(struct editor *editor, size_t at);
/* The cursor goes to `to`, and what lies between is selected. */
void editor_select(struct editor *editor, size_t from, size_t to);
/* Replaces all, as one undoable change. */
void editor_replace(struct editor *editor, const char *text);
/* Writes at the cursor, over the selection if there is one. Controls are dropped,
 * line breaks become spaces where there may be none. */
void editor_insert(struct editor *editor, const char *text, size_t bytes);
/* Writes the key's character; false if it has none. */
bool editor_type(struct editor *editor, struct key key);
/* Inserts as one undo. */
void editor_paste(struct editor *editor, const char *text);
/* Typing until a motion, a line break or this is one undo. */
void editor_pause(struct editor *editor);
/* The operations by name, as the command `text` takes them; the last of the table is
 * NULL. Motions ("left", "word-left", "end") also as "select-left" and so on. False:
 * there is none of that name. */
extern const char *const editor_operations[];
bool editor_do(struct editor *editor, const char *operation);
bool editor_has_selection(const struct editor *editor, size_t *from, size_t *to);
/* What was killed, for yank; shared by all editors of a program: given in. */
void editor_share_kills(struct editor *editor, struct kills *kills);

/* Draws it wrapped into the box, scrolled so that the cursor is seen, and puts the
 * grid's cursor there if `focused`; in a box of one row it is one line that moves
 * sideways. @names are in ROLE_MENTION. Returns the lines it has at this width. */
int editor_draw(struct editor *editor, struct grid *grid, struct box box, bool focused);
/* As last drawn: how many lines there are, and the first one seen. */
int editor_lines(const struct editor *editor);
int editor_top(const struct editor *editor);
/* The cursor goes to where (col, row) of the box last drawn is. */
void editor_click(struct editor *editor, int col, int row, bool select);

#endif
