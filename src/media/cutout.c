/* SPDX-License-Identifier: MIT */
#include "media/cutout.h"

#include <math.h>

#include "media/chance.h"
#include "util/mem.h"

/* A fire is several flames: where each stands, in widths, and how high. */
static const double flames[][2] = {{-0.46, 0.66}, {0.44, 0.74}, {0, 1}};

int cutout_count(const struct figure *figure)
{
	switch (figure->kind->act) {
	case ACT_FLAME:
		return LENGTH(flames);
	case ACT_SMOKE:
	case ACT_RISE:
		return 0;
	default:
		return 1;
	}
}

static bool shines(const struct stage_thing *thing, const struct figure *figure)
{
	return figure->kind->act == ACT_FLAME || figure->kind->act == ACT_TWINKLE ||
	       thing->stance == STANCE_ABOVE;
}

/* Faces stay readable in any light: theirs is half-way to white. */
static struct grade grade_of(const struct stage_thing *thing, const struct figure *figure,
			     const struct look *look, double depth)
{
	double white = shines(thing, figure) ? 0.8 : 0.36;
	double far = shines(thing, figure) ? 0 : 0.6 * (1 - 1 / fmax(1, depth));
	struct rgb key = rgb_mix(look->key, rgb_hex(0xffffff), white);

	return grade_chain(grade_tint(key), grade_haze(look->haze, look->hazy * far));
}

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

static void draw_ground_marks(cairo_t *cr, const struct stage_thing *thing,
			      const struct figure *figure, const struct placed *at,
			      const struct look *look, const struct composition *view)
{
	double half = figure->width * at->height / 2, dim = at->lift > 0 ? 0.5 : 1;

	if (figure->kind->form != FORM_WHOLE)
		half = fmin(half, 0.3 * at->height);
	if (thing->stance == STANCE_ABOVE || thing->stance == STANCE_EFFECT)
		return;
	if (figure->cast && thing->stance != STANCE_SET)
		draw_ring(cr, figure, at, half);
	if (look->shadow_long > 0 && at->lift <= 0) {
		double side = at->x < view->aspect / 2 ? -1 : 1;

		draw_cast_shadow(cr, figure, at, side * 0.45 * look->shadow_long,
				 look->shadow * 0.8);
	}
	draw_contact(cr, at, half, fmin(0.8, look->shadow * 1.5 * dim));
}

static enum life life_of(const struct stage_thing *thing, const struct figure *figure)
{
	switch (figure->kind->act) {
	case ACT_HOVER:
		return LIFE_HOVER;
	case ACT_FLAME:
		return LIFE_FLAME;
	case ACT_TWINKLE:
		return LIFE_TWINKLE;
	case ACT_ROCK:
		return LIFE_ROCK;
	default:
		return thing->stance == STANCE_ACTOR ? LIFE_BREATHE : LIFE_NONE;
	}
}

/* The point things move about is in the rolled picture. */
static void roll_point(const struct lens *lens, double *x, double *y)
{
	double c = cos(lens->roll), s = sin(lens->roll);
	double dx = *x - lens->aspect / 2, dy = *y - 0.5;

	*x = lens->aspect / 2 + dx * c - dy * s;
	*y = 0.5 + dx * s + dy * c;
}

static struct box rolled_box(const struct lens *lens, struct box box)
{
	struct box out = {INFINITY, INFINITY, -INFINITY, -INFINITY};

	for (int i = 0; i < 4; i++) {
		double x = i & 1 ? box.x1 : box.x0, y = i & 2 ? box.y1 : box.y0;

		roll_point(lens, &x, &y);
		out = (struct box){fmin(out.x0, x), fmin(out.y0, y), fmax(out.x1, x),
				   fmax(out.y1, y)};
	}
	return out;
}

void cutout_make(struct layer *layer, int which, const struct stage *stage,
		 const struct figure *figure, const struct placed *placed, const struct look *look,
		 const struct passage *passage, const struct composition *view, uint64_t seed)
{
	const struct stage_thing *thing = &stage->things[placed->thing];
	struct grade mood = look_mood(stage->mood), grade;
	struct placed at = *placed;
	double half, low, pad = 0.02;
	cairo_t *cr;

	if (figure->kind->act == ACT_FLAME) {
		at.x += flames[which][0] * figure->width * placed->height;
		at.height *= flames[which][1];
	}
	half = fmax(figure->width * 0.66, 0.36) * at.height + pad;
	low = look->shadow_long > 0 ? 0.44 * at.height : 0.14 * at.height;
	if (look->shadow_long > 0)
		half += 0.46 * at.height;
	layer->depth = at.depth;
	layer->life = life_of(thing, figure);
	layer->seed = seed + 31 * placed->thing + (uint64_t)which * 7 +
		      (uint64_t)llround(placed->x * 1e4);
	layer_measure_box(layer, passage,
			  rolled_box(passage->lens,
				     (struct box){at.x - half, at.feet - at.lift - at.height - pad,
						  at.x + half, at.feet + low + pad}));
	layer->x = at.x;
	layer->y = at.feet - at.lift;
	roll_point(passage->lens, &layer->x, &layer->y);
	cr = layer_begin(layer, passage->lens, false, 0);
	draw_ground_marks(cr, thing, figure, &at, look, view);
	cairo_translate(cr, at.x, at.feet - at.lift);
	figure_draw(figure, cr, at.height, layer->dots, at.mirror);
	grade = grade_chain(grade_of(thing, figure, look, at.depth), mood);
	layer_end(layer, cr, &grade);
}
