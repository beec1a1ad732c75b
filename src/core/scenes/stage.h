/* SPDX-License-Identifier: MIT
 *
 * What the animatic would put on its stage for a scene, asked of the media
 * process.
 */
#ifndef CORE_SCENES_STAGE_H
#define CORE_SCENES_STAGE_H

#include "core/session/session.h"

/* Returns new: {"stage":[{"word","pictogram",…}],"place":…,"light":…}. */
struct json *stage_of_scene(struct session *session, const struct scene *scene, struct err *err);

#endif
