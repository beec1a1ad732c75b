/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "film/merge.h"
#include "film/rows.h"
#include "util/mem.h"

void conflicts_add(struct conflicts *conflicts, enum conflict_kind kind, enum field_of of,
		   const char *id, struct json *base, struct json *ours, struct json *theirs)
{
	GROW(conflicts->list, conflicts->count, conflicts->room);
	conflicts->list[conflicts->count++] = (struct conflict){
		.kind = kind,
		.of = of,
		.id = id ? xstrdup(id) : NULL,
		.base = base,
		.ours = ours,
		.theirs = theirs,
	};
}

void conflicts_clear(struct conflicts *conflicts)
{
	for (size_t i = 0; i < conflicts->count; i++) {
		struct conflict *conflict = &conflicts->list[i];
		free(conflict->id);
		free(conflict->member);
		json_free(conflict->base);
		json_free(conflict->ours);
		json_free(conflict->theirs);
		free(conflict->behind);
	}
	free(conflicts->list);
	*conflicts = (struct conflicts){0};
}

/* The position behind the row it stands behind in theirs; the end if that is gone. */
static size_t place_of(const struct film *film, const struct conflict *conflict)
{
	size_t count = rows_count(film, conflict->of);
	size_t at = conflict->behind ? rows_find(film, conflict->of, conflict->behind) : 0;
	return conflict->behind && at < count ? at + 1 : at;
}

static void choose_row(const struct film *film, const struct conflict *conflict, struct step *step)
{
	size_t at = rows_find(film, conflict->of, conflict->id);
	bool is_there = at < rows_count(film, conflict->of);
	if (conflict->theirs && !is_there)
		step_insert(step, conflict->of, place_of(film, conflict),
			    json_copy(conflict->theirs));
	else if (!conflict->theirs && is_there)
		step_remove(step, conflict->of, conflict->id);
}

static void choose_place(const struct film *film, const struct conflict *conflict,
			 struct step *step)
{
	size_t from = rows_find(film, conflict->of, conflict->id), to = place_of(film, conflict);
	if (from < rows_count(film, conflict->of))
		step_move(step, conflict->of, conflict->id, to > from ? to - 1 : to);
}

void conflict_choose_theirs(const struct film *film, const struct conflict *conflict,
			    struct step *step)
{
	enum field_of of = conflict->of;
	if (conflict->kind == CONFLICT_ROW)
		choose_row(film, conflict, step);
	else if (conflict->kind == CONFLICT_PLACE)
		choose_place(film, conflict, step);
	else if (of == OF_FILM || rows_find(film, of, conflict->id) < rows_count(film, of))
		step_set(step, of, conflict->id, conflict->member, json_copy(conflict->theirs));
}
