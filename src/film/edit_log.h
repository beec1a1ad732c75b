/* SPDX-License-Identifier: MIT
 *
 * The edit log, .scenetty/edits.log: one JSON object a line.
 *   {"at","did":"do"|"undo"|"redo","from","to","step","back"}
 * `step` is what was applied, `back` what it became. It is synced before film.json
 * is saved; behind it comes {"saved":TO} once film.json is.
 *   {"at","did":"id","from","to","id"}: the film got its id, outside the history
 *   {"did":"history","to","undo":[…],"redo":[…]}: all of it so far, compacted
 * The folder may be deleted at any time: only the history goes with it.
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

/* The last change of the log, if it was logged but film.json, whose digest this
 * is, never saved; returns new, NULL if there is none. */
struct json *edit_log_pending(const struct buf *log, const char *digest);
/* The history the log tells for the film.json of this digest; empty when the file
 * was changed by other hands since. */
void edit_log_fold(const struct buf *log, const char *digest, struct history *out);

/* Appends a line behind the first *bytes bytes (what is behind them is torn) and
 * syncs it. On failure the log is as it was. */
int edit_log_append(int cache, const struct json *line, size_t *bytes, struct err *err);
/* Takes the last line back. */
void edit_log_cut(int cache, size_t bytes);
/* Notes that film.json is saved. Not synced: it only tells a change that was never
 * saved from a file somebody put back. */
void edit_log_saved(int cache, const char *to, size_t *bytes);
/* Writes the log anew when it has grown too long. */
void edit_log_compact(int cache, const struct buf *log, const char *digest, size_t *bytes);
/* True when it has. */
bool edit_log_is_long(const struct buf *log, size_t bytes);

#endif
