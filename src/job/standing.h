/* SPDX-License-Identifier: MIT
 *
 * Whether a film the ledger knows still stands where it was seen.
 */
#ifndef JOB_STANDING_H
#define JOB_STANDING_H

#include <stdbool.h>

/* True if `folder` holds a film.json with this id that is not the very file in
 * `own` (a folder may be reached by two paths). */
bool film_stands(const char *folder, const char *own, const char *id);

#endif
