/* SPDX-License-Identifier: MIT
 *
 * AAC, 192 kbit/s, stereo at 48 kHz, into a track of an MP4.
 */
#ifndef MEDIA_CUT_SOUND_H
#define MEDIA_CUT_SOUND_H

#include <stdbool.h>
#include <stdint.h>

#include "media/cut/mp4.h"
#include "util/err.h"

struct sound;

/* Adds the track; the mp4 is borrowed until the sound is freed. `quick` spends a
 * third of the time and does for a clip that is encoded again in the cut. Returns
 * new. */
struct sound *sound_open(struct mp4 *mp4, bool quick, struct err *err);
/* The next samples: interleaved stereo, any number. */
int sound_add(struct sound *sound, const int16_t *samples, long count, struct err *err);
/* What is left goes out. */
int sound_end(struct sound *sound, struct err *err);
void sound_free(struct sound *sound);

#endif
