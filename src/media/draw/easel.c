/* SPDX-License-Identifier: MIT */
#include "media/draw/easel.h"

#include <math.h>

struct rgb easel_lit(const struct easel *easel, uint32_t own, double far)
{
	return look_at(easel->look, rgb_hex(own), far);
}

struct rgb easel_snowy(const struct easel *easel, uint32_t own, double far, double snow)
{
	struct rgb colour = rgb_hex(own);

	if (easel->stage->light == LIGHT_SNOW)
		colour = rgb_mix(colour, rgb_hex(0xf4f8fc), snow);
	return look_at(easel->look, colour, far);
}

void easel_colour(const struct easel *easel, struct rgb colour, double alpha)
{
	cairo_set_source_rgba(easel->cr, (double)colour.r, (double)colour.g, (double)colour.b,
			      alpha);
}

static void add_stop(cairo_pattern_t *pattern, double at, struct rgb colour, double alpha)
{
	cairo_pattern_add_color_stop_rgba(pattern, at, (double)colour.r, (double)colour.g,
					  (double)colour.b, alpha);
}

void easel_fade(const struct easel *easel, double y0, struct rgb above, double y1, struct rgb below)
{
	cairo_pattern_t *down = cairo_pattern_create_linear(0, y0, 0, y1);

	add_stop(down, 0, above, 1);
	add_stop(down, 1, below, 1);
	cairo_set_source(easel->cr, down);
	cairo_fill(easel->cr);
	cairo_pattern_destroy(down);
}

void easel_wash(const struct easel *easel, double y0, struct rgb above, double y1, struct rgb below)
{
	const struct box *area = &easel->area;

	cairo_rectangle(easel->cr, area->x0, area->y0, area->x1 - area->x0, area->y1 - area->y0);
	easel_fade(easel, y0, above, y1, below);
}

void easel_ellipse(const struct easel *easel, double x, double y, double rx, double ry)
{
	cairo_save(easel->cr);
	cairo_translate(easel->cr, x, y);
	cairo_scale(easel->cr, rx, ry);
	cairo_new_sub_path(easel->cr);
	cairo_arc(easel->cr, 0, 0, 1, 0, 2 * M_PI);
	cairo_restore(easel->cr);
	cairo_fill(easel->cr);
}

void easel_box(const struct easel *easel, double x, double y, double wide, double high)
{
	cairo_rectangle(easel->cr, x, y, wide, high);
	cairo_fill(easel->cr);
}

void easel_glow(const struct easel *easel, double x, double y, double rx, double ry,
		struct rgb colour, double alpha)
{
	static const double falls[][2] = {{0, 1},      {0.2, 0.82}, {0.4, 0.5},
					  {0.6, 0.24}, {0.8, 0.07}, {1, 0}};
	cairo_pattern_t *round = cairo_pattern_create_radial(0, 0, 0, 0, 0, 1);

	for (size_t i = 0; i < sizeof falls / sizeof *falls; i++)
		add_stop(round, falls[i][0], colour, alpha * falls[i][1]);
	cairo_save(easel->cr);
	cairo_translate(easel->cr, x, y);
	cairo_scale(easel->cr, rx, ry);
	cairo_set_source(easel->cr, round);
	cairo_rectangle(easel->cr, -1, -1, 2, 2);
	cairo_fill(easel->cr);
	cairo_restore(easel->cr);
	cairo_pattern_destroy(round);
}

static double ridge_at(const struct easel *easel, uint64_t seed, double x, double base, double high,
		       double wide, int octaves)
{
	return base - high * (0.5 + noise_ridge(easel->seed ^ seed, x / wide, octaves));
}

void easel_ridge(const struct easel *easel, uint64_t seed, double base, double high, double wide,
		 int octaves)
{
	const struct box *area = &easel->area;
	double step = fmax(2 * easel->dot, wide / 64);

	cairo_move_to(easel->cr, area->x0, area->y1);
	for (double x = floor(area->x0 / step) * step; x < area->x1 + step; x += step)
		cairo_line_to(easel->cr, x, ridge_at(easel, seed, x, base, high, wide, octaves));
	cairo_line_to(easel->cr, area->x1, area->y1);
	cairo_close_path(easel->cr);
}

double easel_ground(const struct easel *easel, double depth)
{
	return easel->view->horizon + (easel->view->feet - easel->view->horizon) / depth;
}

void easel_pool(const struct easel *easel)
{
	const struct composition *view = easel->view;
	double y = fmin(view->feet, 0.97), flat = fmax(0.09, (y - view->horizon) * 0.42);

	easel_glow(easel, view->centre_x, y, 0.8, flat * 1.2, easel->look->glow, easel->look->pool);
}

double easel_bank_at(const struct easel *easel, double x, double most)
{
	double aspect = easel->view->aspect, out = fabs(x - aspect / 2) / (aspect / 2);

	out = fmin(out, 1.15);
	return 1 - most * fmin(1, aspect) * (out * out - 0.4) / 0.6;
}

struct rgb easel_near(const struct easel *easel, struct rgb colour)
{
	return rgb_mix(rgb_scale(colour, 0.62), easel->look->haze, 0.3 * easel->look->hazy);
}

void easel_bank(const struct easel *easel, double most, struct rgb colour)
{
	const struct box *area = &easel->area;

	cairo_move_to(easel->cr, area->x0, area->y1);
	for (int i = 0; i <= 80; i++) {
		double x = area->x0 + (area->x1 - area->x0) * i / 80;

		cairo_line_to(easel->cr, x, easel_bank_at(easel, x, most));
	}
	cairo_line_to(easel->cr, area->x1, area->y1);
	cairo_close_path(easel->cr);
	easel_colour(easel, colour, 1);
	cairo_fill(easel->cr);
}

double easel_person(const struct easel *easel, double depth)
{
	return easel->view->unit / depth;
}

void easel_row(const struct easel *easel, const char *name, double step, easel_each_fn *each)
{
	int64_t from = (int64_t)floor(easel->area.x0 / step) - 1;
	int64_t to = (int64_t)ceil(easel->area.x1 / step) + 1;

	for (int64_t i = from; i <= to; i++) {
		struct chance chance = chance_of(easel->seed + (uint64_t)i, name);

		each(easel, (double)i * step, &chance);
	}
}

void easel_cloud(const struct easel *easel, double x, double y, double size, struct rgb light,
		 struct rgb dark, struct chance *chance)
{
	int puffs = 5 + chance_index(chance, 3);

	cairo_save(easel->cr);
	cairo_rectangle(easel->cr, x - 3 * size, y - 2 * size, 6 * size, 2 * size);
	cairo_clip(easel->cr);
	cairo_new_path(easel->cr);
	for (int i = 0; i < puffs; i++) {
		double at = 2.0 * i / (puffs - 1) - 1;
		double radius = size * (1 - 0.62 * at * at) * chance_between(chance, 0.38, 0.6);

		cairo_new_sub_path(easel->cr);
		cairo_arc(easel->cr, x + at * size * 1.15, y - radius * 0.42, radius, 0, 2 * M_PI);
	}
	easel_fade(easel, y - size * 0.7, light, y, dark);
	cairo_restore(easel->cr);
}

void easel_conifer(const struct easel *easel, double x, double foot, double high, struct rgb colour)
{
	cairo_t *cr = easel->cr;

	easel_colour(easel, rgb_scale(colour, 0.6), 1);
	easel_box(easel, x - high * 0.025, foot - high * 0.16, high * 0.05, high * 0.17);
	for (int i = 0; i < 3; i++) {
		double top = foot - high * (1 - 0.24 * i), low = foot - high * (0.58 - 0.24 * i);
		double half = high * (0.14 + 0.07 * i);

		cairo_move_to(cr, x, top);
		cairo_line_to(cr, x + half, low);
		cairo_curve_to(cr, x + half / 2, low + high * 0.03, x - half / 2, low + high * 0.03,
			       x - half, low);
		cairo_close_path(cr);
		easel_fade(easel, top, rgb_scale(colour, 1.08), low, rgb_scale(colour, 0.84));
	}
}

void easel_tree(const struct easel *easel, double x, double foot, double high, struct rgb leaf,
		struct rgb trunk, struct chance *chance)
{
	static const double crown[][3] = {{-0.2, 0.56, 0.2},
					  {0.2, 0.58, 0.19},
					  {0, 0.74, 0.24},
					  {-0.08, 0.52, 0.2},
					  {0.1, 0.5, 0.18}};

	easel_colour(easel, trunk, 1);
	easel_box(easel, x - high * 0.035, foot - high * 0.42, high * 0.07, high * 0.43);
	for (size_t i = 0; i < sizeof crown / sizeof *crown; i++) {
		double radius = high * crown[i][2] * chance_between(chance, 0.92, 1.1);
		double at_x = x + high * crown[i][0], at_y = foot - high * crown[i][1];

		easel_colour(easel, rgb_scale(leaf, 0.86 + 0.05 * (double)i), 1);
		easel_ellipse(easel, at_x, at_y, radius, radius * 0.94);
	}
}

void easel_tuft(const struct easel *easel, double x, double foot, double high, struct rgb colour,
		struct chance *chance)
{
	cairo_t *cr = easel->cr;

	easel_colour(easel, colour, 1);
	for (int i = -2; i <= 2; i++) {
		double lean = high * (0.22 * i + chance_between(chance, -0.1, 0.1));
		double tall = high * chance_between(chance, 0.6, 1), root = x + high * 0.07 * i;

		cairo_move_to(cr, root - high * 0.05, foot);
		cairo_curve_to(cr, root, foot - tall * 0.5, root + lean * 0.5, foot - tall * 0.8,
			       root + lean, foot - tall);
		cairo_curve_to(cr, root + lean * 0.6, foot - tall * 0.6, root + high * 0.05,
			       foot - tall * 0.4, root + high * 0.05, foot);
		cairo_close_path(cr);
		cairo_fill(cr);
	}
}
