/* SPDX-License-Identifier: MIT
 *
 * Writes an MP4 on a descriptor, its index before the media. Tracks first, then
 * packets, then close.
 */
#ifndef MEDIA_CUT_MP4_H
#define MEDIA_CUT_MP4_H

#include <libavcodec/packet.h>
#include <libavutil/rational.h>

#include "util/err.h"

struct AVCodecParameters;
struct mp4;

/* Writes to fd from its start; fd is borrowed. `title` may be NULL. Returns new. */
struct mp4 *mp4_open(int fd, const char *title, struct err *err);
/* Adds a track whose packets will bear times in `base`; returns its number. */
int mp4_track(struct mp4 *mp4, const struct AVCodecParameters *parameters, AVRational base,
	      struct err *err);
/* Takes what the packet holds and leaves it empty. */
int mp4_write(struct mp4 *mp4, int track, AVPacket *packet, struct err *err);
/* Ends the file and frees the writer either way. */
int mp4_close(struct mp4 *mp4, struct err *err);
void mp4_drop(struct mp4 *mp4);

#endif
