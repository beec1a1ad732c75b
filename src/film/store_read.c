/* SPDX-License-Identifier: MIT
 *
 * film.json and the edit log as they are: reading, and taking up what was logged
 * and never saved.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "film/film_json.h"
#include "film/store_lock.h"
#include "film/store_private.h"
#include "util/mem.h"

#define LONG_BYTES (128u << 10) /* from here on a first look takes less */
#define BEGINNING_BYTES (48u << 10)

void set_text(struct store *store, struct buf *text, const char *digest)
{
	buf_free(&store->text);
	store->text = *text;
	*text = (struct buf){0};
	memcpy(store->digest, digest, DIGEST_SIZE);
}

static int read_text(int dir, struct buf *text, struct file_stamp *stamp, struct err *err)
{
	int fd = openat(dir, FILM_NAME, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return err_errno(err, "can't open %s", FILM_NAME);
	file_stamp(fd, stamp);
	int result = file_read_fd(fd, FILM_BYTES_MAX, FILM_NAME, text, err);
	close(fd);
	return result;
}

/* What we are about to write may not be of a format we don't know. */
static int refuse_newer(struct film **film, struct err *err)
{
	double format = (*film)->format;
	if (format <= FILM_FORMAT)
		return 0;
	film_free(*film);
	*film = NULL;
	return err_set(err, ERR_INVALID,
		       "%s: it was written by a newer scenetty (format %g; this one writes %d)",
		       FILM_NAME, format, FILM_FORMAT);
}

/* Reads film.json if its digest is another one than the store's; *other (NULL: the
 * same) is the new film then, and the store's digest and text are those of the file. */
static int read_film(struct store *store, struct film **other, struct err *err)
{
	char digest[DIGEST_SIZE];
	struct buf text = {0};
	struct file_stamp stamp;
	*other = NULL;
	int result = read_text(store->dir, &text, &stamp, err);
	if (result == 0)
		digest_bytes(buf_str(&text), text.len, digest);
	if (result == 0 && strcmp(digest, store->digest) != 0) {
		*other = film_parse(buf_str(&text), text.len, FILM_NAME, err);
		if (*other && store->lock >= 0)
			result = refuse_newer(other, err);
		if (*other)
			set_text(store, &text, digest);
		else
			result = -1;
	}
	if (result == 0)
		store->stamp = stamp;
	buf_free(&text);
	return result;
}

bool read_beginning(struct store *store)
{
	int fd = openat(store->dir, FILM_NAME, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct buf text = {0};
	struct stat status;
	size_t used;
	if (fd >= 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
	    status.st_size > LONG_BYTES) {
		ssize_t got = pread(fd, buf_reserve(&text, BEGINNING_BYTES), BEGINNING_BYTES, 0);
		if (got > 0)
			store->film = film_beginning(text.data, (size_t)got, &used);
	}
	if (store->film) {
		store->film->pictures = store->pictures;
		store->version++;
		store->expected = store->film->scene_count * (size_t)status.st_size / used;
	}
	buf_free(&text);
	if (fd >= 0)
		close(fd);
	return store->film;
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

/* Does again what a line of the log says. */
static int apply_line(struct store *store, const struct json *line)
{
	const char *id = json_get_str(line, "id");
	struct film *film = store->film;
	struct step step;
	if (id) {
		free(film->id);
		film->id = xstrdup(id);
		note_change(store, NULL);
		return 0;
	}
	if (step_from_json(&step, json_get(line, "step"), NULL) < 0)
		return -1;
	int result = step_apply(film, &step, NULL);
	if (result == 0)
		note_change(store, step_to_json(&step));
	step_clear(&step);
	return result;
}

static void recover(struct store *store, const struct log_place *place)
{
	/* What was applied before is not applied again. */
	for (size_t i = store->number - store->saved; i < place->count; i++) {
		if (apply_line(store, place->lines[i]) < 0) { /* not of this film, then */
			store->number = place->last;
			store->is_joined = false;
			return;
		}
		store->recovered++;
	}
}

/* Finds where film.json stands in the log. */
static void join(struct store *store, bool is_other)
{
	struct buf log = {0};
	struct log_place place = {0};
	edit_log_read(store->dir, &log);
	edit_log_place(&log, store->digest, &place);
	if (is_other || log.len != store->log_bytes) {
		store->has_history = false;
		store->is_joined = place.is_known;
	}
	store->log_bytes = log.len;
	if (is_other || !place.is_known || store->saved != place.held) {
		note_saved(store, UINT64_MAX);
		store->number = store->saved = place.is_known ? place.held : place.last;
	}
	store->left_out = 0;
	bool is_left = !place.is_known && place.last > place.held;
	if ((place.count || is_left) && (store->lock >= 0 || !somebody_writes(store))) {
		recover(store, &place);
		store->left_out = is_left ? (size_t)(place.last - place.held) : 0;
	}
	log_place_clear(&place);
	buf_free(&log);
}

int reload(struct store *store, bool *changed, struct err *err)
{
	struct film *other = NULL;
	bool is_same = store->film && !store->stamp.is_young &&
		       file_stamp_fits(&store->stamp, store->dir, FILM_NAME);
	if (!is_same && read_film(store, &other, err) < 0)
		return -1;
	if (other) {
		film_free(store->film);
		store->film = other;
		store->expected = 0;
		store->film->pictures = store->pictures;
		store->version++;
	}
	join(store, other != NULL);
	if (changed)
		*changed = other != NULL;
	return 0;
}

static int refresh_held(struct store *store, bool *changed, struct err *err)
{
	struct film *other;
	if (changed)
		*changed = false;
	child_settle(store);
	if (file_stamp_fits(&store->stamp, store->dir, FILM_NAME))
		return 0;
	if (read_film(store, &other, err) < 0)
		return -1;
	if (other)
		merge_other(store, other, changed);
	return 0;
}

int store_refresh(struct store *store, bool *changed, struct err *err)
{
	if (store->is_held)
		return refresh_held(store, changed, err);
	if (reload(store, changed, err) < 0)
		return -1;
	return store->lock >= 0 && store_is_dirty(store) ? save_waiting(store, err) : 0;
}
