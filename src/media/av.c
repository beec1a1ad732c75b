/* SPDX-License-Identifier: MIT */
#include "media/av.h"

#include <errno.h>
#include <libavutil/error.h>
#include <libavutil/log.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "util/buf.h"
#include "util/mem.h"
#include "util/text.h"

static struct buf kept;

/* Lines that help nobody, and what they mean. */
static const struct {
	const char *said, *means;
} meanings[] = {
	{"moov atom not found", "its index (moov) is missing, it is probably truncated"},
	{"error reading header", "its header is damaged or truncated"},
	{"header parsing failed", "its header is damaged or truncated"},
	{"exceeds containing master", "it is damaged or truncated"},
	{"max_streams", "it has too many tracks"},
	{"partial file", "its data ends before its index says, it is truncated"},
	{"picture size", "it is too large, or has no size"},
	{"image size", "it is too large, or has no size"},
	{"NAL unit", "its data is damaged"},
	{"chunk too big", "its data is damaged or truncated"},
	{"no frame", "its data is damaged"},
};

static void keep_line(void *object, int level, const char *format, va_list args)
{
	if (level > AV_LOG_ERROR)
		return;
	buf_clear(&kept);
	buf_vaddf(&kept, format, args);
	while (kept.len > 0 && strchr("\r\n.! ", kept.data[kept.len - 1]))
		kept.data[--kept.len] = '\0';
}

void av_keep_errors(void)
{
	av_log_set_callback(keep_line);
}

void av_forget_errors(void)
{
	buf_clear(&kept);
}

static bool is_machine(int code)
{
	return code == AVERROR(ENOSPC) || code == AVERROR(EDQUOT) || code == AVERROR(EIO) ||
	       code == AVERROR(EFBIG) || code == AVERROR(EROFS) || code == AVERROR(EBADF);
}

/* Returns new. */
static char *reason(int code)
{
	char text[AV_ERROR_MAX_STRING_SIZE];
	if (!is_machine(code)) {
		for (size_t i = 0; i < LENGTH(meanings); i++)
			if (strcasestr(buf_str(&kept), meanings[i].said))
				return xstrdup(meanings[i].means);
		if (kept.len > 0)
			return text_clean(buf_str(&kept), false, 120);
		if (code == AVERROR_INVALIDDATA || code == AVERROR_EOF)
			return xstrdup("its data is damaged or truncated");
	}
	av_strerror(code, text, sizeof text);
	return xstrdup(text);
}

int av_fail(struct err *err, int code, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	char *text = xvasprintf(format, args);
	va_end(args);
	char *why = reason(code);
	err_set(err, is_machine(code) ? ERR_IO : ERR_MEDIA, "%s: %s", text, why);
	free(why);
	free(text);
	av_forget_errors();
	return -1;
}
