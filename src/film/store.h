/* SPDX-License-Identifier: MIT
 *
 * A film's folder. Opening reads film.json (and what the edit log holds beyond
 * it, after a crash); changes are made in turns: take the write lock, see
 * whether the file changed meanwhile, apply a step, log it, save, let go.
 *
 * The edit log (.scenetty/edits.log) is one JSON object a line, appended and
 * synced *before* film.json is saved:
 *   {"at":"…","did":"do"|"undo"|"redo","from":SHA-256,"to":SHA-256,"step":{…}}
 * from and to are the digests of film.json around the change. Folding the lines
 * gives the history, across processes; a line whose `from` is what film.json is
 * now was logged but not saved: it is applied again and reported as recovered.
 * A line that fits neither (the file was changed by hand) closes the history
 * before it.
 */
#ifndef FILM_STORE_H
#define FILM_STORE_H

#include "film/edit.h"
#include "film/film.h"
#include "util/file.h"

struct store {
	int dir;    /* the film's folder, open; -1 when closed */
	char *path; /* for people */
	struct film *film;
	struct history history;
	char digest[DIGEST_SIZE]; /* of film.json as read or saved; "" for none yet */
	struct buf text;	  /* film.json as read, for lines in remarks */
	bool read_only;		  /* a newer format, or a folder that can't be written */
	char *why_read_only;
	size_t recovered; /* steps taken from the edit log on opening */
	int lock;	  /* descriptor while locked, else -1 */
};

/* Makes the folder with a film.json of just a title and no scenes. Fails when a
 * film stands there. */
int store_create(const char *path, const char *title, struct err *err);
/* `path` is the folder or its film.json. Opens even what can't be written. */
int store_open(struct store *store, const char *path, struct err *err);
void store_close(struct store *store);

/* The write lock (an open-file-description lock on .scenetty/lock, the holder's
 * pid, host and program in it). Taking it reads the film again when the file has
 * changed. ERR_BUSY names the holder; waits up to `wait_ms` first. */
int store_lock(struct store *store, int wait_ms, struct err *err);
void store_unlock(struct store *store);

/* Applies the step, logs and saves; the caller holds the lock. The step is
 * taken. On failure film and file are as they were. */
int store_do(struct store *store, struct step *step, struct err *err);
/* Returns new: what was undone, NULL with err unset when there is nothing. */
char *store_undo(struct store *store, struct err *err);
char *store_redo(struct store *store, struct err *err);
/* lock, do, unlock */
int store_change(struct store *store, struct step *step, struct err *err);

/* Gives the film an id if it has none, or another one than `taken`; saved at once,
 * not a step of the history. The caller holds the lock. */
int store_make_id(struct store *store, const char *taken, struct err *err);

/* Reads film.json again if its digest is another one; *changed tells. A file that
 * no longer parses is an error and the film in memory stays. */
int store_refresh(struct store *store, bool *changed, struct err *err);
/* .scenetty/NAME below the film, made when missing, with a .gitignore at its
 * top; returns it open. */
int store_cache_dir(struct store *store, const char *name, struct err *err);

#endif
