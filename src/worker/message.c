/* SPDX-License-Identifier: MIT */
#include "worker/message.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "util/mem.h"

/* What one recvmsg may bring: the descriptors of a few messages. */
union control {
	struct cmsghdr align;
	char bytes[CMSG_SPACE(sizeof(int) * 4 * MESSAGE_FDS_MAX)];
};

static int gone(struct err *err)
{
	return err_set(err, ERR_WORKER, "the other side of the worker's socket is gone");
}

static void attach(struct msghdr *out, union control *control, const int *fds, int count)
{
	size_t bytes = sizeof(int) * (size_t)count;
	memset(control, 0, sizeof *control);
	out->msg_control = control->bytes;
	out->msg_controllen = CMSG_SPACE(bytes);
	struct cmsghdr *part = CMSG_FIRSTHDR(out);
	part->cmsg_level = SOL_SOCKET;
	part->cmsg_type = SCM_RIGHTS;
	part->cmsg_len = CMSG_LEN(bytes);
	memcpy(CMSG_DATA(part), fds, bytes);
}

/* The descriptors go with the first byte, the rest as the socket takes it. */
static int send_all(int fd, struct buf *bytes, const int *fds, int fd_count, struct err *err)
{
	union control control;
	for (size_t at = 0; at < bytes->len;) {
		struct iovec piece = {bytes->data + at, bytes->len - at};
		struct msghdr out = {.msg_iov = &piece, .msg_iovlen = 1};
		if (at == 0 && fd_count)
			attach(&out, &control, fds, fd_count);
		ssize_t sent = sendmsg(fd, &out, MSG_NOSIGNAL);
		if (sent < 0 && errno == EINTR)
			continue;
		if (sent < 0)
			return gone(err);
		at += (size_t)sent;
	}
	return 0;
}

int message_send(int fd, enum message_type type, uint32_t id, const struct json *body,
		 const int *fds, int fd_count, struct err *err)
{
	struct buf bytes = {0};
	struct message_header header = {
		.version = MESSAGE_VERSION,
		.type = (uint16_t)type,
		.id = id,
		.fds = (uint32_t)fd_count,
	};
	if (fd_count > MESSAGE_FDS_MAX)
		BUG("a message with %d descriptors", fd_count);
	buf_add(&bytes, &header, sizeof header);
	if (body)
		json_print(&bytes, body);
	header.bytes = (uint32_t)(bytes.len - sizeof header);
	memcpy(bytes.data, &header, sizeof header);
	int result = header.bytes > MESSAGE_BODY_MAX
			     ? err_set(err, ERR_INVALID,
				       "a request of %u bytes is too large for "
				       "the media process",
				       header.bytes)
			     : send_all(fd, &bytes, fds, fd_count, err);
	buf_free(&bytes);
	return result;
}

static void collect_fds(struct message_reader *reader, struct msghdr *in)
{
	struct cmsghdr *part = CMSG_FIRSTHDR(in);
	for (; part; part = CMSG_NXTHDR(in, part)) {
		if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS)
			continue;
		int count = (int)((part->cmsg_len - CMSG_LEN(0)) / sizeof(int));
		for (int i = 0; i < count; i++) {
			int fd;
			memcpy(&fd, CMSG_DATA(part) + sizeof fd * (size_t)i, sizeof fd);
			if (reader->fd_count < (int)LENGTH(reader->fds))
				reader->fds[reader->fd_count++] = fd;
			else
				close(fd);
		}
	}
}

/* One read from the socket: 1 something came, 0 nothing there, -1 gone. */
static int read_some(struct message_reader *reader, bool wait, struct err *err)
{
	enum { PIECE = 1 << 14 };
	union control control;
	struct iovec piece = {buf_reserve(&reader->bytes, PIECE), PIECE};
	struct msghdr in = {
		.msg_iov = &piece,
		.msg_iovlen = 1,
		.msg_control = control.bytes,
		.msg_controllen = sizeof control.bytes,
	};
	ssize_t got;
	do
		got = recvmsg(reader->fd, &in, MSG_CMSG_CLOEXEC | (wait ? 0 : MSG_DONTWAIT));
	while (got < 0 && errno == EINTR);
	if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
		return 0;
	if (got <= 0)
		return gone(err);
	reader->bytes.len += (size_t)got;
	collect_fds(reader, &in);
	return 1;
}

static int check_header(const struct message_header *header, struct err *err)
{
	if (header->version != MESSAGE_VERSION)
		return err_set(err, ERR_WORKER,
			       "the media process speaks protocol %u, this program %d: "
			       "they are from different installations",
			       header->version, MESSAGE_VERSION);
	if (header->type < MESSAGE_READY || header->type > MESSAGE_ERROR ||
	    header->bytes > MESSAGE_BODY_MAX || header->fds > MESSAGE_FDS_MAX)
		return err_set(err, ERR_WORKER,
			       "the media process sent something that is no message");
	return 0;
}

/* 1 if a whole message stood at the front and was taken off. */
static int take_message(struct message_reader *reader, struct message *out, struct err *err)
{
	struct message_header header;
	if (reader->bytes.len < sizeof header)
		return 0;
	memcpy(&header, reader->bytes.data, sizeof header);
	if (check_header(&header, err) < 0)
		return -1;
	size_t whole = sizeof header + header.bytes;
	if (reader->bytes.len < whole || reader->fd_count < (int)header.fds)
		return 0;
	*out = (struct message){.type = (enum message_type)header.type, .id = header.id};
	if (header.bytes) {
		out->body = json_parse(reader->bytes.data + sizeof header, header.bytes,
				       MESSAGE_BODY_MAX, "message", err);
		if (!out->body)
			return -1;
	}
	out->fd_count = (int)header.fds;
	memcpy(out->fds, reader->fds, sizeof(int) * header.fds);
	reader->fd_count -= out->fd_count;
	memmove(reader->fds, reader->fds + header.fds, sizeof(int) * (size_t)reader->fd_count);
	memmove(reader->bytes.data, reader->bytes.data + whole, reader->bytes.len - whole + 1);
	reader->bytes.len -= whole;
	return 1;
}

int message_receive(struct message_reader *reader, bool wait, struct message *out, struct err *err)
{
	for (;;) {
		int taken = take_message(reader, out, err);
		if (taken != 0)
			return taken;
		int got = read_some(reader, wait, err);
		if (got <= 0)
			return got;
	}
}

void message_clear(struct message *message)
{
	for (int i = 0; i < message->fd_count; i++)
		if (message->fds[i] >= 0)
			close(message->fds[i]);
	json_free(message->body);
	*message = (struct message){0};
}

void message_reader_clear(struct message_reader *reader)
{
	for (int i = 0; i < reader->fd_count; i++)
		close(reader->fds[i]);
	reader->fd_count = 0;
	buf_free(&reader->bytes);
}
