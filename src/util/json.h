/* SPDX-License-Identifier: MIT
 *
 * JSON values. cJSON parses and holds them (json.c is its only home);
 * json_scan.c checks first what cJSON would let through (size, depth,
 * duplicate members, bad UTF-8, NUL) and finds lines for error messages;
 * json_print.c prints.
 *
 * Every `struct json *` is either a root, owned by whoever made it, or lies in a
 * tree and is borrowed from it. json_set and json_push take what they are given.
 */
#ifndef UTIL_JSON_H
#define UTIL_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "util/buf.h"
#include "util/err.h"

struct json; /* a cJSON node; NULL stands for an absent value everywhere below */

enum json_type {
	JSON_ABSENT,
	JSON_NULL,
	JSON_BOOL,
	JSON_NUMBER,
	JSON_STRING,
	JSON_ARRAY,
	JSON_OBJECT,
};

#define JSON_DEPTH_MAX 64
/* Each takes 64 bytes, however few were sent for it. */
#define JSON_VALUES_MAX 2000000
#define JSON_REPLY_VALUES_MAX 100000

/* Parses `bytes` of text; returns new. Errors read "NAME:LINE: …" with `name`
 * as given (a path, cleaned). More than `limit` bytes, deeper than
 * JSON_DEPTH_MAX, more than JSON_VALUES_MAX values, a member twice in one object,
 * text that is not UTF-8, \u0000, lone surrogates, numbers out of a double's
 * range and anything behind the value are errors. */
struct json *json_parse(const char *text, size_t bytes, size_t limit, const char *name,
			struct err *err);
/* What a server says: the same, of JSON_REPLY_VALUES_MAX values; NULL if it is none. */
struct json *json_parse_reply(const char *text, size_t bytes);
void json_free(struct json *json);
struct json *json_copy(const struct json *json); /* returns new */
bool json_equal(const struct json *a, const struct json *b);

/* Reading; an absent value, or one of another type, gives the neutral answer. */
enum json_type json_type(const struct json *json);
const char *json_type_word(enum json_type type); /* "a number", "an object", … */
const char *json_str(const struct json *json);   /* NULL unless a string */
double json_num(const struct json *json);        /* NAN unless a number */
bool json_true(const struct json *json);
bool json_is_whole(const struct json *json); /* a number without fraction within ±2^53 */
size_t json_len(const struct json *json);    /* of an array or object */
struct json *json_get(const struct json *object, const char *name);
const char *json_get_str(const struct json *object, const char *name);
double json_get_num(const struct json *object, const char *name);
/* Members or elements in order: first, then next until NULL. */
struct json *json_first(const struct json *container);
struct json *json_next(const struct json *item);
const char *json_name(const struct json *item); /* NULL in an array */

/* Building. */
struct json *json_new_object(void);
struct json *json_new_array(void);
struct json *json_new_str(const char *text);
struct json *json_new_num(double number);
struct json *json_new_bool(bool truth);
/* Puts or replaces a member (a replaced one keeps its place); a NULL value
 * removes it. */
void json_set(struct json *object, const char *name, struct json *value);
void json_set_str(struct json *object, const char *name, const char *text); /* NULL removes */
void json_set_num(struct json *object, const char *name, double number);
void json_set_bool(struct json *object, const char *name, bool truth);
void json_push(struct json *array, struct json *value);
struct json *json_detach(struct json *object, const char *name); /* returns new, or NULL */

/* Prints: compact on one line, or pretty with tabs, one member or element a line.
 * Whole numbers up to 2^53 as integers, others with the fewest digits that read
 * back the same. Non-ASCII text stays as it is. */
void json_print(struct buf *out, const struct json *json);
void json_print_pretty(struct buf *out, const struct json *json, int indent);
void json_print_str(struct buf *out, const char *text); /* quoted and escaped */
void json_print_num(struct buf *out, double number);
char *json_text(const struct json *json); /* returns new, compact */

/* The line (from 1) on which the value under the RFC 6901 pointer starts in a
 * text that json_parse accepted; for a missing member, the line of the deepest
 * ancestor that is there. */
int json_line(const char *text, size_t bytes, const char *pointer);

#endif
