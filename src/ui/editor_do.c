/* SPDX-License-Identifier: MIT
 *
 * The operations by name.
 */
#include <stdlib.h>
#include <string.h>

#include "ui/editor_private.h"
#include "util/mem.h"
#include "util/text.h"

#define MOTIONS(ROW)                                                                               \
	ROW("left", motion_left)                                                                   \
	ROW("right", motion_right)                                                                 \
	ROW("word-left", motion_word_left)                                                         \
	ROW("word-right", motion_word_right)                                                       \
	ROW("up", motion_up)                                                                       \
	ROW("down", motion_down)                                                                   \
	ROW("page-up", motion_page_up)                                                             \
	ROW("page-down", motion_page_down)                                                         \
	ROW("line-start", motion_home)                                                             \
	ROW("line-end", motion_end)                                                                \
	ROW("paragraph-up", motion_paragraph_up)                                                   \
	ROW("paragraph-down", motion_paragraph_down)                                               \
	ROW("start", motion_text_start)                                                            \
	ROW("end", motion_text_end)

#define ACTS(ROW)                                                                                  \
	ROW("delete-back", act_backspace)                                                          \
	ROW("delete", act_delete)                                                                  \
	ROW("newline", act_newline)                                                                \
	ROW("transpose", act_transpose)                                                            \
	ROW("kill-word-back", act_kill_word_left)                                                  \
	ROW("kill-word", act_kill_word_right)                                                      \
	ROW("kill-to-start", act_kill_to_start)                                                    \
	ROW("kill-to-end", act_kill_to_end)                                                        \
	ROW("kill-line", act_kill_line)                                                            \
	ROW("cut", act_cut)                                                                        \
	ROW("copy", act_copy)                                                                      \
	ROW("yank", act_yank)                                                                      \
	ROW("yank-pop", act_yank_pop)                                                              \
	ROW("select-all", act_select_all)                                                          \
	ROW("select-word", act_select_word)                                                        \
	ROW("unselect", act_unselect)                                                              \
	ROW("undo", editor_undo)                                                                   \
	ROW("redo", editor_redo)

static bool erase_selection(struct editor *editor)
{
	size_t from, to;
	if (!editor_has_selection(editor, &from, &to))
		return false;
	editor_change(editor, from, to - from, "", 0, RUN_NONE);
	return true;
}

static void act_backspace(struct editor *editor)
{
	size_t from = motion_left(editor);
	if (!erase_selection(editor))
		editor_change(editor, from, editor->cursor - from, "", 0, RUN_ERASE);
}

static void act_delete(struct editor *editor)
{
	size_t to = motion_right(editor);
	if (!erase_selection(editor))
		editor_change(editor, editor->cursor, to - editor->cursor, "", 0, RUN_ERASE);
}

static void act_newline(struct editor *editor)
{
	if (editor->lines)
		editor_insert(editor, "\n", 1);
}

/* The characters around the cursor change places, the last two at a line's end. */
static void act_transpose(struct editor *editor)
{
	const char *text = editor_text(editor);
	size_t middle = editor->cursor;
	if (middle && (text[middle] == '\n' || !text[middle]))
		middle = text_cluster_before(text, middle);
	if (!middle || text[middle - 1] == '\n' || text[middle] == '\n' || !text[middle])
		return;
	size_t from = text_cluster_before(text, middle);
	size_t to = middle + text_cluster(text + middle, NULL);
	struct buf swapped = {0};
	buf_add(&swapped, text + middle, to - middle);
	buf_add(&swapped, text + from, middle - from);
	editor_change(editor, from, to - from, swapped.data, swapped.len, RUN_NONE);
	buf_free(&swapped);
}

/* What is killed goes before or behind what the kill just before this one took. */
static void keep(struct editor *editor, const char *text, size_t bytes, bool in_front)
{
	struct kills *kills = editor->kills;
	struct buf whole = {0};
	if (editor->run != RUN_KILL && kills->ring[kills->newest].len)
		kills->newest = (kills->newest + 1) % KILLS_MAX;
	struct buf *newest = &kills->ring[kills->newest];
	if (in_front)
		buf_add(&whole, text, bytes);
	if (editor->run == RUN_KILL)
		buf_add(&whole, newest->data, newest->len);
	if (!in_front)
		buf_add(&whole, text, bytes);
	buf_free(newest);
	*newest = whole;
}

static void kill_range(struct editor *editor, size_t from, size_t to)
{
	if (from == to)
		return;
	keep(editor, editor_text(editor) + from, to - from, to == editor->cursor);
	editor_change(editor, from, to - from, "", 0, RUN_KILL);
}

static void act_cut(struct editor *editor)
{
	size_t from, to;
	if (!editor_has_selection(editor, &from, &to))
		return;
	editor->run = RUN_NONE;
	kill_range(editor, from, to);
	editor->run = RUN_NONE;
}

static void act_copy(struct editor *editor)
{
	size_t from, to;
	editor->run = RUN_NONE;
	if (editor_has_selection(editor, &from, &to))
		keep(editor, editor_text(editor) + from, to - from, false);
}

static void act_kill_word_left(struct editor *editor)
{
	kill_range(editor, motion_word_left(editor), editor->cursor);
}

static void act_kill_word_right(struct editor *editor)
{
	kill_range(editor, editor->cursor, motion_word_right(editor));
}

static void act_kill_to_start(struct editor *editor)
{
	kill_range(editor, paragraph_start(editor, editor->cursor), editor->cursor);
}

/* At the end of a line its break goes. */
static void act_kill_to_end(struct editor *editor)
{
	size_t end = paragraph_end(editor, editor->cursor);
	kill_range(editor, editor->cursor, end == editor->cursor ? motion_right(editor) : end);
}

static void act_kill_line(struct editor *editor)
{
	size_t from = paragraph_start(editor, editor->cursor);
	size_t to = paragraph_end(editor, editor->cursor);
	kill_range(editor, from, to < editor->text.len ? to + 1 : to);
}

static void yank(struct editor *editor, size_t back)
{
	const struct kills *kills = editor->kills;
	const struct buf *kill = &kills->ring[(kills->newest + KILLS_MAX - back) % KILLS_MAX];
	editor->run = RUN_NONE;
	editor_insert(editor, buf_str(kill), kill->len);
	editor->run = RUN_YANK;
	editor->yanked = back;
}

static void act_yank(struct editor *editor)
{
	if (editor->kills->ring[editor->kills->newest].len)
		yank(editor, 0);
}

/* Behind a yank, the kill before takes the place of the one that came; behind the oldest
 * is the newest. */
static void act_yank_pop(struct editor *editor)
{
	const struct kills *kills = editor->kills;
	size_t back = (editor->yanked + 1) % KILLS_MAX;
	if (editor->run != RUN_YANK)
		return;
	if (!kills->ring[(kills->newest + KILLS_MAX - back) % KILLS_MAX].len)
		back = 0;
	const struct change *last = &editor->changes[editor->done - 1];
	size_t from = last->at, to = from + last->removed.len;
	editor_undo(editor);
	editor_select(editor, from, to);
	yank(editor, back);
}

static void act_select_all(struct editor *editor)
{
	editor_set_cursor(editor, editor->text.len);
	editor->anchor = 0;
}

static void act_select_word(struct editor *editor)
{
	size_t end = motion_word_right(editor);
	editor_set_cursor(editor, end);
	editor->anchor = motion_word_left(editor);
}

static void act_unselect(struct editor *editor)
{
	editor->anchor = NOWHERE;
}

static const struct {
	const char *name, *selecting;
	size_t (*motion)(struct editor *editor);
} motions[] = {
#define ROW(name, run) {name, "select-" name, run},
	MOTIONS(ROW)
#undef ROW
};

static const struct {
	const char *name;
	void (*act)(struct editor *editor);
} acts[] = {
#define ROW(name, run) {name, run},
	ACTS(ROW)
#undef ROW
};

const char *const editor_operations[] = {
#define ROW(name, run) name, "select-" name,
	MOTIONS(ROW)
#undef ROW
#define ROW(name, run) name,
	ACTS(ROW)
#undef ROW
	NULL,
};

/* Only up and down remember the column they came from. */
static void move(struct editor *editor, size_t (*motion)(struct editor *editor), bool select)
{
	bool vertical = motion == motion_up || motion == motion_down || motion == motion_page_up ||
			motion == motion_page_down;
	bool sideways = motion == motion_left || motion == motion_right;
	size_t from, to, anchor = editor->anchor == NOWHERE ? editor->cursor : editor->anchor;
	if (!vertical)
		editor->goal = NOWHERE;
	if (motion != motion_end && !vertical)
		editor->leans = false;
	if (sideways && !select && editor_has_selection(editor, &from, &to))
		editor->cursor = motion == motion_left ? from : to;
	else
		editor->cursor = motion(editor);
	editor->anchor = select ? anchor : NOWHERE;
	editor->run = RUN_NONE;
}

bool editor_do(struct editor *editor, const char *operation)
{
	for (size_t i = 0; i < LENGTH(motions); i++) {
		bool selects = strcmp(motions[i].selecting, operation) == 0;
		if (!selects && strcmp(motions[i].name, operation) != 0)
			continue;
		move(editor, motions[i].motion, selects);
		return true;
	}
	for (size_t i = 0; i < LENGTH(acts); i++) {
		if (strcmp(acts[i].name, operation) != 0)
			continue;
		acts[i].act(editor);
		return true;
	}
	return false;
}
