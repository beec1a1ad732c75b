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

#endif
