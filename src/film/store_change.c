/* SPDX-License-Identifier: MIT
 *
 * The store's changes. Each takes the same way: film.json as it is now, the
 * change, a line in the log, film.json saved, the line marked as saved.
 */
#include <stdlib.h>
#include <string.h>

#include "film/store_private.h"
#include "util/mem.h"

#define WAIT_MS 2000
#define HELD_LOG_MAX (32u << 20) /* while held it is compacted late: that takes a moment */

/* Folds the log unless that was done and nobody else wrote since. */
static void need_history(struct store *store)
{
	struct buf log = {0};
	if (store->has_history)
		return;
	if (store->is_joined) {
		edit_log_read(store->dir, &log);
		edit_log_fold(&log, &store->history);
	} else {
		history_clear(&store->history);
	}
	store->has_history = true;
	buf_free(&log);
}

static void write_log_anew(struct store *store)
{
	need_history(store);
	edit_log_compact(store->cache, &store->history, store->digest, store->number,
			 &store->log_bytes);
	store->log_least = store->log_bytes;
}

void compact_log(struct store *store)
{
	if (!store_is_dirty(store) && edit_log_is_long(store->cache, store->log_bytes))
		write_log_anew(store);
}

void heal_log(struct store *store)
{
	if (store_is_dirty(store))
		return;
	if (store->has_gap || store->log_bytes - store->log_least > HELD_LOG_MAX)
		write_log_anew(store);
	store->has_gap = false;
}

/* The lines for the change that was just noted begin with where it begins, if the
 * log can't know. */
static void begin_lines(const struct store *store, struct buf *lines)
{
	if (!store->is_joined && !store->has_gap)
		edit_log_add_mark(lines, "from", store->digest, store->number - 1, NULL);
}

/* While held a change is done when it is in the log, and stands even if that can't be
 * written. */
void log_held(struct store *store, const struct buf *lines)
{
	struct err err = {0};
	if (keep_hold(store, &err) == 0 &&
	    edit_log_append(store->cache, lines, false, &store->log_bytes, &err) == 0) {
		store->is_joined = store->is_joined || !store->has_gap;
		return;
	}
	need_history(store); /* from now on it is known in memory alone */
	store->has_gap = true;
	err_prefix(&err, "a crash would lose what is not saved yet: ");
	err_clear(&store->trouble);
	err_move(&store->trouble, &err);
}

/* Logs and saves the change that was just noted; frees the lines. *stands: the film
 * in memory is right as it is. */
static int finish(struct store *store, struct buf *lines, bool skip_same, bool *stands,
		  struct err *err)
{
	struct printed printed;
	int result = 0;
	*stands = store->is_held;
	if (store->is_held)
		log_held(store, lines);
	else if (print_film(store->film, &printed, err) < 0)
		result = err_prefix(err, "not saved: ");
	if (!store->is_held && result == 0) {
		if (skip_same && strcmp(printed.digest, store->digest) == 0)
			buf_free(&printed.text);
		else
			result = save_printed(store, lines, &printed, stands, err);
	}
	buf_free(lines);
	return result;
}

static void take_back(struct store *store, struct step *step)
{
	if (step_apply(store->film, step, NULL) < 0)
		BUG("a step can't be taken back");
	forget_change(store);
}

/* Logs and saves a step that has been applied, `forward` what it was before, which is
 * taken, as the step is. */
static int commit_step(struct store *store, struct json *forward, struct step *step,
		       struct err *err)
{
	bool stands;
	struct buf lines = {0};
	note_change(store, step_to_json(step));
	begin_lines(store, &lines);
	edit_log_add_change(&lines, store->number, "do", forward, step_to_json(step));
	int result = finish(store, &lines, true, &stands, err);
	if (!stands)
		take_back(store, step);
	else if (store->has_history)
		history_push(&store->history, step);
	if (result == 0 && !store->is_held)
		compact_log(store);
	return result;
}

static int apply(struct store *store, struct step *step, struct err *err)
{
	struct json *forward = step_to_json(step);
	if (step_apply(store->film, step, err) == 0)
		return commit_step(store, forward, step, err);
	json_free(forward);
	return -1;
}

int store_apply(struct store *store, struct step *step, struct err *err)
{
	if (!store->is_held)
		BUG("a change of a film that is not held");
	int result = apply(store, step, err);
	step_clear(step);
	return result;
}

int store_do(struct store *store, struct step *step, struct err *err)
{
	int result = store->is_held ? 0 : store_refresh(store, NULL, err);
	if (result == 0)
		result = apply(store, step, err);
	step_clear(step);
	return result;
}

/* One way through the history. */
struct walk {
	const char *did;
	const char *(*step)(struct history *history, struct film *film, struct err *err);
	bool is_undo;
};

static const struct walk undo = {"undo", history_undo, true};
static const struct walk redo = {"redo", history_redo, false};

/* The step that undo (or redo) would apply; NULL if there is none. */
static const struct step *newest(const struct history *history, bool to_undo)
{
	if (to_undo)
		return history->undo_count ? &history->undo[history->undo_count - 1] : NULL;
	return history->redo_count ? &history->redo[history->redo_count - 1] : NULL;
}

static char *walk_history(struct store *store, const struct walk *walk, struct err *err)
{
	bool stands;
	struct buf lines = {0};
	struct history *history = &store->history;
	if (!store->is_held && store_refresh(store, NULL, err) < 0)
		return NULL;
	need_history(store);
	const struct step *step = newest(history, walk->is_undo);
	if (!step)
		return NULL;
	struct json *forward = step_to_json(step);
	const char *label = walk->step(history, store->film, err);
	if (!label) {
		json_free(forward);
		return NULL;
	}
	const struct step *back = newest(history, !walk->is_undo);
	note_change(store, step_to_json(back));
	begin_lines(store, &lines);
	edit_log_add_change(&lines, store->number, walk->did, forward, step_to_json(back));
	if (finish(store, &lines, false, &stands, err) == 0) {
		if (!store->is_held)
			compact_log(store);
		return xstrdup(label);
	}
	if (!stands) {
		if (!(walk->is_undo ? redo : undo).step(history, store->film, NULL))
			BUG("a step can't be taken back");
		forget_change(store);
	}
	return NULL;
}

char *store_undo(struct store *store, struct err *err)
{
	return walk_history(store, &undo, err);
}

char *store_redo(struct store *store, struct err *err)
{
	return walk_history(store, &redo, err);
}

int store_change(struct store *store, struct step *step, struct err *err)
{
	int result = store_lock(store, WAIT_MS, err);
	if (result < 0)
		step_clear(step);
	else
		result = store_do(store, step, err);
	store_unlock(store);
	return result;
}

int store_make_id(struct store *store, const char *taken, struct err *err)
{
	bool stands;
	struct buf lines = {0};
	if (!store->is_held && store_refresh(store, NULL, err) < 0)
		return -1;
	struct film *film = store->film;
	char *old = film->id;
	if (old && (!taken || strcmp(old, taken) != 0))
		return 0;
	film->id = make_film_id(film->title);
	note_change(store, NULL);
	begin_lines(store, &lines);
	edit_log_add_id(&lines, store->number, film->id);
	int result = finish(store, &lines, false, &stands, err);
	free(stands ? old : film->id);
	if (!stands) {
		film->id = old;
		forget_change(store);
	}
	return result;
}
