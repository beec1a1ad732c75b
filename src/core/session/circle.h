/* SPDX-License-Identifier: MIT
 *
 * Circling a take that has just come in, where its scene has nothing better.
 */
#ifndef CORE_SESSION_CIRCLE_H
#define CORE_SESSION_CIRCLE_H

#include "core/session/session.h"

/* Adds it to the step if what is circled is missing or stale and the take was made from
 * what the scene says now, or is somebody's own clip. *circled tells. */
int circle_build(const struct store *store, const char *scene, const char *take, struct step *step,
		 bool *circled, struct err *err);
/* Does it with a take that is in no batch, within a second, with others in one step. */
void circle_soon(struct session *session, const char *scene, const char *take);
/* Now. What can't be saved is tried again the next time. */
int circle_arrivals(struct session *session, struct err *err);
/* Forgets them. */
void circle_drop(struct session *session);

#endif
