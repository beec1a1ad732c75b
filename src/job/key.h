/* SPDX-License-Identifier: MIT
 *
 * A provider's key, from where its file says: a variable of the environment, a file
 * that is nobody else's to read, or what a command prints. It is held in memory for as
 * long as a request needs it, and goes nowhere else.
 */
#ifndef JOB_KEY_H
#define JOB_KEY_H

#include <stdbool.h>

#include "util/err.h"
#include "util/json.h"

/* `key` is the "key" of a description. Returns 0 with *out new (NULL where there is none
 * and none is needed), -1 with what to do. */
int key_read(const struct json *key, const char *provider, char **out, struct err *err);
/* Returns new: where it is to come from, in words ("FAL_KEY", "~/.fal", "the command
 * pass"); NULL where the file names no place. *there: it is there, as far as can be told
 * without reading it or running anything. */
char *key_place(const struct json *key, bool *there);
/* Returns new: a text from outside, every place where the key stands masked. */
char *key_masked(const char *text, const char *key);
/* Wipes and frees. */
void key_free(char *key);

#endif
