/* SPDX-License-Identifier: MIT
 *
 * A clip's pictures as the film wants them: upright, whole (no fields), of the
 * film's size with black around what doesn't fill it, yuv420p, bt709, limited
 * range, one for each frame of the film from a time of the clip on.
 */
#ifndef MEDIA_CUT_FIT_H
#define MEDIA_CUT_FIT_H

#include <stdbool.h>

#include "media/cut/encode.h"
#include "media/clip/input.h"

struct fit;

/* The pictures from `in` seconds on; the input is borrowed until fit_free.
 * Returns new. */
struct fit *fit_open(struct input *input, double in, const struct encode_settings *settings,
		     struct err *err);
/* The picture for the next frame of the film, borrowed until the next call. When
 * the clip is over, its last one again. NULL on an error, also when the clip has
 * no picture at all. */
struct AVFrame *fit_next(struct fit *fit, struct err *err);
/* Goes to a frame of the film and returns the clip's picture that is due then, whole but
 * as the clip has it: neither turned nor scaled. Borrowed until the next call. */
struct AVFrame *fit_go(struct fit *fit, long frame, struct err *err);
/* How many seconds of what was given so far the clip did not have. */
double fit_held(const struct fit *fit);
/* "PQ" or "HLG" when the pictures were HDR, else NULL. */
const char *fit_hdr(const struct fit *fit);
void fit_free(struct fit *fit);

#endif
