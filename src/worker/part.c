/* SPDX-License-Identifier: MIT */
#include "worker/part.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "util/mem.h"

void parts_add(struct parts *parts, struct json *body, const int *fds, int fd_count,
	       struct err *err)
{
	GROW(parts->items, parts->count, parts->room);
	struct part *part = &parts->items[parts->count++];
	*part = (struct part){.body = body};
	if (fd_count > MESSAGE_FDS_MAX)
		BUG("a request with %d descriptors", fd_count);
	for (; part->fd_count < fd_count; part->fd_count++) {
		int copy = fcntl(fds[part->fd_count], F_DUPFD_CLOEXEC, 0);
		if (copy < 0) {
			err_errno(err, "can't hand a file to the media process");
			break;
		}
		part->fds[part->fd_count] = copy;
	}
}

int parts_send(struct parts *parts, int socket, uint32_t id, struct err *err)
{
	int result = 0;
	for (size_t i = 0; result == 0 && i < parts->count; i++) {
		const struct part *part = &parts->items[i];
		result = message_send(socket, i ? MESSAGE_MORE : MESSAGE_REQUEST, id, part->body,
				      part->fds, part->fd_count, err);
	}
	parts_clear(parts);
	return result;
}

void parts_clear(struct parts *parts)
{
	for (size_t i = 0; i < parts->count; i++) {
		for (int f = 0; f < parts->items[i].fd_count; f++)
			close(parts->items[i].fds[f]);
		json_free(parts->items[i].body);
	}
	free(parts->items);
	*parts = (struct parts){0};
}
