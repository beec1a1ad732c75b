/* SPDX-License-Identifier: MIT
 *
 * Our order stands. Rows that they moved or added are taken out of it and put behind
 * the row they stand behind in theirs.
 */
#include "film/merge_list.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "film/diff.h"
#include "film/rows.h"
#include "util/mem.h"

#define NONE SIZE_MAX

struct merge {
	const struct films *films;
	enum field_of of;
	size_t ours, theirs;  /* how many rows */
	bool *we_moved, *they_moved; /* by position in base */
	/* The merged list: rows of ours by position, behind them those of theirs; the
	 * last one stands for its beginning. NONE ends it. */
	size_t *next;
	bool *is_in;
	struct conflicts *out;
};

static size_t find(const struct film *film, enum field_of of, const char *id)
{
	size_t at = rows_find(film, of, id);
	return at < rows_count(film, of) ? at : NONE;
}

static const char *id_of(const struct merge *merge, const struct film *film, size_t at)
{
	return row_id(merge->of, rows_at(film, merge->of, at));
}

static struct json *json_of(const struct merge *merge, const struct film *film, size_t at)
{
	return at == NONE ? NULL : row_to_json(merge->of, rows_at(film, merge->of, at));
}

/* Marks the rows of base that are in another order in `film`; returns new. */
static bool *find_moved(const struct film *base, const struct film *film, enum field_of of)
{
	size_t count = rows_count(base, of), common = 0;
	bool *moved = xcalloc(count + 1, sizeof *moved), *stays = xcalloc(count + 1, sizeof *stays);
	size_t *places = xcalloc(count + 1, sizeof *places);
	size_t *from = xcalloc(count + 1, sizeof *from);
	for (size_t i = 0; i < count; i++) {
		places[common] = find(film, of, row_id(of, rows_at(base, of, i)));
		from[common] = i;
		common += places[common] != NONE;
	}
	diff_stays(places, common, stays);
	for (size_t i = 0; i < common; i++)
		moved[from[i]] = !stays[i];
	free(stays);
	free(places);
	free(from);
	return moved;
}

static bool same(const struct merge *merge, const struct film *film, size_t at, size_t in_base)
{
	return rows_same(merge->of, rows_at(film, merge->of, at),
			 rows_at(merge->films->base, merge->of, in_base));
}

/* The id before a row, of those that the other film has too; NULL for none. */
static const char *behind(const struct merge *merge, const struct film *film, size_t at,
			  const struct film *other)
{
	while (at-- > 0)
		if (find(other, merge->of, id_of(merge, film, at)) != NONE)
			return id_of(merge, film, at);
	return NULL;
}

static void note_row_conflict(struct merge *merge, const char *id, size_t in_base, size_t in_ours,
			      size_t in_theirs)
{
	const struct films *films = merge->films;
	conflicts_add(merge->out, CONFLICT_ROW, merge->of, id,
		      json_of(merge, films->base, in_base), json_of(merge, films->ours, in_ours),
		      json_of(merge, films->theirs, in_theirs));
	if (in_theirs != NONE && in_theirs > 0)
		merge->out->list[merge->out->count - 1].behind =
			xstrdup(id_of(merge, films->theirs, in_theirs - 1));
}

static struct json *text_or_none(const char *text)
{
	return text ? json_new_str(text) : NULL;
}

/* Both moved it: a conflict if not to the same place. */
static void compare_places(struct merge *merge, size_t in_base, size_t in_ours, size_t in_theirs)
{
	const struct films *films = merge->films;
	const char *here = behind(merge, films->ours, in_ours, films->theirs),
		   *there = behind(merge, films->theirs, in_theirs, films->ours);
	if (here && there ? strcmp(here, there) == 0 : here == there)
		return;
	const char *before = in_base ? id_of(merge, films->base, in_base - 1) : NULL;
	conflicts_add(merge->out, CONFLICT_PLACE, merge->of,
		      id_of(merge, films->ours, in_ours), text_or_none(before), text_or_none(here),
		      text_or_none(there));
	merge->out->list[merge->out->count - 1].behind = there ? xstrdup(there) : NULL;
}

/* Puts our rows in the list, but for those they removed or moved. */
static void begin_with_ours(struct merge *merge)
{
	const struct films *films = merge->films;
	size_t last = merge->ours + merge->theirs;
	for (size_t i = 0; i < merge->ours; i++) {
		const char *id = id_of(merge, films->ours, i);
		size_t base = find(films->base, merge->of, id),
		       theirs = find(films->theirs, merge->of, id);
		bool gone = base != NONE && theirs == NONE;
		if (gone && !same(merge, films->ours, i, base)) {
			note_row_conflict(merge, id, base, i, NONE);
			gone = false;
		}
		bool moves = base != NONE && theirs != NONE && merge->they_moved[base];
		if (moves && merge->we_moved[base]) {
			compare_places(merge, base, i, theirs);
			moves = false;
		}
		if (gone || moves)
			continue;
		merge->is_in[i] = true;
		merge->next[last] = i;
		last = i;
	}
	merge->next[last] = NONE;
}

/* True for what only we added. */
static bool is_ours_alone(const struct merge *merge, size_t node)
{
	const struct films *films = merge->films;
	return node < merge->ours &&
	       find(films->theirs, merge->of, id_of(merge, films->ours, node)) == NONE &&
	       find(films->base, merge->of, id_of(merge, films->ours, node)) == NONE;
}

/* The node of a row of theirs that is to be in the list; NONE for one that we removed. */
static size_t node_of(struct merge *merge, size_t in_theirs)
{
	const struct films *films = merge->films;
	const char *id = id_of(merge, films->theirs, in_theirs);
	size_t ours = find(films->ours, merge->of, id), base = find(films->base, merge->of, id);
	if (ours != NONE)
		return ours;
	if (base == NONE)
		return merge->ours + in_theirs;
	if (!same(merge, films->theirs, in_theirs, base))
		note_row_conflict(merge, id, base, NONE, in_theirs);
	return NONE;
}

static void add_theirs(struct merge *merge)
{
	size_t last = merge->ours + merge->theirs; /* the row before, in theirs */
	for (size_t i = 0; i < merge->theirs; i++) {
		size_t node = node_of(merge, i);
		if (node == NONE)
			continue;
		if (!merge->is_in[node]) {
			while (merge->next[last] != NONE && is_ours_alone(merge, merge->next[last]))
				last = merge->next[last];
			merge->next[node] = merge->next[last];
			merge->next[last] = node;
			merge->is_in[node] = true;
		}
		last = node;
	}
}

static void make_edits(const struct merge *merge, struct step *step)
{
	const struct films *films = merge->films;
	size_t count = 0, beginning = merge->ours + merge->theirs;
	struct wanted_row *wanted = xcalloc(beginning + 1, sizeof *wanted);
	for (size_t at = merge->next[beginning]; at != NONE; at = merge->next[at]) {
		const void *row = at < merge->ours
					  ? rows_at(films->ours, merge->of, at)
					  : rows_at(films->theirs, merge->of, at - merge->ours);
		wanted[count++] = (struct wanted_row){row_id(merge->of, row), row};
	}
	diff_list(films->ours, merge->of, wanted, count, step);
	free(wanted);
}

void merge_list(const struct films *films, enum field_of of, struct step *step,
		struct conflicts *out)
{
	struct merge merge = {
		.films = films,
		.of = of,
		.ours = rows_count(films->ours, of),
		.theirs = rows_count(films->theirs, of),
		.we_moved = find_moved(films->base, films->ours, of),
		.they_moved = find_moved(films->base, films->theirs, of),
		.out = out,
	};
	merge.next = xcalloc(merge.ours + merge.theirs + 1, sizeof *merge.next);
	merge.is_in = xcalloc(merge.ours + merge.theirs + 1, sizeof *merge.is_in);
	begin_with_ours(&merge);
	add_theirs(&merge);
	make_edits(&merge, step);
	free(merge.we_moved);
	free(merge.they_moved);
	free(merge.next);
	free(merge.is_in);
}
