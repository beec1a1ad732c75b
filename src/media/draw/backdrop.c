/* SPDX-License-Identifier: MIT */
#include "media/draw/backdrop.h"

#include <math.h>

#include "util/mem.h"

/* The things are to be seen before it: so much of it is left. */
#define SHARE 0.86

static cairo_surface_t *surface_of(const struct backdrop *backdrop)
{
	cairo_surface_t *surface =
		cairo_image_surface_create(CAIRO_FORMAT_RGB24, backdrop->width, backdrop->height);
	uint8_t *data = cairo_image_surface_get_data(surface);
	const uint8_t *from = backdrop->rgb;

	if (!data)
		BUG("out of memory");
	for (int y = 0; y < backdrop->height; y++) {
		uint32_t *row =
			(uint32_t *)(void *)(data + (ptrdiff_t)y * cairo_image_surface_get_stride(
									   surface));

		for (int x = 0; x < backdrop->width; x++, from += 3)
			row[x] = (uint32_t)from[0] << 16 | (uint32_t)from[1] << 8 | from[2];
	}
	cairo_surface_mark_dirty(surface);
	return surface;
}

void backdrop_paint(const struct backdrop *backdrop, const struct easel *easel)
{
	const struct box *area = &easel->area;
	cairo_surface_t *surface = surface_of(backdrop);
	double wide = area->x1 - area->x0, high = area->y1 - area->y0;
	double scale = fmax(wide / backdrop->width, high / backdrop->height);

	cairo_save(easel->cr);
	cairo_translate(easel->cr, (area->x0 + area->x1) / 2, (area->y0 + area->y1) / 2);
	cairo_scale(easel->cr, scale, scale);
	cairo_set_source_surface(easel->cr, surface, -backdrop->width / 2.0,
				 -backdrop->height / 2.0);
	cairo_pattern_set_extend(cairo_get_source(easel->cr), CAIRO_EXTEND_PAD);
	cairo_pattern_set_filter(cairo_get_source(easel->cr), CAIRO_FILTER_GOOD);
	cairo_paint(easel->cr);
	cairo_restore(easel->cr);
	cairo_set_source_rgba(easel->cr, 0, 0, 0, 1 - SHARE);
	cairo_paint(easel->cr);
	cairo_surface_destroy(surface);
}
