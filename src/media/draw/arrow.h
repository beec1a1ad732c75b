/* SPDX-License-Identifier: MIT
 *
 * The arrows storyboards have for the moves of the camera.
 */
#ifndef MEDIA_DRAW_ARROW_H
#define MEDIA_DRAW_ARROW_H

#include <cairo.h>

#include "media/stage/stage.h"

/* Draws the arrow of a move around (x, y), about `size` high. */
void arrow_draw(cairo_t *cr, enum move move, double x, double y, double size);

#endif
