/* SPDX-License-Identifier: MIT
 *
 * Running a call in its session, and the one way in which a call changes the film.
 */
#ifndef CORE_SESSION_CALL_RUN_H
#define CORE_SESSION_CALL_RUN_H

#include "core/language/call.h"
#include "core/session/session.h"

/* Sees to what the command needs, and runs it. */
int call_run(struct call *call, struct err *err);

/* One change of the film: takes the write lock, has `build` make a step of what
 * the film says now, applies it, saves, and tells the step's label. A step without
 * edits is no change. */
int call_change(struct call *call,
		int (*build)(struct call *call, struct step *step, struct err *err),
		struct err *err);

#endif
