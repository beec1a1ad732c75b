/* SPDX-License-Identifier: MIT
 *
 * Where a scene goes: --before and --after.
 */
#ifndef CORE_PLACE_H
#define CORE_PLACE_H

#include "core/call.h"

/* For a scene that stands at `from` (the number of scenes: a new one). Returns 1
 * with the position it gets, 0 when neither option was given, -1 on failure. */
int place_of(const struct call *call, size_t from, size_t *to, struct err *err);

#endif
