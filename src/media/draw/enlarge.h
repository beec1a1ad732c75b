/* SPDX-License-Identifier: MIT
 *
 * A picture in another size. Smaller is averaged; larger is interpolated and
 * then every edge is drawn together, which gives flat art its outlines back.
 */
#ifndef MEDIA_DRAW_ENLARGE_H
#define MEDIA_DRAW_ENLARGE_H

#include <cairo.h>

/* Of an ARGB32 surface. Returns new. */
cairo_surface_t *enlarge(cairo_surface_t *from, int width, int height);

#endif
