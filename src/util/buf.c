/* SPDX-License-Identifier: MIT */
#include "util/buf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/mem.h"

#ifndef BUF_ROOM_MIN
#define BUF_ROOM_MIN 64
#endif

char *buf_reserve(struct buf *buf, size_t bytes)
{
	if (bytes >= SIZE_MAX / 2 - buf->len)
		BUG("a buffer of %zu bytes was to grow by %zu", buf->len, bytes);
	size_t need = buf->len + bytes + 1;
	if (need > buf->room) {
		size_t room = buf->room ? buf->room : BUF_ROOM_MIN;
		while (room < need)
			room *= 2;
		buf->data = xrealloc(buf->data, room, 1);
		buf->room = room;
	}
	buf->data[buf->len + bytes] = '\0';
	return buf->data + buf->len;
}

void buf_add(struct buf *buf, const void *data, size_t bytes)
{
	if (!bytes)
		return;
	memcpy(buf_reserve(buf, bytes), data, bytes);
	buf->len += bytes;
}

void buf_add_str(struct buf *buf, const char *text)
{
	buf_add(buf, text, strlen(text));
}

void buf_add_char(struct buf *buf, char c)
{
	buf_add(buf, &c, 1);
}

void buf_add_fill(struct buf *buf, char c, size_t times)
{
	memset(buf_reserve(buf, times), c, times);
	buf->len += times;
}

void buf_vaddf(struct buf *buf, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	char *place = buf_reserve(buf, 0);
	size_t room = buf->room - buf->len;
	int wanted = vsnprintf(place, room, format, args);
	if (wanted < 0)
		BUG("bad format \"%s\"", format);
	if ((size_t)wanted >= room)
		vsnprintf(buf_reserve(buf, (size_t)wanted), (size_t)wanted + 1, format, again);
	buf->len += (size_t)wanted;
	va_end(again);
}

void buf_addf(struct buf *buf, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	buf_vaddf(buf, format, args);
	va_end(args);
}

const char *buf_str(const struct buf *buf)
{
	return buf->data ? buf->data : "";
}

char *buf_take(struct buf *buf)
{
	char *text = buf->data ? buf->data : xstrdup("");
	*buf = (struct buf){0};
	return text;
}

void buf_clear(struct buf *buf)
{
	buf->len = 0;
	if (buf->data)
		buf->data[0] = '\0';
}

void buf_free(struct buf *buf)
{
	free(buf->data);
	*buf = (struct buf){0};
}
