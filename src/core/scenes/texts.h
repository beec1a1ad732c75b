/* SPDX-License-Identifier: MIT
 *
 * The texts of scenes that find and replace look through.
 */
#ifndef CORE_SCENES_TEXTS_H
#define CORE_SCENES_TEXTS_H

#include "film/film.h"
#include "film/field.h"
#include "util/buf.h"
#include "util/err.h"
#include "util/search.h"

/* Fields of scenes that are texts. */
struct texts {
	const struct field *rows[24];
	size_t count;
};
/* Those named ("title,notes"); NULL: all. */
int texts_choose(const char *names, struct texts *out, struct err *err);
/* NULL if there is none. */
const char *text_of(const struct field *field, const struct scene *scene);

/* A text in which something was found. */
struct find {
	const struct scene *scene;
	const struct field *field;
	const char *text, *place; /* the first one */
	size_t bytes;             /* of it */
	size_t count;
};
/* False if nothing stands in the field. */
bool find_in(const struct search *search, const struct scene *scene, const struct field *field,
	     struct find *out);

/* Adds what stands around a place, line breaks as blanks: before it, itself, behind its
 * end. */
void excerpt_before(struct buf *out, const char *text, const char *place);
void excerpt_flat(struct buf *out, const char *from, const char *to);
void excerpt_behind(struct buf *out, const char *end);

#endif
