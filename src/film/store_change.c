/* SPDX-License-Identifier: MIT
 *
 * The store's changes. Each takes the same way: film.json as it is now, the
 * change, a line in the log, film.json saved, the line marked as saved.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "film/edit_log.h"
#include "film/film_json.h"
#include "film/store.h"
#include "film/store_lock.h"
#include "film/store_private.h"
#include "util/clock.h"
#include "util/mem.h"

#define WAIT_MS 2000

static void set_text(struct store *store, struct buf *text, const char *digest)
{
	buf_free(&store->text);
	store->text = *text;
	*text = (struct buf){0};
	memcpy(store->digest, digest, DIGEST_SIZE);
}

/* Reads film.json if it is another one than in memory. */
static int read_film(struct store *store, bool *changed, struct err *err)
{
	char digest[DIGEST_SIZE];
	struct buf text = {0};
	int result = file_read(store->dir, FILM_NAME, FILM_BYTES_MAX, &text, err);
	if (result == 0)
		digest_bytes(buf_str(&text), text.len, digest);
	*changed = result == 0 && strcmp(digest, store->digest) != 0;
	if (*changed) {
		struct film *film = film_parse(buf_str(&text), text.len, FILM_NAME, err);
		if (film) {
			film_free(store->film);
			store->film = film;
			store->version++;
			store->is_ahead = false;
			set_text(store, &text, digest);
		} else {
			result = -1;
		}
	}
	buf_free(&text);
	return result;
}

/* What another process has logged and not saved yet is its own business as long
 * as it holds the lock. */
static bool somebody_writes(const struct store *store)
{
	int cache = file_open_beneath(store->dir, ".scenetty", O_RDONLY | O_DIRECTORY, 0, NULL);
	bool held = cache >= 0 && lock_is_held(cache);
	if (cache >= 0)
		close(cache);
	return held;
}

static int apply_line(struct film *film, const struct json *line)
{
	const char *id = json_get_str(line, "id");
	struct step step;
	if (id) {
		free(film->id);
		film->id = xstrdup(id);
		return 0;
	}
	if (step_from_json(&step, json_get(line, "step"), NULL) < 0)
		return -1;
	int result = step_apply(film, &step, NULL);
	step_clear(&step);
	return result;
}

/* Applies what was logged but never saved. */
static void recover(struct store *store)
{
	if (store->is_ahead || (store->lock < 0 && somebody_writes(store)))
		return;
	struct json *line = edit_log_pending(&store->log, store->digest);
	if (line && apply_line(store->film, line) == 0) {
		store->is_ahead = true;
		store->recovered++;
	}
	json_free(line);
}

/* The film in memory as it is to be saved. */
struct printed {
	struct buf text;
	char digest[DIGEST_SIZE];
};

static void print_film(const struct film *film, struct printed *out)
{
	*out = (struct printed){0};
	film_print(film, &out->text);
	digest_bytes(out->text.data, out->text.len, out->digest);
}

/* Saves film.json. */
static int save(struct store *store, struct printed *printed, struct err *err)
{
	if (file_save(store->dir, FILM_NAME, printed->text.data, printed->text.len, err) < 0)
		return -1;
	set_text(store, &printed->text, printed->digest);
	store->is_ahead = false;
	edit_log_saved(store->cache, printed->digest, &store->log_bytes);
	return 0;
}

static int save_recovered(struct store *store, struct err *err)
{
	struct printed printed;
	print_film(store->film, &printed);
	int result = save(store, &printed, err);
	buf_free(&printed.text);
	return result < 0 ? err_prefix(err, "not saved: ") : 0;
}

int store_refresh(struct store *store, bool *changed, struct err *err)
{
	bool is_other;
	size_t known = store->log_bytes;
	if (read_film(store, &is_other, err) < 0)
		return -1;
	edit_log_read(store->dir, &store->log);
	store->log_bytes = store->log.len;
	if (is_other || store->log_bytes != known)
		store->has_history = false;
	recover(store);
	if (changed)
		*changed = is_other;
	return store->is_ahead && store->lock >= 0 ? save_recovered(store, err) : 0;
}

static struct json *new_line(const char *did)
{
	char now[CLOCK_TEXT_SIZE];
	struct json *line = json_new_object();
	clock_text(clock_now(), now);
	json_set_str(line, "at", now);
	json_set_str(line, "did", did);
	return line;
}

/* True if film.json is what was to be saved although saving failed: only the
 * folder could not be synced. */
static bool is_saved_anyway(const struct store *store, const char *digest)
{
	char found[DIGEST_SIZE];
	struct buf text = {0};
	bool same = file_read(store->dir, FILM_NAME, FILM_BYTES_MAX, &text, NULL) == 0;
	if (same)
		digest_bytes(buf_str(&text), text.len, found);
	same = same && strcmp(found, digest) == 0;
	buf_free(&text);
	return same;
}

/* Logs the line and saves the film. On failure *stands tells if film.json has the
 * change all the same. */
static int log_and_save(struct store *store, const struct json *line, struct printed *printed,
			bool *stands, struct err *err)
{
	size_t before = store->log_bytes;
	if (edit_log_append(store->cache, line, &store->log_bytes, err) < 0)
		return err_prefix(err, "not saved: ");
	*stands = true;
	if (save(store, printed, err) == 0)
		return 0;
	if (is_saved_anyway(store, printed->digest)) {
		set_text(store, &printed->text, printed->digest);
		return -1;
	}
	*stands = false;
	edit_log_cut(store->cache, before);
	store->log_bytes = before;
	return err_prefix(err, "not saved: ");
}

static void compact(struct store *store)
{
	if (!edit_log_is_long(&store->log, store->log_bytes))
		return;
	edit_log_read(store->dir, &store->log);
	edit_log_compact(store->cache, &store->log, store->digest, &store->log_bytes);
	edit_log_read(store->dir, &store->log);
}

/* Makes the change that was done to the film in memory last: logs and saves it.
 * Takes the line. *stands: the film in memory is right as it is. */
static int commit(struct store *store, struct json *line, struct printed *printed, bool *stands,
		  struct err *err)
{
	int result;
	store->version++;
	*stands = false;
	json_set_str(line, "from", store->digest);
	json_set_str(line, "to", printed->digest);
	if (printed->text.len > FILM_BYTES_MAX)
		result = err_set(err, ERR_INVALID, "not saved: %s would be larger than %u MiB",
				 FILM_NAME, FILM_BYTES_MAX >> 20);
	else
		result = log_and_save(store, line, printed, stands, err);
	if (result == 0)
		compact(store);
	json_free(line);
	buf_free(&printed->text);
	return result;
}

static void take_back(struct store *store, struct step *step)
{
	store->version++;
	if (step_apply(store->film, step, NULL) < 0)
		BUG("a step can't be taken back");
}

/* Logs and saves a step that has been applied, `forward` what it was before.
 * Both are taken. */
static int commit_step(struct store *store, struct json *forward, struct step *step,
		       struct err *err)
{
	bool stands;
	struct printed printed;
	print_film(store->film, &printed);
	if (strcmp(printed.digest, store->digest) == 0) { /* it changed nothing */
		buf_free(&printed.text);
		json_free(forward);
		return 0;
	}
	struct json *line = new_line("do");
	json_set(line, "step", forward);
	json_set(line, "back", step_to_json(step));
	int result = commit(store, line, &printed, &stands, err);
	if (!stands)
		take_back(store, step);
	else if (store->has_history)
		history_push(&store->history, step);
	return result;
}

int store_do(struct store *store, struct step *step, struct err *err)
{
	int result = -1;
	struct json *forward = step_to_json(step);
	if (store_refresh(store, NULL, err) == 0 && step_apply(store->film, step, err) == 0)
		result = commit_step(store, forward, step, err);
	else
		json_free(forward);
	step_clear(step);
	return result;
}

/* Folds the log unless that was done and nobody else wrote since. */
static void need_history(struct store *store)
{
	if (store->has_history)
		return;
	edit_log_read(store->dir, &store->log);
	edit_log_fold(&store->log, store->digest, &store->history);
	store->has_history = true;
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
	struct printed printed;
	struct history *history = &store->history;
	if (store_refresh(store, NULL, err) < 0)
		return NULL;
	need_history(store);
	const struct step *step = newest(history, walk->is_undo);
	if (!step)
		return NULL;
	struct json *line = new_line(walk->did);
	json_set(line, "step", step_to_json(step));
	const char *label = walk->step(history, store->film, err);
	if (!label) {
		json_free(line);
		return NULL;
	}
	json_set(line, "back", step_to_json(newest(history, !walk->is_undo)));
	print_film(store->film, &printed);
	if (commit(store, line, &printed, &stands, err) == 0)
		return xstrdup(label);
	if (!stands && !(walk->is_undo ? redo : undo).step(history, store->film, NULL))
		BUG("a step can't be taken back");
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
	struct printed printed;
	if (store_refresh(store, NULL, err) < 0)
		return -1;
	struct film *film = store->film;
	char *old = film->id;
	if (old && (!taken || strcmp(old, taken) != 0))
		return 0;
	film->id = make_film_id(film->title);
	struct json *line = new_line("id");
	json_set_str(line, "id", film->id);
	print_film(film, &printed);
	int result = commit(store, line, &printed, &stands, err);
	free(stands ? old : film->id);
	if (!stands)
		film->id = old;
	return result;
}
