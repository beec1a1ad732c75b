/* SPDX-License-Identifier: MIT
 *
 * What the pool's tests share: a pool of fakes, and what came back of a request.
 */
#ifndef POOL_HELP_H
#define POOL_HELP_H

#include <sys/types.h>

#include "fake.h"
#include "worker/worker.h"

struct house {
	struct room *room;
	struct loop *loop;
	struct pool *pool;
	int gate;
};

struct answer {
	struct request *request;
	int progress, ended;
	struct json *body;
	int fd;
	struct err err;
	int *order, place; /* when it ended, of all */
};

/* With one batch process, or two. */
int house_enter(void **state);
int house_enter_two(void **state);
int house_leave(void **state);

/* A request that makes the fake do `what`; returns new. */
struct json *fake(const char *what);
void hear(void *arg, const struct reply *reply);
void ask(struct house *house, struct answer *answer, const char *what, enum worker_urgency urgency,
	 int64_t limit_ms);
void turn_until(struct house *house, const int *value, int wanted);
void forget(struct answer *answer);
/* Asks and waits; the process that answered. */
pid_t ask_pid(struct house *house, const char *what);

#endif
