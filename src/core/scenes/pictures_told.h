/* SPDX-License-Identifier: MIT
 *
 * What is said of pictures before takes are made of them: a model that has no room for
 * those of the cast, a frame that is the animatic's drawing.
 */
#ifndef CORE_SCENES_PICTURES_TOLD_H
#define CORE_SCENES_PICTURES_TOLD_H

#include "core/session/session.h"
#include "core/tell/output.h"

/* `wanted` by position: which scenes get a take. */
void pictures_tell(struct session *session, struct output *out, const bool *wanted);

#endif
