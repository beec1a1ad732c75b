/* SPDX-License-Identifier: MIT
 *
 * A typed command line as words, split as shells do: spaces part, '…' and "…" and \
 * keep together, ~/ at a word's beginning is the home.
 */
#ifndef CORE_LANGUAGE_WORDS_H
#define CORE_LANGUAGE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "util/err.h"

struct words {
	char **items; /* owned */
	size_t count, room;
	bool open;   /* it ends inside a word, not behind one: what completion completes */
	size_t last; /* where that word begins in the line; its end if there is none */
};

/* An open quote at the end is an error, unless `typing` (then it ends there). */
int words_split(const char *line, bool typing, struct words *out, struct err *err);
void words_clear(struct words *words);
/* Where a comment begins: a # that stands alone outside quotes. NULL if there is none. */
const char *words_comment(const char *line);
/* Returns new: the word, quoted if it must be. */
char *word_quote(const char *word);

#endif
