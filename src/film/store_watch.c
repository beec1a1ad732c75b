/* SPDX-License-Identifier: MIT
 *
 * Four folders are watched: the film's for film.json, .scenetty for who wants to take
 * over, .scenetty/asks for changes of commands (ask.h), .scenetty/news for takes (cache.h).
 */
#include "film/store_watch.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "film/ask.h"
#include "film/cache.h"
#include "film/store_lock.h"
#include "film/store_private.h"
#include "util/mem.h"
#include "util/text.h"

struct store_watch {
	struct store *store;
	struct loop *loop;
	store_watch_fn *call;
	void *arg;
	int fd;
	int film, cache, news, asks; /* inotify's numbers, -1 for none */
	uint64_t merges;	     /* told of, or seen to by who asked for them */
};

static void look_at_film(struct store_watch *watch)
{
	struct store *store = watch->store;
	child_settle(store); /* it may have been our own */
	/* A save that came first may have merged it. */
	if (watch->merges != store->merges ||
	    !file_stamp_fits(&store->stamp, store->dir, FILM_NAME))
		watch->call(watch->arg, WATCH_FILM, NULL);
	watch->merges = store->merges;
}

static void look_for_asker(struct store_watch *watch)
{
	char *who = watch->store->is_held ? lock_asker(watch->store->cache) : NULL;
	if (who)
		watch->call(watch->arg, WATCH_TAKE_OVER, who);
	free(who);
}

static void tell_change(void *arg, const char *label)
{
	struct store_watch *watch = arg;
	watch->call(watch->arg, WATCH_CHANGE, label);
}

/* Watches the open folder (-1: none), and closes it. */
static int watch_folder(int inotify, int folder, bool keep)
{
	if (folder < 0)
		return -1;
	char *path = xasprintf("/proc/self/fd/%d", folder);
	int number = inotify_add_watch(inotify, path, IN_CLOSE_WRITE | IN_MOVED_TO | IN_ONLYDIR);
	free(path);
	if (!keep)
		close(folder);
	return number;
}

/* Something to hear in the folder of asks. */
static void wake(struct store *store)
{
	int asks = cache_dir(store->dir, ASKS_FOLDER, NULL);
	int fd = asks < 0 ? -1 : openat(asks, ".wake", O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
	if (fd >= 0) {
		close(fd);
		unlinkat(asks, ".wake", 0);
	}
	if (asks >= 0)
		close(asks);
}

static void watch_cache(struct store_watch *watch)
{
	int dir = watch->store->dir, fd = watch->fd;
	watch->cache = watch_folder(fd, cache_dir(dir, NULL, NULL), false);
	watch->asks = watch_folder(fd, cache_dir(dir, ASKS_FOLDER, NULL), false);
	watch->news = watch_folder(fd, cache_dir(dir, CACHE_NEWS, NULL), false);
}

static void take_event(struct store_watch *watch, const struct inotify_event *event)
{
	const char *name = event->len ? event->name : "";
	if (event->mask & IN_Q_OVERFLOW) { /* anything may have happened */
		look_at_film(watch);
		look_for_asker(watch);
		asks_take(watch->store, tell_change, watch);
		watch->call(watch->arg, WATCH_TAKES, NULL);
	} else if (event->wd == watch->cache && event->mask & IN_IGNORED) {
		if (watch->store->is_held) /* .scenetty was removed */
			keep_hold(watch->store, NULL);
		watch_cache(watch);
	} else if (event->wd == watch->film && strcmp(name, FILM_NAME) == 0) {
		look_at_film(watch);
	} else if (event->wd == watch->cache && strcmp(name, LOCK_ASK_NAME) == 0) {
		look_for_asker(watch);
	} else if (event->wd == watch->asks) {
		asks_take(watch->store, tell_change, watch);
	} else if (event->wd == watch->news && text_is_slug(name)) {
		watch->call(watch->arg, WATCH_TAKES, name);
	}
}

static void read_events(void *arg, int fd, short events)
{
	enum { ROOM = 16384 };
	_Alignas(struct inotify_event) char bytes[ROOM];
	ssize_t got = read(fd, bytes, ROOM);
	for (char *at = bytes; got > 0 && at < bytes + got;) {
		const struct inotify_event *event = (const struct inotify_event *)at;
		take_event(arg, event);
		at += sizeof *event + event->len;
	}
}

struct store_watch *store_watch_new(struct store *store, struct loop *loop, store_watch_fn *call,
				    void *arg, struct err *err)
{
	int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	int film = fd < 0 ? -1 : watch_folder(fd, store->dir, true);
	if (film < 0) {
		err_errno(err, "can't watch %s for changes", store->path);
		if (fd >= 0)
			close(fd);
		return NULL;
	}
	struct store_watch *watch = xcalloc(1, sizeof *watch);
	*watch = (struct store_watch){
		.store = store,
		.loop = loop,
		.merges = store->merges,
		.call = call,
		.arg = arg,
		.fd = fd,
		.film = film,
	};
	watch_cache(watch);
	loop_watch(loop, fd, POLLIN, read_events, watch);
	wake(store); /* for what was asked for before */
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
