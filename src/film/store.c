/* SPDX-License-Identifier: MIT */
#include "film/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "film/cache.h"
#include "film/field.h"
#include "film/film_json.h"
#include "film/pictures.h"
#include "film/store_lock.h"
#include "film/store_private.h"
#include "util/mem.h"
#include "util/text.h"

/* The folder of "FOLDER" or "FOLDER/film.json"; returns new. */
static char *folder_of(const char *path)
{
	static const char name[] = "/" FILM_NAME;
	size_t bytes = strlen(path), tail = strlen(name);
	struct stat status;
	if (stat(path, &status) < 0 || !S_ISREG(status.st_mode))
		return xstrdup(path);
	if (strcmp(path, FILM_NAME) == 0)
		return xstrdup(".");
	if (bytes > tail && strcmp(path + bytes - tail, name) == 0)
		return xstrndup(path, bytes - tail);
	return xstrdup(path); /* opening it as a folder tells that it is none */
}

static int open_folder(struct store *store, const char *path, struct err *err)
{
	char *folder = folder_of(path);
	store->path = text_path(folder);
	store->dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(folder);
	if (store->dir < 0)
		return err_errno(err, "can't open the film %s", store->path);
	if (faccessat(store->dir, FILM_NAME, F_OK, AT_SYMLINK_NOFOLLOW) < 0)
		return err_set(err, ERR_NOT_FOUND, "there is no film in %s: it has no " FILM_NAME,
			       store->path);
	return 0;
}

static void find_read_only(struct store *store)
{
	const char *what = NULL;
	if (store->film->format > FILM_FORMAT)
		store->why_read_only = xasprintf("it was written by a newer scenetty (format %g; "
						 "this one writes %d)",
						 store->film->format, FILM_FORMAT);
	else if (faccessat(store->dir, ".", W_OK, AT_EACCESS) < 0)
		what = "its folder can't be written";
	else if (faccessat(store->dir, FILM_NAME, W_OK, AT_EACCESS) < 0)
		what = FILM_NAME " can't be written";
	if (what)
		store->why_read_only = xasprintf("%s: %s", what, strerror(errno));
	store->read_only = store->why_read_only != NULL;
}

static int open_store(struct store *store, const char *path, bool peek, struct err *err)
{
	*store = (struct store){.dir = -1, .lock = -1, .cache = -1};
	if (open_folder(store, path, err) < 0)
		goto failed;
	store->pictures = pictures_new(store->dir);
	if (!(peek && read_beginning(store)) && store_refresh(store, NULL, err) < 0)
		goto failed;
	find_read_only(store);
	return 0;
failed:
	store_close(store);
	return -1;
}

int store_open(struct store *store, const char *path, struct err *err)
{
	return open_store(store, path, false, err);
}

int store_peek(struct store *store, const char *path, struct err *err)
{
	return open_store(store, path, true, err);
}

void store_close(struct store *store)
{
	store_release(store);
	store_unlock(store);
	if (store->dir >= 0)
		close(store->dir);
	conflicts_clear(&store->conflicts);
	err_clear(&store->trouble);
	film_free(store->film);
	pictures_free(store->pictures);
	history_clear(&store->history);
	buf_free(&store->text);
	note_saved(store, UINT64_MAX);
	free(store->unsaved);
	free(store->asks);
	free(store->path);
	free(store->why_read_only);
	*store = (struct store){.dir = -1, .lock = -1, .cache = -1};
}

/* "kitten-3f9a2c7b41d05e68", from the title and the machine's randomness. */
char *make_film_id(const char *title)
{
	enum { KEPT = 22 };
	unsigned char noise[8];
	struct buf id = {0};
	char *slug = text_slug(title ? title : "film");
	if (getrandom(noise, sizeof noise, 0) != sizeof noise)
		BUG("no random bytes for an id");
	buf_addf(&id, "%.*s-", KEPT, slug);
	for (size_t i = 0; i < sizeof noise; i++)
		buf_addf(&id, "%02x", noise[i]);
	free(slug);
	return buf_take(&id);
}

static struct film *first_film(const char *title, struct err *err)
{
	struct film *film = film_new();
	struct json *value = title ? json_new_str(title) : NULL;
	int result = field_set(field_find(OF_FILM, "title"), film, value, err);
	json_free(value);
	if (result == 0) {
		film->id = make_film_id(title);
		return film;
	}
	film_free(film);
	return NULL;
}

static int write_first(int dir, const char *shown, const char *title, struct err *err)
{
	struct buf text = {0};
	if (faccessat(dir, FILM_NAME, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		return err_set(err, ERR_INVALID, "a film stands in %s already", shown);
	struct film *film = first_film(title, err);
	if (!film)
		return -1;
	film_print(film, &text);
	int result = file_save(dir, FILM_NAME, text.data, text.len, err);
	buf_free(&text);
	film_free(film);
	return result;
}

int store_create(const char *path, const char *title, struct err *err)
{
	char *shown = text_path(path);
	bool made = mkdir(path, 0777) == 0;
	int result = -1;
	int dir = made || errno == EEXIST ? open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	if (dir < 0)
		err_errno(err, "can't make the folder %s", shown);
	else
		result = write_first(dir, shown, title, err);
	if (result < 0 && made)
		rmdir(path);
	if (result == 0 && made) { /* the folder itself is to last, too */
		int above = openat(dir, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (above >= 0) {
			fsync(above);
			close(above);
		}
	}
	if (dir >= 0)
		close(dir);
	free(shown);
	return result;
}

int store_cache_dir(struct store *store, const char *name, struct err *err)
{
	return cache_dir(store->dir, name, err);
}

static int refuse_read_only(const struct store *store, struct err *err)
{
	return err_set(err, ERR_IO, "%s can't be changed: %s", store->path, store->why_read_only);
}

int take_lock(struct store *store, int wait_ms, struct err *err)
{
	if (store->read_only)
		return refuse_read_only(store, err);
	if (store->lock >= 0)
		return 0;
	store->cache = cache_dir(store->dir, NULL, err);
	if (store->cache >= 0)
		store->lock = lock_take(store->cache, wait_ms, err);
	if (store->lock < 0) {
		store_unlock(store);
		return -1;
	}
	file_sweep_temps(store->dir, NULL);
	file_sweep_temps(store->cache, NULL);
	return 0;
}

int store_lock(struct store *store, int wait_ms, struct err *err)
{
	if (store->lock >= 0)
		return 0;
	if (wait_ms && store_is_held_by_another(store) && !lock_is_of_the_dead(store->dir))
		wait_ms = 0; /* that may take all day */
	if (take_lock(store, wait_ms, err) < 0)
		return -1;
	if (store_refresh(store, NULL, err) == 0)
		return 0;
	store_unlock(store);
	return -1;
}

void store_unlock(struct store *store)
{
	if (store->is_held)
		return;
	if (store->lock >= 0)
		close(store->lock);
	if (store->cache >= 0)
		close(store->cache);
	store->lock = store->cache = -1;
}
