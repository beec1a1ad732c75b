/* SPDX-License-Identifier: MIT
 *
 * Lines typed before, kept in $XDG_STATE_HOME/scenetty/lines.
 */
#ifndef BOARD_HISTORY_H
#define BOARD_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

struct history_lines {
	char **items; /* the newest last */
	size_t count, room;
};

void history_lines_load(struct history_lines *out);
void history_lines_clear(struct history_lines *lines);
/* Keeps one more; a line that can't be kept is not worth a word. */
void history_lines_keep(const char *line);
/* The next one that begins like `typed`, older or newer than the one *back lines ago;
 * borrowed. NULL with *back 0: the one being typed. */
const char *history_lines_walk(const struct history_lines *lines, const char *typed, size_t *back,
			       bool older);

#endif
