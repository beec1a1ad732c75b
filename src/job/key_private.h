/* SPDX-License-Identifier: MIT
 *
 * What the files of keys share: key.c finds them, key_command.c runs what prints one.
 */
#ifndef JOB_KEY_PRIVATE_H
#define JOB_KEY_PRIVATE_H

#include "job/key.h"
#include "util/buf.h"

#define KEY_BYTES_MAX 16384

/* Returns new: the first line; NULL if it has no letters or has ones no header may. */
char *key_first_line(const struct buf *text);
void key_wipe(struct buf *text);

struct key_command;
/* `key` is taken by whoever is called; NULL with an error. */
typedef void key_command_fn(void *arg, char *key, const struct err *error);
/* One text goes to the shell, a list of them is a program and its words. NULL and an
 * error if it can't be started. */
struct key_command *key_command_start(struct loop *loop, const struct json *command,
				      key_command_fn *call, void *arg, struct err *err);
/* It is killed. */
void key_command_drop(struct key_command *command);

#endif
