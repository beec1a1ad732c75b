/* SPDX-License-Identifier: MIT
 *
 * Where a value lies in a reply: RFC 6901 pointers ("/data/task_id", "~1" for a
 * slash), in which a part "*" stands for any member or element, "*[type=video]" for any
 * whose member (or element, "*[1=…]") "type" is that text.
 */
#ifndef PROVIDER_POINTER_H
#define PROVIDER_POINTER_H

#include <stdbool.h>

#include "util/buf.h"
#include "util/json.h"

/* "" or begins with "/", and "~" is followed by 0 or 1. */
bool pointer_is_sound(const char *pointer);
/* The first value there, borrowed; null counts as none. NULL when there is none. */
const struct json *pointer_find(const struct json *root, const char *pointer);
/* Every one, in order, until `each` returns false. */
void pointer_each(const struct json *root, const char *pointer,
		  bool (*each)(void *arg, const struct json *value), void *arg);
/* `pointers` is a text or an array of them: the first that finds something. */
const struct json *pointers_find(const struct json *root, const struct json *pointers);

/* The value at a plain pointer, in which "*" is a name like any other; null counts. */
const struct json *pointer_exact(const struct json *root, const char *pointer);
/* Goes on to a member, or, without a name, an element. */
void pointer_enter(struct buf *pointer, const char *name, size_t index);

#endif
