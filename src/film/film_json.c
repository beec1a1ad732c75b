/* SPDX-License-Identifier: MIT
 *
 * Reading: the values go through the field table; what goes wrong is told with
 * the line its member starts on.
 */
#include "film/film_json.h"

#include <stdlib.h>
#include <string.h>

#include "film/expect.h"
#include "film/field.h"
#include "film/rows.h"
#include "util/mem.h"
#include "util/text.h"

#define SEARCHED_MAX 200

struct reader {
	const char *text;
	size_t bytes;
	const char *name; /* of the file, for errors */
	const struct json *root;
	struct film *film;
	struct err *err;
};

static int set_extra(struct json **extra, const struct json *item, size_t *unknown, struct err *err)
{
	if (expect_kept_numbers(item, err) < 0)
		return in_member(err, json_name(item));
	if (++*unknown > EXTRA_MAX)
		return err_set(err, ERR_INVALID, "more than %d members that are not known",
			       EXTRA_MAX);
	extra_set(extra, json_name(item), json_copy(item));
	return 0;
}

/* Reads the members of an object into a zeroed row. On failure *member is the
 * name of the one at fault, NULL if it is the object itself. */
static int row_read(enum field_of of, void *row, const struct json *json, const char **member,
		    struct err *err)
{
	size_t unknown = 0;
	*member = NULL;
	if (expect_type(json, JSON_OBJECT, err) < 0)
		return -1;
	fields_init(of, row);
	for (const struct json *item = json_first(json); item; item = json_next(item)) {
		*member = json_name(item);
		const struct field *field = field_find(of, *member);
		if (row_is_list(of, *member))
			continue;
		if (field ? field_set(field, row, item, err) < 0
			  : set_extra(row_extra(of, row), item, &unknown, err) < 0)
			return -1;
	}
	*member = NULL;
	if (of == OF_FILM || row_id(of, row))
		return 0;
	return expect_slug(NULL, err) ? err_prefix(err, of == OF_SCENE ? "id: " : "name: ") : 0;
}

int row_from_json(enum field_of of, void *row, const struct json *json, struct err *err)
{
	const char *member;
	if (row_read(of, row, json, &member, err) == 0)
		return 0;
	row_clear(of, row);
	return -1;
}

int scene_from_json(struct scene *scene, const struct json *json, struct err *err)
{
	return row_from_json(OF_SCENE, scene, json, err);
}

/* Puts file and line in front of the error. */
static int at_pointer(const struct reader *reader, const char *pointer)
{
	int line = json_line(reader->text, reader->bytes, pointer);
	return err_prefix(reader->err, "%s:%d: ", reader->name, line);
}

/* The member of an object without which the whole would be right; NULL if it is
 * no single one. */
static struct json *faulty_member(const struct field *field, const struct json *whole,
				  struct json *object)
{
	size_t left = json_type(object) == JSON_OBJECT ? json_len(object) : 0;
	if (left > SEARCHED_MAX)
		return NULL;
	for (; left; left--) {
		char *name = xstrdup(json_name(json_first(object)));
		struct json *member = json_detach(object, name);
		bool cured = field_check(field, whole, NULL) == 0;
		json_set(object, name, member); /* behind the others: all get their turn */
		free(name);
		if (cured)
			return member;
	}
	return NULL;
}

/* Adds the member to a row's pointer, and within an object what is at fault. */
static void point_at(struct buf *pointer, enum field_of of, const struct json *row,
		     const char *member)
{
	const struct field *field = field_find(of, member);
	pointer_add(pointer, member);
	if (!field || field->kind != FIELD_SHAPE)
		return;
	struct json *copy = json_copy(json_get(row, member)), *at = copy;
	while ((at = faulty_member(field, copy, at)))
		pointer_add(pointer, json_name(at));
	json_free(copy);
}

/* Puts "FILE:LINE: scene “match”: " in front; a row without an id is told by its
 * number. */
static int at_row(const struct reader *reader, enum field_of of, size_t at, const struct json *json,
		  const char *member)
{
	const char *id = json_get_str(json, of == OF_SCENE ? "id" : "name");
	struct buf pointer = {0};
	if (id && text_is_slug(id))
		err_prefix(reader->err, "%s “%s”: ", row_word(of), id);
	else
		err_prefix(reader->err, "%s %zu: ", row_word(of), at + 1);
	buf_addf(&pointer, "/%s/%zu", of == OF_SCENE ? "scenes" : "cast", at);
	if (member)
		point_at(&pointer, of, json, member);
	at_pointer(reader, buf_str(&pointer));
	buf_free(&pointer);
	return -1;
}

static int refuse_twice(const struct reader *reader, enum field_of of, size_t first, size_t at,
			const struct json *item)
{
	const char *member = of == OF_SCENE ? "id" : "name";
	err_set(reader->err, ERR_INVALID, "%s: %s %zu already has this %s", member, row_word(of),
		first + 1, member);
	return at_row(reader, of, at, item, member);
}

static int read_rows(const struct reader *reader, enum field_of of, const struct json *list)
{
	size_t at = 0;
	for (const struct json *item = json_first(list); item; item = json_next(item), at++) {
		const char *member;
		union row row = {0};
		int result = row_read(of, &row, item, &member, reader->err);
		if (result < 0) {
			at_row(reader, of, at, item, member);
		} else {
			size_t first = rows_find(reader->film, of, row_id(of, &row));
			if (first < at)
				result = refuse_twice(reader, of, first, at, item);
		}
		if (result < 0) {
			row_clear(of, &row);
			return -1;
		}
		rows_insert(reader->film, of, at, &row);
	}
	return 0;
}

static int read_list(const struct reader *reader, enum field_of of, const char *name)
{
	const struct json *list = json_get(reader->root, name);
	struct buf pointer = {0};
	if (list ? json_type(list) == JSON_ARRAY : of == OF_CAST)
		return list ? read_rows(reader, of, list) : 0;
	expected(reader->err, of == OF_SCENE ? "a list of scenes" : "a list of cast members",
		 JSON_ARRAY, list);
	err_prefix(reader->err, "%s: ", name);
	pointer_add(&pointer, name);
	at_pointer(reader, buf_str(&pointer));
	buf_free(&pointer);
	return -1;
}

static int read_film(const struct reader *reader)
{
	const char *member;
	struct buf pointer = {0};
	if (json_type(reader->root) == JSON_OBJECT && !json_get(reader->root, "scenetty")) {
		err_set(reader->err, ERR_INVALID,
			"not a film: expected the member \"scenetty\": %d, found none",
			FILM_FORMAT);
		return at_pointer(reader, "");
	}
	if (row_read(OF_FILM, reader->film, reader->root, &member, reader->err) < 0) {
		if (member)
			point_at(&pointer, OF_FILM, reader->root, member);
		at_pointer(reader, buf_str(&pointer));
		buf_free(&pointer);
		return -1;
	}
	return read_list(reader, OF_CAST, "cast") < 0 ? -1 : read_list(reader, OF_SCENE, "scenes");
}

/* A line as git leaves them where it could not merge. */
static bool is_git_mark(const char *line, size_t bytes)
{
	size_t run = 0;
	while (run < bytes && line[run] == *line && strchr("<=>|", *line))
		run++;
	return run == 7 && (bytes == 7 || line[7] == ' ' || line[7] == '\r');
}

/* Says of a text that is no JSON that git left it so; false if it did not. */
static bool blame_git(const char *text, size_t bytes, const char *name, struct err *err)
{
	int number = 1;
	for (const char *line = text, *end; line < text + bytes; line = end + 1, number++) {
		end = memchr(line, '\n', (size_t)(text + bytes - line));
		if (!end)
			end = text + bytes;
		if (!is_git_mark(line, (size_t)(end - line)))
			continue;
		err_set(err, ERR_INVALID,
			"%s:%d: git could not merge this and left both versions: keep what is "
			"right and remove the lines of “<<<<<<<”, “=======” and “>>>>>>>”",
			name, number);
		return true;
	}
	return false;
}

struct film *film_parse(const char *text, size_t bytes, const char *name, struct err *err)
{
	struct err why = {0};
	struct json *root = json_parse(text, bytes, FILM_BYTES_MAX, name, &why);
	if (!root) {
		if (bytes <= FILM_BYTES_MAX && blame_git(text, bytes, name, err))
			err_clear(&why);
		else
			err_move(err, &why);
		return NULL;
	}
	struct reader reader = {text, bytes, name, root, film_new(), err};
	double format = json_get_num(root, "scenetty");
	if (read_film(&reader) < 0) {
		if (format > FILM_FORMAT)
			err_prefix(err, "this film was written by a newer scenetty (format %g): ",
				   format);
		film_free(reader.film);
		reader.film = NULL;
	}
	json_free(root);
	return reader.film;
}
