/* SPDX-License-Identifier: MIT
 *
 * The media processes as seen from scenetty. A pool holds one interactive
 * process a role, two for clips that are played, so that thumbnails don't wait for
 * them, and up to `batch` niced ones; each is started on first need,
 * kept warm, killed when a request outlives its limit, and started again when it
 * dies. A request whose process dies or hangs ends with ERR_WORKER; nothing is
 * sent twice by itself.
 *
 * Everything happens in the turns of the loop given; callbacks come from there.
 */
#ifndef WORKER_WORKER_H
#define WORKER_WORKER_H

#include <stdbool.h>
#include <stdint.h>

#include "util/err.h"
#include "util/json.h"
#include "util/loop.h"

struct pool;
struct request;

enum worker_role { ROLE_DECODE, ROLE_DRAW };

/* Interactive requests never wait behind batch ones. One of PLAYING goes on until it
 * is cancelled: it answers each part by a progress with a descriptor, and between an
 * answer and the next part may be silent for ever. */
enum worker_urgency { URGENT, BATCH, PLAYING };

/* Called for each progress reply, and last with the end: on success `answer` and
 * `fds` (borrowed; dup what is to stay) hold the result; on failure `error` is set. A
 * progress has them only where it answers a part. */
struct reply {
	bool ended;
	double done, of;           /* progress */
	const struct json *answer; /* NULL on failure */
	const int *fds;
	int fd_count;
	const struct err *error; /* at the end, NULL on success */
};
typedef void reply_fn(void *arg, const struct reply *reply);

/* `program` is the path of scenetty-media; `batch` how many batch processes at
 * most (0: one a core). */
struct pool *pool_new(struct loop *loop, const char *program, int batch);
/* How many batch requests run at once. */
int pool_batch(const struct pool *pool);
/* Kills the processes; requests under way end without their callback. */
void pool_free(struct pool *pool);

/* Sends (or queues) a request. The body is taken; descriptors are duplicated.
 * `limit_ms` is the longest silence allowed between replies (0: 10 s). */
struct request *pool_ask(struct pool *pool, enum worker_role role, enum worker_urgency urgency,
			 struct json *body, const int *fds, int fd_count, int64_t limit_ms,
			 reply_fn *call, void *arg);
/* Another part for a request that takes parts, in order. Its descriptors stay
 * open here until a process has taken the request on: send parts as progress
 * comes, not all at once. The body is taken. */
int request_more(struct request *request, struct json *body, const int *fds, int fd_count,
		 struct err *err);
/* Ends the request with ERR_CANCELLED in a later turn. */
void request_cancel(struct request *request);
/* The same for an asker who goes away: no more callbacks from now on. */
void request_drop(struct request *request);

/* Asks and turns the loop until the answer is there. Returns new (NULL on
 * failure); *fd gets the first descriptor of the answer (owned) or -1. A signal
 * caught by the loop ends it with ERR_CANCELLED. */
struct json *pool_ask_wait(struct loop *loop, struct pool *pool, enum worker_role role,
			   struct json *body, const int *fds, int fd_count, int64_t limit_ms,
			   int *fd, struct err *err);

/* Where the installed or, in a build tree, the just built scenetty-media is:
 * $SCENETTY_MEDIA, beside the program's own file, else LIBEXECDIR. Returns new. */
char *worker_program(void);

#endif
