/* SPDX-License-Identifier: MIT
 *
 * Printing film.json: one member a line, known ones in the order of the field
 * table, then those nobody knows, then the lists. A text with line breaks is an
 * array of lines, so that a diff reads.
 */
#include <string.h>

#include "film/field.h"
#include "film/film_json.h"
#include "film/rows.h"

static void new_line(struct buf *out, int indent)
{
	buf_add_char(out, '\n');
	buf_add_fill(out, '\t', (size_t)indent);
}

static void print_name(struct buf *out, const char *name, int indent, bool *first)
{
	if (!*first)
		buf_add_char(out, ',');
	*first = false;
	new_line(out, indent);
	json_print_str(out, name);
	buf_add_str(out, ": ");
}

static void print_lines(struct buf *out, const char *text, int indent)
{
	struct buf line = {0};
	buf_add_char(out, '[');
	for (const char *end; text; text = end ? end + 1 : NULL) {
		end = strchr(text, '\n');
		buf_clear(&line);
		buf_add(&line, text, end ? (size_t)(end - text) : strlen(text));
		new_line(out, indent + 1);
		json_print_str(out, buf_str(&line));
		if (end)
			buf_add_char(out, ',');
	}
	new_line(out, indent);
	buf_add_char(out, ']');
	buf_free(&line);
}

static void print_value(struct buf *out, const struct json *value, int indent)
{
	const char *text = json_str(value);
	if (text && strchr(text, '\n'))
		print_lines(out, text, indent);
	else
		json_print_pretty(out, value, indent);
}

static void print_members(struct buf *out, enum field_of of, void *row, int indent, bool *first)
{
	size_t count;
	for (const struct field *field = fields(of, &count); count; field++, count--) {
		struct json *value = field_get(field, row);
		if (!value)
			continue;
		print_name(out, field->name, indent, first);
		print_value(out, value, indent);
		json_free(value);
	}
	const struct json *item = json_first(*row_extra(of, row));
	for (; item; item = json_next(item)) {
		print_name(out, json_name(item), indent, first);
		json_print_pretty(out, item, indent);
	}
}

static void print_rows(struct buf *out, const struct film *film, enum field_of of)
{
	size_t count = rows_count(film, of);
	buf_add_char(out, '[');
	for (size_t i = 0; i < count; i++) {
		bool first = true;
		new_line(out, 2);
		buf_add_char(out, '{');
		print_members(out, of, rows_at(film, of, i), 3, &first);
		new_line(out, 2);
		buf_add_str(out, i + 1 < count ? "}," : "}");
	}
	if (count)
		new_line(out, 1);
	buf_add_char(out, ']');
}

void film_print(const struct film *film, struct buf *out)
{
	bool first = true;
	buf_add_char(out, '{');
	print_members(out, OF_FILM, (void *)film, 1, &first);
	if (film->cast_count) {
		print_name(out, "cast", 1, &first);
		print_rows(out, film, OF_CAST);
	}
	print_name(out, "scenes", 1, &first);
	print_rows(out, film, OF_SCENE);
	buf_add_str(out, "\n}\n");
}

struct json *row_to_json(enum field_of of, const void *row)
{
	size_t count;
	struct json *object = json_new_object();
	for (const struct field *field = fields(of, &count); count; field++, count--) {
		struct json *value = field_get(field, row);
		if (value)
			json_set(object, field->name, value);
	}
	const struct json *item = json_first(*row_extra(of, (void *)row));
	for (; item; item = json_next(item))
		json_set(object, json_name(item), json_copy(item));
	return object;
}

struct json *scene_to_json(const struct scene *scene)
{
	return row_to_json(OF_SCENE, scene);
}
