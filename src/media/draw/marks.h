/* SPDX-License-Identifier: MIT
 *
 * What ties a figure to where it stands: its shadows, the ring of the cast, the
 * water it swims in, the frame it hangs in. Drawn on the figure's own surface.
 */
#ifndef MEDIA_DRAW_MARKS_H
#define MEDIA_DRAW_MARKS_H

#include "media/draw/cutout.h"

/* Below and behind the figure. */
void marks_before(const struct cutting *cutting, const struct placed *placed, cairo_t *cr);
/* Over it. */
void marks_after(const struct cutting *cutting, const struct placed *placed, cairo_t *cr);

#endif
