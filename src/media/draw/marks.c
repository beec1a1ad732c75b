/* SPDX-License-Identifier: MIT */
#include "media/draw/marks.h"

#include <math.h>

static void ellipse_path(cairo_t *cr, double x, double y, double rx, double ry)
{
	cairo_save(cr);
	cairo_translate(cr, x, y);
	cairo_scale(cr, rx, ry);
	cairo_new_sub_path(cr);
	cairo_arc(cr, 0, 0, 1, 0, 2 * M_PI);
	cairo_restore(cr);
}

static void draw_contact(cairo_t *cr, const struct placed *at, double half, double alpha)
{
	cairo_pattern_t *round = cairo_pattern_create_radial(0, 0, 0, 0, 0, 1);

	cairo_pattern_add_color_stop_rgba(round, 0, 0.02, 0.02, 0.06, alpha);
	cairo_pattern_add_color_stop_rgba(round, 0.5, 0.02, 0.02, 0.06, alpha * 0.7);
	cairo_pattern_add_color_stop_rgba(round, 1, 0.02, 0.02, 0.06, 0);
	cairo_save(cr);
	cairo_translate(cr, at->x, at->feet);
	cairo_scale(cr, half * 1.25, half * 0.28);
	cairo_set_source(cr, round);
	cairo_rectangle(cr, -1, -1, 2, 2);
	cairo_fill(cr);
	cairo_restore(cr);
	cairo_pattern_destroy(round);
}

/* The figure's outline, laid down towards the viewer by a low light behind it. */
static void draw_cast_shadow(cairo_t *cr, const struct figure *figure, const struct placed *at,
			     double skew, double alpha)
{
	const double dots = 96;
	int wide = (int)(dots * figure->width) + 8;
	cairo_surface_t *outline = cairo_image_surface_create(CAIRO_FORMAT_A8, wide, (int)dots + 4);
	cairo_pattern_t *fade = cairo_pattern_create_linear(0, 0, 0, 1);
	cairo_t *small = cairo_create(outline);
	cairo_matrix_t lie;

	cairo_translate(small, wide / 2.0, dots + 1);
	cairo_scale(small, dots, dots);
	figure_draw(figure, small, 1, dots, at->mirror);
	cairo_destroy(small);
	cairo_save(cr);
	cairo_translate(cr, at->x, at->feet);
	cairo_matrix_init(&lie, at->height, 0, -skew * at->height, -0.42 * at->height, 0, 0);
	cairo_transform(cr, &lie);
	cairo_pattern_add_color_stop_rgba(fade, 0, 0.03, 0.02, 0.08, 0);
	cairo_pattern_add_color_stop_rgba(fade, 1, 0.03, 0.02, 0.08, alpha);
	cairo_translate(cr, -wide / (2 * dots), -1 - 1 / dots);
	cairo_set_source(cr, fade);
	cairo_scale(cr, 1 / dots, 1 / dots);
	cairo_mask_surface(cr, outline, 0, 0);
	cairo_restore(cr);
	cairo_pattern_destroy(fade);
	cairo_surface_destroy(outline);
}

static void draw_ring(cairo_t *cr, const struct figure *figure, const struct placed *at,
		      double half)
{
	struct rgb accent = figure->accent;

	ellipse_path(cr, at->x, at->feet, half * 1.16, half * 0.3);
	cairo_set_source_rgba(cr, (double)accent.r, (double)accent.g, (double)accent.b, 0.34);
	cairo_fill_preserve(cr);
	cairo_set_source_rgba(cr, (double)accent.r, (double)accent.g, (double)accent.b, 0.9);
	cairo_set_line_width(cr, half * 0.045);
	cairo_stroke(cr);
}

/* A halo, so that dark coats stand out from a dark night. */
static void draw_halo(cairo_t *cr, const struct figure *figure, const struct placed *at,
		      const struct look *look)
{
	double dark = fmax(0, 0.8 - rgb_luma(look->key)),
	       y = at->feet - at->lift - 0.62 * at->height;
	cairo_pattern_t *round = cairo_pattern_create_radial(0, 0, 0, 0, 0, 1);
	struct rgb glow = look->glow;

	cairo_pattern_add_color_stop_rgba(round, 0, (double)glow.r, (double)glow.g, (double)glow.b,
					  0.9 * dark);
	cairo_pattern_add_color_stop_rgba(round, 0.55, (double)glow.r, (double)glow.g,
					  (double)glow.b, 0.4 * dark);
	cairo_pattern_add_color_stop_rgba(round, 1, (double)glow.r, (double)glow.g, (double)glow.b,
					  0);
	cairo_save(cr);
	cairo_translate(cr, at->x, y);
	cairo_scale(cr, 0.62 * at->height * fmax(0.8, figure->width), 0.6 * at->height);
	cairo_set_source(cr, round);
	cairo_rectangle(cr, -1, -1, 2, 2);
	cairo_fill(cr);
	cairo_restore(cr);
	cairo_pattern_destroy(round);
}

static void draw_frame(cairo_t *cr, const struct placed *at)
{
	double wide = at->box.x1 - at->box.x0, high = at->box.y1 - at->box.y0, edge = high * 0.07;

	cairo_rectangle(cr, at->box.x0, at->box.y0, wide, high);
	cairo_set_source_rgb(cr, 0.48, 0.33, 0.2);
	cairo_fill(cr);
	cairo_rectangle(cr, at->box.x0 + edge, at->box.y0 + edge, wide - 2 * edge, high - 2 * edge);
	cairo_set_source_rgb(cr, 0.9, 0.88, 0.8);
	cairo_fill(cr);
}

void marks_before(const struct cutting *cutting, const struct placed *placed, cairo_t *cr)
{
	const struct stage_thing *thing = &cutting->stage->things[placed->thing];
	const struct figure *figure = &cutting->figures[placed->thing];
	const struct look *look = cutting->look;
	double half = figure->width * placed->height / 2, dim = placed->lift > 0 ? 0.5 : 1;

	if (placed->how == PLACED_HUNG) {
		draw_frame(cr, placed);
		return;
	}
	if (figure->kind->form != FORM_WHOLE)
		half = fmin(half, 0.3 * placed->height);
	if (thing->stance == STANCE_ABOVE || thing->stance == STANCE_EFFECT)
		return;
	if (thing->stance == STANCE_ACTOR)
		draw_halo(cr, figure, placed, look);
	if (figure->cast && thing->stance != STANCE_SET)
		draw_ring(cr, figure, placed, half);
	if (look->shadow_long > 0 && placed->lift <= 0) {
		double side = placed->x < cutting->view->aspect / 2 ? -1 : 1;

		draw_cast_shadow(cr, figure, placed, side * 0.45 * look->shadow_long,
				 look->shadow * 0.8);
	}
	draw_contact(cr, placed, half, fmin(0.8, look->shadow * 1.5 * dim));
}

/* The water round a ship, up to its waterline. */
void marks_after(const struct cutting *cutting, const struct placed *placed, cairo_t *cr)
{
	const struct figure *figure = &cutting->figures[placed->thing];
	enum stance stance = cutting->stage->things[placed->thing].stance;
	double half = figure->width * placed->height * 0.52, high = placed->height * 0.1;
	bool afloat = stance == STANCE_SET || figure->kind->act == ACT_ROCK ||
		      figure->kind->act == ACT_HOVER;
	struct rgb sea = rgb_hex(0x2c86ad), foam = rgb_hex(0xe6f4f7);

	if (cutting->stage->place != PLACE_SEA || !afloat || stance == STANCE_ABOVE)
		return;
	cairo_set_source_rgba(cr, (double)sea.r * 0.8, (double)sea.g * 0.8, (double)sea.b * 0.8,
			      0.9);
	ellipse_path(cr, placed->x, placed->feet, half, high * 0.62);
	cairo_fill(cr);
	cairo_set_source_rgba(cr, (double)foam.r, (double)foam.g, (double)foam.b, 0.7);
	cairo_set_line_width(cr, high * 0.12);
	cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
	for (int i = -2; i <= 2; i++) {
		double x = placed->x + half * 0.36 * i,
		       y = placed->feet - high * (0.5 - 0.09 * i * i);

		cairo_move_to(cr, x - half * 0.2, y);
		cairo_curve_to(cr, x - half * 0.08, y - high * 0.2, x + half * 0.06, y + high * 0.2,
			       x + half * 0.18, y);
	}
	cairo_stroke(cr);
}
