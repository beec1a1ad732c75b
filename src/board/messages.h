/* SPDX-License-Identifier: MIT
 *
 * What was said to the person: all of it for a page, and the one for the message line.
 * Warnings and errors wait until a key has been pressed under them; what else is said
 * meanwhile stands behind. Plain ones give way to the next.
 */
#ifndef BOARD_MESSAGES_H
#define BOARD_MESSAGES_H

#include <stdbool.h>
#include <stddef.h>

#include "core/tell/output.h"
#include "util/buf.h"

struct notice {
	enum style style;
	char *text;
};

struct messages {
	struct notice *items; /* oldest first */
	size_t count, room;
	size_t shown; /* the one in the line; count: none */
	bool is_read; /* a key was pressed under it */
};

/* Takes the text. */
void messages_add(struct messages *messages, enum style style, char *text);
/* The one for the line, NULL if there is none. */
const struct notice *messages_shown(const struct messages *messages);
/* How many wait behind it. */
size_t messages_waiting(const struct messages *messages);
/* A key was pressed: true if the line changes. */
bool messages_read(struct messages *messages);
void messages_free(struct messages *messages);

#endif
