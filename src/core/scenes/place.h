/* SPDX-License-Identifier: MIT
 *
 * Where a scene goes: --before and --after.
 */
#ifndef CORE_SCENES_PLACE_H
#define CORE_SCENES_PLACE_H

#include "core/language/call.h"

/* Returns 1 with the position of what will stand behind the new place (the number of
 * scenes: nothing), 0 when neither option was given, -1 on failure. */
int place_gap(const struct call *call, size_t *gap, struct err *err);
/* The group of the scene that was named there; NULL where neither was given. */
const char *place_group(const struct call *call, size_t gap);

#endif
