/* SPDX-License-Identifier: MIT */
#include "util/json_scan.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/buf.h"
#include "util/json.h"
#include "util/mem.h"
#include "util/text.h"

struct scan {
	const char *at, *end;
	struct buf names; /* of the members of all objects that are open, decoded */
	size_t *starts;   /* of them */
	size_t count, room;
	int line;
	int depth, values, values_max;
	const char *name; /* of the file */
	struct err *err;
	int found; /* line of the value looked for, as deep as it went */
};

/* `pointer` is what is left of the RFC 6901 pointer for this value, NULL when it
 * is not on the way. */
static int scan_value(struct scan *scan, const char *pointer);

static int fail(struct scan *scan, const char *what)
{
	return err_set(scan->err, ERR_INVALID, "%s:%d: %s", scan->name, scan->line, what);
}

static void skip_blanks(struct scan *scan)
{
	for (; scan->at < scan->end; scan->at++) {
		char c = *scan->at;
		if (c == '\n')
			scan->line++;
		else if (c != ' ' && c != '\t' && c != '\r')
			break;
	}
}

static int peek(struct scan *scan)
{
	skip_blanks(scan);
	return scan->at < scan->end ? (unsigned char)*scan->at : -1;
}

static int hex4(struct scan *scan, unsigned *unit)
{
	*unit = 0;
	for (int i = 0; i < 4; i++, scan->at++) {
		int c = scan->at < scan->end ? (unsigned char)*scan->at : -1;
		int digit = c >= '0' && c <= '9'                 ? c - '0'
			    : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
								 : -1;
		if (digit < 0)
			return fail(scan, "expected four hexadecimal digits after \\u");
		*unit = *unit << 4 | (unsigned)digit;
	}
	return 0;
}

static int scan_unicode_escape(struct scan *scan, struct buf *out)
{
	unsigned unit, low;
	if (hex4(scan, &unit) < 0)
		return -1;
	if (unit == 0)
		return fail(scan, "\\u0000 can't stand in a text");
	if (unit >= 0xd800 && unit < 0xe000) {
		if (unit >= 0xdc00 || scan->end - scan->at < 2 || memcmp(scan->at, "\\u", 2) != 0)
			return fail(scan, "half of a surrogate pair");
		scan->at += 2;
		if (hex4(scan, &low) < 0)
			return -1;
		if (low < 0xdc00 || low >= 0xe000)
			return fail(scan, "half of a surrogate pair");
		unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
	}
	char put[4];
	if (out)
		buf_add(out, put, text_put(put, unit));
	return 0;
}

static int scan_escape(struct scan *scan, struct buf *out)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	int c = scan->at < scan->end ? (unsigned char)*scan->at++ : 0;
	if (c == 'u')
		return scan_unicode_escape(scan, out);
	const char *known = c ? strchr(from, c) : NULL;
	if (!known)
		return fail(scan,
			    "unknown escape in a text: \\ may be followed by \" \\ / b f n r t u");
	if (out)
		buf_add_char(out, to[known - from]);
	return 0;
}

/* Behind the signs that need no second look, which are nearly all. */
static const char *skip_plain(const char *at, const char *end)
{
	while (at < end && (unsigned char)(*at - ' ') < 0x80 - ' ' && *at != '"' && *at != '\\')
		at++;
	return at;
}

/* Reads a text; `out` (may be NULL) gets it decoded. */
static int scan_string(struct scan *scan, struct buf *out)
{
	scan->at++;
	for (;;) {
		const char *start = scan->at;
		scan->at = skip_plain(start, scan->end);
		if (out)
			buf_add(out, start, (size_t)(scan->at - start));
		if (scan->at == scan->end)
			return fail(scan, "a text has no closing \"");
		unsigned char c = (unsigned char)*scan->at;
		uint32_t point;
		size_t bytes = c < 128 ? 1 : text_next(scan->at, &point);
		if (c == '\n')
			return fail(scan, "a text has no closing \" on its line");
		if (c < 32)
			return fail(scan, "a control character stands in a text: take it "
					  "out, or write \\t for a tab");
		if (c >= 128 && bytes == 1)
			return fail(scan, "a text is not UTF-8");
		scan->at += bytes;
		if (c == '"')
			return 0;
		if (c == '\\' && scan_escape(scan, out) < 0)
			return -1;
		if (c >= 128 && out)
			buf_add(out, scan->at - bytes, bytes);
	}
}

static int scan_digits(struct scan *scan)
{
	const char *start = scan->at;
	while (scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9')
		scan->at++;
	return scan->at > start ? 0 : fail(scan, "expected a digit");
}

static int scan_number(struct scan *scan)
{
	char text[64];
	const char *start = scan->at;
	if (*scan->at == '-')
		scan->at++;
	const char *digits = scan->at;
	if (scan_digits(scan) < 0)
		return -1;
	if (*digits == '0' && scan->at - digits > 1)
		return fail(scan, "a number starts with 0");
	if (scan->at < scan->end && *scan->at == '.') {
		scan->at++;
		if (scan_digits(scan) < 0)
			return -1;
	}
	if (scan->at < scan->end && (*scan->at | 32) == 'e') {
		scan->at++;
		if (scan->at < scan->end && strchr("+-", *scan->at))
			scan->at++;
		if (scan_digits(scan) < 0)
			return -1;
	}
	size_t bytes = (size_t)(scan->at - start);
	if (bytes >= sizeof text)
		return fail(scan, "a number has more than 63 characters");
	memcpy(text, start, bytes);
	text[bytes] = '\0';
	return isfinite(strtod(text, NULL)) ? 0 : fail(scan, "a number is out of range");
}

static int scan_word(struct scan *scan)
{
	static const char *const words[] = {"true", "false", "null"};
	for (size_t i = 0; i < LENGTH(words); i++) {
		size_t bytes = strlen(words[i]);
		if ((size_t)(scan->end - scan->at) >= bytes &&
		    memcmp(scan->at, words[i], bytes) == 0) {
			scan->at += bytes;
			return 0;
		}
	}
	return fail(scan, "expected a value: a text in \"\", a number, true, false, null, [ or {");
}

static int by_name(const void *a, const void *b, void *names)
{
	return strcmp((char *)names + *(const size_t *)a, (char *)names + *(const size_t *)b);
}

/* The name that stands twice from this one on; NULL: none does. */
static const char *find_twice(struct scan *scan, size_t first)
{
	qsort_r(scan->starts + first, scan->count - first, sizeof *scan->starts, by_name,
		scan->names.data);
	for (size_t i = first + 1; i < scan->count; i++)
		if (by_name(&scan->starts[i - 1], &scan->starts[i], scan->names.data) == 0)
			return scan->names.data + scan->starts[i];
	return NULL;
}

/* What is left of the pointer behind the token `name`; NULL if it goes elsewhere. */
static const char *pointer_enter(const char *pointer, const char *name)
{
	if (!pointer || *pointer != '/')
		return NULL;
	for (pointer++; *pointer && *pointer != '/'; pointer++, name++) {
		char c = *pointer;
		if (c == '~' && pointer[1])
			c = *++pointer == '1' ? '/' : '~';
		if (c != *name)
			return NULL;
	}
	return *name ? NULL : pointer;
}

static int scan_member(struct scan *scan, const char *pointer)
{
	size_t start = scan->names.len;
	if (peek(scan) != '"')
		return fail(scan, "expected a member's name in \"\"");
	GROW(scan->starts, scan->count, scan->room);
	scan->starts[scan->count++] = start;
	if (scan_string(scan, &scan->names) < 0)
		return -1;
	buf_add_char(&scan->names, '\0');
	if (peek(scan) != ':')
		return fail(scan, "expected : after a member's name");
	scan->at++;
	return scan_value(scan, pointer_enter(pointer, scan->names.data + start));
}

/* The comma or the end of a container: 1 for more, 0 for the end. */
static int scan_separator(struct scan *scan, char close)
{
	int c = peek(scan);
	if (c == close) {
		scan->at++;
		return 0;
	}
	if (c != ',')
		return fail(scan, close == '}' ? "expected , or } after a member"
					       : "expected , or ] in a list");
	scan->at++;
	if (peek(scan) == close)
		return fail(scan, "a comma stands before the end");
	return 1;
}

static int scan_object(struct scan *scan, const char *pointer)
{
	size_t first = scan->count, start = scan->names.len;
	int more = 1;
	scan->at++;
	if (peek(scan) == '}') {
		scan->at++;
		return 0;
	}
	while (more == 1)
		more = scan_member(scan, pointer) < 0 ? -1 : scan_separator(scan, '}');
	const char *twice = more == 0 ? find_twice(scan, first) : NULL;
	if (twice) {
		char *shown = text_clean(twice, false, 60);
		more = err_set(scan->err, ERR_INVALID,
			       "%s:%d: the object that ends here has the member \"%s\" twice",
			       scan->name, scan->line, shown);
		free(shown);
	}
	scan->count = first;
	scan->names.len = start;
	return more;
}

static int scan_array(struct scan *scan, const char *pointer)
{
	int more = 1;
	scan->at++;
	if (peek(scan) == ']') {
		scan->at++;
		return 0;
	}
	for (size_t i = 0; more == 1; i++) {
		char index[24];
		if (pointer)
			snprintf(index, sizeof index, "%zu", i);
		const char *inside = pointer ? pointer_enter(pointer, index) : NULL;
		more = scan_value(scan, inside) < 0 ? -1 : scan_separator(scan, ']');
	}
	return more;
}

static int scan_value(struct scan *scan, const char *pointer)
{
	int c = peek(scan), result;
	if (pointer)
		scan->found = scan->line;
	if (c < 0)
		return fail(scan, "the text ends in the middle");
	if (++scan->depth > JSON_DEPTH_MAX)
		return fail(scan, "nested too deeply");
	if (++scan->values > scan->values_max)
		return fail(scan, "more values than anybody needs");
	if (c == '{') {
		result = scan_object(scan, pointer);
	} else if (c == '[') {
		result = scan_array(scan, pointer);
	} else if (c == '"') {
		result = scan_string(scan, NULL);
	} else if (c == '-' || (c >= '0' && c <= '9')) {
		result = scan_number(scan);
	} else {
		result = scan_word(scan);
	}
	scan->depth--;
	return result;
}

static void scan_end(struct scan *scan)
{
	buf_free(&scan->names);
	free(scan->starts);
}

int json_scan(const char *text, size_t bytes, int values_max, const char *name, struct err *err)
{
	struct scan scan = {.at = text,
			    .end = text + bytes,
			    .line = 1,
			    .values_max = values_max,
			    .name = name,
			    .err = err};
	if (memchr(text, '\0', bytes))
		return err_set(err, ERR_INVALID, "%s: has a NUL byte, so it is not JSON", name);
	if (bytes >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		return fail(&scan, "starts with a byte order mark: save it as UTF-8 without one");
	int result = scan_value(&scan, NULL);
	if (result == 0 && peek(&scan) >= 0)
		result = fail(&scan, "something stands behind the end of the value");
	scan_end(&scan);
	return result;
}

int json_line(const char *text, size_t bytes, const char *pointer)
{
	struct scan scan = {.at = text,
			    .end = text + bytes,
			    .line = 1,
			    .values_max = JSON_VALUES_MAX,
			    .name = "",
			    .found = 1};
	scan_value(&scan, pointer);
	scan_end(&scan);
	return scan.found;
}
