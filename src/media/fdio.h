/* SPDX-License-Identifier: MIT
 *
 * FFmpeg's I/O over a descriptor that somebody else opened: the sandbox opens
 * nothing. The position is our own (pread, pwrite), so one descriptor may be used
 * by several at once and is left as it came.
 */
#ifndef MEDIA_FDIO_H
#define MEDIA_FDIO_H

#include <stdbool.h>

#include "util/err.h"

struct AVIOContext;

/* Starts at byte 0, seekable. The descriptor is borrowed until fdio_close. A
 * writer's io->error is libav's code of the first write that failed. Returns new;
 * NULL for what is no regular file. */
struct AVIOContext *fdio_open(int fd, bool write, struct err *err);
/* Flushes a writer and frees; NULL is fine. Returns libav's code of what failed
 * on the way, or 0. */
int fdio_close(struct AVIOContext *io);

#endif
