/* SPDX-License-Identifier: MIT */
#include "job/ledger_watch.h"

#include <poll.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "util/file.h"
#include "util/mem.h"

#define SOON_MS 500 /* many writings are one change */

struct ledger_watch {
	struct ledger *ledger;
	struct loop *loop;
	void (*call)(void *arg);
	void *arg;
	int fd;
	uint64_t timer;
	int64_t seen; /* of ledger_others */
};

static void look(void *arg)
{
	struct ledger_watch *watch = arg;
	int64_t now = ledger_others(watch->ledger);
	bool changed = now != watch->seen;

	watch->timer = 0;
	watch->seen = now;
	if (changed)
		watch->call(watch->arg);
}

/* It may have been ourselves. */
static void hear(void *arg, int fd, short events)
{
	struct ledger_watch *watch = arg;
	char bytes[16384];

	if (read(fd, bytes, sizeof bytes) > 0 && !watch->timer)
		watch->timer = loop_after(watch->loop, SOON_MS, look, watch);
}

struct ledger_watch *ledger_watch_new(struct ledger *ledger, struct loop *loop,
				      void (*call)(void *arg), void *arg, struct err *err)
{
	char *home = file_state_home();
	int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	struct ledger_watch *watch = NULL;

	if (!home || fd < 0 || inotify_add_watch(fd, home, IN_MODIFY | IN_ONLYDIR) < 0) {
		err_errno(err, "can't watch the ledger for changes");
		if (fd >= 0)
			close(fd);
	} else {
		watch = xcalloc(1, sizeof *watch);
		*watch = (struct ledger_watch){ledger, loop, call, arg, fd, 0,
					       ledger_others(ledger)};
		loop_watch(loop, fd, POLLIN, hear, watch);
	}
	free(home);
	return watch;
}

void ledger_watch_free(struct ledger_watch *watch)
{
	if (!watch)
		return;
	if (watch->timer)
		loop_cancel(watch->loop, watch->timer);
	loop_unwatch(watch->loop, watch->fd);
	close(watch->fd);
	free(watch);
}
