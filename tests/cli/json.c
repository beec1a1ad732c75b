/* SPDX-License-Identifier: MIT
 *
 * usage: json [POINTER…] < TEXT. Checks that stdin is one JSON value and prints
 * what lies under each RFC 6901 pointer (without "~"), a line each: texts bare,
 * the length of arrays and objects as "#3". Ends with 1 when it is no JSON or
 * nothing lies there.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/json.h"
#include "util/mem.h"

static const struct json *step(const struct json *at, const char *name)
{
	if (json_type(at) != JSON_ARRAY)
		return json_get(at, name);
	long index = strtol(name, NULL, 10);
	const struct json *item = json_first(at);
	while (item && index-- > 0)
		item = json_next(item);
	return item;
}

static const struct json *find(const struct json *at, const char *pointer)
{
	char *copy = xstrdup(pointer), *rest = copy, *name;
	strsep(&rest, "/");
	while (at && (name = strsep(&rest, "/")))
		at = step(at, name);
	free(copy);
	return at;
}

static void print(const struct json *value)
{
	if (json_str(value)) {
		puts(json_str(value));
	} else if (json_type(value) == JSON_ARRAY || json_type(value) == JSON_OBJECT) {
		printf("#%zu\n", json_len(value));
	} else {
		char *text = json_text(value);
		puts(text);
		free(text);
	}
}

int main(int argc, char **argv)
{
	struct buf text = {0};
	struct err err = {0};
	size_t got;
	int result = 0;
	while ((got = fread(buf_reserve(&text, 4096), 1, 4096, stdin)) > 0)
		text.len += got;
	buf_add_str(&text, "");
	struct json *json = json_parse(buf_str(&text), text.len, 64u << 20, "stdin", &err);
	if (!json) {
		printf("%s\n", err_text(&err));
		result = 1;
	}
	for (int i = 1; json && i < argc; i++) {
		const struct json *value = find(json, argv[i]);
		if (value)
			print(value);
		else
			result = 1;
	}
	json_free(json);
	err_clear(&err);
	buf_free(&text);
	return result;
}
