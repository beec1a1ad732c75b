/* SPDX-License-Identifier: MIT
 *
 * Small things every user of the FFmpeg libraries here needs.
 */
#ifndef MEDIA_AV_H
#define MEDIA_AV_H

#include "util/err.h"

/* Sets the error to the text and what libav's code says behind ": "; the kind is
 * ERR_IO for what the machine said no to, else ERR_MEDIA. Returns -1. */
int av_fail(struct err *err, int code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
