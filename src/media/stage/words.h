/* SPDX-License-Identifier: MIT
 *
 * Text as words. Letters are lower-cased, an apostrophe parts l'homme into two
 * words and takes the 's off kitten's, a hyphen parts like a space, and scripts
 * without spaces give one word a character (a run of katakana is one). Text in
 * double quotes is speech and left out; "@kitten:fireman" is one word, a handle.
 */
#ifndef MEDIA_STAGE_WORDS_H
#define MEDIA_STAGE_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How a script tells words apart. */
enum spacing { SPACING_SPACES, SPACING_HAN, SPACING_KANA, SPACING_NONE };

struct word {
	const char *source; /* where it stands in the text, borrowed */
	size_t bytes;       /* of the source */
	const char *text;   /* lower case; in the list's store */
	enum spacing spacing;
	bool clause;     /* punctuation or the text's start stands before it */
	bool glued;      /* follows the word before without a space */
	bool handle;     /* "@…": text is the name without the state */
	bool possessive; /* an 's stood behind it */
};

struct words {
	struct word *list;
	size_t count, room;
	char *store;
};

/* Fills a zeroed list. The text is borrowed as long as the list lives; invalid
 * UTF-8 parts words. */
void words_split(const char *text, struct words *out);
void words_clear(struct words *words);

#endif
