/* SPDX-License-Identifier: MIT
 *
 * Small things every user of the FFmpeg libraries here needs. The libraries log
 * while they fail and then return a number; the line they logged is what tells a
 * user something. It is kept (their callback gets no argument of ours, hence the
 * one static) and becomes the reason in our error.
 */
#ifndef MEDIA_AV_H
#define MEDIA_AV_H

#include "util/err.h"

/* From now on error lines are kept and nothing is printed. */
void av_keep_errors(void);
/* Forgets the line, so that it isn't taken for a later failure's reason. */
void av_forget_errors(void);
/* Sets the error to the text and, behind ": ", the line kept or what libav's
 * code says; the kind is ERR_IO for what the machine said no to, else ERR_MEDIA.
 * Returns -1. */
int av_fail(struct err *err, int code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
