/* SPDX-License-Identifier: MIT */
#include "film/store_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "util/clock.h"
#include "util/file.h"
#include "util/mem.h"
#include "util/text.h"

#define LOCK_NAME "lock"
#define HOLDER_MAX 300
#define TRY_AGAIN_MS 10

static int open_lock(int cache, int flags)
{
	return openat(cache, LOCK_NAME, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
}

bool lock_still_stands(int cache, int lock)
{
	struct stat ours, theirs;
	return fstat(lock, &ours) == 0 &&
	       fstatat(cache, LOCK_NAME, &theirs, AT_SYMLINK_NOFOLLOW) == 0 &&
	       ours.st_ino == theirs.st_ino && ours.st_dev == theirs.st_dev;
}

/* Who we are: "PID HOST KIND SINCE PROGRAM". Only for people to read: the lock holds
 * without it. */
static void write_self(int fd, const char *kind)
{
	char host[65] = "", now[CLOCK_TEXT_SIZE], text[HOLDER_MAX];
	gethostname(host, sizeof host - 1);
	clock_text(clock_now(), now);
	int bytes = snprintf(text, sizeof text, "%ld %s %s %s %s\n", (long)getpid(), host, kind,
			     now, program_invocation_short_name);
	if (ftruncate(fd, 0) < 0 || pwrite(fd, text, (size_t)bytes, 0) < 0)
		return;
}

struct holder {
	long pid;
	bool for_long;
	char host[65], since[CLOCK_TEXT_SIZE], program[128];
};

static bool read_holder(int fd, struct holder *out)
{
	char text[HOLDER_MAX] = "", kind[16];
	ssize_t got = pread(fd, text, sizeof text - 1, 0);
	bool known = got > 0 && sscanf(text, "%ld %64s %15s %31s %127[^\n]", &out->pid, out->host,
				       kind, out->since, out->program) == 5;
	out->for_long = known && strcmp(kind, "hold") == 0;
	return known;
}

/* "scenetty (process 4711 on host)"; returns new. */
static char *holder_text(const struct holder *holder)
{
	char *host = text_clean(holder->host, false, 0),
	     *program = text_clean(holder->program, false, 0);
	char *text = xasprintf("%s (process %ld on %s)", program, holder->pid, host);
	free(host);
	free(program);
	return text;
}

static int refuse_busy(int fd, struct err *err)
{
	struct holder holder;
	if (!read_holder(fd, &holder))
		return err_set(err, ERR_BUSY,
			       "another program is changing the film: try again later");
	char *who = holder_text(&holder);
	if (holder.for_long)
		err_set(err, ERR_BUSY,
			"%s has had the film open since %s: change it there, or close it", who,
			holder.since);
	else
		err_set(err, ERR_BUSY, "%s is changing the film: try again later", who);
	free(who);
	return -1;
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

bool lock_is_for_long(int cache)
{
	struct holder holder;
	int fd = lock_is_held(cache) ? open_lock(cache, O_RDONLY) : -1;
	bool for_long = fd >= 0 && read_holder(fd, &holder) && holder.for_long;
	if (fd >= 0)
		close(fd);
	return for_long;
}

void lock_describe(int lock, bool for_long)
{
	write_self(lock, for_long ? "hold" : "change");
}

bool lock_is_of_the_dead(int film_dir)
{
	struct holder holder;
	char host[65] = "";
	gethostname(host, sizeof host - 1);
	int fd = file_open_beneath(film_dir, ".scenetty/" LOCK_NAME, O_RDONLY, 0, NULL);
	bool dead = fd >= 0 && read_holder(fd, &holder) && strcmp(host, holder.host) == 0 &&
		    kill((pid_t)holder.pid, 0) < 0 && errno == ESRCH;
	if (fd >= 0)
		close(fd);
	return dead;
}

int lock_ask(int cache, struct err *err)
{
	int fd = openat(cache, LOCK_ASK_NAME, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (fd < 0)
		return err_errno(err, "can't ask for the film");
	write_self(fd, "ask");
	close(fd); /* whoever watches hears of it now */
	return 0;
}

void lock_ask_no_more(int cache)
{
	unlinkat(cache, LOCK_ASK_NAME, 0);
}

char *lock_asker(int cache)
{
	struct holder asker;
	int fd = openat(cache, LOCK_ASK_NAME, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	bool known = fd >= 0 && read_holder(fd, &asker);
	if (fd >= 0)
		close(fd);
	return known ? holder_text(&asker) : NULL;
}

/* 1 when the lock is ours, 0 when it is another one's. */
static int try_lock(int cache, int fd, struct err *err)
{
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	if (fcntl(fd, F_OFD_SETLK, &whole) == 0)
		return lock_still_stands(cache, fd); /* cleared away before we had it */
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
			lock_describe(fd, false);
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
