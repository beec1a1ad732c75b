/* SPDX-License-Identifier: MIT
 *
 * What a place sounds like when nothing happens: quiet filtered noise, wind, a
 * swell, a fire. Never louder than about -46 dBFS.
 */
#ifndef MEDIA_DRAW_ROOMTONE_H
#define MEDIA_DRAW_ROOMTONE_H

#include <stdint.h>

#include "media/draw/chance.h"
#include "media/stage/stage.h"

struct roomtone_ear {
	struct chance chance;
	double low[2], slow; /* the states of its filters */
	double spark;
};

struct roomtone {
	const struct roomtone_air *air;
	double crackles; /* a second */
	double gain;
	long at, samples;
	uint64_t seed;
	struct roomtone_ear both, ears[2];
};

/* For a clip of so many samples; it swells in and away at its ends. */
struct roomtone roomtone_of(enum place place, enum light light, uint64_t seed, long samples);
/* The next samples, interleaved stereo at 48 kHz. */
void roomtone_next(struct roomtone *tone, int16_t *out, long count);

#endif
