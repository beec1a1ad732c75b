/* SPDX-License-Identifier: MIT
 *
 * Templates and pointers of any kind. What is checked can be filled, or lacks a value
 * and says which.
 */
#include <stdlib.h>
#include <string.h>

#include "provider/pointer.h"
#include "provider/template.h"
#include "source.h"
#include "subjects.h"
#include "util/mem.h"

static const struct subjects *subjects;
static struct json *values;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	static const char text[] =
		"{\"prompt\":\"a \\\"kitten\\\"\",\"seconds\":5.5,\"size\":\"1280x720\",\"seed\":7,"
		"\"url\":\"https://h/a/b:c?d#e\",\"id\":\"a/b\","
		"\"options\":{\"x\":[1,{\"y\":null}]},"
		"\"references\":[\"one\",\"two\"],\"sound\":true,\"none\":null}";

	subjects = subjects_read();
	values = json_parse(text, sizeof text - 1, sizeof text, "values", NULL);
	HOLDS(values, "the values can't be read");
	return 0;
}

static bool any(const char *name)
{
	return true;
}

static void fill(const struct json *template)
{
	static const struct wire_picture pictures[] = {
		{"start", "image/png", "a.png", "PNG", 3},
		{"cast", "image/webp", "k.webp", "KIT", 3},
		{"cast", "image/webp", "g.webp", "GIR", 3},
	};
	const struct template_values with = {values, pictures, LENGTH(pictures)};
	struct err err = {0};
	struct json *out;
	char *text;

	if (template_check(template, any, &err) == 0) {
		out = template_fill(template, &with, &err);
		HOLDS(!out || !err.kind, "filled, and %s", err_text(&err));
		json_free(out);
	}
	if (err.kind)
		holds_utf8(err_text(&err));
	err_clear(&err);
	if (json_str(template) && template_check(template, any, NULL) == 0) {
		text = template_text(json_str(template), &with, &err);
		HOLDS(text || err.kind, "neither text nor reason");
		free(text);
	}
	template_file(template, &with);
	err_clear(&err);
}

/* What stands in a spoiled file wherever templates and pointers may. */
static void walk(const struct json *json)
{
	const char *text = json_str(json);
	const struct json *found;

	fill(json);
	if (text && pointer_is_sound(text)) {
		found = pointer_find(values, text);
		HOLDS(json_type(found) != JSON_NULL, "null was found");
	}
	for (const struct json *item = json_first(json); item; item = json_next(item))
		walk(item);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct source source = {data, size, 0};
	struct buf text = {0};
	struct json *json;

	buf_add_str(&text, subjects->files[source_pick(&source, subjects->file_count)]);
	source_spoil(&source, &text);
	json = json_parse(buf_str(&text), text.len, 1u << 20, "template", NULL);
	walk(json_get(json, "create"));
	walk(json_get(json, "read"));
	json_free(json);
	text.len = 0;
	while (!source_is_empty(&source) && text.len < 200)
		buf_add_char(&text, "{}/*~[]=:?abcprompt_id0"[source_byte(&source) % 23]);
	buf_add_char(&text, '\0');
	json = json_new_str(buf_str(&text));
	walk(json);
	json_free(json);
	buf_free(&text);
	return 0;
}
