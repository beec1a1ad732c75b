/* SPDX-License-Identifier: MIT
 *
 * A decoded frame as small upright RGBA.
 */
#ifndef MEDIA_CLIP_RASTER_H
#define MEDIA_CLIP_RASTER_H

#include <stdint.h>

#include "util/err.h"

struct AVFrame;
struct SwsContext;

struct raster {
	int width, height;
	uint8_t *rgba; /* owned; rows without gaps */
	struct SwsContext *scaler;
};

/* The size in which the frame, turned clockwise by `turn` degrees, is meant to be
 * seen: its pixels' shape reckoned in. */
void raster_size(const struct AVFrame *frame, int turn, double *width, double *height);
/* Scales (to any shape) and turns. The raster is zeroed, or of an earlier frame: then
 * what that took to make is used again. */
int raster_make(const struct AVFrame *frame, int turn, int width, int height, struct raster *out,
		struct err *err);
void raster_clear(struct raster *raster);

#endif
