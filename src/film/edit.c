/* SPDX-License-Identifier: MIT */
#include "film/edit.h"

#include <stdlib.h>
#include <string.h>

#include "film/expect.h"
#include "film/rows.h"
#include "util/mem.h"

static int no_such(enum field_of of, const char *id, struct err *err)
{
	return err_set(err, ERR_NOT_FOUND, "there is no %s “%s”", row_word(of), id ? id : "");
}

/* The film, scene or cast member an edit is about; NULL if there is none. */
static void *row_of(struct film *film, const struct edit *edit)
{
	if (edit->of == OF_FILM)
		return film;
	size_t at = edit->id ? rows_find(film, edit->of, edit->id) : rows_count(film, edit->of);
	return at < rows_count(film, edit->of) ? rows_at(film, edit->of, at) : NULL;
}

/* Puts "scene “match”: " in front of what is wrong with a value. */
static int in_row(const struct edit *edit, struct err *err)
{
	return edit->of == OF_FILM ? -1
				   : err_prefix(err, "%s “%s”: ", row_word(edit->of), edit->id);
}

static void swap_value(struct edit *edit, struct json *old)
{
	json_free(edit->value);
	edit->value = old;
}

static int set_field(void *row, const struct field *field, struct edit *edit, struct err *err)
{
	if (row_is_fixed(edit->of, field))
		return err_set(err, ERR_INVALID, "%s: can't be changed", field->name);
	struct json *old = field_get(field, row);
	if (field_set(field, row, edit->value, err) < 0) {
		json_free(old);
		return -1;
	}
	swap_value(edit, old);
	return 0;
}

static int set_unknown(void *row, struct edit *edit, struct err *err)
{
	struct json **extra = row_extra(edit->of, row);
	const struct json *old = json_get(*extra, edit->member);
	if (row_is_list(edit->of, edit->member))
		return err_set(err, ERR_INVALID, "%s: can't be set as a whole", edit->member);
	if (expect_kept_numbers(edit->value, err) < 0)
		return in_member(err, edit->member);
	if (!old && edit->value && json_len(*extra) >= EXTRA_MAX)
		return err_set(err, ERR_INVALID, "more than %d members that are not known",
			       EXTRA_MAX);
	struct json *kept = json_copy(old);
	extra_set(extra, edit->member, json_copy(edit->value));
	swap_value(edit, kept);
	return 0;
}

static int apply_set(struct film *film, struct edit *edit, struct err *err)
{
	void *row = row_of(film, edit);
	const struct field *field = field_find(edit->of, edit->member);
	if (!row)
		return no_such(edit->of, edit->id, err);
	if (field ? set_field(row, field, edit, err) < 0 : set_unknown(row, edit, err) < 0)
		return in_row(edit, err);
	return 0;
}

static int apply_insert(struct film *film, struct edit *edit, struct err *err)
{
	union row row = {0};
	size_t count = rows_count(film, edit->of), at = edit->at < count ? edit->at : count;
	if (row_from_json(edit->of, &row, edit->value, err) < 0)
		return err_prefix(err, "new %s: ", row_word(edit->of));
	const char *id = row_id(edit->of, &row);
	if (rows_find(film, edit->of, id) < count) {
		err_set(err, ERR_INVALID, "there is a %s “%s” already", row_word(edit->of), id);
		row_clear(edit->of, &row);
		return -1;
	}
	rows_insert(film, edit->of, at, &row);
	free(edit->id);
	edit->id = xstrdup(id);
	edit->kind = EDIT_REMOVE;
	swap_value(edit, NULL);
	return 0;
}

static int apply_remove(struct film *film, struct edit *edit, struct err *err)
{
	union row row;
	if (!row_of(film, edit))
		return no_such(edit->of, edit->id, err);
	edit->at = rows_find(film, edit->of, edit->id);
	rows_remove(film, edit->of, edit->at, &row);
	swap_value(edit, row_to_json(edit->of, &row));
	row_clear(edit->of, &row);
	edit->kind = EDIT_INSERT;
	return 0;
}

static int apply_move(struct film *film, struct edit *edit, struct err *err)
{
	if (!row_of(film, edit))
		return no_such(edit->of, edit->id, err);
	size_t last = rows_count(film, edit->of) - 1;
	size_t from = rows_find(film, edit->of, edit->id);
	rows_move(film, edit->of, from, edit->at < last ? edit->at : last);
	edit->at = from;
	return 0;
}

static int edit_apply(struct film *film, struct edit *edit, struct err *err)
{
	if (edit->kind == EDIT_SET)
		return apply_set(film, edit, err);
	if (edit->of == OF_FILM)
		return err_set(err, ERR_INVALID, "a film can only be changed by setting members");
	switch (edit->kind) {
	case EDIT_INSERT:
		return apply_insert(film, edit, err);
	case EDIT_REMOVE:
		return apply_remove(film, edit, err);
	default:
		return apply_move(film, edit, err);
	}
}

static void reverse(struct step *step)
{
	for (size_t i = 0, j = step->count; i + 1 < j; i++) {
		struct edit edit = step->edits[i];
		step->edits[i] = step->edits[--j];
		step->edits[j] = edit;
	}
}

int step_apply(struct film *film, struct step *step, struct err *err)
{
	size_t done = 0;
	while (done < step->count && edit_apply(film, &step->edits[done], err) == 0)
		done++;
	if (done == step->count) {
		reverse(step);
		return 0;
	}
	while (done > 0)
		if (edit_apply(film, &step->edits[--done], NULL) < 0)
			BUG("an edit can't be taken back");
	return -1;
}
