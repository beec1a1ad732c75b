/* SPDX-License-Identifier: MIT
 *
 * A decoded picture as a file of its own: upright, sRGB, of exactly the size asked for.
 */
#ifndef MEDIA_CUT_STILL_FILE_H
#define MEDIA_CUT_STILL_FILE_H

#include <stdbool.h>

#include "util/err.h"

struct AVFrame;

struct still_wish {
	int width, height;
	bool raw;       /* no file: rows of RGB without gaps */
	bool png, jpeg; /* what it may be; PNG is tried first */
	double bytes;   /* at most */
};

/* Turns it clockwise by `turn` degrees, scales it until it covers the size and cuts off
 * evenly what stands over. Returns a memfd with the file; *type tells which it is, *bytes
 * how long. */
int still_file(const struct AVFrame *frame, int turn, const struct still_wish *wish,
	       const char **type, long *bytes, struct err *err);

#endif
