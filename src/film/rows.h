/* SPDX-License-Identifier: MIT
 *
 * The two lists of a film, scenes and cast, handled alike: `of` says which one.
 * For those who read, print and edit; others use film.h.
 */
#ifndef FILM_ROWS_H
#define FILM_ROWS_H

#include "film/field.h"
#include "film/film.h"
#include "util/buf.h"

size_t rows_count(const struct film *film, enum field_of of);
void *rows_at(const struct film *film, enum field_of of, size_t at);
/* The position, or the count where there is none. */
size_t rows_find(const struct film *film, enum field_of of, const char *id);
/* One of either list. */
union row {
	struct scene scene;
	struct cast_member member;
};
/* Puts the row, whole, at the position (up to the count); what it holds is taken. */
void rows_insert(struct film *film, enum field_of of, size_t at, const union row *row);
/* Takes the row out; what it holds is the caller's then. */
void rows_remove(struct film *film, enum field_of of, size_t at, union row *out);
void rows_move(struct film *film, enum field_of of, size_t from, size_t to);

/* The index of a list, for rows.c: rows at `at` and behind move on by one, the row
 * at `at` being a new one; or move up, the row at `at` being about to go. */
void index_add(struct film *film, enum field_of of, size_t at);
void index_drop(struct film *film, enum field_of of, size_t at);

const char *row_id(enum field_of of, const void *row);
/* The place of the row's unknown members; of a film's too. */
struct json **row_extra(enum field_of of, void *row);
/* Puts (NULL: removes) an unknown member; they are kept sorted by name, so that
 * undoing a removal gives the same bytes. */
void extra_set(struct json **extra, const char *name, struct json *value);
#define EXTRA_MAX 200 /* unknown members of one row */
void row_clear(enum field_of of, void *row);
/* True for members an edit may not set: ids, and the format version. */
bool row_is_fixed(enum field_of of, const struct field *field);
/* True if all members, unknown ones too, are the same. */
bool rows_same(enum field_of of, const void *a, const void *b);
/* As scene_to_json and scene_from_json. */
struct json *row_to_json(enum field_of of, const void *row);
int row_from_json(enum field_of of, void *row, const struct json *json, struct err *err);
/* "scene", "cast member", "film" */
const char *row_word(enum field_of of);
/* True for the members of a film that are its lists. */
bool row_is_list(enum field_of of, const char *member);
/* Adds a member's name to an RFC 6901 pointer, for json_line. */
void pointer_add(struct buf *pointer, const char *name);

#endif
