/* SPDX-License-Identifier: MIT */
#include "util/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

#include "util/buf.h"
#include "util/mem.h"

#define REPLACEMENT 0xfffd
#define SLUG_MAX 40
#define ZERO_WIDTH_JOINER 0x200d

size_t text_next(const char *text, uint32_t *point)
{
	utf8proc_int32_t read;
	*point = (unsigned char)*text;
	if (*point < 0x80)
		return *point ? 1 : 0;
	utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)text,
						  (utf8proc_ssize_t)strnlen(text, 4), &read);
	*point = bytes > 0 ? (uint32_t)read : REPLACEMENT;
	return bytes > 0 ? (size_t)bytes : 1;
}

bool text_is_utf8(const char *text, size_t bytes)
{
	const char *end = text + bytes;
	uint32_t point;
	while (text < end) {
		size_t step = text_next(text, &point);
		if (step == 0 || (step == 1 && point == REPLACEMENT) || text + step > end)
			return false;
		text += step;
	}
	return true;
}

size_t text_put(char *out, uint32_t point)
{
	return (size_t)utf8proc_encode_char((utf8proc_int32_t)point, (utf8proc_uint8_t *)out);
}

size_t text_count(const char *text)
{
	size_t count = 0, step;
	uint32_t point;
	while ((step = text_next(text, &point))) {
		text += step;
		count++;
	}
	return count;
}

bool text_is_letter(uint32_t point)
{
	if (point < 0x80)
		return (point >= '0' && point <= '9') ||
		       ((point | 0x20) >= 'a' && (point | 0x20) <= 'z');
	switch (utf8proc_category((utf8proc_int32_t)point)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ND:
		return true;
	default:
		return false;
	}
}

uint32_t text_lower(uint32_t point)
{
	if (point < 0x80)
		return point >= 'A' && point <= 'Z' ? point | 0x20 : point;
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)point);
}

bool text_is_control(uint32_t point)
{
	if (point < 0x80)
		return point < 0x20 || point == 0x7f;
	switch (utf8proc_category((utf8proc_int32_t)point)) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	case UTF8PROC_CATEGORY_CF:
		return point != ZERO_WIDTH_JOINER; /* emoji and several scripts need it */
	default:
		return false;
	}
}

size_t text_ascii(const char *text)
{
	const char *at = text;
	while (*at >= 0x20 && *at < 0x7f)
		at++;
	return (size_t)(at - text);
}

static void add_visible(struct buf *out, uint32_t point)
{
	if (point < 0x20)
		buf_addf(out, "^%c", (char)(point + '@'));
	else if (point == 0x7f)
		buf_add_str(out, "^?");
	else
		buf_addf(out, "<U+%04X>", (unsigned)point);
}

char *text_clean(const char *text, bool lines, size_t limit)
{
	struct buf out = {0};
	uint32_t point;
	size_t step, count = 0, ascii = limit ? 0 : text_ascii(text);
	buf_add(&out, text, ascii);
	for (text += ascii; (step = text_next(text, &point)); text += step) {
		if (limit && count++ == limit) {
			buf_add_str(&out, "…");
			break;
		}
		if (text_is_control(point) && !(lines && point == '\n'))
			add_visible(&out, point);
		else if (point == REPLACEMENT)
			buf_add_str(&out, "\xef\xbf\xbd");
		else
			buf_add(&out, text, step);
	}
	return buf_take(&out);
}

/* Letters that have no accent to lose but a usual spelling. */
static const char *plain_letter(uint32_t point)
{
	static const struct {
		uint32_t point;
		const char *plain;
	} letters[] = {
		{0xe6, "ae"}, {0x153, "oe"}, {0xdf, "ss"}, {0xf8, "o"},  {0xf0, "d"},
		{0xfe, "th"}, {0x142, "l"},  {0x111, "d"}, {0x131, "i"},
	};
	for (size_t i = 0; i < LENGTH(letters); i++)
		if (letters[i].point == point)
			return letters[i].plain;
	return "";
}

/* `text` in lower case, accents taken off the letters; returns new. */
static char *fold(const char *text)
{
	utf8proc_uint8_t *folded = NULL;
	utf8proc_map((const utf8proc_uint8_t *)text, 0, &folded,
		     UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
			     UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
	return folded ? (char *)folded : xstrdup("");
}

char *text_plain(const char *text)
{
	struct buf out = {0};
	char *folded = fold(text);
	uint32_t point;
	size_t step;
	for (const char *at = folded; (step = text_next(at, &point)); at += step) {
		const char *plain = plain_letter(point);
		buf_add(&out, *plain ? plain : at, *plain ? strlen(plain) : step);
	}
	free(folded);
	return buf_take(&out);
}

size_t text_plain_point(uint32_t point, char out[TEXT_PLAIN_MAX])
{
	enum { IDEOGRAPHS = 0x4e00, IDEOGRAPHS_END = 0xa000 };
	utf8proc_int32_t points[TEXT_PLAIN_MAX / 4];
	int boundary = 0;
	size_t bytes = 0;
	if (point >= IDEOGRAPHS && point < IDEOGRAPHS_END) /* a short cut: they stay */
		return text_put(out, point);
	utf8proc_ssize_t count = utf8proc_decompose_char(
		(utf8proc_int32_t)point, points, (utf8proc_ssize_t)LENGTH(points),
		UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
			UTF8PROC_STRIPMARK | UTF8PROC_IGNORE,
		&boundary);
	if (count < 0 || (size_t)count > LENGTH(points))
		return text_put(out, point);
	for (utf8proc_ssize_t i = 0; i < count; i++) {
		const char *plain = plain_letter((uint32_t)points[i]);
		if (*plain)
			memcpy(out + bytes, plain, strlen(plain));
		bytes += *plain ? strlen(plain) : text_put(out + bytes, (uint32_t)points[i]);
	}
	return bytes;
}

char *text_slug(const char *text)
{
	struct buf out = {0};
	char *folded = text_plain(text);
	const char *at = folded;
	uint32_t point;
	size_t step;
	for (; (step = text_next(at, &point)) && out.len < SLUG_MAX; at += step) {
		bool letter = point >= 'a' && point <= 'z';
		bool digit = point >= '0' && point <= '9';
		if (letter || (digit && out.len))
			buf_add_char(&out, (char)point);
		else if (point < 128 && out.len && out.data[out.len - 1] != '-' && point != '\'' &&
			 !digit)
			buf_add_char(&out, '-');
	}
	free(folded);
	while (out.len && (out.len > SLUG_MAX || out.data[out.len - 1] == '-'))
		out.data[--out.len] = '\0';
	if (!out.len)
		buf_add_str(&out, "scene");
	return buf_take(&out);
}

bool text_is_slug(const char *text)
{
	if (!(*text >= 'a' && *text <= 'z') || strlen(text) > SLUG_MAX)
		return false;
	return text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static size_t least_of(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;
	return least < c ? least : c;
}

static bool same_letter(char a, char b)
{
	return strncasecmp(&a, &b, 1) == 0;
}

size_t text_distance(const char *a, const char *b)
{
	size_t columns = strlen(b);
	size_t *row = xmalloc((columns + 1) * sizeof *row);
	for (size_t j = 0; j <= columns; j++)
		row[j] = j;
	for (size_t i = 1; *a; a++, i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t j = 1; j <= columns; j++) {
			size_t above = row[j];
			row[j] = least_of(above + 1, row[j - 1] + 1,
					  diagonal + !same_letter(*a, b[j - 1]));
			diagonal = above;
		}
	}
	size_t distance = row[columns];
	free(row);
	return distance;
}

char *text_path(const char *path)
{
	const char *home = getenv("HOME");
	size_t bytes = home ? strlen(home) : 0;
	char *clean;
	if (bytes > 1 && strncmp(path, home, bytes) == 0 && (path[bytes] == '/' || !path[bytes])) {
		char *rest = text_clean(path + bytes, false, 0);
		clean = xasprintf("~%s", rest);
		free(rest);
	} else {
		clean = text_clean(path, false, 0);
	}
	return clean;
}
