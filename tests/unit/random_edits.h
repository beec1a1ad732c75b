/* SPDX-License-Identifier: MIT
 *
 * Random steps for a film, the same ones for the same seed.
 */
#ifndef RANDOM_EDITS_H
#define RANDOM_EDITS_H

#include <stdint.h>

#include "film/edit.h"

struct dice {
	uint64_t state; /* not 0 */
};

/* From 0 up to below `sides`. */
unsigned dice_roll(struct dice *dice, unsigned sides);

/* Fills a zeroed step of one to four edits that fit the film one after the other.
 * With `spoilt` its last edit can't be applied. */
void random_step(struct dice *dice, const struct film *film, bool spoilt, struct step *step);

#endif
