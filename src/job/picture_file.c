/* SPDX-License-Identifier: MIT */
#include "job/picture_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/buf.h"
#include "util/file.h"
#include "util/mem.h"
#include "util/text.h"

static int add(struct pictures *pictures, const char *name, const char *path, struct err *err)
{
	const char *slash = strrchr(path, '/');

	if (pictures->count == PICTURES_MAX)
		return err_set(err, ERR_INVALID, "more than %d pictures would go along",
			       PICTURES_MAX);
	pictures->paths[pictures->count] = xstrdup(path);
	pictures->items[pictures->count] = (struct wire_picture){
		.name = name,
		.file = pictures->paths[pictures->count] + (slash ? slash + 1 - path : 0),
	};
	pictures->count++;
	return 0;
}

int pictures_name(struct pictures *pictures, const struct json *recipe, struct err *err)
{
	static const char *const frames[] = {"start", "end"};

	for (size_t i = 0; i < LENGTH(frames); i++) {
		const struct json *frame = json_get(recipe, frames[i]);
		const char *file = json_get_str(frame, "file");

		if (frame && !file)
			return err_set(err, ERR_INVALID,
				       "“%s” names a frame of another take, which can't be sent "
				       "to a service yet; give it a picture",
				       frames[i]);
		if (file && add(pictures, frames[i], file, err) < 0)
			return -1;
	}
	for (const struct json *member = json_first(json_get(recipe, "cast")); member;
	     member = json_next(member)) {
		const char *file = json_get_str(json_get(member, "picture"), "file");

		if (file && add(pictures, "references", file, err) < 0)
			return -1;
	}
	return 0;
}

/* By its first bytes, as browsers tell them. */
static const char *type_of(const char *bytes, size_t count)
{
	if (count > 8 && memcmp(bytes, "\x89PNG", 4) == 0)
		return "image/png";
	if (count > 3 && memcmp(bytes, "\xff\xd8\xff", 3) == 0)
		return "image/jpeg";
	if (count > 12 && memcmp(bytes, "RIFF", 4) == 0 && memcmp(bytes + 8, "WEBP", 4) == 0)
		return "image/webp";
	return NULL;
}

static int load(struct pictures *pictures, size_t at, int film_dir, struct err *err)
{
	struct wire_picture *item = &pictures->items[at];
	const char *path = pictures->paths[at];
	struct buf text = {0};
	int fd = file_open_beneath(film_dir, path, O_RDONLY, 0, err);
	int result = fd < 0 ? -1 : file_read_fd(fd, PICTURE_BYTES_MAX, path, &text, err);

	if (fd >= 0)
		close(fd);
	item->type = result == 0 ? type_of(buf_str(&text), text.len) : NULL;
	if (result == 0 && !item->type)
		result = err_set(err, ERR_INVALID, "%s is no PNG, JPEG or WebP picture", path);
	item->count = text.len;
	pictures->bytes[at] = buf_take(&text);
	item->bytes = pictures->bytes[at];
	return result;
}

int pictures_load(struct pictures *pictures, int film_dir, struct err *err)
{
	for (size_t i = 0; i < pictures->count; i++)
		if (!pictures->items[i].bytes && load(pictures, i, film_dir, err) < 0)
			return -1;
	return 0;
}

void pictures_clear(struct pictures *pictures)
{
	for (size_t i = 0; i < pictures->count; i++) {
		free(pictures->paths[i]);
		free(pictures->bytes[i]);
	}
	*pictures = (struct pictures){0};
}
