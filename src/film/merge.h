/* SPDX-License-Identifier: MIT
 *
 * Three-way merging of films, member by member: what only they changed is taken,
 * what only we changed stays, what both changed differently is a conflict, in
 * which ours stands until somebody chooses.
 */
#ifndef FILM_MERGE_H
#define FILM_MERGE_H

#include "film/edit.h"

enum conflict_kind {
	CONFLICT_MEMBER, /* both changed `member` */
	CONFLICT_ROW,	 /* one removed the row, the other changed it; absent: removed */
	CONFLICT_PLACE,	 /* both moved the row; the values are the id it stands behind,
			  * null for the first place */
};

struct conflict {
	enum conflict_kind kind;
	enum field_of of;
	char *id;     /* NULL for the film itself */
	char *member; /* CONFLICT_MEMBER */
	struct json *base, *ours, *theirs; /* NULL: absent */
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

#endif
