/* SPDX-License-Identifier: MIT
 *
 * The loop: descriptors and timers, and one blocking call. A turn waits
 * until something is ready, calls what is due, and returns. Idle means asleep:
 * without timers the wait has no end.
 *
 * Callbacks may add and remove watches, their own too.
 */
#ifndef UTIL_LOOP_H
#define UTIL_LOOP_H

#include <poll.h>
#include <stddef.h>
#include <stdint.h>

#include "util/err.h"

struct loop;
typedef void loop_fd_fn(void *arg, int fd, short events); /* poll(2) events */
typedef void loop_timer_fn(void *arg);

struct loop *loop_new(void);
void loop_free(struct loop *loop);

/* One watch a descriptor; watching again changes events and callback. */
void loop_watch(struct loop *loop, int fd, short events, loop_fd_fn *call, void *arg);
void loop_unwatch(struct loop *loop, int fd);
/* Calls once, `ms` from now; returns the timer's number (never 0). */
uint64_t loop_after(struct loop *loop, int64_t ms, loop_timer_fn *call, void *arg);
void loop_cancel(struct loop *loop, uint64_t timer);

/* Blocks SIGINT, SIGTERM and SIGHUP, unless they are ignored, for the process and
 * delivers them through a descriptor of the loop; loop_signal is the last one that
 * came, 0 for none, loop_signal_count how many did. */
int loop_catch_signals(struct loop *loop, struct err *err);
int loop_signal(const struct loop *loop);
unsigned loop_signal_count(const struct loop *loop);
/* Delivers another signal, which only calls; loop_catch_signals came before. */
typedef void loop_signal_fn(void *arg, int signal);
int loop_hear_signal(struct loop *loop, int signal, loop_signal_fn *call, void *arg,
		     struct err *err);

/* Who waits while there is more to wait for than descriptors: instead of poll, `wait`
 * is called with what is watched and the milliseconds (-1: no end); it returns when
 * any is ready, or its own business is, which it does then. NULL: poll again. */
typedef void loop_wait_fn(void *arg, const struct pollfd *fds, size_t count, int ms);
void loop_wait_with(struct loop *loop, loop_wait_fn *wait, void *arg);

/* One turn. */
int loop_turn(struct loop *loop, struct err *err);
/* The same without waiting: for who has other things to do. */
int loop_turn_now(struct loop *loop, struct err *err);

#endif
