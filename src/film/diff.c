/* SPDX-License-Identifier: MIT */
#include "film/diff.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "film/rows.h"
#include "util/mem.h"

#define NONE SIZE_MAX

void diff_stays(const size_t *numbers, size_t count, bool *stays)
{
	/* The longest rising sequence: ends[n] is where the one of n + 1 members ends
	 * that ends lowest, before[i] what stands before i in its sequence. */
	size_t *ends = xcalloc(count + 1, sizeof *ends);
	size_t *before = xcalloc(count + 1, sizeof *before);
	size_t longest = 0;
	for (size_t i = 0; i < count; i++) {
		size_t low = 0, high = longest;
		while (low < high) {
			size_t middle = (low + high) / 2;
			if (numbers[ends[middle]] < numbers[i])
				low = middle + 1;
			else
				high = middle;
		}
		before[i] = low ? ends[low - 1] : NONE;
		ends[low] = i;
		if (low == longest)
			longest++;
		stays[i] = false;
	}
	for (size_t i = longest ? ends[longest - 1] : NONE; i != NONE; i = before[i])
		stays[i] = true;
	free(ends);
	free(before);
}

/* The list as it is while the edits are found: positions in the wanted one. */
struct list {
	size_t *at;
	size_t count;
	size_t next; /* behind the row that was brought to its place last */
};

static void list_put(struct list *list, size_t wanted)
{
	memmove(list->at + list->next + 1, list->at + list->next,
		(list->count - list->next) * sizeof *list->at);
	list->at[list->next++] = wanted;
	list->count++;
}

static void list_take(struct list *list, size_t wanted)
{
	size_t from = 0;
	while (list->at[from] != wanted)
		from++;
	list->count--;
	memmove(list->at + from, list->at + from + 1, (list->count - from) * sizeof *list->at);
	if (from < list->next)
		list->next--;
}

static void bring_in_order(enum field_of of, const struct wanted_row *wanted, size_t count,
			   struct list *list, struct step *step)
{
	bool *stays = xcalloc(list->count + 1, sizeof *stays);
	enum { MOVES, STAYS, IS_NEW } *what = xcalloc(count + 1, sizeof *what);
	for (size_t i = 0; i < count; i++)
		what[i] = IS_NEW;
	diff_stays(list->at, list->count, stays);
	for (size_t i = 0; i < list->count; i++)
		what[list->at[i]] = stays[i] ? STAYS : MOVES;
	for (size_t i = 0; i < count; i++) {
		if (what[i] == STAYS) {
			while (list->at[list->next++] != i)
				; /* these are moved further on */
			continue;
		}
		if (what[i] == MOVES) {
			list_take(list, i);
			step_move(step, of, wanted[i].id, list->next);
		} else {
			step_insert(step, of, list->next, row_to_json(of, wanted[i].row));
		}
		list_put(list, i);
	}
	free(stays);
	free(what);
}

void diff_list(const struct film *film, enum field_of of, const struct wanted_row *wanted,
	       size_t count, struct step *step)
{
	size_t had = rows_count(film, of);
	size_t *place = xcalloc(had + 1, sizeof *place);
	struct list list = {.at = xcalloc(had + count + 1, sizeof *list.at)};
	for (size_t i = 0; i < had; i++)
		place[i] = NONE;
	for (size_t i = 0; i < count; i++) {
		size_t at = rows_find(film, of, wanted[i].id);
		if (at < had)
			place[at] = i;
	}
	for (size_t i = 0; i < had; i++) {
		if (place[i] == NONE)
			step_remove(step, of, row_id(of, rows_at(film, of, i)));
		else
			list.at[list.count++] = place[i];
	}
	bring_in_order(of, wanted, count, &list, step);
	free(place);
	free(list.at);
}

static void diff_row(enum field_of of, const char *id, const void *from, const void *to,
		     struct step *step)
{
	size_t count;
	const struct json *old = *row_extra(of, (void *)from), *new = *row_extra(of, (void *)to);
	for (const struct field *field = fields(of, &count); count; field++, count--)
		if (!row_is_fixed(of, field) && !field_same(field, from, to))
			step_set(step, of, id, field->name, field_get(field, to));
	/* Removed first, so that there never are too many. */
	for (const struct json *item = json_first(old); item; item = json_next(item))
		if (!json_get(new, json_name(item)))
			step_set(step, of, id, json_name(item), NULL);
	for (const struct json *item = json_first(new); item; item = json_next(item))
		if (!json_equal(json_get(old, json_name(item)), item))
			step_set(step, of, id, json_name(item), json_copy(item));
}

static void diff_rows(const struct film *from, const struct film *to, enum field_of of,
		      struct step *step)
{
	size_t count = rows_count(to, of), had = rows_count(from, of);
	struct wanted_row *wanted = xcalloc(count + 1, sizeof *wanted);
	for (size_t i = 0; i < count; i++) {
		const void *row = rows_at(to, of, i);
		wanted[i] = (struct wanted_row){row_id(of, row), row};
	}
	diff_list(from, of, wanted, count, step);
	for (size_t i = 0; i < count; i++) {
		size_t at = rows_find(from, of, wanted[i].id);
		if (at < had)
			diff_row(of, wanted[i].id, rows_at(from, of, at), wanted[i].row, step);
	}
	free(wanted);
}

void film_diff(const struct film *from, const struct film *to, struct step *step)
{
	diff_row(OF_FILM, NULL, from, to, step);
	diff_rows(from, to, OF_CAST, step);
	diff_rows(from, to, OF_SCENE, step);
}
