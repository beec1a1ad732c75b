/* SPDX-License-Identifier: MIT
 *
 * Asking and waiting, for commands that have nothing else to do.
 */
#include <fcntl.h>
#include <unistd.h>

#include "util/mem.h"
#include "worker/worker.h"

struct waiter {
	bool ended;
	struct json *answer;
	int fd;
	struct err *err;
};

static void wait_reply(void *arg, const struct reply *reply)
{
	struct waiter *waiter = arg;
	if (!reply->ended)
		return;
	waiter->ended = true;
	if (reply->error) {
		err_set(waiter->err, reply->error->kind, "%s", err_text(reply->error));
		return;
	}
	waiter->answer = reply->answer ? json_copy(reply->answer) : json_new_object();
	if (reply->fd_count)
		waiter->fd = fcntl(reply->fds[0], F_DUPFD_CLOEXEC, 0);
}

struct json *pool_ask_wait(struct loop *loop, struct pool *pool, enum worker_role role,
			   struct json *body, const int *fds, int fd_count, int64_t limit_ms,
			   int *fd, struct err *err)
{
	struct waiter waiter = {.fd = -1, .err = err};
	struct request *request =
		pool_ask(pool, role, URGENT, body, fds, fd_count, limit_ms, wait_reply, &waiter);
	while (!waiter.ended) {
		if (loop_signal(loop))
			request_cancel(request);
		if (loop_turn(loop, err) < 0)
			BUG("%s", err_text(err));
	}
	if (fd)
		*fd = waiter.fd;
	else if (waiter.fd >= 0)
		close(waiter.fd);
	return waiter.answer;
}
