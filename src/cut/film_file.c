/* SPDX-License-Identifier: MIT */
#include "cut/film_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "util/file.h"
#include "util/mem.h"
#include "util/text.h"

#define FILM_NAME "film.mp4"

static const char *base_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

/* The path of an open folder; returns new. */
static char *path_of(int dir)
{
	char *link = xasprintf("/proc/self/fd/%d", dir), *path = realpath(link, NULL);
	free(link);
	return path ? path : xstrdup(".");
}

static int open_folder(struct film_file *file, int film_dir, const char *path, struct err *err)
{
	size_t bytes = path ? (size_t)(base_of(path) - path) : 0;
	char *folder = bytes ? xstrndup(path, bytes) : xstrdup(".");
	file->dir = openat(path ? AT_FDCWD : film_dir, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (file->dir < 0) {
		char *shown = text_clean(folder, false, 0);
		err_errno(err, "can't write the film in %s", shown);
		free(shown);
	}
	free(folder);
	return file->dir < 0 ? -1 : 0;
}

/* True if the folder is the film's takes/ or lies below it. */
static bool is_among_takes(const struct film_file *file, int film_dir)
{
	char *film = path_of(film_dir), *here = path_of(file->dir);
	char *takes = xasprintf("%s/takes/", film), *whole = xasprintf("%s/", here);
	bool inside = strncmp(whole, takes, strlen(takes)) == 0;
	free(film);
	free(here);
	free(takes);
	free(whole);
	return inside;
}

static bool ends_in_mp4(const char *name)
{
	size_t length = strlen(name);
	return length > 4 && strcasecmp(name + length - 4, ".mp4") == 0;
}

/* What stands at the place may be an older film, nothing else. */
static int check_place(struct film_file *file, int film_dir, const char *shown, struct err *err)
{
	struct stat status;
	bool stands = fstatat(file->dir, file->name, &status, AT_SYMLINK_NOFOLLOW) == 0;
	if (stands && S_ISDIR(status.st_mode))
		return err_set(err, ERR_USAGE, "%s is a folder; name the film in it, as %s/%s",
			       shown, shown, FILM_NAME);
	if (stands && !S_ISREG(status.st_mode))
		return err_set(err, ERR_USAGE,
			       "%s is not a regular file; give the film another name", shown);
	if (!ends_in_mp4(file->name))
		return err_set(err, ERR_USAGE,
			       "the film is an mp4; give it a name that ends in .mp4");
	if (is_among_takes(file, film_dir))
		return err_set(err, ERR_USAGE, "%s lies among the takes; write the film elsewhere",
			       shown);
	return 0;
}

int film_file_open(struct film_file *file, int film_dir, const char *path, struct err *err)
{
	int result = -1;
	char *shown = text_clean(path ? path : FILM_NAME, false, 0);
	*file = (struct film_file){.dir = -1, .fd = -1};
	file->name = xstrdup(path && *path ? base_of(path) : FILM_NAME);
	file->temp = xasprintf(".%s.tmp.%ld", file->name, (long)getpid());
	if (path && *path && !*file->name)
		err_set(err, ERR_USAGE, "%s is a folder; name the film in it, as %s%s", shown,
			shown, FILM_NAME);
	else if (open_folder(file, film_dir, path, err) == 0 &&
		 check_place(file, film_dir, shown, err) == 0) {
		file_sweep_temps(file->dir, file->name);
		unlinkat(file->dir, file->temp, 0);
		file->fd = openat(file->dir, file->temp,
				  O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
		if (file->fd < 0)
			err_errno(err, "can't write %s", shown);
		else
			result = 0;
	}
	if (result == 0) {
		char *folder = path_of(file->dir);
		file->path = xasprintf("%s/%s", strcmp(folder, "/") == 0 ? "" : folder, file->name);
		free(folder);
	} else {
		film_file_close(file);
	}
	free(shown);
	return result;
}

int film_file_begin(const struct film_file *file, long long bytes, struct err *err)
{
	struct statvfs disk;
	if (ftruncate(file->fd, 0) < 0)
		return err_errno(err, "can't write the film");
	if (fstatvfs(file->fd, &disk) < 0)
		return 0;
	long long room = (long long)disk.f_bavail * (long long)disk.f_frsize;
	if (room >= bytes)
		return 0;
	return err_set(err, ERR_IO, "no room for the film: it needs %lld MB, %lld MB are free",
		       bytes / 1000000 + 1, room / 1000000);
}

int film_file_publish(struct film_file *file, long long *bytes, struct err *err)
{
	struct stat status;
	if (fstat(file->fd, &status) < 0)
		return err_errno(err, "can't look at the film");
	*bytes = (long long)status.st_size;
	if (file_publish(file->dir, file->fd, file->temp, file->name, err) < 0)
		return -1;
	close(file->fd);
	file->fd = -1;
	return 0;
}

void film_file_close(struct film_file *file)
{
	if (file->fd >= 0) {
		unlinkat(file->dir, file->temp, 0);
		close(file->fd);
	}
	if (file->dir >= 0)
		close(file->dir);
	free(file->name);
	free(file->temp);
	free(file->path);
	*file = (struct film_file){.dir = -1, .fd = -1};
}
