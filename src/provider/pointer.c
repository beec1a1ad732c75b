/* SPDX-License-Identifier: MIT */
#include "provider/pointer.h"

#include <stdlib.h>
#include <string.h>

#include "util/buf.h"
#include "util/mem.h"

void pointer_enter(struct buf *pointer, const char *name, size_t index)
{
	buf_add_char(pointer, '/');
	if (!name)
		buf_addf(pointer, "%zu", index);
	for (; name && *name; name++)
		buf_add_str(pointer, *name == '/'   ? "~1"
				     : *name == '~' ? "~0"
						    : (char[]){*name, 0});
}

bool pointer_is_sound(const char *pointer)
{
	if (*pointer && *pointer != '/')
		return false;
	for (; *pointer; pointer++)
		if (*pointer == '~' && pointer[1] != '0' && pointer[1] != '1')
			return false;
	return true;
}

/* Returns new: the part of `bytes` bytes, unescaped. */
static char *unescape(const char *part, size_t bytes)
{
	struct buf out = {0};

	for (size_t i = 0; i < bytes; i++) {
		if (part[i] == '~' && i + 1 < bytes)
			buf_add_char(&out, part[++i] == '1' ? '/' : '~');
		else
			buf_add_char(&out, part[i]);
	}
	return buf_take(&out);
}

static const struct json *step_into(const struct json *value, const char *part, size_t bytes)
{
	const struct json *found = NULL;
	char *name = unescape(part, bytes);

	if (json_type(value) == JSON_OBJECT) {
		found = json_get(value, name);
	} else if (json_type(value) == JSON_ARRAY && *name >= '0' && *name <= '9') {
		unsigned long at = strtoul(name, NULL, 10);

		found = json_first(value);
		while (found && at-- > 0)
			found = json_next(found);
	}
	free(name);
	return found;
}

const struct json *pointer_exact(const struct json *root, const char *pointer)
{
	while (root && *pointer) {
		size_t bytes = strcspn(++pointer, "/");

		root = step_into(root, pointer, bytes);
		pointer += bytes;
	}
	return root;
}

/* Whether a part stands for any: "*", or "*[name=text]". */
static bool is_any(const char *part, size_t bytes)
{
	return *part == '*' && (bytes == 1 || (bytes > 3 && part[1] == '[' &&
					       part[bytes - 1] == ']' && memchr(part, '=', bytes)));
}

/* Whether it has the member "name=text" asks for. */
static bool has_member(const struct json *value, const char *asks, size_t bytes)
{
	size_t name = strcspn(asks, "=");
	const char *text = json_str(step_into(value, asks, name));

	return text && strlen(text) == bytes - name - 1 &&
	       memcmp(text, asks + name + 1, bytes - name - 1) == 0;
}

struct search {
	bool (*each)(void *arg, const struct json *value);
	void *arg;
};

/* False when the search is over. */
static bool walk(const struct search *search, const struct json *value, const char *pointer)
{
	enum json_type type = json_type(value);

	if (type == JSON_ABSENT || type == JSON_NULL)
		return true;
	if (!*pointer)
		return search->each(search->arg, value);

	size_t bytes = strcspn(++pointer, "/");

	if (!is_any(pointer, bytes))
		return walk(search, step_into(value, pointer, bytes), pointer + bytes);
	if (type != JSON_OBJECT && type != JSON_ARRAY)
		return true;
	for (const struct json *item = json_first(value); item; item = json_next(item))
		if ((bytes == 1 || has_member(item, pointer + 2, bytes - 3)) &&
		    !walk(search, item, pointer + bytes))
			return false;
	return true;
}

void pointer_each(const struct json *root, const char *pointer,
		  bool (*each)(void *arg, const struct json *value), void *arg)
{
	walk(&(struct search){each, arg}, root, pointer);
}

static bool take_first(void *arg, const struct json *value)
{
	*(const struct json **)arg = value;
	return false;
}

const struct json *pointer_find(const struct json *root, const char *pointer)
{
	const struct json *found = NULL;

	pointer_each(root, pointer, take_first, &found);
	return found;
}

const struct json *pointers_find(const struct json *root, const struct json *pointers)
{
	const struct json *found = NULL;

	if (json_str(pointers))
		return pointer_find(root, json_str(pointers));
	for (const struct json *item = json_first(pointers); item && !found; item = json_next(item))
		found = pointer_find(root, json_str(item));
	return found;
}
