/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "media/draw/scenery.h"

/* The ground as a whole, near and far. */
static void wash_ground(const struct easel *easel, struct rgb far, struct rgb near)
{
	double horizon = easel->view->horizon;
	const struct box *area = &easel->area;

	cairo_rectangle(easel->cr, area->x0, horizon, area->x1 - area->x0, area->y1 - horizon);
	easel_fade(easel, horizon, far, horizon + 0.5, near);
}

/* Bands across the ground, each at its depth, lighter and darker by turns. */
static void lay_bands(const struct easel *easel, struct rgb light, struct rgb dark, double alpha)
{
	struct chance chance = chance_of(easel->seed, "bands");
	double depth = 14, middle = (easel->area.x0 + easel->area.x1) / 2;

	for (int i = 0; depth > 0.5; i++, depth *= 0.72) {
		double y = easel_ground(easel, depth), wide = chance_between(&chance, 0.5, 1.1);
		double x = middle + chance_between(&chance, -0.8, 0.8);

		easel_colour(easel, i % 2 ? dark : light, alpha);
		easel_ellipse(easel, x, y, wide, (y - easel->view->horizon) * 0.13);
	}
}

static const uint32_t flowers[] = {0xfff3c4, 0xffffff, 0xf7c948, 0xe8615f, 0xd68fd6};

/* Calls for every place on the ground from far to near, `step` apart at the
 * actors' depth. */
typedef void grow_fn(const struct easel *easel, double x, double y, double size,
		     struct chance *chance);
static void grow(const struct easel *easel, const char *name, double step, double nearest,
		 grow_fn *one)
{
	struct chance chance = chance_of(easel->seed, name);
	double vanish = easel->view->aspect / 2;

	for (double depth = 9; depth > nearest; depth *= 0.8) {
		double apart = step / depth, y = easel_ground(easel, depth);
		double first = vanish - ceil((vanish - easel->area.x0) / apart) * apart;

		for (double x = first; x < easel->area.x1; x += apart)
			if (chance_index(&chance, 3) == 0)
				one(easel, x + chance_between(&chance, -0.4, 0.4) * apart, y,
				    easel->view->unit / depth, &chance);
	}
}

static void one_tuft(const struct easel *easel, double x, double y, double size,
		     struct chance *chance)
{
	struct rgb green = easel_snowy(easel, 0x47853a, 0.1, 0.7);

	easel_tuft(easel, x, y, size * 0.085, green, chance);
	if (chance_index(chance, 2)) {
		easel_colour(easel, easel_lit(easel, flowers[chance_index(chance, 5)], 0.05), 0.95);
		easel_ellipse(easel, x + size * 0.02, y - size * 0.07, size * 0.018, size * 0.016);
	}
}

void paint_meadow(const struct easel *easel)
{
	wash_ground(easel, easel_snowy(easel, 0xa9cc6e, 0.45, 0.8),
		    easel_snowy(easel, 0x5f9f42, 0.05, 0.75));
	lay_bands(easel, easel_snowy(easel, 0xb7d77c, 0.15, 0.8),
		  easel_snowy(easel, 0x548f3c, 0.15, 0.7), 0.28);
	easel_pool(easel);
	grow(easel, "tufts", 0.16, 0.62, one_tuft);
}

void paint_hills(const struct easel *easel)
{
	double base = easel->view->horizon, grain = easel->view->grain;

	easel_ridge(easel, 1, base - 0.02, 0.16 * grain, 0.5 * grain, 4);
	easel_fade(easel, base - 0.2 * grain, easel_snowy(easel, 0x7d9fb0, 0.75, 0.5), base + 0.02,
		   easel_snowy(easel, 0x8fb6a2, 0.95, 0.5));
	easel_ridge(easel, 2, base + 0.01, 0.1 * grain, 0.4 * grain, 3);
	easel_fade(easel, base - 0.1 * grain, easel_snowy(easel, 0x74a66b, 0.5, 0.6), base + 0.03,
		   easel_snowy(easel, 0x8fbd78, 0.75, 0.6));
}

static void one_hedge(const struct easel *easel, double x, struct chance *chance)
{
	double foot = easel_ground(easel, 6) + 0.006;
	double high = easel->view->grain * chance_between(chance, 0.05, 0.13);

	if (chance_index(chance, 3) == 0)
		return;
	easel_tree(easel, x + chance_between(chance, -0.1, 0.1), foot, high,
		   easel_snowy(easel, chance_index(chance, 2) ? 0x4f8a4a : 0x639a4e, 0.42, 0.5),
		   easel_lit(easel, 0x6a5140, 0.4), chance);
}

void paint_hedges(const struct easel *easel)
{
	easel_row(easel, "hedges", 0.22 * easel->view->grain, one_hedge);
}

#define GRASS 0.05

static struct rgb near_green(const struct easel *easel)
{
	return easel_near(easel, easel_snowy(easel, 0x2f6a35, 0, 0.4));
}

static void one_blade(const struct easel *easel, double x, struct chance *chance)
{
	double foot = easel_bank_at(easel, x, GRASS), high = 0.035 + fmax(0, 1 - foot);

	easel_tuft(easel, x, foot + 0.004, fmin(0.1, high) * chance_between(chance, 0.7, 1.3),
		   near_green(easel), chance);
}

void paint_grass_front(const struct easel *easel)
{
	easel_bank(easel, GRASS, near_green(easel));
	easel_row(easel, "blades", 0.04, one_blade);
}

/* The forest. */

static void one_far_trunk(const struct easel *easel, double x, struct chance *chance)
{
	double foot = easel->view->horizon + 0.03, grain = easel->view->grain;
	double wide = grain * chance_between(chance, 0.012, 0.03);
	double at = x + chance_between(chance, -0.03, 0.03);
	struct rgb colour = easel_snowy(easel, 0x3f6a58, chance_between(chance, 0.5, 0.9), 0.3);

	easel_colour(easel, colour, 1);
	easel_box(easel, at, easel->area.y0, wide, foot - easel->area.y0);
	easel_conifer(easel, at + wide * 3, foot, grain * chance_between(chance, 0.2, 0.46),
		      colour);
}

void paint_woods(const struct easel *easel)
{
	double base = easel->view->horizon;
	struct rgb deep = easel_lit(easel, 0x6f9f86, 0.85);

	easel_ridge(easel, 3, base, 0.5, 0.5, 3);
	easel_fade(easel, 0, rgb_mix(easel->look->sky[1], deep, 0.45), base, deep);
	easel_row(easel, "woods", 0.075 * easel->view->grain, one_far_trunk);
}

static void one_fern(const struct easel *easel, double x, double y, double size,
		     struct chance *chance)
{
	easel_tuft(easel, x, y, size * chance_between(chance, 0.08, 0.16),
		   easel_snowy(easel, chance_index(chance, 2) ? 0x3b7440 : 0x548244, 0.08, 0.6),
		   chance);
}

void paint_forest_floor(const struct easel *easel)
{
	wash_ground(easel, easel_snowy(easel, 0x6d9a63, 0.6, 0.8),
		    easel_snowy(easel, 0x3f6a3a, 0.05, 0.75));
	lay_bands(easel, easel_snowy(easel, 0x8a8a55, 0.15, 0.8),
		  easel_snowy(easel, 0x35592f, 0.1, 0.6), 0.3);
	easel_pool(easel);
	grow(easel, "ferns", 0.2, 0.65, one_fern);
}

static void one_trunk(const struct easel *easel, double x, struct chance *chance)
{
	const struct composition *view = easel->view;
	double foot = easel_ground(easel, 3.4) + 0.012, person = easel_person(easel, 3.4);
	double clear = fabs(x - view->aspect / 2) / view->aspect;
	double wide = person * chance_between(chance, 0.24, 0.42);
	struct rgb bark = easel_snowy(easel, 0x5b4636, 0.28, 0.2);

	if (clear < 0.2 || chance_index(chance, 5) == 0)
		return;
	cairo_move_to(easel->cr, x - wide * 0.5, easel->area.y0);
	cairo_line_to(easel->cr, x + wide * 0.5, easel->area.y0);
	cairo_curve_to(easel->cr, x + wide * 0.5, foot - person, x + wide * 0.5,
		       foot - person * 0.2, x + wide * 0.9, foot);
	cairo_line_to(easel->cr, x - wide * 0.9, foot);
	cairo_curve_to(easel->cr, x - wide * 0.5, foot - person * 0.2, x - wide * 0.5,
		       foot - person, x - wide * 0.5, easel->area.y0);
	easel_fade(easel, 0, rgb_scale(bark, 0.72), foot, bark);
	easel_colour(easel, rgb_scale(bark, 0.8), 0.6);
	easel_box(easel, x + wide * 0.12, easel->area.y0, wide * 0.3, foot - easel->area.y0);
	easel_conifer(easel, x + wide * chance_between(chance, 1.2, 2), foot + 0.004,
		      person * chance_between(chance, 1, 1.9),
		      easel_snowy(easel, 0x2f6247, 0.2, 0.6));
}

void paint_trunks(const struct easel *easel)
{
	easel_row(easel, "trunks", 0.55 * easel_person(easel, 1.6), one_trunk);
}

#define FERNS 0.06

static struct rgb near_leaf(const struct easel *easel)
{
	return easel_near(easel, easel_snowy(easel, 0x2a5a38, 0, 0.3));
}

static void one_leafy(const struct easel *easel, double x, struct chance *chance)
{
	struct rgb leaf = near_leaf(easel);
	double foot = easel_bank_at(easel, x, FERNS), hang = (1 - foot) * 2;

	easel_tuft(easel, x, foot + 0.004, 0.06 * chance_between(chance, 0.7, 1.3), leaf, chance);
	if (hang <= 0)
		return;
	easel_colour(easel, leaf, 1);
	easel_box(easel, x - 0.02, easel->area.y0, 0.04, -easel->area.y0);
	for (int i = 0; i < 5; i++) {
		double y = hang * chance_between(chance, -0.2, 0.8);

		easel_colour(easel, rgb_scale(leaf, chance_between(chance, 0.85, 1.2)), 1);
		easel_ellipse(easel, x + chance_between(chance, -0.03, 0.03), y, 0.035, 0.02);
	}
}

void paint_branches(const struct easel *easel)
{
	easel_bank(easel, FERNS, near_leaf(easel));
	easel_row(easel, "leaves", 0.035, one_leafy);
}

/* The mountains. */

static void one_peak(const struct easel *easel, double x, struct chance *chance)
{
	double grain = easel->view->grain, foot = easel->view->horizon + 0.03;
	double high = grain * chance_between(chance, 0.24, 0.42);
	double wide = high * chance_between(chance, 0.75, 1.05), top = foot - high;
	double far = chance_between(chance, 0.45, 0.75), lean = wide * 0.12;
	struct rgb rock = easel_lit(easel, 0x6f7f97, far),
		   snow = easel_lit(easel, 0xfbfdff, far * 0.6);
	cairo_t *cr = easel->cr;

	x += chance_between(chance, -0.12, 0.12);
	cairo_move_to(cr, x - wide, foot);
	cairo_line_to(cr, x - wide * 0.36, foot - high * 0.62);
	cairo_line_to(cr, x, top);
	cairo_line_to(cr, x + wide * 0.42, foot - high * 0.55);
	cairo_line_to(cr, x + wide, foot);
	cairo_close_path(cr);
	easel_fade(easel, top, rock, foot, rgb_mix(rock, easel->look->haze, 0.5));
	easel_colour(easel, rgb_scale(rock, 0.8), 0.75);
	cairo_move_to(cr, x, top);
	cairo_line_to(cr, x + wide * 0.42, foot - high * 0.55);
	cairo_line_to(cr, x + wide, foot);
	cairo_line_to(cr, x + lean, foot);
	cairo_line_to(cr, x + lean * 1.6, foot - high * 0.5);
	cairo_fill(cr);
	easel_colour(easel, snow, 1);
	cairo_move_to(cr, x, top);
	cairo_line_to(cr, x - wide * 0.22, foot - high * 0.74);
	cairo_line_to(cr, x - wide * 0.12, foot - high * 0.68);
	cairo_line_to(cr, x - wide * 0.05, foot - high * 0.76);
	cairo_line_to(cr, x + lean, foot - high * 0.62);
	cairo_line_to(cr, x + wide * 0.15, foot - high * 0.72);
	cairo_line_to(cr, x + wide * 0.24, foot - high * 0.7);
	cairo_fill(cr);
}

void paint_peaks(const struct easel *easel)
{
	double base = easel->view->horizon, grain = easel->view->grain;

	easel_row(easel, "peaks", 0.3 * grain, one_peak);
	easel_ridge(easel, 5, base + 0.02, 0.1 * grain, 0.3 * grain, 4);
	easel_fade(easel, base - 0.08, easel_snowy(easel, 0x5d7f72, 0.5, 0.6), base + 0.04,
		   easel_snowy(easel, 0x7a9a84, 0.7, 0.6));
}

static void one_stone(const struct easel *easel, double x, double y, double size,
		      struct chance *chance)
{
	double wide = size * chance_between(chance, 0.04, 0.12);
	struct rgb stone = easel_snowy(easel, 0x8d8f92, 0.15, 0.4);

	easel_colour(easel, rgb_scale(stone, 0.7), 1);
	easel_ellipse(easel, x, y, wide, wide * 0.5);
	easel_colour(easel, stone, 1);
	easel_ellipse(easel, x - wide * 0.1, y - wide * 0.12, wide * 0.86, wide * 0.4);
	if (chance_index(chance, 2))
		easel_tuft(easel, x + wide, y + wide * 0.2, size * 0.07,
			   easel_snowy(easel, 0x6d8a50, 0.1, 0.6), chance);
}

void paint_heath(const struct easel *easel)
{
	wash_ground(easel, easel_snowy(easel, 0x93a77c, 0.5, 0.8),
		    easel_snowy(easel, 0x66804f, 0.05, 0.8));
	lay_bands(easel, easel_snowy(easel, 0xa6ad84, 0.2, 0.8),
		  easel_snowy(easel, 0x5a7350, 0.15, 0.7), 0.3);
	easel_pool(easel);
	grow(easel, "stones", 0.3, 0.7, one_stone);
}

static void one_pine(const struct easel *easel, double x, struct chance *chance)
{
	double foot = easel_ground(easel, 6) + 0.01;

	if (chance_index(chance, 2))
		easel_conifer(easel, x + chance_between(chance, -0.03, 0.03), foot,
			      easel->view->grain * chance_between(chance, 0.06, 0.15),
			      easel_snowy(easel, 0x34604f, 0.36, 0.5));
}

void paint_pines(const struct easel *easel)
{
	easel_row(easel, "pines", 0.07 * easel->view->grain, one_pine);
}

/* The desert. */

void paint_dunes(const struct easel *easel)
{
	double base = easel->view->horizon, grain = easel->view->grain;
	static const uint32_t sands[][2] = {
		{0xd7a473, 0xe9c496}, {0xdfae6c, 0xf0cd94}, {0xd2975a, 0xe8bb7b}};

	for (int i = 0; i < 3; i++) {
		double high = (0.2 - 0.05 * i) * grain, foot = base + 0.012 * i;

		easel_ridge(easel, 31 + (uint64_t)i, foot, high, (0.85 - 0.15 * i) * grain, 2);
		easel_fade(easel, foot - high, easel_lit(easel, sands[i][1], 0.6 - 0.2 * i),
			   foot + 0.02, easel_lit(easel, sands[i][0], 0.75 - 0.2 * i));
	}
}

static void one_ripple(const struct easel *easel, double x, double y, double size,
		       struct chance *chance)
{
	double wide = size * chance_between(chance, 0.2, 0.5);

	easel_colour(easel, easel_lit(easel, 0xb97f45, 0.1), 0.35);
	easel_ellipse(easel, x, y, wide, size * 0.009);
	easel_colour(easel, easel_lit(easel, 0xffe6b4, 0.1), 0.4);
	easel_ellipse(easel, x, y - size * 0.012, wide, size * 0.006);
}

void paint_sand(const struct easel *easel)
{
	wash_ground(easel, easel_lit(easel, 0xf0cb8e, 0.35), easel_lit(easel, 0xd99f58, 0.02));
	lay_bands(easel, easel_lit(easel, 0xf4d49c, 0.1), easel_lit(easel, 0xcb9350, 0.1), 0.3);
	easel_pool(easel);
	grow(easel, "ripples", 0.34, 0.6, one_ripple);
}

static void one_cactus(const struct easel *easel, double x, struct chance *chance)
{
	double foot = easel_ground(easel, 6) + 0.008;
	double high = easel->view->grain * chance_between(chance, 0.07, 0.13), wide = high * 0.16;
	struct rgb green = easel_lit(easel, 0x5c8a4c, 0.35);
	cairo_t *cr = easel->cr;

	if (chance_index(chance, 3))
		return;
	easel_colour(easel, green, 1);
	cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
	cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
	cairo_set_line_width(cr, wide);
	cairo_move_to(cr, x, foot);
	cairo_line_to(cr, x, foot - high);
	for (int side = -1; side <= 1; side += 2) {
		double at = foot - high * chance_between(chance, 0.3, 0.5);

		cairo_move_to(cr, x, at);
		cairo_line_to(cr, x + side * wide * 1.9, at);
		cairo_line_to(cr, x + side * wide * 1.9, at - high * 0.25);
	}
	cairo_stroke(cr);
}

void paint_cacti(const struct easel *easel)
{
	easel_row(easel, "cacti", 0.3, one_cactus);
}
