/* SPDX-License-Identifier: MIT */
#include "source.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/mem.h"
#include "util/text.h"

bool source_is_empty(const struct source *source)
{
	return source->at >= source->size;
}

unsigned source_byte(struct source *source)
{
	return source_is_empty(source) ? 0 : source->data[source->at++];
}

size_t source_pick(struct source *source, size_t count)
{
	size_t number = source_byte(source);

	if (count > 256)
		number = number << 8 | source_byte(source);
	return number % count;
}

static const char *const pieces[] = {
	"null", "{}", "[]", "\"\"", "-1", "1e308", "1e999", "0.0000001", "true", "false",
	"\\u0000", "\\ud800", "\\u001b[2J", "\033]0;x\a", "\xff\xfe", "\xc0\x80",
	"\xe2\x80\xae", "{", "}", "[", "]", ",", ":", "\"", "{prompt", "{id:url}", "{{", "*",
	"/*", "~", "~1", "*[type=video]", "https://", "http://h:1/", "file:///etc/passwd",
	"\"id\":", "\"url\":", "\"error\":", "\"status\":\"completed\"", "data:;base64,", "====",
};

static void insert(struct buf *text, size_t at, const char *piece, size_t bytes)
{
	struct buf out = {0};

	buf_reserve(&out, 1);
	buf_add(&out, buf_str(text), at);
	buf_add(&out, piece, bytes);
	buf_add(&out, buf_str(text) + at, text->len - at);
	buf_free(text);
	*text = out;
}

static void spoil_once(struct source *source, struct buf *text)
{
	unsigned how = source_byte(source);
	size_t at = source_pick(source, text->len + 1), left = text->len - at, bytes;
	const char *piece;
	char *copy;

	switch (how % 5) {
	case 0:
		if (left)
			text->data[at] = (char)source_byte(source);
		break;
	case 1:
		bytes = left ? source_pick(source, left < 64 ? left : 64) : 0;
		memmove(text->data + at, text->data + at + bytes, left - bytes);
		text->len -= bytes;
		break;
	case 2:
		bytes = left ? source_pick(source, left < 256 ? left : 256) : 0;
		copy = xstrndup(buf_str(text) + at, bytes);
		insert(text, at, copy, strlen(copy));
		free(copy);
		break;
	case 3:
		text->len = at;
		break;
	default:
		piece = pieces[source_pick(source, LENGTH(pieces))];
		insert(text, at, piece, strlen(piece));
	}
}

void source_spoil(struct source *source, struct buf *text)
{
	size_t times = source_pick(source, 6);

	buf_reserve(text, 1); /* so that there is always something to write into */
	while (times-- > 0)
		spoil_once(source, text);
	buf_add_char(text, '\0');
	text->len--;
}

void fuzz_fail(const char *file, int line, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fprintf(stderr, "%s:%d: ", file, line);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	abort();
}

void holds_utf8(const char *text)
{
	HOLDS(text, "there is no text");
	HOLDS(text_is_utf8(text, strlen(text)), "not UTF-8: %s", text);
}

void holds_clean(const char *text)
{
	uint32_t point;

	holds_utf8(text);
	for (const char *at = text; *at; at += text_next(at, &point)) {
		text_next(at, &point);
		HOLDS(!text_is_control(point), "U+%04X in: %s", point, text);
	}
}
