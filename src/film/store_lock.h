/* SPDX-License-Identifier: MIT
 *
 * The write lock of a film: an open-file-description lock on .scenetty/lock, so
 * that it goes with its holder, however that one ends.
 */
#ifndef FILM_STORE_LOCK_H
#define FILM_STORE_LOCK_H

#include <stdbool.h>

#include "util/err.h"

/* `cache` is the folder .scenetty. Returns the descriptor that holds the lock;
 * closing it lets go. ERR_BUSY after `wait_ms`. */
int lock_take(int cache, int wait_ms, struct err *err);
/* True if the lock we have is that of the file that stands there: somebody may have cleared
 * the folder away. */
bool lock_still_stands(int cache, int lock);
/* True while another one holds it. */
bool lock_is_held(int cache);
/* The same, and the holder said that it is for long. */
bool lock_is_for_long(int cache);
/* Says in the lock file whether we have the lock for long or for one change. */
void lock_describe(int lock, bool for_long);
/* True if who took the lock last was a process of this machine that is gone. */
bool lock_is_of_the_dead(int film_dir);

/* Asking the holder to let go: a file that its watch sees. */
#define LOCK_ASK_NAME "take-over"
int lock_ask(int cache, struct err *err);
void lock_ask_no_more(int cache);
/* Who asks ("scenetty (process 4711 on host)"), or NULL; returns new. */
char *lock_asker(int cache);

#endif
