/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "film/edit_log.h"
#include "util/clock.h"

#define LOG_NAME "edits.log"
#define LONG_BYTES (1u << 20)
#define KEPT_BYTES (LONG_BYTES / 2)
#define KEPT_STEPS 500

static void add_line(struct buf *lines, struct json *line)
{
	json_print(lines, line);
	buf_add_char(lines, '\n');
	json_free(line);
}

static struct json *new_change(uint64_t number, const char *did)
{
	char now[CLOCK_TEXT_SIZE];
	struct json *line = json_new_object();
	clock_text(clock_now(), now);
	json_set_num(line, "n", (double)number);
	json_set_str(line, "at", now);
	json_set_str(line, "did", did);
	return line;
}

void edit_log_add_change(struct buf *lines, uint64_t number, const char *did, struct json *step,
			 struct json *back)
{
	struct json *line = new_change(number, did);
	json_set(line, "step", step);
	json_set(line, "back", back);
	add_line(lines, line);
}

void edit_log_add_id(struct buf *lines, uint64_t number, const char *id)
{
	struct json *line = new_change(number, "id");
	json_set_str(line, "id", id);
	add_line(lines, line);
}

void edit_log_add_mark(struct buf *lines, const char *mark, const char *digest, uint64_t number,
		       const struct step *step)
{
	struct json *line = json_new_object();
	json_set_str(line, mark, digest);
	json_set_num(line, "n", (double)number);
	if (step)
		json_set(line, "step", step_to_json(step));
	add_line(lines, line);
}

static int open_log(int cache, int flags, struct err *err)
{
	int fd = openat(cache, LOG_NAME, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
	return fd < 0 ? err_errno(err, "can't open the edit log") : fd;
}

static int open_to_write(int cache, struct err *err)
{
	return open_log(cache, O_WRONLY | O_CREAT | O_APPEND, err);
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

int edit_log_append(int cache, const struct buf *lines, bool sync, size_t *bytes, struct err *err)
{
	int fd = open_to_write(cache, err), result;
	if (fd < 0)
		return -1;
	result = write_behind(fd, lines, bytes, err);
	if (sync && result == 0 && fdatasync(fd) < 0)
		result = err_errno(err, "can't write the edit log");
	if (sync && result == 0 && *bytes == 0)
		fsync(cache); /* a new log; without it only the history would be lost */
	close(fd);
	if (result == 0)
		*bytes += lines->len;
	else
		edit_log_cut(cache, *bytes);
	return result;
}

int edit_log_sync(int cache, struct err *err)
{
	int fd = open_log(cache, O_RDONLY, err);
	if (fd < 0)
		return -1;
	int result = fdatasync(fd) < 0 ? err_errno(err, "can't write the edit log") : 0;
	close(fd);
	return result;
}

void edit_log_cut(int cache, size_t bytes)
{
	int fd = open_to_write(cache, NULL);
	if (fd < 0)
		return;
	if (ftruncate(fd, (off_t)bytes) == 0)
		fdatasync(fd);
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

/* The bytes of a first line that is long: what the last compaction could not make
 * smaller doesn't count. */
static size_t first_line_bytes(int cache)
{
	struct buf text = {0};
	size_t bytes = 0;
	int fd = open_log(cache, O_RDONLY, NULL);
	if (fd >= 0 && file_read_fd(fd, SIZE_MAX, LOG_NAME, &text, NULL) == 0 && text.len) {
		const char *end = memchr(text.data, '\n', text.len);
		bytes = end ? (size_t)(end - text.data) : 0;
	}
	if (fd >= 0)
		close(fd);
	buf_free(&text);
	return bytes;
}

bool edit_log_is_long(int cache, size_t bytes)
{
	return bytes > LONG_BYTES && bytes > LONG_BYTES + first_line_bytes(cache);
}

void edit_log_compact(int cache, const struct history *history, const char *digest,
		      uint64_t number, size_t *bytes)
{
	struct buf text = {0};
	size_t room = KEPT_BYTES;
	struct json *line = json_new_object();
	json_set_str(line, "did", "history");
	json_set_str(line, "saved", digest);
	json_set_num(line, "n", (double)number);
	json_set(line, "undo", newest(history->undo, history->undo_count, &room));
	json_set(line, "redo", newest(history->redo, history->redo_count, &room));
	add_line(&text, line);
	if (file_save(cache, LOG_NAME, text.data, text.len, NULL) == 0)
		*bytes = text.len;
	buf_free(&text);
}
