/* SPDX-License-Identifier: MIT */
#include "util/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "util/mem.h"
#include "util/text.h"

#define YOUNG_SECONDS 0.05 /* well above the tick of a file system's clock */

int file_read_fd(int fd, size_t limit, const char *name, struct buf *out, struct err *err)
{
	struct stat status;
	if (fstat(fd, &status) < 0)
		return err_errno(err, "can't read %s", name);
	if (!S_ISREG(status.st_mode))
		return err_set(err, ERR_INVALID, "%s is not a regular file", name);
	if ((uint64_t)status.st_size > limit)
		return err_set(err, ERR_INVALID, "%s is larger than %zu bytes", name, limit);
	buf_reserve(out, (size_t)status.st_size);
	for (off_t at = 0;;) {
		enum { PIECE = 1 << 16 };
		ssize_t got = pread(fd, buf_reserve(out, PIECE), PIECE, at);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_errno(err, "can't read %s", name);
		if (got == 0)
			return 0;
		at += got;
		out->len += (size_t)got;
		if ((size_t)at > limit) /* it grew while we read */
			return err_set(err, ERR_INVALID, "%s is larger than %zu bytes", name,
				       limit);
	}
}

int file_read(int dir, const char *name, size_t limit, struct buf *out, struct err *err)
{
	int fd = openat(dir, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return err_errno(err, "can't open %s", name);
	int result = file_read_fd(fd, limit, name, out, err);
	close(fd);
	return result;
}

int file_write_all(int fd, const void *data, size_t bytes, const char *name, struct err *err)
{
	const char *at = data;
	while (bytes) {
		ssize_t put = write(fd, at, bytes);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return err_errno(err, "can't write %s", name);
		at += put;
		bytes -= (size_t)put;
	}
	return 0;
}

int file_publish(int dir, int fd, const char *temp, const char *name, struct err *err)
{
	if (fsync(fd) < 0)
		return err_errno(err, "can't write %s", name);
	if (renameat(dir, temp, dir, name) < 0)
		return err_errno(err, "can't put %s in place", name);
	/* Some network file systems can't sync a folder and need no such thing. */
	if (fsync(dir) < 0 && errno != EINVAL)
		return err_errno(err, "%s is written but may be lost if the power fails", name);
	return 0;
}

static char *temp_name(const char *name)
{
	return xasprintf(".%s.tmp.%ld", name, (long)getpid());
}

/* Looks at the file that is to be replaced; *mode stays if there is none. */
static int mode_of_old(int dir, const char *name, mode_t *mode, struct err *err)
{
	struct stat old;
	if (fstatat(dir, name, &old, AT_SYMLINK_NOFOLLOW) < 0)
		return errno == ENOENT ? 0 : err_errno(err, "can't look at %s", name);
	if (S_ISLNK(old.st_mode))
		return err_set(err, ERR_INVALID,
			       "%s is a symbolic link and is not written through: put the file "
			       "itself there",
			       name);
	if (!S_ISREG(old.st_mode))
		return err_set(err, ERR_INVALID, "%s is not a regular file", name);
	*mode = old.st_mode & 0777;
	return 0;
}

int file_save_temp(int dir, const char *name, const void *data, size_t bytes, char **temp,
		   struct err *err)
{
	const mode_t none = (mode_t)-1;
	mode_t mode = none;
	*temp = NULL;
	if (mode_of_old(dir, name, &mode, err) < 0)
		return -1;
	*temp = temp_name(name);
	int result = -1;
	int fd = openat(dir, *temp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
	/* The permissions of the old file, whatever the umask. */
	if (fd < 0)
		err_errno(err, "can't write %s", name);
	else if (mode == none || fchmod(fd, mode) == 0)
		result = file_write_all(fd, data, bytes, name, err);
	else
		err_errno(err, "can't give %s its permissions", name);
	if (result == 0)
		return fd;
	if (fd >= 0) {
		unlinkat(dir, *temp, 0);
		close(fd);
	}
	free(*temp);
	*temp = NULL;
	return -1;
}

int file_save(int dir, const char *name, const void *data, size_t bytes, struct err *err)
{
	char *temp;
	int fd = file_save_temp(dir, name, data, bytes, &temp, err);
	if (fd < 0)
		return -1;
	int result = file_publish(dir, fd, temp, name, err);
	if (result < 0)
		unlinkat(dir, temp, 0);
	close(fd);
	free(temp);
	return result;
}

static struct file_stamp stamp_of(const struct stat *status)
{
	return (struct file_stamp){.device = status->st_dev,
				   .inode = status->st_ino,
				   .bytes = status->st_size,
				   .modified = status->st_mtim,
				   .changed = status->st_ctim};
}

void file_stamp(int fd, struct file_stamp *out)
{
	struct stat status;
	struct timespec now;
	*out = (struct file_stamp){0};
	if (fstat(fd, &status) < 0)
		return;
	*out = stamp_of(&status);
	clock_gettime(CLOCK_REALTIME, &now);
	double age = difftime(now.tv_sec, status.st_ctim.tv_sec) +
		     (double)(now.tv_nsec - status.st_ctim.tv_nsec) / 1e9;
	out->is_young = age < YOUNG_SECONDS;
}

static bool same_time(struct timespec a, struct timespec b)
{
	return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

bool file_stamp_fits(const struct file_stamp *stamp, int dir, const char *name)
{
	struct stat status;
	if (fstatat(dir, name, &status, 0) < 0)
		return stamp->inode == 0 && errno == ENOENT;
	struct file_stamp now = stamp_of(&status);
	return now.device == stamp->device && now.inode == stamp->inode &&
	       now.bytes == stamp->bytes && same_time(now.modified, stamp->modified) &&
	       same_time(now.changed, stamp->changed);
}

/* The process a temp name belongs to, 0 if it is none. */
static pid_t temp_owner(const char *name)
{
	const char *mark = strstr(name, ".tmp.");
	char *end = NULL;
	long pid = *name == '.' && mark ? strtol(mark + 5, &end, 10) : 0;
	return end && *end == '\0' && pid > 0 ? (pid_t)pid : 0;
}

static bool is_temp_of(const char *temp, const char *name)
{
	size_t length = name ? strlen(name) : 0;
	return !name || (strncmp(temp + 1, name, length) == 0 &&
			 strncmp(temp + 1 + length, ".tmp.", 5) == 0);
}

void file_sweep_temps(int dir, const char *name)
{
	DIR *list = file_list(dir);
	if (!list)
		return;
	for (struct dirent *entry; (entry = readdir(list));) {
		pid_t owner = temp_owner(entry->d_name);
		if (owner && is_temp_of(entry->d_name, name) && kill(owner, 0) < 0 &&
		    errno == ESRCH)
			file_remove_tree(dir, entry->d_name);
	}
	closedir(list);
}

bool file_is_inside(const char *path)
{
	uint32_t point;
	const char *part = path;
	if (!*path || *path == '/' || *path == '~')
		return false;
	for (size_t step; (step = text_next(path, &point)); path += step) {
		if (text_is_control(point))
			return false;
		if (point != '/')
			continue;
		if (path == part || strncmp(part, "../", 3) == 0)
			return false;
		part = path + 1;
	}
	return *part && strcmp(part, "..") != 0;
}

static int beneath_error(const char *path, struct err *err)
{
	char *shown = text_clean(path, false, 200);
	int number = errno;
	if (number == EXDEV)
		err_set(err, ERR_INVALID, "%s leads out of the film's folder", shown);
	else if (number == ELOOP)
		err_set(err, ERR_INVALID,
			"%s is or goes through a symbolic link, which is not followed; put what it "
			"leads to in its place",
			shown);
	else if (number == ENOTDIR)
		err_set(err, ERR_IO,
			"%s: a file stands where a folder should be; move it away", shown);
	else
		err_errno(err, "can't open %s", shown);
	free(shown);
	return -1;
}

int file_open_beneath(int dir, const char *path, int flags, mode_t mode, struct err *err)
{
	struct open_how how = {
		.flags = (uint64_t)(flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY),
		.mode = flags & O_CREAT ? mode : 0,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS,
	};
	struct stat status;
	int fd = (int)syscall(SYS_openat2, dir, path, &how, sizeof how);
	if (fd < 0)
		return beneath_error(path, err);
	if (fstat(fd, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)) {
		char *shown = text_clean(path, false, 200);
		err_set(err, ERR_INVALID, "%s is not a regular file", shown);
		free(shown);
		close(fd);
		return -1;
	}
	return fd;
}

static int no_folder(int dir, const char *name, struct err *err)
{
	struct stat status;
	int number = errno;
	if (fstatat(dir, name, &status, AT_SYMLINK_NOFOLLOW) < 0)
		status.st_mode = 0;
	errno = number;
	if (S_ISLNK(status.st_mode))
		return err_set(err, ERR_INVALID,
			       "%s is a symbolic link, which is not followed; put the folder it "
			       "leads to in its place",
			       name);
	if (number == ENOTDIR)
		return err_set(err, ERR_IO,
			       "%s: a file stands where a folder should be; move it away", name);
	return err_errno(err, "can't open the folder %s", name);
}

int file_make_dir(int dir, const char *name, struct err *err)
{
	if (mkdirat(dir, name, 0777) < 0 && errno != EEXIST)
		return err_errno(err, "can't make the folder %s", name);
	int fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	return fd < 0 ? no_folder(dir, name, err) : fd;
}

int file_make_path(const char *path, struct err *err)
{
	char *partial = xstrdup(path);
	int result = 0;
	for (char *slash = partial; result == 0 && slash;) {
		slash = strchr(slash + 1, '/');
		if (slash)
			*slash = '\0';
		if (mkdir(partial, 0700) < 0 && errno != EEXIST)
			result = err_errno(err, "can't make the folder %s", partial);
		if (slash)
			*slash = '/';
	}
	free(partial);
	return result;
}

/* The XDG folder: the variable if it is absolute (as the standard asks), else
 * `below_home` under $HOME. Returns new. */
static char *xdg(const char *variable, const char *below_home)
{
	const char *set = getenv(variable);
	const char *home = getenv("HOME");
	if (set && *set == '/')
		return xasprintf("%s/scenetty", set);
	return home && *home == '/' ? xasprintf("%s/%s/scenetty", home, below_home) : NULL;
}

char *file_state_home(void)
{
	return xdg("XDG_STATE_HOME", ".local/state");
}

int file_read_state(const char *name, size_t limit, struct buf *out)
{
	char *home = file_state_home();
	if (!home)
		return -1;
	char *path = xasprintf("%s/%s", home, name);
	int result = file_read(AT_FDCWD, path, limit, out, NULL);
	free(path);
	free(home);
	return result;
}

char *file_config_home(void)
{
	return xdg("XDG_CONFIG_HOME", ".config");
}

char *file_cache_home(void)
{
	return xdg("XDG_CACHE_HOME", ".cache");
}

/* Returns new: in a build tree, our data beside the program; else NULL. */
static char *built_data(void)
{
	char self[PATH_MAX];
	ssize_t bytes = readlink("/proc/self/exe", self, sizeof self - 1);
	if (bytes <= 0)
		return NULL;
	self[bytes] = '\0';
	char *beside = xasprintf("%.*s/data", (int)(strrchr(self, '/') - self), self);
	char *data = realpath(beside, NULL);
	free(beside);
	return data;
}

char *file_data_home(void)
{
	const char *set = getenv("SCENETTY_DATA");
	if (set && *set)
		return xstrdup(set);
	char *built = built_data();
	return built ? built : xstrdup(DATADIR);
}
