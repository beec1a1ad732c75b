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
/* True while another one holds it. */
bool lock_is_held(int cache);

#endif
