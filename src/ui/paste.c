/* SPDX-License-Identifier: MIT */
#include "ui/paste.h"

#include <string.h>

#include "ui/input.h"
#include "util/text.h"

static const char end[] = "\033[201~";
#define END_BYTES (sizeof end - 1)

/* Adds as much as may be; what is cut is cut between characters. */
static void add(struct paste *paste, const char *at, size_t bytes)
{
	size_t room = PASTE_MAX - paste->raw.len;
	if (bytes > room) {
		paste->is_cut = true;
		bytes = room;
		while (bytes && ((unsigned char)at[bytes] & 0xc0) == 0x80)
			bytes--;
	}
	while (bytes) {
		size_t run = strnlen(at, bytes), zero = run < bytes;
		buf_add(&paste->raw, at, run);
		at += run + zero;
		bytes -= run + zero;
	}
}

/* How many bytes at the end may be the beginning of the end sequence. */
static size_t tail_of(const char *at, size_t left)
{
	size_t tail = left < END_BYTES ? left : END_BYTES - 1;
	while (tail && memcmp(at + left - tail, end, tail) != 0)
		tail--;
	return tail;
}

size_t paste_take(struct paste *paste, const char *at, size_t left, bool *whole)
{
	const char *found = memmem(at, left, end, END_BYTES);
	size_t bytes = found ? (size_t)(found - at) : left - tail_of(at, left);
	if (!paste->is_cut)
		add(paste, at, bytes);
	*whole = found;
	return found ? bytes + END_BYTES : bytes;
}

static bool is_wanted(uint32_t point)
{
	return point == '\n' || point == '\t' || (point >= 0x20 && point < 0x7f) || point >= 0xa0;
}

char *paste_end(struct paste *paste)
{
	struct buf text = {0};
	const char *raw = buf_str(&paste->raw);
	char bytes[4];
	uint32_t point;
	size_t step;
	buf_add_str(&text, "");
	for (; (step = text_next(raw, &point)); raw += step) {
		if (point == '\r' && raw[1] == '\n')
			continue;
		point = point == '\r' ? '\n' : point;
		if (is_wanted(point))
			buf_add(&text, bytes, text_put(bytes, point));
	}
	paste_clear(paste);
	return buf_take(&text);
}

void paste_clear(struct paste *paste)
{
	buf_free(&paste->raw);
	paste->is_cut = false;
}
