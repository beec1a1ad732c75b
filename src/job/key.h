/* SPDX-License-Identifier: MIT
 *
 * A provider's key, from where its file says: a variable of the environment, a file
 * that is nobody else's to read, or what a command prints. A command is waited for by
 * the loop, once for all who ask, and what it printed is kept until keys_free.
 */
#ifndef JOB_KEY_H
#define JOB_KEY_H

#include <stdbool.h>

#include "util/err.h"
#include "util/json.h"
#include "util/loop.h"

struct keys;
struct key_wait;

/* No crash of this process leaves a file, and no other process of the user may look into
 * it: at the very start, for keys stand in the environment. */
void key_hide(void);

struct keys *keys_new(struct loop *loop);
/* Who still waits hears nothing. */
void keys_free(struct keys *keys);

/* `key` is borrowed; NULL without an error where there is none and none is needed. */
typedef void key_fn(void *arg, const char *key, const struct err *error);
/* `where` is the "key" of a description, borrowed. Calls at once, or later: *wait is set
 * until then, and is NULL when it calls. */
void keys_ask(struct keys *keys, const struct json *where, const char *provider, key_fn *call,
	      void *arg, struct key_wait **wait);
/* NULL is fine. */
void keys_drop(struct key_wait *wait);

/* Returns new: where it is to come from, in words ("FAL_KEY", "~/.fal", "the command
 * pass"); NULL where the file names no place. *there: it is there, as far as can be told
 * without reading it or running anything. */
char *key_place(const struct json *where, bool *there);
/* Wipes and frees. */
void key_free(char *key);

#endif
