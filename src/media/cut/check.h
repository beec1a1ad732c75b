/* SPDX-License-Identifier: MIT
 *
 * Is the film on the disk the one that was meant? While it is joined each picture
 * is noted; afterwards the file is read back through its own index. ffmpeg ends
 * well on films that do not play, so nothing is taken for granted: what stands
 * first, every picture's bytes and times, the length of the sound, and that a
 * decoder finds its way in at each join.
 */
#ifndef MEDIA_CUT_CHECK_H
#define MEDIA_CUT_CHECK_H

#include <libavcodec/packet.h>
#include <libavutil/rational.h>
#include <stddef.h>
#include <stdint.h>

#include "util/err.h"

struct check {
	uint32_t written, read; /* running sums over bytes and times of all pictures */
	long *edges;		/* frames on which a piece begins */
	size_t edge_count, edge_room;
	long frames, samples; /* counted in the file */
};

/* Notes a picture that is about to be written, times in frames. */
void check_expect(struct check *check, const AVPacket *packet);
/* Notes that the next picture begins a piece. */
void check_edge(struct check *check, long frame);
/* Reads the file back. */
int check_film(struct check *check, int fd, AVRational rate, long frames, long samples,
	       struct err *err);
void check_clear(struct check *check);

#endif
