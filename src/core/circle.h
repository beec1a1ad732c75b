/* SPDX-License-Identifier: MIT
 *
 * Circling a take that has just come in, where its scene has nothing better.
 */
#ifndef CORE_CIRCLE_H
#define CORE_CIRCLE_H

#include "core/session.h"

/* Adds it to the step if what is circled is missing or stale and the take was made from
 * what the scene says now, or is somebody's own clip. *circled tells. */
int circle_build(const struct store *store, const char *scene, const char *take, struct step *step,
		 bool *circled, struct err *err);
/* Does it, as a step of its own. */
int circle_new(struct session *session, const char *scene, const char *take, struct err *err);

#endif
