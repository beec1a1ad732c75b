/* SPDX-License-Identifier: MIT */
#include "cut/segments.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util/mem.h"

#define RECORD_BYTES_MAX (1 << 16)
#define SAMPLE_BYTES 4

static const char *const extensions[] = {".mp4", ".pcm", ".json"};

static char *name_of(const char *key, const char *extension)
{
	return xasprintf("%s%s", key, extension);
}

static char *temp_of(const char *key, const char *extension)
{
	return xasprintf(".%s%s.tmp.%ld", key, extension, (long)getpid());
}

void segment_clear(struct segment *segment)
{
	json_free(segment->notes);
	*segment = (struct segment){0};
}

void segment_key(const struct json *made_from, char key[DIGEST_SIZE])
{
	char *text = json_text(made_from);
	digest_bytes(text, strlen(text), key);
	free(text);
}

/* True if the file is as long as it should be and was not touched after the
 * record was written. */
static bool is_as_left(int dir, const char *key, const char *extension, long long bytes,
		       const struct stat *record)
{
	struct stat status;
	char *name = name_of(key, extension);
	bool known = fstatat(dir, name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
		     S_ISREG(status.st_mode) && status.st_size == bytes &&
		     (status.st_mtim.tv_sec < record->st_mtim.tv_sec ||
		      (status.st_mtim.tv_sec == record->st_mtim.tv_sec &&
		       status.st_mtim.tv_nsec <= record->st_mtim.tv_nsec));
	free(name);
	return known;
}

static struct json *read_record(int dir, const char *name, struct stat *status)
{
	struct buf text = {0};
	struct json *record = NULL;
	int fd = file_open_beneath(dir, name, O_RDONLY, 0, NULL);
	if (fd < 0)
		return NULL;
	if (fstat(fd, status) == 0 && file_read_fd(fd, RECORD_BYTES_MAX, name, &text, NULL) == 0)
		record = json_parse(buf_str(&text), text.len, RECORD_BYTES_MAX, name, NULL);
	buf_free(&text);
	close(fd);
	return record;
}

static bool fill(struct segment *out, const struct json *record)
{
	const char *parameters = json_get_str(record, "parameters");
	double bytes = json_get_num(record, "bytes");
	if (!parameters || strlen(parameters) + 1 != sizeof out->parameters || !(bytes > 0))
		return false;
	memcpy(out->parameters, parameters, sizeof out->parameters);
	out->bytes = (long long)bytes;
	out->notes = json_copy(json_get(record, "notes"));
	return true;
}

bool segment_find(int dir, const char *key, long samples, struct segment *out)
{
	struct stat status;
	char *name = name_of(key, ".json");
	struct json *record = read_record(dir, name, &status);
	*out = (struct segment){0};
	bool found = record && fill(out, record) &&
		     is_as_left(dir, key, ".mp4", out->bytes, &status) &&
		     (samples == 0 ||
		      is_as_left(dir, key, ".pcm", (long long)samples * SAMPLE_BYTES, &status));
	if (found)
		utimensat(dir, name, NULL, AT_SYMLINK_NOFOLLOW);
	else
		segment_clear(out);
	json_free(record);
	free(name);
	return found;
}

static int open_temp(int dir, const char *key, const char *extension, struct err *err)
{
	char *name = temp_of(key, extension);
	unlinkat(dir, name, 0);
	int fd = openat(dir, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	if (fd < 0)
		err_errno(err, "can't write in the film's .scenetty/segments");
	free(name);
	return fd;
}

int segment_begin(int dir, const char *key, bool sound, struct segment_files *files,
		  struct err *err)
{
	files->pictures = open_temp(dir, key, ".mp4", err);
	files->sound = -1;
	if (files->pictures >= 0 && sound)
		files->sound = open_temp(dir, key, ".pcm", err);
	if (files->pictures >= 0 && (!sound || files->sound >= 0))
		return 0;
	segment_abandon(dir, key, files);
	return -1;
}

static int put_in_place(int dir, const char *key, const char *extension, struct err *err)
{
	char *temp = temp_of(key, extension), *name = name_of(key, extension);
	int result = renameat(dir, temp, dir, name);
	if (result < 0)
		err_errno(err, "can't write in the film's .scenetty/segments");
	free(temp);
	free(name);
	return result;
}

static int write_record(int dir, const char *key, const struct json *record, struct err *err)
{
	char *text = json_text(record);
	int fd = open_temp(dir, key, ".json", err);
	int result = fd < 0 ? -1
			    : file_write_all(fd, text, strlen(text),
					     "in the film's .scenetty/segments", err);
	if (fd >= 0)
		close(fd);
	free(text);
	return result < 0 ? -1 : put_in_place(dir, key, ".json", err);
}

int segment_keep(int dir, const char *key, struct segment_files *files, const struct json *answer,
		 struct segment *out, struct err *err)
{
	struct stat status;
	struct json *record = json_copy(answer);
	bool sound = files->sound >= 0;
	int result = -1;
	if (fstat(files->pictures, &status) < 0)
		err_errno(err, "can't look at what was encoded");
	else
		json_set_num(record, "bytes", (double)status.st_size);
	if (!fill(out, record))
		err_set(err, ERR_WORKER, "the media process did not say what it encoded");
	else if (put_in_place(dir, key, ".mp4", err) == 0 &&
		 (!sound || put_in_place(dir, key, ".pcm", err) == 0))
		result = write_record(dir, key, record, err);
	json_free(record);
	segment_abandon(dir, key, files);
	if (result < 0)
		segment_clear(out);
	return result;
}

void segment_abandon(int dir, const char *key, struct segment_files *files)
{
	for (size_t i = 0; i < LENGTH(extensions); i++) {
		char *name = temp_of(key, extensions[i]);
		unlinkat(dir, name, 0);
		free(name);
	}
	if (files->pictures >= 0)
		close(files->pictures);
	if (files->sound >= 0)
		close(files->sound);
	*files = (struct segment_files){-1, -1};
}

int segment_open(int dir, const char *key, const char *extension, struct err *err)
{
	char *name = name_of(key, extension);
	int fd = file_open_beneath(dir, name, O_RDONLY, 0, err);
	free(name);
	return fd;
}

int segment_scratch(int dir, struct err *err)
{
	int fd = open_temp(dir, "scratch", ".mp4", err);
	char *name = temp_of("scratch", ".mp4");
	unlinkat(dir, name, 0);
	free(name);
	return fd;
}
