/* SPDX-License-Identifier: MIT
 *
 * Merging the lists of films: which rows there are, and in which order.
 */
#ifndef FILM_MERGE_LIST_H
#define FILM_MERGE_LIST_H

#include "film/merge.h"

struct films {
	const struct film *base, *ours, *theirs;
};

void merge_list(const struct films *films, enum field_of of, struct step *step,
		struct conflicts *out);

#endif
