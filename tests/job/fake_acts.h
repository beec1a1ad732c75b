/* SPDX-License-Identifier: MIT
 *
 * What the fake media process can do, well or badly.
 */
#ifndef FAKE_ACTS_H
#define FAKE_ACTS_H

#include <stdbool.h>

#include "worker/message.h"

#define FAKE_SOCKET 3

struct ask {
	const char *role;
	struct message message;
	struct message_reader *reader;
};

/* Acts on the first of the words; false if it names nothing. */
bool fake_act(const struct ask *ask, const char *words);
/* Waits until somebody opens the gate. */
void fake_pass_gate(void);
/* Dies the first time anybody is asked to. */
void fake_die_once(const struct ask *ask);
/* The answers that end a request; `body` is taken, fd may be -1. */
void fake_done(const struct ask *ask, struct json *body, int fd);
void fake_failed(const struct ask *ask, const char *kind, const char *text);
/* A path in the fake's home; returns new. */
char *fake_path(const char *name);

#endif
