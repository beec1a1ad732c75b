/* SPDX-License-Identifier: MIT
 *
 * Our own printer: cJSON's loses large numbers and knows one layout.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "util/json.h"

void json_print_num(struct buf *out, double number)
{
	char text[32];
	if (!isfinite(number)) {
		buf_add_str(out, "null"); /* JSON has no word for it */
		return;
	}
	if (number == floor(number) && fabs(number) <= 9007199254740992.0) {
		buf_addf(out, "%lld", (long long)number);
		return;
	}
	for (int digits = 6; digits <= 17; digits++) {
		snprintf(text, sizeof text, "%.*g", digits, number);
		if (strtod(text, NULL) == number)
			break;
	}
	buf_add_str(out, text);
}

/* How many bytes stand in a text as they are, up to one that is escaped. */
static size_t plain_bytes(const char *text)
{
	const unsigned char *at = (const unsigned char *)text;
	while (*at >= 32 && *at != '"' && *at != '\\' && *at != 127)
		at++;
	return (size_t)(at - (const unsigned char *)text);
}

void json_print_str(struct buf *out, const char *text)
{
	static const char shorts[] = "btn\0fr"; /* from \b, 0x08 */
	buf_add_char(out, '"');
	for (;; text++) {
		size_t plain = plain_bytes(text);
		buf_add(out, text, plain);
		text += plain;
		unsigned char c = (unsigned char)*text;
		if (!c)
			break;
		if (c == '"' || c == '\\')
			buf_addf(out, "\\%c", c);
		else if (c >= 8 && c <= 13 && shorts[c - 8])
			buf_addf(out, "\\%c", shorts[c - 8]);
		else
			buf_addf(out, "\\u%04x", c);
	}
	buf_add_char(out, '"');
}

static void new_line(struct buf *out, int indent)
{
	buf_add_char(out, '\n');
	buf_add_fill(out, '\t', (size_t)indent);
}

/* `indent` -1: all on one line. */
static void print(struct buf *out, const struct json *json, int indent)
{
	enum json_type type = json_type(json);
	int inner = indent < 0 ? -1 : indent + 1;
	switch (type) {
	case JSON_BOOL:
		buf_add_str(out, json_true(json) ? "true" : "false");
		return;
	case JSON_NUMBER:
		json_print_num(out, json_num(json));
		return;
	case JSON_STRING:
		json_print_str(out, json_str(json));
		return;
	case JSON_ARRAY:
	case JSON_OBJECT:
		break;
	default:
		buf_add_str(out, "null");
		return;
	}
	buf_add_char(out, type == JSON_ARRAY ? '[' : '{');
	const struct json *item = json_first(json);
	for (; item; item = json_next(item)) {
		if (inner >= 0)
			new_line(out, inner);
		if (type == JSON_OBJECT) {
			json_print_str(out, json_name(item));
			buf_add_str(out, inner >= 0 ? ": " : ":");
		}
		print(out, item, inner);
		if (json_next(item))
			buf_add_char(out, ',');
	}
	if (inner >= 0 && json_first(json))
		new_line(out, indent);
	buf_add_char(out, type == JSON_ARRAY ? ']' : '}');
}

void json_print(struct buf *out, const struct json *json)
{
	print(out, json, -1);
}

void json_print_pretty(struct buf *out, const struct json *json, int indent)
{
	print(out, json, indent);
}

char *json_text(const struct json *json)
{
	struct buf out = {0};
	json_print(&out, json);
	return buf_take(&out);
}
