/* SPDX-License-Identifier: MIT */
#include "film/edit_log.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <fcntl.h>

#include "util/mem.h"

#define LOG_NAME "edits.log"
#define LOG_BYTES_MAX (256u << 20)
#define LONG_BYTES (1u << 20)
#define KEPT_BYTES (LONG_BYTES / 2)
#define KEPT_STEPS 500

void edit_log_read(int film_dir, struct buf *out)
{
	int fd = file_open_beneath(film_dir, ".scenetty/" LOG_NAME, O_RDONLY, 0, NULL);
	buf_clear(out);
	if (fd < 0)
		return;
	if (file_read_fd(fd, LOG_BYTES_MAX, LOG_NAME, out, NULL) < 0)
		buf_clear(out);
	close(fd);
	while (out->len && out->data[out->len - 1] != '\n') /* torn by a crash */
		out->data[--out->len] = '\0';
}

/* The line that starts at *at, parsed; *at is the start of the next one then.
 * Returns new; NULL for a line that is none of ours. */
static struct json *read_line(const struct buf *log, size_t *at)
{
	const char *start = log->data + *at, *end = memchr(start, '\n', log->len - *at);
	size_t bytes = (size_t)(end - start);
	*at += bytes + 1;
	return json_parse(start, bytes, LOG_BYTES_MAX, LOG_NAME, NULL);
}

static bool says(const struct json *line, const char *member, const char *text)
{
	const char *value = json_get_str(line, member);
	return value && strcmp(value, text) == 0;
}

/* Where the line that ends at `end`, its line break included, starts. */
static size_t line_start(const struct buf *log, size_t end)
{
	const char *before = end > 1 ? memrchr(log->data, '\n', end - 1) : NULL;
	return before ? (size_t)(before - log->data) + 1 : 0;
}

struct json *edit_log_pending(const struct buf *log, const char *digest)
{
	if (!log->len)
		return NULL;
	size_t at = line_start(log, log->len);
	struct json *line = read_line(log, &at);
	if (says(line, "from", digest) && !says(line, "to", digest))
		return line;
	json_free(line);
	return NULL;
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

static void fold_line(const struct json *line, struct history *history)
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
	} else if (says(line, "did", "history")) {
		const struct json *item = json_first(json_get(line, "undo"));
		history_clear(history);
		for (; item; item = json_next(item))
			add_step(&history->undo, &history->undo_count, &history->undo_room, item);
		for (item = json_first(json_get(line, "redo")); item; item = json_next(item))
			add_step(&history->redo, &history->redo_count, &history->redo_room, item);
	}
}

void edit_log_fold(const struct buf *log, const char *digest, struct history *out)
{
	char *chain = xstrdup("");
	history_clear(out);
	for (size_t at = 0; at < log->len;) {
		struct json *line = read_line(log, &at);
		const char *from = json_get_str(line, "from"), *to = json_get_str(line, "to");
		if (from && strcmp(from, chain) != 0)
			history_clear(out); /* other hands were at the file in between */
		if (to) {
			fold_line(line, out);
			free(chain);
			chain = xstrdup(to);
		}
		json_free(line);
	}
	if (strcmp(chain, digest) != 0)
		history_clear(out);
	free(chain);
}

static int open_log(int cache, struct err *err)
{
	int fd = openat(cache, LOG_NAME,
			O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
	return fd < 0 ? err_errno(err, "can't open the edit log") : fd;
}

/* Puts the text behind the first *bytes bytes. */
static int write_behind(int fd, const struct buf *text, size_t *bytes, struct err *err)
{
	struct stat status;
	if (fstat(fd, &status) < 0)
		return err_errno(err, "can't look at the edit log");
	if ((size_t)status.st_size < *bytes)
		*bytes = (size_t)status.st_size; /* somebody cleared it away */
	if ((size_t)status.st_size > *bytes && ftruncate(fd, (off_t)*bytes) < 0)
		return err_errno(err, "can't write the edit log");
	return file_write_all(fd, text->data, text->len, "the edit log", err);
}

int edit_log_append(int cache, const struct json *line, size_t *bytes, struct err *err)
{
	struct buf text = {0};
	int fd = open_log(cache, err), result = -1;
	if (fd < 0)
		return -1;
	json_print(&text, line);
	buf_add_char(&text, '\n');
	result = write_behind(fd, &text, bytes, err);
	if (result == 0 && fdatasync(fd) < 0)
		result = err_errno(err, "can't write the edit log");
	if (result == 0 && *bytes == 0)
		fsync(cache); /* a new log; without it only the history would be lost */
	close(fd);
	if (result == 0)
		*bytes += text.len;
	else
		edit_log_cut(cache, *bytes);
	buf_free(&text);
	return result;
}

void edit_log_cut(int cache, size_t bytes)
{
	int fd = open_log(cache, NULL);
	if (fd < 0)
		return;
	if (ftruncate(fd, (off_t)bytes) == 0)
		fdatasync(fd);
	close(fd);
}

void edit_log_saved(int cache, const char *to, size_t *bytes)
{
	struct buf text = {0};
	int fd = open_log(cache, NULL);
	if (fd < 0)
		return;
	buf_addf(&text, "{\"saved\":\"%s\"}\n", to);
	if (write_behind(fd, &text, bytes, NULL) == 0)
		*bytes += text.len;
	buf_free(&text);
	close(fd);
}

/* The newest steps as JSON, oldest first, as long as there is room. */
static struct json *newest(const struct step *steps, size_t count, size_t *room)
{
	struct json *array = json_new_array();
	size_t first = count;
	while (first > 0 && count - first < KEPT_STEPS) {
		struct json *json = step_to_json(&steps[first - 1]);
		char *text = json_text(json);
		size_t bytes = strlen(text);
		free(text);
		json_free(json);
		if (bytes > *room && first < count) /* the newest one always stays */
			break;
		*room -= bytes < *room ? bytes : *room;
		first--;
	}
	for (; first < count; first++)
		json_push(array, step_to_json(&steps[first]));
	return array;
}

bool edit_log_is_long(const struct buf *log, size_t bytes)
{
	/* What the last compaction could not make smaller doesn't count. */
	const char *end = log->len ? memchr(log->data, '\n', log->len) : NULL;
	return bytes > LONG_BYTES + (end ? (size_t)(end - log->data) : 0);
}

void edit_log_compact(int cache, const struct buf *log, const char *digest, size_t *bytes)
{
	struct history history = {0};
	struct buf text = {0};
	size_t room = KEPT_BYTES;
	struct json *line = json_new_object();
	edit_log_fold(log, digest, &history);
	json_set_str(line, "did", "history");
	json_set_str(line, "to", digest);
	json_set(line, "undo", newest(history.undo, history.undo_count, &room));
	json_set(line, "redo", newest(history.redo, history.redo_count, &room));
	json_print(&text, line);
	buf_add_char(&text, '\n');
	if (file_save(cache, LOG_NAME, text.data, text.len, NULL) == 0)
		*bytes = text.len;
	history_clear(&history);
	json_free(line);
	buf_free(&text);
}
