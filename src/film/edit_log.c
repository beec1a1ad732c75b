/* SPDX-License-Identifier: MIT
 *
 * Reading the log; edit_log_write.c writes it.
 */
#include "film/edit_log.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/mem.h"

#define LOG_NAME ".scenetty/edits.log"
#define LOG_BYTES_MAX (256u << 20)

void edit_log_read(int film_dir, struct buf *out)
{
	int fd = file_open_beneath(film_dir, LOG_NAME, O_RDONLY, 0, NULL);
	buf_clear(out);
	if (fd < 0)
		return;
	if (file_read_fd(fd, LOG_BYTES_MAX, LOG_NAME, out, NULL) < 0)
		buf_clear(out);
	close(fd);
	while (out->len && out->data[out->len - 1] != '\n') /* torn by a crash */
		out->data[--out->len] = '\0';
}

static struct json *parse_line(const char *start, const char *end)
{
	return json_parse(start, (size_t)(end - start), LOG_BYTES_MAX, LOG_NAME, NULL);
}

/* The line that starts at *at, parsed; *at is the start of the next one then.
 * Returns new; NULL for a line that is none of ours. */
static struct json *read_line(const struct buf *log, size_t *at)
{
	const char *start = log->data + *at, *end = memchr(start, '\n', log->len - *at);
	*at += (size_t)(end - start) + 1;
	return parse_line(start, end);
}

/* The same backwards: the line that ends before *end. */
static struct json *read_line_before(const struct buf *log, size_t *end)
{
	const char *stop = log->data + *end - 1;
	const char *before = memrchr(log->data, '\n', *end - 1);
	*end = before ? (size_t)(before - log->data) + 1 : 0;
	return parse_line(log->data + *end, stop);
}

/* 0 for a line without one. */
static uint64_t number_of(const struct json *line)
{
	const struct json *number = json_get(line, "n");
	return json_is_whole(number) && json_num(number) > 0 ? (uint64_t)json_num(number) : 0;
}

static bool says(const struct json *line, const char *member, const char *text)
{
	const char *value = json_get_str(line, member);
	return value && strcmp(value, text) == 0;
}

static bool is_change(const struct json *line)
{
	return json_get(line, "did") && !says(line, "did", "history") && number_of(line);
}

enum mark { MARK_NONE, MARK_OURS, MARK_PERHAPS, MARK_OTHER };

/* What a line says about the film.json of this digest: that it is it, that it may
 * have become another one, or that it certainly has. */
static enum mark mark_of(const struct json *line, const char *digest)
{
	static const char *const marks[] = {"saving", "saved", "from", "met"};
	for (size_t i = 0; i < LENGTH(marks); i++)
		if (json_get_str(line, marks[i]))
			return says(line, marks[i], digest) ? MARK_OURS
			       : i == 0			    ? MARK_PERHAPS
							    : MARK_OTHER;
	return MARK_NONE;
}

static void keep_line(struct log_place *place, struct json *line)
{
	GROW(place->lines, place->count, place->room);
	place->lines[place->count++] = line;
}

/* Puts the lines, found from the end, in order, and drops those film.json holds and
 * those behind a gap. */
static void settle_lines(struct log_place *place)
{
	uint64_t next = place->held + 1;
	size_t count = place->count, kept = 0;
	struct json **lines = place->lines;
	place->lines = xcalloc(count + 1, sizeof *lines);
	while (count--) {
		if (number_of(lines[count]) == next && place->is_known) {
			place->lines[kept++] = lines[count];
			next++;
		} else {
			json_free(lines[count]);
		}
	}
	free(lines);
	place->count = kept;
	place->room = 0;
}

/* Looks at one line more, from the end; takes it. True when that was enough. */
static bool look_at(struct log_place *place, bool *is_other, struct json *line, const char *digest)
{
	uint64_t number = number_of(line);
	enum mark mark = mark_of(line, digest);
	if (number > place->last)
		place->last = number;
	if (is_change(line)) {
		keep_line(place, line);
		return *is_other || (place->is_known && number <= place->held + 1);
	}
	if (mark == MARK_OURS && !place->is_known && !*is_other) {
		place->is_known = true;
		place->held = number;
		if (json_get(line, "step")) { /* a change to what was met */
			place->held = number ? number - 1 : 0;
			keep_line(place, line);
			return true;
		}
	}
	if (mark == MARK_OTHER && !place->is_known && !*is_other) {
		*is_other = true;
		place->held = number;
	}
	json_free(line);
	return false;
}

void edit_log_place(const struct buf *log, const char *digest, struct log_place *out)
{
	bool enough = false, is_other = false;
	for (size_t end = log->len; end && !enough;)
		enough = look_at(out, &is_other, read_line_before(log, &end), digest);
	settle_lines(out);
	if (!out->is_known && !is_other)
		out->held = out->last;
}

void log_place_clear(struct log_place *place)
{
	for (size_t i = 0; i < place->count; i++)
		json_free(place->lines[i]);
	free(place->lines);
	*place = (struct log_place){0};
}

static void add_step(struct step **steps, size_t *count, size_t *room, const struct json *json)
{
	struct step step;
	if (step_from_json(&step, json, NULL) < 0)
		return;
	GROW(*steps, *count, *room);
	(*steps)[(*count)++] = step;
}

static void drop_newest(struct step *steps, size_t *count)
{
	if (*count)
		step_clear(&steps[--*count]);
}

static void fold_history(const struct json *line, struct history *history)
{
	const struct json *item = json_first(json_get(line, "undo"));
	history_clear(history);
	for (; item; item = json_next(item))
		add_step(&history->undo, &history->undo_count, &history->undo_room, item);
	for (item = json_first(json_get(line, "redo")); item; item = json_next(item))
		add_step(&history->redo, &history->redo_count, &history->redo_room, item);
}

static void fold_change(const struct json *line, struct history *history)
{
	const struct json *back = json_get(line, "back");
	if (says(line, "did", "do")) {
		struct step step;
		if (step_from_json(&step, back, NULL) == 0)
			history_push(history, &step);
	} else if (says(line, "did", "undo")) {
		drop_newest(history->undo, &history->undo_count);
		add_step(&history->redo, &history->redo_count, &history->redo_room, back);
	} else if (says(line, "did", "redo")) {
		drop_newest(history->redo, &history->redo_count);
		add_step(&history->undo, &history->undo_count, &history->undo_room, back);
	}
}

void edit_log_fold(const struct buf *log, struct history *out)
{
	uint64_t last = 0;
	history_clear(out);
	for (size_t at = 0; at < log->len;) {
		struct json *line = read_line(log, &at);
		uint64_t number = number_of(line);
		if (says(line, "did", "history")) {
			fold_history(line, out);
			last = number;
		} else if (is_change(line)) {
			if (number != last + 1)
				history_clear(out); /* what lies between is not known */
			fold_change(line, out);
			last = number;
		} else if (json_get_str(line, "from")) {
			history_clear(out);
		}
		json_free(line);
	}
}
