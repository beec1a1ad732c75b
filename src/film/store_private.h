/* SPDX-License-Identifier: MIT
 *
 * What the parts of the store share: store.c (opening, locking), store_read.c (film.json
 * and the log as they are), store_change.c (changes, undo), store_save.c (writing).
 */
#ifndef FILM_STORE_PRIVATE_H
#define FILM_STORE_PRIVATE_H

#include "film/edit_log.h"
#include "film/store.h"

#define FILM_NAME "film.json"

/* An id for a film of this title (may be NULL); returns new. */
char *make_film_id(const char *title);

/* The lock alone, and what dead processes left swept. Takes it once. */
int take_lock(struct store *store, int wait_ms, struct err *err);
/* film.json and what the log holds beyond it, as they are now; *changed (may be NULL)
 * tells if the file was another one. */
int reload(struct store *store, bool *changed, struct err *err);
/* The first scenes of a film.json so long that the whole takes a moment; false if it is
 * not, or there is something wrong with it. */
bool read_beginning(struct store *store);
/* Takes the text (which may be empty: it is not kept while held). */
void set_text(struct store *store, struct buf *text, const char *digest);

/* The film in memory as it is to be saved. */
struct printed {
	struct buf text;
	char digest[DIGEST_SIZE];
};
int print_film(const struct film *film, struct printed *out, struct err *err);

/* Logs the lines, which may be none, and that film.json is to hold the film as it is
 * printed, of the store's number; then saves it. Empties `printed`. On failure *stands
 * tells if the file is the new one all the same. */
int save_printed(struct store *store, struct buf *lines, struct printed *printed, bool *stands,
		 struct err *err);
/* The same without lines, for the film as it is. */
int save_waiting(struct store *store, struct err *err);
/* True if this digest is that of film.json now. */
bool film_is(const struct store *store, const char *digest);

/* The film was changed: `back` (taken; may be NULL) takes it back. */
void note_change(struct store *store, struct json *back);
/* The last change was taken back. */
void forget_change(struct store *store);
/* film.json holds all up to this number; film_was_saved also marks it in the log. */
void note_saved(struct store *store, uint64_t number);
void film_was_saved(struct store *store, uint64_t number);
/* A save while held ended (NULL: well): sets or clears `trouble`. */
void save_ended(struct store *store, const struct err *err);

/* While held: appends the lines, or notes that they could not be. */
void log_held(struct store *store, const struct buf *lines);
/* Writes the log anew if it has grown too long, and nothing waits to be saved. */
void compact_log(struct store *store);
/* The same if a change is missing in it. */
void heal_log(struct store *store);

/* While held: takes the lock anew if .scenetty was removed meanwhile, which is allowed. */
int keep_hold(struct store *store, struct err *err);
/* Waits for a save in the background and ends it. */
void child_wait(struct store *store);
/* The same if film.json may be its work by now: that does not take long. */
void child_settle(struct store *store);
/* While held: brings what another hand made of film.json, which is taken, together with
 * the film in memory. */
void merge_other(struct store *store, struct film *other, bool *changed);

#endif
