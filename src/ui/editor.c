/* SPDX-License-Identifier: MIT */
#include "ui/editor_private.h"

#include <stdlib.h>
#include <string.h>

#include "util/mem.h"
#include "util/text.h"

struct editor *editor_new(const char *text, bool lines)
{
	struct editor *editor = xcalloc(1, sizeof *editor);
	buf_add_str(&editor->text, text);
	editor->lines = lines;
	editor->anchor = editor->goal = NOWHERE;
	editor->kills = &editor->own_kills;
	return editor;
}

static void change_clear(struct change *change)
{
	buf_free(&change->removed);
	buf_free(&change->inserted);
}

void editor_free(struct editor *editor)
{
	if (!editor)
		return;
	for (size_t i = 0; i < editor->change_count; i++)
		change_clear(&editor->changes[i]);
	free(editor->changes);
	free(editor->starts);
	kills_free(&editor->own_kills);
	buf_free(&editor->text);
	free(editor);
}

const char *editor_text(const struct editor *editor)
{
	return buf_str(&editor->text);
}

size_t editor_cursor(const struct editor *editor)
{
	return editor->cursor;
}

/* The nearest boundary at or behind this code point. */
static size_t editor_snap(const struct editor *editor, size_t at)
{
	if (at >= editor->text.len || at == 0)
		return at ? editor->text.len : 0;
	const char *text = editor->text.data;
	while (((unsigned char)text[at] & 0xc0) == 0x80)
		at++;
	size_t before = text_cluster_before(text, at);
	return before + text_cluster(text + before, NULL);
}

int editor_lines(const struct editor *editor)
{
	return (int)editor->line_count;
}

int editor_top(const struct editor *editor)
{
	return (int)editor->top;
}

void editor_set_cursor(struct editor *editor, size_t at)
{
	editor->cursor = editor_snap(editor, at);
	editor->anchor = editor->goal = NOWHERE;
	editor->leans = false;
	editor->run = RUN_NONE;
}

void editor_select(struct editor *editor, size_t from, size_t to)
{
	editor_set_cursor(editor, to);
	editor->anchor = editor_snap(editor, from);
}

void editor_pause(struct editor *editor)
{
	editor->run = RUN_NONE;
}

bool editor_has_selection(const struct editor *editor, size_t *from, size_t *to)
{
	size_t a = editor->anchor, b = editor->cursor;
	if (a == NOWHERE || a == b)
		return false;
	if (from)
		*from = a < b ? a : b;
	if (to)
		*to = a < b ? b : a;
	return true;
}

void kills_free(struct kills *kills)
{
	for (size_t i = 0; i < KILLS_MAX; i++)
		buf_free(&kills->ring[i]);
}

void editor_share_kills(struct editor *editor, struct kills *kills)
{
	editor->kills = kills;
}

/* Puts other bytes into the text; the cursor goes behind them. */
static void splice(struct editor *editor, size_t at, size_t removed, const char *inserted,
		   size_t bytes)
{
	struct buf *text = &editor->text;
	buf_reserve(text, bytes);
	memmove(text->data + at + bytes, text->data + at + removed, text->len - at - removed);
	memcpy(text->data + at, inserted, bytes);
	text->len = text->len - removed + bytes;
	text->data[text->len] = '\0';
	layout_change(editor, at, removed, bytes);
	editor->cursor = editor_snap(editor, at + bytes);
	editor->anchor = editor->goal = NOWHERE;
	editor->leans = false;
}

static void put_before(struct buf *buf, const char *data, size_t bytes)
{
	buf_reserve(buf, bytes);
	memmove(buf->data + bytes, buf->data, buf->len);
	memcpy(buf->data, data, bytes);
	buf->len += bytes;
}

/* Joins a change with the last one if they are of one run and touch. */
static bool join(struct editor *editor, size_t at, const char *removed, size_t removed_bytes,
		 const char *inserted, size_t bytes, enum run run)
{
	bool open = run == editor->run && (run == RUN_TYPE || run == RUN_ERASE) && editor->done &&
		    editor->done == editor->change_count;
	if (!open)
		return false;
	struct change *last = &editor->changes[editor->done - 1];
	if (at == last->at + last->inserted.len)
		buf_add(&last->removed, removed, removed_bytes);
	else if (at + removed_bytes == last->at && !bytes && !last->inserted.len)
		put_before(&last->removed, removed, removed_bytes);
	else
		return false;
	if (at < last->at)
		last->at = at;
	buf_add(&last->inserted, inserted, bytes);
	return true;
}

static void record(struct editor *editor, size_t at, const char *removed, size_t removed_bytes,
		   const char *inserted, size_t bytes)
{
	while (editor->change_count > editor->done)
		change_clear(&editor->changes[--editor->change_count]);
	GROW(editor->changes, editor->change_count, editor->change_room);
	struct change *change = &editor->changes[editor->change_count++];
	*change = (struct change){.at = at, .cursor = editor->cursor};
	buf_add(&change->removed, removed, removed_bytes);
	buf_add(&change->inserted, inserted, bytes);
	editor->done = editor->change_count;
}

void editor_change(struct editor *editor, size_t at, size_t removed, const char *inserted,
		   size_t bytes, enum run run)
{
	const char *old = buf_str(&editor->text) + at;
	if (!removed && !bytes)
		return;
	if (!join(editor, at, old, removed, inserted, bytes, run))
		record(editor, at, old, removed, inserted, bytes);
	splice(editor, at, removed, inserted, bytes);
	editor->run = run;
}

void editor_undo(struct editor *editor)
{
	editor->run = RUN_NONE;
	if (!editor->done)
		return;
	struct change *change = &editor->changes[--editor->done];
	splice(editor, change->at, change->inserted.len, buf_str(&change->removed),
	       change->removed.len);
	editor->cursor = change->cursor;
}

void editor_redo(struct editor *editor)
{
	editor->run = RUN_NONE;
	if (editor->done == editor->change_count)
		return;
	struct change *change = &editor->changes[editor->done++];
	splice(editor, change->at, change->removed.len, buf_str(&change->inserted),
	       change->inserted.len);
}

void editor_replace(struct editor *editor, const char *text)
{
	const char *old = editor_text(editor);
	size_t bytes = strlen(text), length = editor->text.len, same = 0, tail = 0;
	while (old[same] && old[same] == text[same])
		same++;
	while (same && ((unsigned char)text[same] & 0xc0) == 0x80)
		same--;
	while (tail < bytes - same && tail < length - same &&
	       old[length - tail - 1] == text[bytes - tail - 1])
		tail++;
	while (tail && ((unsigned char)text[bytes - tail] & 0xc0) == 0x80)
		tail--;
	editor_change(editor, same, length - same - tail, text + same, bytes - same - tail,
		      RUN_NONE);
}

/* The text as it may stand in this editor. */
static void clean(const struct editor *editor, const char *text, size_t bytes, struct buf *out)
{
	char *whole = xstrndup(text, bytes), point_bytes[4];
	uint32_t point;
	size_t step;
	for (const char *at = whole; (step = text_next(at, &point)); at += step) {
		if (point == '\r' && at[1] == '\n')
			continue;
		if (point == '\n' || point == '\r')
			buf_add_char(out, editor->lines ? '\n' : ' ');
		else if (point == '\t')
			buf_add_char(out, ' ');
		else if (!text_is_control(point))
			buf_add(out, point_bytes, text_put(point_bytes, point));
	}
	free(whole);
}

void editor_insert(struct editor *editor, const char *text, size_t bytes)
{
	struct buf cleaned = {0};
	clean(editor, text, bytes, &cleaned);
	size_t from = editor->cursor, to = from;
	editor_has_selection(editor, &from, &to);
	bool typed = !memchr(buf_str(&cleaned), '\n', cleaned.len);
	if (cleaned.len)
		editor_change(editor, from, to - from, cleaned.data, cleaned.len,
			      typed ? RUN_TYPE : RUN_NONE);
	buf_free(&cleaned);
}

bool editor_type(struct editor *editor, struct key key)
{
	char bytes[4];
	if (!key_is_text(key))
		return false;
	editor_insert(editor, bytes, text_put(bytes, key.code));
	return true;
}

void editor_paste(struct editor *editor, const char *text)
{
	editor_pause(editor);
	editor_insert(editor, text, strlen(text));
	editor_pause(editor);
}
