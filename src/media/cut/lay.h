/* SPDX-License-Identifier: MIT
 *
 * A clip's sound as the film wants it: s16, stereo, 48 kHz, an exact number of
 * samples from a time of the clip on; silence where the clip has none.
 */
#ifndef MEDIA_CUT_LAY_H
#define MEDIA_CUT_LAY_H

#include "media/clip/input.h"

/* Reads the sound from `in` seconds of the clip on and writes `samples` to fd
 * from where it stands. Sound that can't be decoded is no reason to refuse the
 * pictures: it becomes silence, and `lost` says why. */
int lay_sound(struct input *input, double in, long samples, int fd, struct err *lost,
	      struct err *err);

#endif
