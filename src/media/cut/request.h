/* SPDX-License-Identifier: MIT
 *
 * Members of a request's body that more than one verb reads.
 */
#ifndef MEDIA_CUT_REQUEST_H
#define MEDIA_CUT_REQUEST_H

#include "media/cut/encode.h"
#include "media/task.h"

/* A whole number from `least` on. */
int request_whole(const struct task *task, const char *name, long least, long *out,
		  struct err *err);
/* `width` `height` `rate`, and `preset` and `crf` where they are given. */
int request_settings(const struct task *task, struct encode_settings *out, struct err *err);
/* The sample a frame begins with, from the film's first: nearest, so that sound
 * never drifts. */
long settings_sample(const struct encode_settings *settings, long frame);

#endif
