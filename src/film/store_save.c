/* SPDX-License-Identifier: MIT
 *
 * Writing film.json, and keeping count of what it holds.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "film/ask.h"
#include "film/film_json.h"
#include "film/store_private.h"
#include "util/mem.h"

int print_film(const struct film *film, struct printed *out, struct err *err)
{
	*out = (struct printed){0};
	film_print(film, &out->text);
	digest_bytes(out->text.data, out->text.len, out->digest);
	if (out->text.len <= FILM_BYTES_MAX)
		return 0;
	buf_free(&out->text);
	return err_set(err, ERR_INVALID, "%s would be larger than %u MiB", FILM_NAME,
		       FILM_BYTES_MAX >> 20);
}

void note_change(struct store *store, struct json *back)
{
	GROW(store->unsaved, store->unsaved_count, store->unsaved_room);
	store->unsaved[store->unsaved_count++] = (struct unsaved){++store->number, back};
	store->version++;
}

void forget_change(struct store *store)
{
	json_free(store->unsaved[--store->unsaved_count].back);
	store->number--;
	store->version++;
}

void note_saved(struct store *store, uint64_t number)
{
	size_t held = 0;
	while (held < store->unsaved_count && store->unsaved[held].number <= number)
		json_free(store->unsaved[held++].back);
	store->unsaved_count -= held;
	if (held)
		memmove(store->unsaved, store->unsaved + held,
			store->unsaved_count * sizeof *store->unsaved);
	store->saved = number;
}

void film_was_saved(struct store *store, uint64_t number)
{
	struct buf lines = {0};
	note_saved(store, number);
	store->is_joined = true;
	edit_log_add_mark(&lines, "saved", store->digest, number, NULL);
	edit_log_append(store->cache, &lines, false, &store->log_bytes, NULL);
	buf_free(&lines);
}

bool store_is_dirty(const struct store *store)
{
	return store->number != store->saved;
}

bool film_is(const struct store *store, const char *digest)
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

/* The lines, and that the film is about to be saved. */
static int log_saving(struct store *store, struct buf *lines, const char *digest, struct err *err)
{
	edit_log_add_mark(lines, "saving", digest, store->number, NULL);
	return edit_log_append(store->cache, lines, true, &store->log_bytes, err);
}

static int write_film(struct store *store, const struct buf *text, struct err *err)
{
	char *temp;
	int fd = file_save_temp(store->dir, FILM_NAME, text->data, text->len, &temp, err);
	if (fd < 0)
		return -1;
	int result = file_publish(store->dir, fd, temp, FILM_NAME, err);
	if (result < 0)
		unlinkat(store->dir, temp, 0);
	else
		file_stamp(fd, &store->stamp);
	close(fd);
	free(temp);
	return result;
}

int save_printed(struct store *store, struct buf *lines, struct printed *printed, bool *stands,
		 struct err *err)
{
	size_t before = store->log_bytes;
	int result = log_saving(store, lines, printed->digest, err);
	*stands = false;
	if (result == 0) {
		result = write_film(store, &printed->text, err);
		/* It may be that only the folder could not be synced. */
		*stands = result == 0 || film_is(store, printed->digest);
		if (!*stands)
			edit_log_cut(store->cache, store->log_bytes = before);
	}
	if (*stands) {
		set_text(store, &printed->text, printed->digest);
		film_was_saved(store, store->number);
	} else {
		err_prefix(err, "not saved: ");
	}
	buf_free(&printed->text);
	return result;
}

/* Told once more than by whoever asked: what is wrong stays wrong until a save. */
static int in_trouble(struct store *store, const struct err *why)
{
	err_clear(&store->trouble);
	return err_set(&store->trouble, why->kind, "%s", err_text(why));
}

void save_ended(struct store *store, const struct err *err)
{
	asks_answer(store);
	if (err) {
		in_trouble(store, err);
		return;
	}
	err_clear(&store->trouble);
	heal_log(store);
}

int save_waiting(struct store *store, struct err *err)
{
	bool stands;
	struct buf lines = {0};
	struct printed printed;
	if (print_film(store->film, &printed, err) < 0)
		return err_prefix(err, "not saved: ");
	if (!store->is_joined && !store->has_gap)
		edit_log_add_mark(&lines, "from", store->digest, store->saved, NULL);
	int result = save_printed(store, &lines, &printed, &stands, err);
	buf_free(&lines);
	return result;
}

static int save_held(struct store *store, bool over, struct err *err)
{
	struct err why = {0};
	int result = 0;
	child_wait(store);
	result = keep_hold(store, &why);
	if (result == 0 && !over && !file_stamp_fits(&store->stamp, store->dir, FILM_NAME))
		result = store_refresh(store, NULL, &why);
	if (result < 0)
		err_prefix(&why, "not saved: ");
	else if (over || store_is_dirty(store) || store->has_gap)
		result = save_waiting(store, &why);
	save_ended(store, result < 0 ? &why : NULL);
	return result < 0 ? err_move(err, &why) : 0;
}

int store_save(struct store *store, struct err *err)
{
	return save_held(store, false, err);
}

int store_save_over(struct store *store, struct err *err)
{
	return save_held(store, true, err);
}
