/* SPDX-License-Identifier: MIT
 *
 * A film's folder. Opening reads film.json (and what the edit log holds beyond
 * it, after a crash); changes are made in turns: take the write lock, see
 * whether the file changed meanwhile, apply a step, log it, save, let go.
 *
 * The edit log (edit_log.h) gets each change *before* film.json is saved. Folding
 * its lines gives the history, across processes. A change that was logged but not
 * saved is applied again on opening and counted as recovered; the next change
 * saves it. When film.json was changed by hand, nothing is lost and the history
 * begins anew.
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
	struct history history; /* as far as this process has needed it */
	char digest[DIGEST_SIZE]; /* of film.json as read or saved; "" for none yet */
	struct buf text;	  /* film.json as read, for lines in remarks */
	bool read_only;		  /* a newer format, or a folder that can't be written */
	char *why_read_only;
	size_t recovered; /* steps taken from the edit log on opening */
	int lock;	  /* descriptor while locked, else -1 */
	int cache;	  /* .scenetty, open while locked, else -1 */
	bool is_ahead;	  /* film has a recovered step that film.json has not */
	struct buf log;	  /* the edit log as last read */
	size_t log_bytes; /* how much of the file is whole lines */
	bool has_history; /* `history` tells all of them */
};

/* Makes the folder with a film.json of just an id, a title (NULL: none) and no
 * scenes. Fails when a film stands there; what it made is gone then. */
int store_create(const char *path, const char *title, struct err *err);
/* `path` is the folder or its film.json. Opens even what can't be written. */
int store_open(struct store *store, const char *path, struct err *err);
void store_close(struct store *store);

/* The write lock (an open-file-description lock on .scenetty/lock, the holder's
 * pid, host and program in it). Taking it reads the film again when the file has
 * changed: what was borrowed from `film` before is gone then. ERR_BUSY names the
 * holder; waits up to `wait_ms` first. */
int store_lock(struct store *store, int wait_ms, struct err *err);
void store_unlock(struct store *store);

/* Applies the step, logs and saves; the caller holds the lock. The step is
 * taken. If film.json was changed by hand meanwhile, the step is applied to that.
 * On failure film and file are as they were; but when only the last sync of the
 * folder fails, the change stands and the error says that it may not last. */
int store_do(struct store *store, struct step *step, struct err *err);
/* Returns new: what was undone, NULL with err unset when there is nothing. */
char *store_undo(struct store *store, struct err *err);
char *store_redo(struct store *store, struct err *err);
/* lock (waiting a little for others), do, unlock */
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
