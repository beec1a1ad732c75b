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
	int line;
	int depth;
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
	for (; scan->at < scan->end && strchr(" \t\r\n", *scan->at) && *scan->at; scan->at++)
		if (*scan->at == '\n')
			scan->line++;
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
	buf_add_char(out, to[known - from]);
	return 0;
}

/* Reads a text; `out` gets it decoded. */
static int scan_string(struct scan *scan, struct buf *out)
{
	const char *start = ++scan->at;
	for (;;) {
		if (scan->at == scan->end)
			return fail(scan, "a text has no closing \"");
		unsigned char c = (unsigned char)*scan->at;
		if (c == '"' || c == '\\' || c < 32) {
			buf_add(out, start, (size_t)(scan->at - start));
			if (c == '"') {
				scan->at++;
				return 0;
			}
			if (c == '\n')
				return fail(scan, "a text has no closing \" on its line");
			if (c < 32)
				return fail(scan, "a control character stands in a text: take it "
						  "out, or write \\t for a tab");
			scan->at++;
			if (scan_escape(scan, out) < 0)
				return -1;
			start = scan->at;
			continue;
		}
		uint32_t point;
		size_t bytes = c < 128 ? 1 : text_next(scan->at, &point);
		if (c >= 128 && bytes == 1)
			return fail(scan, "a text is not UTF-8");
		scan->at += bytes;
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

/* The names seen in one object, for finding a second one of the same. */
struct names {
	char **names; /* owned */
	size_t count, room;
};

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static const char *find_twice(struct names *names)
{
	qsort(names->names, names->count, sizeof *names->names, by_text);
	for (size_t i = 1; i < names->count; i++)
		if (strcmp(names->names[i - 1], names->names[i]) == 0)
			return names->names[i];
	return NULL;
}

static void names_free(struct names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->names[i]);
	free(names->names);
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

static int scan_member(struct scan *scan, struct names *names, const char *pointer)
{
	if (peek(scan) != '"')
		return fail(scan, "expected a member's name in \"\"");
	struct buf name = {0};
	if (scan_string(scan, &name) < 0) {
		buf_free(&name);
		return -1;
	}
	GROW(names->names, names->count, names->room);
	char *text = names->names[names->count++] = buf_take(&name);
	if (peek(scan) != ':')
		return fail(scan, "expected : after a member's name");
	scan->at++;
	return scan_value(scan, pointer_enter(pointer, text));
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
	struct names names = {0};
	int more = 1;
	scan->at++;
	if (peek(scan) == '}') {
		scan->at++;
		return 0;
	}
	while (more == 1)
		more = scan_member(scan, &names, pointer) < 0 ? -1 : scan_separator(scan, '}');
	const char *twice = more == 0 ? find_twice(&names) : NULL;
	if (twice) {
		char *shown = text_clean(twice, false, 60);
		more = err_set(scan->err, ERR_INVALID,
			       "%s:%d: the object that ends here has the member \"%s\" twice",
			       scan->name, scan->line, shown);
		free(shown);
	}
	names_free(&names);
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
	struct buf text = {0};
	int c = peek(scan), result;
	if (pointer)
		scan->found = scan->line;
	if (c < 0)
		return fail(scan, "the text ends in the middle");
	if (++scan->depth > JSON_DEPTH_MAX)
		return fail(scan, "nested too deeply");
	if (c == '{') {
		result = scan_object(scan, pointer);
	} else if (c == '[') {
		result = scan_array(scan, pointer);
	} else if (c == '"') {
		result = scan_string(scan, &text);
		buf_free(&text);
	} else if (c == '-' || (c >= '0' && c <= '9')) {
		result = scan_number(scan);
	} else {
		result = scan_word(scan);
	}
	scan->depth--;
	return result;
}

int json_scan(const char *text, size_t bytes, const char *name, struct err *err)
{
	struct scan scan = {.at = text, .end = text + bytes, .line = 1, .name = name, .err = err};
	if (memchr(text, '\0', bytes))
		return err_set(err, ERR_INVALID, "%s: has a NUL byte, so it is not JSON", name);
	if (bytes >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		return fail(&scan, "starts with a byte order mark: save it as UTF-8 without one");
	if (scan_value(&scan, NULL) < 0)
		return -1;
	if (peek(&scan) >= 0)
		return fail(&scan, "something stands behind the end of the value");
	return 0;
}

int json_line(const char *text, size_t bytes, const char *pointer)
{
	struct scan scan = {.at = text, .end = text + bytes, .line = 1, .name = "", .found = 1};
	scan_value(&scan, pointer);
	return scan.found;
}
