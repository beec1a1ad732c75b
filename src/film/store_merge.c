/* SPDX-License-Identifier: MIT
 *
 * film.json was changed by another hand while we hold the film.
 */
#include <stdlib.h>

#include "film/diff.h"
#include "film/merge.h"
#include "film/store_private.h"
#include "util/mem.h"

/* The film as film.json had it before the other hand: ours without what was never
 * saved. Returns new. */
static struct film *base_film(const struct store *store)
{
	struct film *film = film_copy(store->film);
	for (size_t i = store->unsaved_count; i-- > 0;) {
		struct step back;
		if (!store->unsaved[i].back)
			continue;
		if (step_from_json(&back, store->unsaved[i].back, NULL) < 0 ||
		    step_apply(film, &back, NULL) < 0)
			BUG("a change can't be taken back");
		step_clear(&back);
	}
	return film;
}

/* Does the merged changes to ours; they are a step like any other. */
static void take_theirs(struct store *store, struct step *step, struct buf *lines)
{
	if (!step->count)
		return;
	step_label(step, "merged changes from %s (%zu)", FILM_NAME, step->count);
	struct json *forward = step_to_json(step);
	if (step_apply(store->film, step, NULL) < 0)
		BUG("a merge can't be applied");
	note_change(store, NULL);
	edit_log_add_change(lines, store->number, "do", forward, step_to_json(step));
	if (store->has_history)
		history_push(&store->history, step);
}

/* From now on what is saved is theirs, and what is not is what ours has beyond it. */
static void stand_on_theirs(struct store *store, const struct film *theirs, struct buf *lines)
{
	struct step onto_theirs = {0}, back = {0};
	film_diff(theirs, store->film, &onto_theirs);
	film_diff(store->film, theirs, &back);
	bool is_same = onto_theirs.count == 0;
	edit_log_add_mark(lines, "met", store->digest, store->number,
			  is_same ? NULL : &onto_theirs);
	note_saved(store, store->number);
	if (!is_same) {
		store->number--;
		note_change(store, step_to_json(&back));
		store->saved = store->number - 1;
	}
	step_clear(&onto_theirs);
	step_clear(&back);
}

void merge_other(struct store *store, struct film *other, bool *changed)
{
	struct step step = {0};
	struct buf lines = {0};
	struct film *base = store_is_dirty(store) ? base_film(store) : NULL;
	store->merges++;
	store->version++;
	buf_free(&store->text);
	merge_films(base ? base : store->film, store->film, other, &step, &store->conflicts);
	if (changed)
		*changed = step.count > 0;
	take_theirs(store, &step, &lines);
	stand_on_theirs(store, other, &lines);
	log_held(store, &lines);
	step_clear(&step);
	buf_free(&lines);
	film_free(other);
	film_free(base);
}
