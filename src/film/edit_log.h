/* SPDX-License-Identifier: MIT
 *
 * The edit log, .scenetty/edits.log: one JSON object a line. Changes have numbers,
 * one after the other:
 *   {"n","at","did":"do"|"undo"|"redo","step","back"}
 *   {"n","at","did":"id","id"}	the film got its id, outside the history
 * `step` is what was applied, `back` what it became. Marks say which change film.json
 * goes up to (`n`) when it has this digest:
 *   {"from":DIGEST,"n"}	other hands were at it: the history begins here
 *   {"saving":DIGEST,"n"}	it is about to be written; synced before it is
 *   {"saved":DIGEST,"n"}	it was written; not synced
 *   {"met":DIGEST,"n","step"}	another hand's was merged: with `step` done to it (absent:
 *				as it is) it goes up to `n`
 *   {"did":"history","saved","n","undo":[…],"redo":[…]}  all of it so far, compacted
 * So a change costs a line, whatever the size of the film, and only saving takes
 * digests. The folder may be deleted at any time: only the history goes with it.
 *
 * Whoever writes holds the write lock; `cache` is the folder .scenetty.
 */
#ifndef FILM_EDIT_LOG_H
#define FILM_EDIT_LOG_H

#include "film/edit.h"
#include "util/buf.h"
#include "util/file.h"

/* The whole lines of the log; nothing when it can't be read. */
void edit_log_read(int film_dir, struct buf *out);

/* Where a film.json stands in the log. */
struct log_place {
	bool is_known;	    /* it comes from here, and no other hand was at it since */
	uint64_t last;	    /* the number of the last change logged, 0 for none */
	uint64_t held;	    /* of the last one that film.json holds; of one that is not known:
			     * that the last film.json did */
	struct json **lines; /* those it does not hold, oldest first, without a gap */
	size_t count, room;
};
/* Fills a zeroed place. Looks at the end of the log alone. */
void edit_log_place(const struct buf *log, const char *digest, struct log_place *out);
void log_place_clear(struct log_place *place);

/* The history all lines of the log tell, for a film.json that is known. */
void edit_log_fold(const struct buf *log, struct history *out);

/* Lines to append. add_change takes both values. */
void edit_log_add_change(struct buf *lines, uint64_t number, const char *did, struct json *step,
			 struct json *back);
void edit_log_add_id(struct buf *lines, uint64_t number, const char *id);
/* `mark` is "from", "saving", "saved" or "met"; the step may be NULL. */
void edit_log_add_mark(struct buf *lines, const char *mark, const char *digest, uint64_t number,
		       const struct step *step);

/* Appends lines behind the first *bytes bytes (what is behind them is torn); with
 * `sync` they are on the disk then. On failure the log is as it was. */
int edit_log_append(int cache, const struct buf *lines, bool sync, size_t *bytes, struct err *err);
int edit_log_sync(int cache, struct err *err);
/* Takes back what is behind the first `bytes` bytes. */
void edit_log_cut(int cache, size_t bytes);

/* True when it has grown so long that it should be compacted. */
bool edit_log_is_long(int cache, size_t bytes);
/* Writes it anew: the history, for the film.json of this digest, which goes up to
 * the last change. */
void edit_log_compact(int cache, const struct history *history, const char *digest,
		      uint64_t number, size_t *bytes);

#endif
