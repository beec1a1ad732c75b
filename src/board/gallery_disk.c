/* SPDX-License-Identifier: MIT */
#include "board/gallery_disk.h"

#include <fcntl.h>
#include <stdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util/mem.h"

#define FILES_MAX 8192 /* some 20 MB */
#define FILES_KEPT 6144
#define DRAWN 2 /* one more when pictures are drawn otherwise, and those here are old */

struct gallery_disk {
	struct store *store;
	int dir; /* -1: not opened yet, or it can't be had */
	bool tried, wrote;
};

/* What a file begins with; the cells follow. */
struct head {
	uint32_t cols, rows;
};

struct gallery_disk *gallery_disk_new(struct store *store)
{
	struct gallery_disk *disk = xcalloc(1, sizeof *disk);

	*disk = (struct gallery_disk){.store = store, .dir = -1};
	return disk;
}

static int folder(struct gallery_disk *disk)
{
	if (!disk->tried && !disk->store->read_only)
		disk->dir = store_cache_dir(disk->store, "pictures", NULL);
	disk->tried = true;
	return disk->dir;
}

char *gallery_disk_name(struct gallery_disk *disk, const struct frame_wish *wish,
			const char *colours)
{
	int fd = file_open_beneath(disk->store->dir, wish->clip, O_RDONLY, 0, NULL);
	struct stat clip;
	struct buf text = {0};
	char digest[DIGEST_SIZE];

	if (fd < 0)
		return NULL;
	if (fstat(fd, &clip) < 0)
		clip = (struct stat){0};
	close(fd);
	buf_addf(&text, "%d %s %lld %lld.%ld %g %dx%d %s %g", DRAWN, wish->clip,
		 (long long)clip.st_size, (long long)clip.st_mtim.tv_sec, clip.st_mtim.tv_nsec,
		 wish->at, wish->cols, wish->rows, colours, wish->cell_aspect);
	digest_bytes(text.data, text.len, digest);
	buf_free(&text);
	return xstrdup(digest);
}

bool gallery_disk_read(struct gallery_disk *disk, const char *name, int cols, int rows,
		       struct picture *out)
{
	struct head head;
	bool there = false;
	int fd = folder(disk) < 0
			 ? -1
			 : openat(disk->dir, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

	if (fd < 0)
		return false;
	if (read(fd, &head, sizeof head) == sizeof head && head.cols >= 1 && head.rows >= 1 &&
	    head.cols <= (uint32_t)cols && head.rows <= (uint32_t)rows)
		there = picture_read(fd, (int)head.cols, (int)head.rows, out, NULL) == 0;
	close(fd);
	return there;
}

void gallery_disk_write(struct gallery_disk *disk, const char *name, const struct picture *picture)
{
	struct head head = {(uint32_t)picture->cols, (uint32_t)picture->rows};
	size_t bytes = (size_t)picture->cols * (size_t)picture->rows * sizeof *picture->cells;
	char *temp;
	int fd;

	if (folder(disk) < 0)
		return;
	temp = xasprintf(".%s.tmp.%ld", name, (long)getpid());
	fd = openat(disk->dir, temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd >= 0) {
		bool whole = write(fd, &head, sizeof head) == sizeof head &&
			     write(fd, picture->cells, bytes) == (ssize_t)bytes;

		close(fd);
		if (!whole || renameat(disk->dir, temp, disk->dir, name) < 0)
			unlinkat(disk->dir, temp, 0);
		disk->wrote = true;
	}
	free(temp);
}

struct kept {
	char *name;
	struct timespec time;
};

static int newest_first(const void *a, const void *b)
{
	const struct timespec *one = &((const struct kept *)a)->time,
			      *two = &((const struct kept *)b)->time;

	if (one->tv_sec != two->tv_sec)
		return one->tv_sec < two->tv_sec ? 1 : -1;
	return (one->tv_nsec < two->tv_nsec) - (one->tv_nsec > two->tv_nsec);
}

static struct kept *list(int dir, size_t *count)
{
	struct kept *files = NULL;
	size_t room = 0;
	DIR *stream = file_list(dir);
	const struct dirent *entry;
	struct stat status;

	*count = 0;
	while (stream && (entry = readdir(stream))) {
		if (strlen(entry->d_name) + 1 != DIGEST_SIZE ||
		    fstatat(dir, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) < 0)
			continue;
		GROW(files, *count, room);
		files[(*count)++] = (struct kept){xstrdup(entry->d_name), status.st_mtim};
	}
	if (stream)
		closedir(stream);
	return files;
}

static void sweep(int dir)
{
	size_t count;
	struct kept *files = list(dir, &count);

	if (count > FILES_MAX)
		qsort(files, count, sizeof *files, newest_first);
	for (size_t i = 0; i < count; i++) {
		if (count > FILES_MAX && i >= FILES_KEPT)
			unlinkat(dir, files[i].name, 0);
		free(files[i].name);
	}
	free(files);
	file_sweep_temps(dir, NULL);
}

void gallery_disk_free(struct gallery_disk *disk)
{
	if (disk->wrote)
		sweep(disk->dir);
	if (disk->dir >= 0)
		close(disk->dir);
	free(disk);
}
