/* SPDX-License-Identifier: MIT
 *
 * What scenetty and scenetty-media say to each other, over a stream socket
 * pair: a header, a small JSON body, descriptors. HACKING.md, "The worker
 * protocol", lists every request. Used by both programs.
 */
#ifndef WORKER_MESSAGE_H
#define WORKER_MESSAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "util/buf.h"
#include "util/err.h"
#include "util/json.h"

#define MESSAGE_VERSION 1
#define MESSAGE_BODY_MAX (4u << 20)
#define MESSAGE_FDS_MAX 4

enum message_type {
	MESSAGE_READY = 1, /* media, once, id 0: which role, which walls stand */
	MESSAGE_REQUEST,   /* main: {"do":"picture",…} */
	MESSAGE_MORE,      /* main: another part of a request that takes parts */
	MESSAGE_CANCEL,    /* main: stop the request of this id */
	MESSAGE_PROGRESS,  /* media: {"done":12,"of":120} */
	MESSAGE_DONE,      /* media: the answer; ends the request */
	MESSAGE_ERROR,     /* media: {"kind":"media","text":"…"}; ends the request */
};

/* On the wire: host byte order, both ends are one machine's. */
struct message_header {
	uint16_t version;
	uint16_t type;
	uint32_t id;
	uint32_t bytes; /* of the body */
	uint32_t fds;
};

struct message {
	enum message_type type;
	uint32_t id;
	struct json *body; /* owned; NULL for an empty body */
	int fds[MESSAGE_FDS_MAX];
	int fd_count; /* owned: message_clear closes those still >= 0 */
};

/* What has come in but is not a whole message yet. Zeroed is empty, fd set by
 * the owner. */
struct message_reader {
	int fd;
	struct buf bytes;
	int fds[4 * MESSAGE_FDS_MAX];
	int fd_count;
};

/* Sends one message, blocking until it is gone. Descriptors are borrowed. */
int message_send(int fd, enum message_type type, uint32_t id, const struct json *body,
		 const int *fds, int fd_count, struct err *err);
/* Returns 1 with a message, 0 when none is whole yet (only if !wait), -1 on an
 * error or the other end's going (ERR_WORKER). */
int message_receive(struct message_reader *reader, bool wait, struct message *out, struct err *err);
void message_clear(struct message *message);
void message_reader_clear(struct message_reader *reader);

/* A cell of a picture as it lies in the memfd a `picture` request returns: rows
 * of cols cells, nothing else. */
#define CELL_DEFAULT 0xffffffffu /* the terminal's own colour */
#define CELL_RGB 0x01000000u     /* | 0xRRGGBB; below 256: a palette number */
struct picture_cell {
	uint32_t point; /* code point; 0: right half of a wide one */
	uint32_t fg, bg;
};

#endif
