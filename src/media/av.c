/* SPDX-License-Identifier: MIT */
#include "media/av.h"

#include <errno.h>
#include <libavutil/error.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>

#include "util/mem.h"

static bool is_machine(int code)
{
	return code == AVERROR(ENOSPC) || code == AVERROR(EDQUOT) || code == AVERROR(EIO) ||
	       code == AVERROR(EFBIG) || code == AVERROR(EROFS) || code == AVERROR(EBADF);
}

int av_fail(struct err *err, int code, const char *format, ...)
{
	char why[AV_ERROR_MAX_STRING_SIZE];
	va_list args;
	va_start(args, format);
	char *text = xvasprintf(format, args);
	va_end(args);
	av_strerror(code, why, sizeof why);
	err_set(err, is_machine(code) ? ERR_IO : ERR_MEDIA, "%s: %s", text, why);
	free(text);
	return -1;
}
