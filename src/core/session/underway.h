/* SPDX-License-Identifier: MIT
 *
 * Which scenes somebody makes takes of at this moment, here, in another process or at
 * a service; and which have a job that may have been accepted, which only the person
 * sends again.
 */
#ifndef CORE_SESSION_UNDERWAY_H
#define CORE_SESSION_UNDERWAY_H

#include "core/session/session.h"

/* By the position of the scene. */
struct underway {
	size_t *takes;    /* on their way, or waiting in a batch */
	int64_t *unknown; /* the number of its newest unknown job, 0: none */
};

/* Without a ledger only what waits in a batch is known. */
void underway_look(struct session *session, struct underway *out);
void underway_clear(struct underway *underway);

#endif
