/* SPDX-License-Identifier: MIT
 *
 * "Did you mean": the nearest of some names to what was typed.
 */
#ifndef CORE_LANGUAGE_NEAR_H
#define CORE_LANGUAGE_NEAR_H

#include <stddef.h>

/* Zeroed but for `typed`; near_offer each name, then read `best` (borrowed), NULL
 * when none is near enough. */
struct near {
	const char *typed;
	const char *best;
	size_t distance;
};
void near_offer(struct near *near, const char *name);

#endif
