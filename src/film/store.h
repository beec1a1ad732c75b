/* SPDX-License-Identifier: MIT
 *
 * A film's folder. Opening reads film.json (and what the edit log holds beyond
 * it, after a crash). There are two ways to change it:
 *
 * In turns, for a command: store_lock (film.json is read again if it changed
 * meanwhile), store_do, store_unlock. Each change is logged and saved at once.
 *
 * For long, for the board: store_hold, then store_apply and store_undo change the
 * film in memory and append to the edit log; film.json follows with store_save_start
 * (or store_save), when there is time. What another hand does to film.json meanwhile
 * (store_watch.h tells) is merged by store_refresh.
 *
 * The edit log (edit_log.h) gets each change *before* film.json is saved. Folding
 * its lines gives the history, across processes. Changes that were logged but not
 * saved are applied again on opening and counted as recovered. When film.json was
 * changed by hand while nobody held it, the history begins anew.
 */
#ifndef FILM_STORE_H
#define FILM_STORE_H

#include <stdint.h>

#include "film/edit.h"
#include "film/film.h"
#include "film/merge.h"
#include "util/file.h"
#include "util/loop.h"

struct store_child;

/* A change that film.json has not. */
struct unsaved {
	uint64_t number;
	struct json *back; /* the step that takes it back; NULL for an id */
};

struct asked_change {
	long pid;
	uint64_t number; /* of the change */
};

struct store {
	int dir;    /* the film's folder, open; -1 when closed */
	char *path; /* for people */
	struct film *film;
	struct pictures *pictures; /* what the film tells its pictures by */
	size_t expected; /* `film` is only the beginning, of some so many scenes; else 0 */
	uint64_t version;	  /* goes up with every change of `film`: what was borrowed
				   * from it is gone then */
	struct history history;	  /* as far as this process has needed it */
	char digest[DIGEST_SIZE]; /* of film.json as read or saved; "" for none yet */
	struct file_stamp stamp;  /* of the same */
	struct buf text;	  /* film.json as read, for lines in remarks; empty while held */
	bool read_only;		  /* a newer format, or a folder that can't be written */
	char *why_read_only;
	bool may_write; /* it is read-only only because we chose so */
	size_t recovered; /* steps taken from the edit log on opening */
	size_t left_out;  /* steps there that were never saved, and of another film.json */
	int lock;	  /* descriptor while locked, else -1 */
	int cache;	  /* .scenetty, open while locked, else -1 */

	uint64_t number;	/* of the last change `film` holds, as in the edit log */
	uint64_t saved;		/* of the last one film.json holds */
	bool is_joined;		/* the log knows film.json; else it begins with the next change */
	size_t log_bytes;	/* how much of the log is whole lines */
	size_t log_least;	/* what it could not be made smaller than */
	bool has_history;	/* `history` tells all of them */
	struct unsaved *unsaved; /* what takes the film back to what was saved, oldest first */
	size_t unsaved_count, unsaved_room;

	bool is_held;
	bool has_gap; /* a change while held could not be logged */
	/* While held: what went wrong with writing and still does (no kind: nothing).
	 * The changes stand in memory; a save that succeeds clears it. */
	struct err trouble;
	uint64_t merges; /* how often another hand's film.json was merged */
	/* What merging could not decide: ours stands. Whoever shows them clears them. */
	struct conflicts conflicts;
	struct asked_change *asks; /* commands that wait until their changes are saved */
	size_t ask_count, ask_room;
	struct store_child *child; /* saves in the background */
};

/* Makes the folder with a film.json of just an id, a title (NULL: none) and no
 * scenes. Fails when a film stands there; what it made is gone then. */
int store_create(const char *path, const char *title, struct err *err);
/* `path` is the folder or its film.json. Opens even what can't be written. */
int store_open(struct store *store, const char *path, struct err *err);
/* The same, but of a long film only the first scenes are read, to have something to show
 * (`expected`): before anything else is done store_refresh reads the whole. */
int store_peek(struct store *store, const char *path, struct err *err);
/* What is not saved stays in the edit log, for the next opening. */
void store_close(struct store *store);

/* The write lock (an open-file-description lock on .scenetty/lock, the holder's
 * pid, host and program in it). Taking it reads the film again when the file has
 * changed: what was borrowed from `film` before is gone then. ERR_BUSY names the
 * holder; waits up to `wait_ms` first. While the film is held both do nothing. */
int store_lock(struct store *store, int wait_ms, struct err *err);
void store_unlock(struct store *store);

/* Applies the step, logs and saves; the caller holds the lock. The step is
 * taken. If film.json was changed by hand meanwhile, the step is applied to that.
 * On failure film and file are as they were; but when only the last sync of the
 * folder fails, the change stands and the error says that it may not last.
 * While held it is store_apply. */
int store_do(struct store *store, struct step *step, struct err *err);
/* Returns new: what was undone, NULL with err unset when there is nothing. */
char *store_undo(struct store *store, struct err *err);
char *store_redo(struct store *store, struct err *err);
/* lock (waiting a little for others), do, unlock */
int store_change(struct store *store, struct step *step, struct err *err);

/* Gives the film an id if it has none, or another one than `taken`; not a step of
 * the history. The caller holds the lock. */
int store_make_id(struct store *store, const char *taken, struct err *err);

/* Takes the lock for good. ERR_BUSY names who has it, and since when. */
int store_hold(struct store *store, struct err *err);
/* Lets go, waiting for a save under way; saves nothing by itself. */
void store_release(struct store *store);
/* Asks who holds the film to let go, and holds it then. Their watch hears of it; who
 * hangs does not answer within `wait_ms`, and nothing is taken from them. */
int store_take_over(struct store *store, int wait_ms, struct err *err);
/* Changes nothing from now on, because of `why` ("it was opened for reading"), unless
 * store_take_over or store_hold is asked for. Not while held. */
void store_read_only(struct store *store, const char *why);
/* The holder's answer: saves, releases, and is read-only from then on, because
 * `who` took over. If saving fails nothing is given away. */
int store_give_way(struct store *store, const char *who, struct err *err);

/* For a command: whether somebody holds the film for long (store_lock is refused at once
 * then), and having them make the change. Returns when film.json has it. If they let go
 * meanwhile it is an ordinary change. The step is taken. */
bool store_is_held_by_another(const struct store *store);
int store_ask(struct store *store, struct step *step, int wait_ms, struct err *err);

/* Applies the step in memory and appends it to the log, without waiting for the
 * disk. The step is taken. Fails only when it can't be applied; if the log can't
 * be written, `trouble` says so. */
int store_apply(struct store *store, struct step *step, struct err *err);
/* The film has changes that film.json has not. */
bool store_is_dirty(const struct store *store);
/* Saves now, waiting. Fails, saving nothing, when another hand left a film.json that
 * can't be read (one that can be is merged first); store_save_over saves all the same. */
int store_save(struct store *store, struct err *err);
int store_save_over(struct store *store, struct err *err);
/* Saves in a child process what was changed up to now; `done` hears how it went (NULL:
 * well, or another hand came between, and the film is as dirty as before) in a later
 * turn of the loop, or from who has to wait for it (store_save, store_release). One at
 * a time. */
int store_save_start(struct store *store, struct loop *loop,
		     void (*done)(void *arg, const struct err *err), void *arg, struct err *err);
bool store_is_saving(const struct store *store);

/* Reads film.json again if another hand changed it; *changed (may be NULL) tells. A
 * file that no longer parses is an error and the film in memory stays. While held
 * it is merged with the changes not yet saved, as one step of the history, and what
 * contradicts itself is added to `conflicts`. */
int store_refresh(struct store *store, bool *changed, struct err *err);
/* .scenetty/NAME below the film, made when missing, with a .gitignore at its
 * top; returns it open. */
int store_cache_dir(struct store *store, const char *name, struct err *err);

#endif
