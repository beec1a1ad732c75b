/* SPDX-License-Identifier: MIT */
#include "worker/part.h"

#include <fcntl.h>
#include <unistd.h>

#include "util/mem.h"

struct part part_make(struct json *body, const int *fds, int fd_count, struct err *err)
{
	struct part part = {.body = body};
	if (fd_count > MESSAGE_FDS_MAX)
		BUG("a request with %d descriptors", fd_count);
	for (; part.fd_count < fd_count; part.fd_count++) {
		int copy = fcntl(fds[part.fd_count], F_DUPFD_CLOEXEC, 0);
		if (copy < 0) {
			err_errno(err, "can't hand a file to the media process");
			break;
		}
		part.fds[part.fd_count] = copy;
	}
	return part;
}

int part_send(const struct part *part, int socket, enum message_type type, uint32_t id,
	      struct err *err)
{
	return message_send(socket, type, id, part->body, part->fds, part->fd_count, err);
}

void part_clear(struct part *part)
{
	for (int i = 0; i < part->fd_count; i++)
		close(part->fds[i]);
	json_free(part->body);
	*part = (struct part){0};
}
