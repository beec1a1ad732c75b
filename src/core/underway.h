/* SPDX-License-Identifier: MIT
 *
 * Which scenes somebody makes takes of at this moment, here or in another process.
 */
#ifndef CORE_UNDERWAY_H
#define CORE_UNDERWAY_H

#include "core/session.h"

/* Returns new: of each scene, by position, the jobs that are carried and the takes
 * that wait in a batch. Without a ledger only the latter are known. */
size_t *scenes_underway(struct session *session);

#endif
