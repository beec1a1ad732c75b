/* SPDX-License-Identifier: MIT */
#include "util/loop.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "util/clock.h"
#include "util/mem.h"

struct watch {
	loop_fd_fn *call;
	void *arg;
};

struct timer {
	uint64_t number;
	int64_t due;
	loop_timer_fn *call;
	void *arg;
};

/* Who hears of a signal beside those that end the program. */
struct hearer {
	int signal;
	loop_signal_fn *call;
	void *arg;
};

struct loop {
	struct pollfd *polled; /* fd -1: unwatched during a turn */
	struct watch *watches; /* one for each of polled */
	size_t count, room, watch_room;
	struct timer *timers; /* in order of due */
	size_t timer_count, timer_room;
	uint64_t last_timer;
	loop_wait_fn *wait; /* NULL: poll */
	void *wait_arg;
	int signal_fd;
	int signal;
	unsigned signal_count;
	sigset_t signals; /* what signal_fd delivers */
	struct hearer *hearers;
	size_t hearer_count, hearer_room;
};

struct loop *loop_new(void)
{
	struct loop *loop = xcalloc(1, sizeof *loop);
	loop->signal_fd = -1;
	return loop;
}

void loop_free(struct loop *loop)
{
	if (!loop)
		return;
	if (loop->signal_fd >= 0)
		close(loop->signal_fd);
	free(loop->polled);
	free(loop->watches);
	free(loop->timers);
	free(loop->hearers);
	free(loop);
}

static size_t find_watch(const struct loop *loop, int fd)
{
	size_t i = 0;
	while (i < loop->count && loop->polled[i].fd != fd)
		i++;
	return i;
}

void loop_watch(struct loop *loop, int fd, short events, loop_fd_fn *call, void *arg)
{
	size_t i = find_watch(loop, fd);
	if (i == loop->count) {
		GROW(loop->polled, loop->count, loop->room);
		if (loop->watch_room < loop->room) {
			loop->watch_room = loop->room;
			loop->watches = xrealloc(loop->watches, loop->room, sizeof *loop->watches);
		}
		loop->polled[i] = (struct pollfd){.fd = fd};
		loop->count++;
	}
	loop->polled[i].events = events;
	loop->watches[i] = (struct watch){call, arg};
}

void loop_unwatch(struct loop *loop, int fd)
{
	size_t i = find_watch(loop, fd);
	if (i < loop->count)
		loop->polled[i] = (struct pollfd){.fd = -1};
}

static void drop_unwatched(struct loop *loop)
{
	size_t kept = 0;
	for (size_t i = 0; i < loop->count; i++) {
		if (loop->polled[i].fd < 0)
			continue;
		loop->polled[kept] = loop->polled[i];
		loop->watches[kept++] = loop->watches[i];
	}
	loop->count = kept;
}

uint64_t loop_after(struct loop *loop, int64_t ms, loop_timer_fn *call, void *arg)
{
	GROW(loop->timers, loop->timer_count, loop->timer_room);
	struct timer timer = {++loop->last_timer, clock_ms() + (ms > 0 ? ms : 0), call, arg};
	size_t i = loop->timer_count++;
	for (; i > 0 && loop->timers[i - 1].due > timer.due; i--)
		loop->timers[i] = loop->timers[i - 1];
	loop->timers[i] = timer;
	return timer.number;
}

static void remove_timer(struct loop *loop, size_t i)
{
	for (loop->timer_count--; i < loop->timer_count; i++)
		loop->timers[i] = loop->timers[i + 1];
}

void loop_cancel(struct loop *loop, uint64_t timer)
{
	for (size_t i = 0; i < loop->timer_count; i++)
		if (loop->timers[i].number == timer) {
			remove_timer(loop, i);
			return;
		}
}

static void take_signal(void *arg, int fd, short events)
{
	struct loop *loop = arg;
	struct signalfd_siginfo info;
	while (read(fd, &info, sizeof info) == sizeof info) {
		size_t i = 0;
		while (i < loop->hearer_count && loop->hearers[i].signal != (int)info.ssi_signo)
			i++;
		if (i < loop->hearer_count) {
			loop->hearers[i].call(loop->hearers[i].arg, (int)info.ssi_signo);
			continue;
		}
		loop->signal = (int)info.ssi_signo;
		loop->signal_count++;
	}
}

int loop_catch_signals(struct loop *loop, struct err *err)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
	sigset_t *set = &loop->signals;
	sigemptyset(set);
	for (size_t i = 0; i < LENGTH(signals); i++) {
		struct sigaction before;
		/* Whoever ignores one, as nohup does, means us too. */
		if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
			sigaddset(set, signals[i]);
	}
	if (sigprocmask(SIG_BLOCK, set, NULL) < 0)
		return err_errno(err, "can't block signals");
	loop->signal_fd = signalfd(-1, set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (loop->signal_fd < 0)
		return err_errno(err, "can't watch for signals");
	loop_watch(loop, loop->signal_fd, POLLIN, take_signal, loop);
	return 0;
}

int loop_hear_signal(struct loop *loop, int signal, loop_signal_fn *call, void *arg,
		     struct err *err)
{
	sigaddset(&loop->signals, signal);
	if (sigprocmask(SIG_BLOCK, &loop->signals, NULL) < 0 ||
	    signalfd(loop->signal_fd, &loop->signals, 0) < 0)
		return err_errno(err, "can't watch for signals");
	GROW(loop->hearers, loop->hearer_count, loop->hearer_room);
	loop->hearers[loop->hearer_count++] = (struct hearer){signal, call, arg};
	return 0;
}

int loop_signal(const struct loop *loop)
{
	return loop->signal;
}

unsigned loop_signal_count(const struct loop *loop)
{
	return loop->signal_count;
}

void loop_wait_with(struct loop *loop, loop_wait_fn *wait, void *arg)
{
	loop->wait = wait;
	loop->wait_arg = arg;
}

/* Milliseconds until the first timer, -1 for no end. */
static int wait_ms(const struct loop *loop)
{
	if (!loop->timer_count)
		return -1;
	int64_t left = loop->timers[0].due - clock_ms();
	return left < 0 ? 0 : left > 3600000 ? 3600000 : (int)left;
}

/* Timers set by a callback wait for the next turn, so that none starves the rest. */
static void call_timers(struct loop *loop)
{
	uint64_t last = loop->last_timer;
	int64_t now = clock_ms();
	size_t i = 0;
	while (i < loop->timer_count && loop->timers[i].due <= now) {
		struct timer timer = loop->timers[i];
		if (timer.number > last) {
			i++;
			continue;
		}
		remove_timer(loop, i);
		timer.call(timer.arg);
		i = 0;
	}
}

static int turn(struct loop *loop, int ms, struct err *err)
{
	drop_unwatched(loop);
	if (loop->wait) {
		loop->wait(loop->wait_arg, loop->polled, loop->count, ms);
		drop_unwatched(loop);
		ms = 0;
	}
	if (poll(loop->polled, loop->count, ms) < 0 && errno != EINTR)
		return err_errno(err, "can't wait for events");
	size_t count = loop->count; /* watches added by a callback wait for the next turn */
	for (size_t i = 0; i < count; i++) {
		struct pollfd *polled = &loop->polled[i];
		short events = polled->revents;
		if (polled->fd < 0 || !events)
			continue;
		polled->revents = 0;
		struct watch watch = loop->watches[i];
		watch.call(watch.arg, polled->fd, events);
	}
	call_timers(loop);
	return 0;
}

int loop_turn(struct loop *loop, struct err *err)
{
	return turn(loop, wait_ms(loop), err);
}

int loop_turn_now(struct loop *loop, struct err *err)
{
	return turn(loop, 0, err);
}
