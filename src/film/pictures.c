/* SPDX-License-Identifier: MIT */
#include "film/pictures.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util/file.h"
#include "util/mem.h"

#define PICTURE_BYTES_MAX (64 << 20)

struct known {
	char *path;
	struct stat status; /* of the file that was read; all zero: none was */
	char digest[DIGEST_SIZE];
};

struct pictures {
	int film_dir;
	struct known *list; /* a film names few */
	size_t count, room;
};

struct pictures *pictures_new(int film_dir)
{
	struct pictures *pictures = xcalloc(1, sizeof *pictures);
	pictures->film_dir = film_dir;
	return pictures;
}

void pictures_free(struct pictures *pictures)
{
	if (!pictures)
		return;
	for (size_t i = 0; i < pictures->count; i++)
		free(pictures->list[i].path);
	free(pictures->list);
	free(pictures);
}

static struct known *known_as(struct pictures *pictures, const char *path)
{
	for (size_t i = 0; i < pictures->count; i++)
		if (strcmp(pictures->list[i].path, path) == 0)
			return &pictures->list[i];
	GROW(pictures->list, pictures->count, pictures->room);
	struct known *known = &pictures->list[pictures->count++];
	*known = (struct known){.path = xstrdup(path)};
	return known;
}

static bool same(const struct stat *a, const struct stat *b)
{
	return a->st_ino == b->st_ino && a->st_dev == b->st_dev && a->st_size == b->st_size &&
	       a->st_ctim.tv_sec == b->st_ctim.tv_sec && a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

/* False where there is nothing to be read; the file may change under our eyes, so
 * its state is taken before. */
static bool read_picture(const struct pictures *pictures, struct known *known)
{
	int fd = file_open_beneath(pictures->film_dir, known->path, O_RDONLY, 0, NULL);
	bool read = fd >= 0 && fstat(fd, &known->status) == 0 && S_ISREG(known->status.st_mode) &&
		    known->status.st_size <= PICTURE_BYTES_MAX &&
		    digest_fd(fd, known->path, known->digest, NULL) == 0;
	if (fd >= 0)
		close(fd);
	if (!read)
		known->status = (struct stat){0};
	return read;
}

const char *pictures_digest(struct pictures *pictures, const char *path)
{
	struct stat now;
	struct known *known = known_as(pictures, path);
	if (fstatat(pictures->film_dir, path, &now, AT_SYMLINK_NOFOLLOW) < 0)
		return NULL;
	if (!same(&now, &known->status) && !read_picture(pictures, known))
		return NULL;
	return known->digest;
}

int picture_open(int film_dir, const char *path, struct err *err)
{
	struct stat status;
	int fd = file_open_beneath(film_dir, path, O_RDONLY, 0, err);

	if (fd < 0)
		return fstatat(film_dir, path, &status, AT_SYMLINK_NOFOLLOW) < 0 && errno == ENOENT
			       ? err_advise(err, "put a picture there, or choose another")
			       : -1;
	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size)
		return fd;
	close(fd);
	return err_set(err, ERR_INVALID, "%s is %s: put a picture there, or choose another", path,
		       S_ISDIR(status.st_mode) ? "a folder" : "empty");
}
