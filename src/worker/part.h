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

/* Takes the body, duplicates the descriptors. */
struct part part_make(struct json *body, const int *fds, int fd_count, struct err *err);
int part_send(const struct part *part, int socket, enum message_type type, uint32_t id,
	      struct err *err);
void part_clear(struct part *part);

#endif
