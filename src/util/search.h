/* SPDX-License-Identifier: MIT
 *
 * Looking for a text in others, capitals and accents ignored: "été" is found by "ete"
 * and "Œuvre" by "oeuvre". Quick enough for all the texts of a long film.
 */
#ifndef UTIL_SEARCH_H
#define UTIL_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#define SEARCH_PAIRS 0x800

struct search {
	char *wanted;     /* plain, or as it is when `exact` */
	bool exact;       /* every byte counts */
	bool begins[256]; /* bytes that what is looked for may begin with */
	bool pairs[SEARCH_PAIRS]; /* the same for what UTF-8 writes as two bytes */
	unsigned char first, second; /* of `wanted` */
	unsigned char first_case, second_case; /* the bit in which their capitals differ */
};

/* A text of which nothing is left when it is plain is looked for exactly. */
void search_make(struct search *search, const char *wanted, bool exact);
void search_clear(struct search *search);
/* The first place in the text (NULL: none), with its bytes. Nothing is found of an
 * empty text. */
const char *search_next(const struct search *search, const char *text, size_t *bytes);

#endif
