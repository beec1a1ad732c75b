/* SPDX-License-Identifier: MIT
 *
 * Putting another text in the place of one: every place it stands at, a yes to some of
 * them, and one step that does those. Nothing is borrowed from the film.
 */
#ifndef CORE_SCENES_REPLACE_H
#define CORE_SCENES_REPLACE_H

#include "core/language/call.h"
#include "film/edit.h"
#include "film/field.h"

struct replace_place {
	char *scene; /* its id */
	const struct field *field;
	size_t at;   /* in its text, as it was found */
	char *found; /* what stands there */
	bool yes;
};

struct replace {
	char *text, *with;
	struct replace_place *places; /* in the film's order */
	size_t count, room;
};

/* As the call of `replace` says. */
int replace_find(const struct call *call, struct replace *out, struct err *err);
void replace_clear(struct replace *replace);
/* The text a place is in; NULL when it is another one by now. Borrowed. */
const char *replace_text(const struct replace_place *place, const struct film *film);
/* Says yes to all from one on. */
void replace_all(struct replace *replace, size_t from);
/* Adds the edits for every yes that still stands, with a label; none: no edits. */
void replace_step(const struct replace *replace, const struct film *film, struct step *step);

#endif
