/* SPDX-License-Identifier: MIT */
#include "film/store_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "util/clock.h"
#include "util/text.h"

#define LOCK_NAME "lock"
#define HOLDER_MAX 300
#define TRY_AGAIN_MS 10

static int open_lock(int cache, int flags)
{
	return openat(cache, LOCK_NAME, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
}

/* True if the file we locked is still the one that stands there: somebody may
 * have cleared the folder away between our opening and locking it. */
static bool still_stands(int cache, int fd)
{
	struct stat ours, theirs;
	return fstat(fd, &ours) == 0 &&
	       fstatat(cache, LOCK_NAME, &theirs, AT_SYMLINK_NOFOLLOW) == 0 &&
	       ours.st_ino == theirs.st_ino && ours.st_dev == theirs.st_dev;
}

static void write_holder(int fd)
{
	char host[65] = "", text[HOLDER_MAX];
	gethostname(host, sizeof host - 1);
	int bytes = snprintf(text, sizeof text, "%ld %s %s\n", (long)getpid(), host,
			     program_invocation_short_name);
	/* Only for people to read: the lock holds without it. */
	if (ftruncate(fd, 0) < 0 || pwrite(fd, text, (size_t)bytes, 0) < 0)
		return;
}

static int refuse_busy(int fd, struct err *err)
{
	char text[HOLDER_MAX] = "", host[65], program[128];
	long pid;
	ssize_t got = pread(fd, text, sizeof text - 1, 0);
	if (got <= 0 || sscanf(text, "%ld %64s %127[^\n]", &pid, host, program) != 3)
		return err_set(err, ERR_BUSY,
			       "another program is changing the film: try again later");
	char *clean_host = text_clean(host, false, 0),
	     *clean_program = text_clean(program, false, 0);
	err_set(err, ERR_BUSY, "%s (process %ld on %s) is changing the film: try again later",
		clean_program, pid, clean_host);
	free(clean_host);
	free(clean_program);
	return -1;
}

/* 1 when the lock is ours, 0 when it is another one's. */
static int try_lock(int cache, int fd, struct err *err)
{
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	if (fcntl(fd, F_OFD_SETLK, &whole) == 0)
		return still_stands(cache, fd);
	if (errno == EAGAIN || errno == EACCES || errno == EINTR)
		return 0;
	if (errno == ENOLCK || errno == EOPNOTSUPP || errno == ENOSYS || errno == EINVAL)
		return err_set(
			err, ERR_IO,
			"this file system can't lock files, so that two programs could spoil "
			"each other's work: put the film on another one");
	return err_errno(err, "can't lock the film");
}

int lock_take(int cache, int wait_ms, struct err *err)
{
	static const struct timespec pause = {.tv_nsec = TRY_AGAIN_MS * 1000000};
	int64_t deadline = clock_ms() + wait_ms;
	for (;;) {
		int fd = open_lock(cache, O_RDWR | O_CREAT);
		if (fd < 0)
			return err_errno(err, "can't open .scenetty/lock");
		int ours = try_lock(cache, fd, err);
		if (ours > 0) {
			write_holder(fd);
			return fd;
		}
		if (ours == 0 && clock_ms() >= deadline)
			refuse_busy(fd, err);
		close(fd);
		if (ours < 0 || clock_ms() >= deadline)
			return -1;
		nanosleep(&pause, NULL);
	}
}

bool lock_is_held(int cache)
{
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	int fd = open_lock(cache, O_RDONLY);
	if (fd < 0)
		return false;
	bool held = fcntl(fd, F_OFD_GETLK, &whole) == 0 && whole.l_type != F_UNLCK;
	close(fd);
	return held;
}
