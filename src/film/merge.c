/* SPDX-License-Identifier: MIT
 *
 * Merging members; merge_list.c merges the lists themselves.
 */
#include "film/merge.h"

#include <stdlib.h>
#include <string.h>

#include "film/merge_list.h"
#include "film/rows.h"
#include "util/mem.h"

/* One row in its three forms. */
struct three {
	enum field_of of;
	const char *id;
	const void *base, *ours, *theirs;
};

/* The three forms of one value in an object. */
static bool merge_value(struct json *merged, const char *name, const struct json *base,
			const struct json *ours, const struct json *theirs);

/* Merges two objects made of one (or of none) into the copy of ours; false if both
 * changed the same differently. */
static bool merge_objects(struct json *merged, const struct json *base, const struct json *ours,
			  const struct json *theirs)
{
	for (const struct json *item = json_first(base); item; item = json_next(item)) {
		const char *name = json_name(item);
		if (!json_get(theirs, name) &&
		    !merge_value(merged, name, item, json_get(ours, name), NULL))
			return false;
	}
	for (const struct json *item = json_first(theirs); item; item = json_next(item)) {
		const char *name = json_name(item);
		if (!merge_value(merged, name, json_get(base, name), json_get(ours, name), item))
			return false;
	}
	return true;
}

static bool are_objects(const struct json *base, const struct json *ours, const struct json *theirs)
{
	return (!base || json_type(base) == JSON_OBJECT) && json_type(ours) == JSON_OBJECT &&
	       json_type(theirs) == JSON_OBJECT;
}

static bool merge_value(struct json *merged, const char *name, const struct json *base,
			const struct json *ours, const struct json *theirs)
{
	if (json_equal(ours, theirs) || json_equal(base, theirs))
		return true;
	if (json_equal(base, ours)) {
		json_set(merged, name, json_copy(theirs));
		return true;
	}
	return are_objects(base, ours, theirs) &&
	       merge_objects(json_get(merged, name), base, ours, theirs);
}

/* Both changed the member, differently; takes the values. `field` is NULL for an unknown
 * one. */
static void settle_member(const struct three *row, const char *member, const struct field *field,
			  struct json *base, struct json *ours, struct json *theirs,
			  struct step *step, struct conflicts *out)
{
	if (are_objects(base, ours, theirs)) {
		struct json *merged = json_copy(ours);
		if (merge_objects(merged, base, ours, theirs) &&
		    (!field || field_check(field, merged, NULL) == 0)) {
			step_set(step, row->of, row->id, member, merged);
			json_free(base);
			json_free(ours);
			json_free(theirs);
			return;
		}
		json_free(merged);
	}
	conflicts_add(out, CONFLICT_MEMBER, row->of, row->id, base, ours, theirs);
	out->list[out->count - 1].member = xstrdup(member);
}

static void merge_fields(const struct three *row, struct step *step, struct conflicts *out)
{
	size_t count;
	for (const struct field *field = fields(row->of, &count); count; field++, count--) {
		if (row_is_fixed(row->of, field) || field_same(field, row->ours, row->theirs) ||
		    field_same(field, row->base, row->theirs))
			continue;
		if (field_same(field, row->base, row->ours))
			step_set(step, row->of, row->id, field->name,
				 field_get(field, row->theirs));
		else
			settle_member(row, field->name, field, field_get(field, row->base),
				      field_get(field, row->ours), field_get(field, row->theirs),
				      step, out);
	}
}

static void merge_unknown(const struct three *row, const char *name, struct step *step,
			  struct conflicts *out)
{
	const struct json *base = json_get(*row_extra(row->of, (void *)row->base), name),
			  *ours = json_get(*row_extra(row->of, (void *)row->ours), name),
			  *theirs = json_get(*row_extra(row->of, (void *)row->theirs), name);
	if (json_equal(ours, theirs) || json_equal(base, theirs))
		return;
	if (json_equal(base, ours))
		step_set(step, row->of, row->id, name, json_copy(theirs));
	else
		settle_member(row, name, NULL, json_copy(base), json_copy(ours), json_copy(theirs),
			      step, out);
}

static void merge_row(const struct three *row, struct step *step, struct conflicts *out)
{
	const struct json *base = *row_extra(row->of, (void *)row->base),
			  *theirs = *row_extra(row->of, (void *)row->theirs);
	merge_fields(row, step, out);
	/* What they removed first, so that there never are too many. */
	for (const struct json *item = json_first(base); item; item = json_next(item))
		if (!json_get(theirs, json_name(item)))
			merge_unknown(row, json_name(item), step, out);
	for (const struct json *item = json_first(theirs); item; item = json_next(item))
		merge_unknown(row, json_name(item), step, out);
}

static void *find(const struct film *film, enum field_of of, const char *id)
{
	size_t at = rows_find(film, of, id);
	return at < rows_count(film, of) ? rows_at(film, of, at) : NULL;
}

static void merge_rows(const struct films *films, enum field_of of, struct step *step,
		       struct conflicts *out)
{
	union row none = {0};
	fields_init(of, &none);
	merge_list(films, of, step, out);
	for (size_t i = 0; i < rows_count(films->theirs, of); i++) {
		const void *theirs = rows_at(films->theirs, of, i);
		const char *id = row_id(of, theirs);
		const void *base = find(films->base, of, id), *ours = find(films->ours, of, id);
		struct three row = {of, id, base ? base : &none, ours, theirs};
		if (ours)
			merge_row(&row, step, out);
	}
}

void merge_films(const struct film *base, const struct film *ours, const struct film *theirs,
		 struct step *onto_ours, struct conflicts *out)
{
	struct films films = {base, ours, theirs};
	struct three film = {OF_FILM, NULL, base, ours, theirs};
	merge_row(&film, onto_ours, out);
	merge_rows(&films, OF_CAST, onto_ours, out);
	merge_rows(&films, OF_SCENE, onto_ours, out);
}
