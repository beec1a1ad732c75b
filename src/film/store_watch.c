/* SPDX-License-Identifier: MIT */
#include "film/store_watch.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "film/store_private.h"
#include "util/mem.h"

struct store_watch {
	struct store *store;
	struct loop *loop;
	store_watch_fn *call;
	void *arg;
	int fd;
};

static void read_news(void *arg, int fd, short events)
{
	struct store_watch *watch = arg;
	_Alignas(struct inotify_event) char bytes[4096];
	ssize_t got;
	bool film = false;
	while ((got = read(fd, bytes, sizeof bytes)) > 0)
		for (char *at = bytes; at < bytes + got;) {
			struct inotify_event *event = (struct inotify_event *)at;
			if (event->len && strcmp(event->name, FILM_NAME) == 0)
				film = true;
			at += sizeof *event + event->len;
		}
	if (film)
		watch->call(watch->arg, WATCH_FILM, NULL);
}

struct store_watch *store_watch_new(struct store *store, struct loop *loop, store_watch_fn *call,
				    void *arg, struct err *err)
{
	int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (fd < 0 || inotify_add_watch(fd, store->path, IN_CLOSE_WRITE | IN_MOVED_TO) < 0) {
		err_errno(err, "can't watch %s", store->path);
		if (fd >= 0)
			close(fd);
		return NULL;
	}
	struct store_watch *watch = xcalloc(1, sizeof *watch);
	*watch = (struct store_watch){store, loop, call, arg, fd};
	loop_watch(loop, fd, POLLIN, read_news, watch);
	return watch;
}

void store_watch_free(struct store_watch *watch)
{
	if (!watch)
		return;
	loop_unwatch(watch->loop, watch->fd);
	close(watch->fd);
	free(watch);
}
