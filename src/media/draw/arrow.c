/* SPDX-License-Identifier: MIT */
#include "media/draw/arrow.h"

#include <math.h>

#include "util/mem.h"

/* A stroke from (x0, y0) to (x1, y1), bent by `bend` to its left, with a head at
 * its end if `head`; in a square from -1 to 1. */
struct stroke {
	double x0, y0, x1, y1, bend;
	bool head;
};

/* Up to four; one from a point to itself ends them. */
struct sign {
	struct stroke strokes[4];
	bool lens; /* with a circle in the middle: the lens does it */
};

/* clang-format off */
static const struct sign signs[] = {
	[MOVE_STATIC] = {{{0}}, false},
	[MOVE_PUSH_IN] = {{
		{-1.1, -0.9, -0.3, -0.25, 0, true}, {1.1, -0.9, 0.3, -0.25, 0, true},
		{-1.1, 0.9, -0.3, 0.25, 0, true}, {1.1, 0.9, 0.3, 0.25, 0, true}}, false},
	[MOVE_PULL_OUT] = {{
		{-0.3, -0.25, -1.1, -0.9, 0, true}, {0.3, -0.25, 1.1, -0.9, 0, true},
		{-0.3, 0.25, -1.1, 0.9, 0, true}, {0.3, 0.25, 1.1, 0.9, 0, true}}, false},
	[MOVE_PAN_LEFT] = {{{1.1, 0.35, -1.1, 0.35, 0.45, true}}, false},
	[MOVE_PAN_RIGHT] = {{{-1.1, 0.35, 1.1, 0.35, -0.45, true}}, false},
	[MOVE_TILT_UP] = {{{-0.35, 1, -0.35, -1, -0.45, true}}, false},
	[MOVE_TILT_DOWN] = {{{-0.35, -1, -0.35, 1, 0.45, true}}, false},
	[MOVE_TRUCK_LEFT] = {{
		{1.1, -0.15, -1.1, -0.15, 0, true}, {-1, 0.6, 1, 0.6, 0, false}}, false},
	[MOVE_TRUCK_RIGHT] = {{
		{-1.1, -0.15, 1.1, -0.15, 0, true}, {-1, 0.6, 1, 0.6, 0, false}}, false},
	[MOVE_CRANE_UP] = {{
		{0, 0.8, 0, -1, 0, true}, {-0.7, 0.9, 0.7, 0.9, 0, false}}, false},
	[MOVE_CRANE_DOWN] = {{
		{0, -0.9, 0, 0.7, 0, true}, {-0.7, -0.95, 0.7, -0.95, 0, false}}, false},
	[MOVE_ORBIT] = {{
		{-0.95, -0.1, 0.95, -0.1, -0.75, false},
		{0.95, 0.1, -0.6, 0.5, -0.5, true}}, false},
	[MOVE_HANDHELD] = {{
		{-1.1, 0, -0.37, 0, -0.5, false}, {-0.37, 0, 0.37, 0, 0.5, false},
		{0.37, 0, 1.1, 0, -0.5, false}}, false},
	[MOVE_ZOOM_IN] = {{
		{-1.3, 0, -0.62, 0, 0, true}, {1.3, 0, 0.62, 0, 0, true}}, true},
	[MOVE_ZOOM_OUT] = {{
		{-0.6, 0, -1.3, 0, 0, true}, {0.6, 0, 1.3, 0, 0, true}}, true},
};
/* clang-format on */

static void draw_stroke(cairo_t *cr, const struct stroke *stroke)
{
	double dx = stroke->x1 - stroke->x0, dy = stroke->y1 - stroke->y0;
	double mx = (stroke->x0 + stroke->x1) / 2 - dy * stroke->bend;
	double my = (stroke->y0 + stroke->y1) / 2 + dx * stroke->bend;
	double back = atan2(my - stroke->y1, mx - stroke->x1), head = 0.42;

	cairo_move_to(cr, stroke->x0, stroke->y0);
	cairo_curve_to(cr, stroke->x0 + (mx - stroke->x0) * 0.66,
		       stroke->y0 + (my - stroke->y0) * 0.66, stroke->x1 + (mx - stroke->x1) * 0.66,
		       stroke->y1 + (my - stroke->y1) * 0.66, stroke->x1, stroke->y1);
	if (stroke->head) {
		cairo_move_to(cr, stroke->x1 + head * cos(back - 0.6),
			      stroke->y1 + head * sin(back - 0.6));
		cairo_line_to(cr, stroke->x1, stroke->y1);
		cairo_line_to(cr, stroke->x1 + head * cos(back + 0.6),
			      stroke->y1 + head * sin(back + 0.6));
	}
}

void arrow_draw(cairo_t *cr, enum move move, double x, double y, double size)
{
	const struct sign *sign = &signs[move];

	cairo_save(cr);
	cairo_translate(cr, x, y);
	cairo_scale(cr, size * 0.52, size * 0.52);
	cairo_set_line_width(cr, 0.22);
	cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
	cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
	cairo_set_source_rgb(cr, 0.94, 0.76, 0.38);
	for (size_t i = 0; i < LENGTH(sign->strokes); i++)
		if (sign->strokes[i].x0 != sign->strokes[i].x1 ||
		    sign->strokes[i].y0 != sign->strokes[i].y1)
			draw_stroke(cr, &sign->strokes[i]);
	if (sign->lens) {
		cairo_new_sub_path(cr);
		cairo_arc(cr, 0, 0, 0.34, 0, 2 * M_PI);
	}
	cairo_stroke(cr);
	cairo_restore(cr);
}
