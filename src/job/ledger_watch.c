/* SPDX-License-Identifier: MIT */
#include "job/ledger_watch.h"

#include <poll.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "util/file.h"
#include "util/mem.h"

struct ledger_watch {
	struct ledger *ledger;
	struct loop *loop;
	int pace_ms, look_ms;
	void (*call)(void *arg);
	void *arg;
	int fd; /* inotify's, -1: there is none */
	uint64_t soon, later;
	int64_t seen; /* of ledger_others */
};

static void on_soon(void *arg)
{
	struct ledger_watch *watch = arg;
	int64_t now = ledger_others(watch->ledger);
	bool changed = now != watch->seen;

	watch->soon = 0;
	watch->seen = now;
	if (changed)
		watch->call(watch->arg);
}

static void on_later(void *arg)
{
	struct ledger_watch *watch = arg;

	watch->later = loop_after(watch->loop, watch->look_ms, on_later, watch);
	watch->call(watch->arg);
}

/* It may have been ourselves. */
static void hear(void *arg, int fd, short events)
{
	struct ledger_watch *watch = arg;
	char bytes[16384];

	if (read(fd, bytes, sizeof bytes) > 0 && !watch->soon)
		watch->soon = loop_after(watch->loop, watch->pace_ms, on_soon, watch);
}

static int open_watch(struct err *err)
{
	char *home = file_state_home();
	int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);

	if (!home || fd < 0 || inotify_add_watch(fd, home, IN_MODIFY | IN_ONLYDIR) < 0) {
		err_errno(err, "can't watch the ledger for changes");
		if (fd >= 0)
			close(fd);
		fd = -1;
	}
	free(home);
	return fd;
}

struct ledger_watch *ledger_watch_new(struct ledger *ledger, struct loop *loop, int pace_ms,
				      int look_ms, void (*call)(void *arg), void *arg,
				      struct err *err)
{
	int fd = open_watch(look_ms ? NULL : err);
	struct ledger_watch *watch;

	if (fd < 0 && !look_ms)
		return NULL;
	watch = xmalloc(sizeof *watch);
	*watch = (struct ledger_watch){ledger, loop, pace_ms, look_ms, call, arg, fd, 0, 0, -1};
	if (look_ms) {
		watch->later = loop_after(loop, look_ms, on_later, watch);
		watch->soon = loop_after(loop, pace_ms, on_soon, watch);
	} else {
		watch->seen = ledger_others(ledger);
	}
	if (fd >= 0)
		loop_watch(loop, fd, POLLIN, hear, watch);
	return watch;
}

void ledger_watch_free(struct ledger_watch *watch)
{
	if (!watch)
		return;
	loop_cancel(watch->loop, watch->soon);
	loop_cancel(watch->loop, watch->later);
	if (watch->fd >= 0) {
		loop_unwatch(watch->loop, watch->fd);
		close(watch->fd);
	}
	free(watch);
}
