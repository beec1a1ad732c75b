/* SPDX-License-Identifier: MIT
 *
 * What waits to be sent until a media process takes its request on.
 */
#ifndef WORKER_PART_H
#define WORKER_PART_H

#include "worker/message.h"

struct part {
	struct json *body;
	int fds[MESSAGE_FDS_MAX]; /* duplicates of the asker's */
	int fd_count;
};

struct parts {
	struct part *items;
	size_t count, room;
};

/* Takes the body, duplicates the descriptors. */
void parts_add(struct parts *parts, struct json *body, const int *fds, int fd_count,
	       struct err *err);
/* The first as a request, the others as more of it; none are left. */
int parts_send(struct parts *parts, int socket, uint32_t id, struct err *err);
void parts_clear(struct parts *parts);

#endif
