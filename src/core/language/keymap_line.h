/* SPDX-License-Identifier: MIT
 *
 * One line of a keys file: WHERE KEYS COMMAND LINE # WHAT IT DOES.
 */
#ifndef CORE_LANGUAGE_KEYMAP_LINE_H
#define CORE_LANGUAGE_KEYMAP_LINE_H

#include "core/language/keymap.h"

struct key_line {
	unsigned contexts; /* 1 << enum context, for each */
	struct key keys[4];
	size_t key_count;
	char *line; /* owned; NULL: "none" */
	char *says; /* owned; NULL: nothing */
	const struct command *command;
};

/* Reads a line that is neither empty nor a comment. On failure nothing is owned. */
int key_line_read(const char *text, struct key_line *out, struct err *err);
/* The keys of a binding, as in KEYS. */
int keys_parse(const char *text, struct key *keys, size_t *count, struct err *err);
/* Returns new. */
char *keys_name(const struct key *keys, size_t count);
/* Returns new: the command line with {count} and {count:WORD} filled in; 0: none was
 * typed. */
char *count_fill(const char *line, unsigned count);

#endif
