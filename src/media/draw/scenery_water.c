/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "media/draw/scenery.h"

static bool has_actors(const struct stage *stage)
{
	for (size_t i = 0; i < stage->count; i++)
		if (stage->things[i].stance == STANCE_ACTOR)
			return true;
	return false;
}

void paint_islands(const struct easel *easel)
{
	double base = easel->view->horizon;

	easel_ridge(easel, 7, base + 0.055, 0.13, 0.9, 3);
	easel_fade(easel, base - 0.06, easel_snowy(easel, 0x6d8fa3, 0.7, 0.5), base,
		   easel_snowy(easel, 0x86a3b0, 0.95, 0.5));
}

/* Short bright and dark dashes that grow towards the viewer. */
static void lay_waves(const struct easel *easel, struct rgb light, struct rgb dark, double swell)
{
	struct chance chance = chance_of(easel->seed, "waves");
	double top = easel->view->horizon;

	for (double y = top + 0.006; y < easel->area.y1; y += 0.006 + (y - top) * 0.05) {
		double size = y - top, apart = 0.05 + size * 0.7;

		for (double x = easel->area.x0 - apart; x < easel->area.x1; x += apart) {
			double at = x + chance_between(&chance, 0, apart);
			double wide = apart * chance_between(&chance, 0.12, 0.42);

			easel_colour(easel, chance_index(&chance, 5) < 2 ? light : dark,
				     chance_between(&chance, 0.25, 0.6));
			easel_ellipse(easel, at, y, wide, 0.0016 + size * 0.011 * swell);
		}
	}
}

/* The planks of a jetty, or of a deck: something to stand on at sea. */
static void lay_planks(const struct easel *easel)
{
	const struct box *area = &easel->area;
	double far = easel_ground(easel, 1.32), vanish = easel->view->aspect / 2;
	double top = easel->view->horizon, wide = area->x1 - area->x0;
	struct rgb wood = easel_snowy(easel, 0xa97f57, 0, 0.6);
	cairo_t *cr = easel->cr;

	easel_colour(easel, rgb_scale(wood, 0.35), 0.55);
	easel_box(easel, area->x0, far - 0.014, wide, 0.02);
	cairo_save(cr);
	cairo_rectangle(cr, area->x0, far, wide, area->y1 - far);
	cairo_clip(cr);
	easel_wash(easel, far, rgb_scale(wood, 0.86), far + 0.4, wood);
	for (int i = -60; i <= 60; i++) {
		double down = (area->y1 - top) / (easel->view->feet - top);

		easel_colour(easel, rgb_scale(wood, i % 2 ? 0.72 : 0.9), i % 2 ? 0.5 : 0.3);
		cairo_move_to(cr, vanish, top);
		cairo_line_to(cr, vanish + i * 0.17 * down, area->y1);
		cairo_line_to(cr,
			      vanish + (i * 0.17 + 0.03 + 0.03 * noise_at(easel->seed, i)) * down,
			      area->y1);
		cairo_close_path(cr);
		cairo_fill(cr);
	}
	cairo_restore(cr);
	easel_colour(easel, rgb_scale(wood, 1.15), 1);
	easel_box(easel, area->x0, far - 0.003, wide, 0.008);
	easel_colour(easel, rgb_scale(wood, 0.5), 1);
	easel_box(easel, area->x0, far + 0.005, wide, 0.007);
}

void paint_water(const struct easel *easel)
{
	const struct look *look = easel->look;
	double top = easel->view->horizon;
	struct rgb sea = easel_lit(easel, 0x2c86ad, 0.05), far = easel_lit(easel, 0x6db4c9, 0.6);
	bool rough = easel->stage->light == LIGHT_STORM;

	cairo_rectangle(easel->cr, easel->area.x0, top, easel->area.x1 - easel->area.x0,
			easel->area.y1 - top);
	easel_fade(easel, top, rgb_mix(far, look->sky[2], 0.4), top + 0.42, rgb_scale(sea, 0.72));
	lay_waves(easel, rgb_mix(sea, rgb_mix(look->sky[2], rgb_hex(0xffffff), 0.4), 0.6),
		  rgb_scale(sea, 0.62), rough ? 1.7 : 1);
	easel_glow(easel, easel->view->aspect - easel->view->centre_x, top + 0.02, 0.3, 0.4,
		   look->glow, 0.5 * look->glowing);
	if (has_actors(easel->stage))
		lay_planks(easel);
	easel_pool(easel);
}

/* Below. */

void paint_reef(const struct easel *easel)
{
	double base = easel->view->horizon + 0.05;

	for (int i = 0; i < 2; i++) {
		easel_ridge(easel, 41 + (uint64_t)i, base, 0.34 - 0.14 * i, 0.34, 4);
		easel_fade(easel, base - 0.3, easel_lit(easel, i ? 0x1d6f8f : 0x2c86a6, 0.1), base,
			   easel_lit(easel, i ? 0x2f8aa0 : 0x4aa5b5, 0.1));
	}
}

static const uint32_t corals[] = {0xf0788c, 0xf2a65a, 0xb57bd6, 0xe9d06a, 0x6fcf97};

static void draw_coral(const struct easel *easel, double x, double foot, double high,
		       struct rgb colour, struct chance *chance)
{
	cairo_t *cr = easel->cr;

	easel_colour(easel, colour, 1);
	cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
	for (int i = -3; i <= 3; i++) {
		double tall = high * chance_between(chance, 0.55, 1) * (1 - 0.08 * i * i);

		cairo_set_line_width(cr, high * 0.15);
		cairo_move_to(cr, x, foot);
		cairo_curve_to(cr, x + i * high * 0.05, foot - tall * 0.4, x + i * high * 0.16,
			       foot - tall * 0.5, x + i * high * 0.17, foot - tall);
		cairo_stroke(cr);
	}
}

static void one_weed(const struct easel *easel, double x, struct chance *chance)
{
	double foot = easel_ground(easel, 3.2), person = easel_person(easel, 3.2);

	if (chance_index(chance, 3) == 0)
		return;
	if (chance_index(chance, 2))
		draw_coral(easel, x, foot + 0.01, person * chance_between(chance, 0.5, 0.9),
			   easel_lit(easel, corals[chance_index(chance, 5)], 0.15), chance);
	else
		easel_tuft(easel, x, foot + 0.01, person * chance_between(chance, 0.8, 1.6),
			   easel_lit(easel, 0x2f9a7a, 0.15), chance);
}

void paint_weed(const struct easel *easel)
{
	easel_row(easel, "weed", 0.8 * easel_person(easel, 3.2), one_weed);
}

void paint_sea_floor(const struct easel *easel)
{
	const struct box *area = &easel->area;
	double top = easel->view->horizon;
	struct chance chance = chance_of(easel->seed, "floor");

	cairo_rectangle(easel->cr, area->x0, top, area->x1 - area->x0, area->y1 - top);
	easel_fade(easel, top, easel_lit(easel, 0x4fa9b2, 0.1), top + 0.45,
		   easel_lit(easel, 0xcfc193, 0));
	for (int i = 0; i < 60; i++) {
		double y = top + (area->y1 - top) * pow(chance_between(&chance, 0, 1), 1.6);
		double size = y - top, x = chance_between(&chance, area->x0, area->x1);

		easel_colour(easel, easel_lit(easel, 0xf2ecc8, 0), 0.25);
		easel_ellipse(easel, x, y, 0.04 + size * 0.4, 0.002 + size * 0.012);
	}
	easel_pool(easel);
}

#define WEED 0.06

static struct rgb near_weed(const struct easel *easel)
{
	return easel_near(easel, easel_lit(easel, 0x1d5f60, 0));
}

static void one_near_weed(const struct easel *easel, double x, struct chance *chance)
{
	double foot = easel_bank_at(easel, x, WEED), high = 0.05 + 4 * fmax(0, 1 - foot);

	easel_tuft(easel, x, foot + 0.01, high * chance_between(chance, 0.6, 1.1), near_weed(easel),
		   chance);
}

void paint_weed_front(const struct easel *easel)
{
	easel_bank(easel, WEED, near_weed(easel));
	easel_row(easel, "near weed", 0.08, one_near_weed);
}
