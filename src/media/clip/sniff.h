/* SPDX-License-Identifier: MIT
 *
 * What a file is by its first bytes. Only what is in the table reaches a demuxer
 * at all, and none of them guesses again.
 */
#ifndef MEDIA_CLIP_SNIFF_H
#define MEDIA_CLIP_SNIFF_H

#include <stdbool.h>

#include "util/err.h"

struct sniff {
	const char *demuxer;   /* FFmpeg's name */
	const char *extension; /* the usual one, also what users call it */
	bool still;
	bool indexed; /* an index of every packet is read on opening */
	bool seeks;   /* to keyframes */
};

/* NULL, with a text that says what stands there instead. */
const struct sniff *sniff_fd(int fd, struct err *err);

#endif
