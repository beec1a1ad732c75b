/* SPDX-License-Identifier: MIT
 *
 * The keys there are, for people: by context, keys of the same line together.
 */
#ifndef CORE_LANGUAGE_KEY_LIST_H
#define CORE_LANGUAGE_KEY_LIST_H

#include "core/language/keymap.h"

struct key_entry {
	char *keys; /* "j, Down" */
	const struct command *command;
	char *line;       /* "generate ." */
	const char *says; /* what the key does; borrowed from the keymap, NULL: not told */
	const char *help; /* what the command does; NULL where an entry before says it */
};

struct key_list {
	struct key_entry *items;
	size_t count, room;
};

/* What a context is: "the cards of the film". */
extern const char *const context_help[CONTEXTS];

void key_list_make(const struct keymap *keymap, enum context context, struct key_list *out);
/* Returns new: what an entry says, "make a take (:generate .)". */
char *key_entry_text(const struct key_entry *entry);
void key_list_clear(struct key_list *list);

#endif
