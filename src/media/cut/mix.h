/* SPDX-License-Identifier: MIT
 *
 * The film's sound out of the PCM of its parts, in order; neighbours that overlap
 * are cross-faded with equal power.
 */
#ifndef MEDIA_CUT_MIX_H
#define MEDIA_CUT_MIX_H

#include <stdint.h>

#include "media/cut/encode.h"

#define MIX_CHUNK 4096

struct mix_part {
	int fd;
	long begins, ends; /* samples of the film */
};

struct mix {
	struct encode_settings settings;
	struct mix_part last, part; /* the one before, the one now */
	long at;		    /* samples given so far */
	int16_t samples[2 * MIX_CHUNK], over[2 * MIX_CHUNK];
};

void mix_init(struct mix *mix, const struct encode_settings *settings);
/* The next part; `frames` long, its first on `frame` of the film. What it shares
 * with the part before is mixed. The descriptor is borrowed until the part after
 * the next is added. */
void mix_add(struct mix *mix, int fd, long frame, long frames);
/* The next samples before `until`, at most MIX_CHUNK, borrowed: how many, 0 when
 * there are no more before it, -1. */
long mix_next(struct mix *mix, long until, const int16_t **samples, struct err *err);

#endif
