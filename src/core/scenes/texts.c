/* SPDX-License-Identifier: MIT */
#include "core/scenes/texts.h"

#include <stdlib.h>
#include <string.h>

#include "util/mem.h"

#define AROUND 32 /* characters shown before and behind a place */

static bool is_text(const struct field *field)
{
	return field->kind == FIELD_LINE || field->kind == FIELD_TEXT ||
	       field->kind == FIELD_CHOICE || field->kind == FIELD_SLUG;
}

static void add_text(struct texts *texts, const struct field *field)
{
	if (texts->count < LENGTH(texts->rows))
		texts->rows[texts->count++] = field;
}

int texts_choose(const char *names, struct texts *out, struct err *err)
{
	size_t count;
	char *copy = names ? xstrdup(names) : NULL, *rest = copy, *name;
	int result = 0;

	*out = (struct texts){0};
	while (result == 0 && (name = strsep(&rest, ","))) {
		const struct field *field = field_find(OF_SCENE, name);
		const char *near = field ? NULL : field_near(OF_SCENE, name);

		if (field && is_text(field))
			add_text(out, field);
		else if (near)
			result = err_set(err, ERR_USAGE,
					 "scenes have no field “%s”; did you mean “%s”?", name,
					 near);
		else
			result = err_set(err, ERR_USAGE, "“%s” is no field with a text", name);
	}
	free(copy);
	for (const struct field *row = fields(OF_SCENE, &count); !names && count; row++, count--)
		if (is_text(row))
			add_text(out, row);
	return result;
}

const char *text_of(const struct field *field, const struct scene *scene)
{
	return *(char *const *)((const char *)scene + field->offset);
}

void excerpt_flat(struct buf *out, const char *from, const char *to)
{
	for (; from < to; from++)
		buf_add_char(out, *from == '\n' || *from == '\t' ? ' ' : *from);
}

static bool goes_on(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

void excerpt_before(struct buf *out, const char *text, const char *place)
{
	const char *from = place;

	for (size_t left = AROUND; left && from > text; left--)
		for (from--; from > text && goes_on(*from);)
			from--;
	buf_add_str(out, from > text ? "…" : "");
	excerpt_flat(out, from, place);
}

void excerpt_behind(struct buf *out, const char *end)
{
	const char *to = end;

	for (size_t left = AROUND; left && *to; left--)
		for (to++; goes_on(*to);)
			to++;
	excerpt_flat(out, end, to);
	buf_add_str(out, *to ? "…" : "");
}

bool find_in(const struct search *search, const struct scene *scene, const struct field *field,
	     struct find *out)
{
	size_t bytes;

	*out = (struct find){scene, field, text_of(field, scene), NULL, 0, 0};
	for (const char *at = out->text; at && (at = search_next(search, at, &bytes));
	     at += bytes) {
		if (!out->count++) {
			out->place = at;
			out->bytes = bytes;
		}
	}
	return out->count > 0;
}
