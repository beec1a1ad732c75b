/* SPDX-License-Identifier: MIT
 *
 * The words Unicode's CLDR has for emoji in one language: annotations/LANG.xml.
 */
#ifndef MEDIA_STAGE_ANNOTATIONS_H
#define MEDIA_STAGE_ANNOTATIONS_H

#include "media/stage/dictionary.h"
#include "util/err.h"

struct annotations_wanted {
	const char *language;
	const struct dictionary *pictograms; /* no others are let in */
	const struct dictionary *stops;      /* entries with the language's bit */
	uint64_t stop_bit;
};

/* Adds the names of the pictograms, and those keywords that at most three of them
 * share and that are the head of the name, what stands before a stop word:
 * "beach" of "beach with umbrella", but neither "slow" for a sloth nor "black" of
 * "black cat". A missing file adds nothing. */
int annotations_read(const char *cldr_dir, const struct annotations_wanted *wanted,
		     struct dictionary *out, struct err *err);

#endif
