/* SPDX-License-Identifier: MIT
 *
 * A picture that stands behind the things of the stage, in the place of its scenery.
 */
#ifndef MEDIA_DRAW_BACKDROP_H
#define MEDIA_DRAW_BACKDROP_H

#include "media/draw/easel.h"
#include "media/draw/panel.h"

/* Covers all the easel shows, the picture's shape kept. */
void backdrop_paint(const struct backdrop *backdrop, const struct easel *easel);

#endif
