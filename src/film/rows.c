/* SPDX-License-Identifier: MIT */
#include "film/rows.h"

#include <stdlib.h>
#include <string.h>

#include "util/mem.h"

static size_t *count_of(struct film *film, enum field_of of)
{
	return of == OF_SCENE ? &film->scene_count : &film->cast_count;
}

static size_t size_of(enum field_of of)
{
	return of == OF_SCENE ? sizeof(struct scene) : sizeof(struct cast_member);
}

size_t rows_count(const struct film *film, enum field_of of)
{
	return of == OF_SCENE ? film->scene_count : film->cast_count;
}

void *rows_at(const struct film *film, enum field_of of, size_t at)
{
	return of == OF_SCENE ? (void *)(film->scenes + at) : (void *)(film->cast + at);
}

void rows_insert(struct film *film, enum field_of of, size_t at, const union row *row)
{
	if (of == OF_SCENE)
		GROW(film->scenes, film->scene_count, film->scene_room);
	else
		GROW(film->cast, film->cast_count, film->cast_room);
	size_t *count = count_of(film, of), size = size_of(of);
	char *place = rows_at(film, of, at);
	memmove(place + size, place, (*count - at) * size);
	memcpy(place, row, size);
	++*count;
	index_add(film, of, at);
}

void rows_remove(struct film *film, enum field_of of, size_t at, union row *out)
{
	size_t *count = count_of(film, of), size = size_of(of);
	char *place = rows_at(film, of, at);
	index_drop(film, of, at);
	memcpy(out, place, size);
	--*count;
	memmove(place, place + size, (*count - at) * size);
}

void rows_move(struct film *film, enum field_of of, size_t from, size_t to)
{
	union row moved;
	rows_remove(film, of, from, &moved);
	rows_insert(film, of, to, &moved);
}

const char *row_id(enum field_of of, const void *row)
{
	return of == OF_SCENE ? ((const struct scene *)row)->id
			      : ((const struct cast_member *)row)->name;
}

struct json **row_extra(enum field_of of, void *row)
{
	switch (of) {
	case OF_SCENE:
		return &((struct scene *)row)->extra;
	case OF_CAST:
		return &((struct cast_member *)row)->extra;
	default:
		return &((struct film *)row)->extra;
	}
}

void extra_set(struct json **extra, const char *name, struct json *value)
{
	struct json *sorted = json_new_object(), *item;
	while ((item = json_first(*extra))) {
		char *next = xstrdup(json_name(item));
		int order = strcmp(name, next);
		item = json_detach(*extra, next);
		if (value && order <= 0) {
			json_set(sorted, name, value);
			value = NULL;
		}
		if (order == 0)
			json_free(item);
		else
			json_set(sorted, next, item);
		free(next);
	}
	if (value)
		json_set(sorted, name, value);
	json_free(*extra);
	*extra = sorted;
	if (!json_first(sorted)) {
		json_free(sorted);
		*extra = NULL;
	}
}

void row_clear(enum field_of of, void *row)
{
	fields_clear(of, row);
	json_free(*row_extra(of, row));
	*row_extra(of, row) = NULL;
}

const char *row_word(enum field_of of)
{
	static const char *const words[] = {
		[OF_FILM] = "film", [OF_SCENE] = "scene", [OF_CAST] = "cast member"};
	return words[of];
}

bool row_is_fixed(enum field_of of, const struct field *field)
{
	return field->kind == FIELD_SLUG || (of == OF_FILM && strcmp(field->name, "scenetty") == 0);
}

bool rows_same(enum field_of of, const void *a, const void *b)
{
	size_t count;
	for (const struct field *field = fields(of, &count); count; field++, count--)
		if (!field_same(field, a, b))
			return false;
	return json_equal(*row_extra(of, (void *)a), *row_extra(of, (void *)b));
}

bool row_is_list(enum field_of of, const char *member)
{
	return of == OF_FILM && (strcmp(member, "cast") == 0 || strcmp(member, "scenes") == 0);
}

void pointer_add(struct buf *pointer, const char *name)
{
	buf_add_char(pointer, '/');
	for (; *name; name++) {
		if (*name == '~' || *name == '/')
			buf_addf(pointer, "~%c", *name == '~' ? '0' : '1');
		else
			buf_add_char(pointer, *name);
	}
}
