/* SPDX-License-Identifier: MIT
 *
 * Three-way merging of films, member by member: what only they changed is taken,
 * what only we changed stays, what both changed differently is a conflict, in
 * which ours stands until somebody chooses. Members that are objects (options,
 * what was said about takes) are merged by what is in them.
 */
#ifndef FILM_MERGE_H
#define FILM_MERGE_H

#include "film/edit.h"

enum conflict_kind {
	CONFLICT_MEMBER, /* both changed `member` */
	CONFLICT_ROW,	 /* one removed the row, the other changed it; NULL: removed */
	CONFLICT_PLACE,	 /* both moved the row; the values are the ids it stands behind,
			  * NULL for the first place */
};

struct conflict {
	enum conflict_kind kind;
	enum field_of of;
	char *id;     /* NULL for the film itself */
	char *member; /* CONFLICT_MEMBER */
	struct json *base, *ours, *theirs; /* NULL: absent */
	char *behind; /* the id that the row stands behind in theirs; NULL: it is the first */
};

struct conflicts {
	struct conflict *list;
	size_t count, room;
};

/* Adds to the step what turns `ours` into the merged film, and to `out` what could
 * not be decided. The films are borrowed; `base` may be `ours` itself. */
void merge_films(const struct film *base, const struct film *ours, const struct film *theirs,
		 struct step *onto_ours, struct conflicts *out);
/* Adds to the step what chooses theirs in the film as it is now; adds nothing when
 * the row is gone meanwhile. */
void conflict_choose_theirs(const struct film *film, const struct conflict *conflict,
			    struct step *step);
void conflicts_clear(struct conflicts *conflicts);

/* For merge.c: all three are taken. */
void conflicts_add(struct conflicts *conflicts, enum conflict_kind kind, enum field_of of,
		   const char *id, struct json *base, struct json *ours, struct json *theirs);

#endif
