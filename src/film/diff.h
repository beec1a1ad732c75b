/* SPDX-License-Identifier: MIT
 *
 * What turns one film into another.
 */
#ifndef FILM_DIFF_H
#define FILM_DIFF_H

#include "film/edit.h"

/* Adds to the step the fewest edits that turn `from` into `to`: rows removed, moved
 * and inserted, then members set. Both films are borrowed. The id of the film and its
 * format are left alone. */
void film_diff(const struct film *from, const struct film *to, struct step *step);

/* For merge.c. The rows a list is to have, in order, each by its id; `row` is what
 * to insert where `film` has none of this id. */
struct wanted_row {
	const char *id;
	const void *row;
};
/* Adds the edits that make it the film's list, members aside. */
void diff_list(const struct film *film, enum field_of of, const struct wanted_row *wanted,
	       size_t count, struct step *step);
/* Marks those of `count` different numbers that stay where they are when the rest is
 * moved to bring them all in order; as many as can be. */
void diff_stays(const size_t *numbers, size_t count, bool *stays);

#endif
