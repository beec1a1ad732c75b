/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "media/draw/scenery.h"

/* Above the clouds. */

static void one_bank(const struct easel *easel, double x, struct chance *chance)
{
	const struct look *look = easel->look;
	double size = easel->view->grain * chance_between(chance, 0.09, 0.17);
	struct rgb light = look_at(look, rgb_hex(0xffffff), 0.2);

	easel_cloud(easel, x, easel->view->horizon + 0.05, size, light,
		    rgb_mix(light, look->sky[1], 0.45), chance);
}

void paint_cloud_banks(const struct easel *easel)
{
	easel_row(easel, "banks", 0.2 * easel->view->grain, one_bank);
}

void paint_cloud_floor(const struct easel *easel)
{
	const struct look *look = easel->look;
	const struct box *area = &easel->area;
	double top = easel->view->horizon;
	struct rgb light = look_at(look, rgb_hex(0xffffff), 0.05);
	struct rgb shade = rgb_mix(light, look->sky[1], 0.5);
	struct chance chance = chance_of(easel->seed, "cloud floor");

	cairo_rectangle(easel->cr, area->x0, top, area->x1 - area->x0, area->y1 - top);
	easel_fade(easel, top, rgb_mix(light, look->haze, 0.5), top + 0.5,
		   rgb_mix(light, shade, 0.4));
	for (double depth = 8; depth > 0.62; depth *= 0.8) {
		double y = easel_ground(easel, depth), size = 0.16 / depth;

		for (double x = area->x0 - size; x < area->x1 + size; x += size * 1.3)
			easel_cloud(easel, x + chance_between(&chance, -0.5, 0.5) * size,
				    y + size * 0.1, size, light, rgb_mix(light, shade, 0.7),
				    &chance);
	}
	easel_pool(easel);
}

#define PUFFS 0.07

static void one_near_puff(const struct easel *easel, double x, struct chance *chance)
{
	struct rgb light = look_at(easel->look, rgb_hex(0xffffff), 0);

	easel_cloud(easel, x, easel_bank_at(easel, x, PUFFS) + 0.05,
		    chance_between(chance, 0.1, 0.15), light,
		    rgb_mix(light, easel->look->sky[1], 0.4), chance);
}

void paint_cloud_front(const struct easel *easel)
{
	struct rgb light = look_at(easel->look, rgb_hex(0xffffff), 0);

	easel_row(easel, "near puffs", 0.13, one_near_puff);
	easel_bank(easel, PUFFS - 0.05, rgb_mix(light, easel->look->sky[1], 0.4));
}

/* On a moon. */

void paint_moon_ridge(const struct easel *easel)
{
	double base = easel->view->horizon;

	easel_ridge(easel, 9, base + 0.03, 0.1 * easel->view->grain, 0.4, 4);
	easel_fade(easel, base - 0.08, easel_lit(easel, 0x6a6780, 0), base + 0.03,
		   easel_lit(easel, 0x55526a, 0));
}

void paint_moon_dust(const struct easel *easel)
{
	const struct box *area = &easel->area;
	double top = easel->view->horizon;
	struct rgb dust = easel_lit(easel, 0xa9a5b4, 0);
	struct chance chance = chance_of(easel->seed, "craters");

	cairo_rectangle(easel->cr, area->x0, top, area->x1 - area->x0, area->y1 - top);
	easel_fade(easel, top, rgb_scale(dust, 0.6), top + 0.45, dust);
	easel_pool(easel);
	for (int i = 0; i < 34; i++) {
		double y = top + 0.012 + (area->y1 - top) * pow(chance_between(&chance, 0, 1), 2);
		double size = y - top, x = chance_between(&chance, area->x0, area->x1);
		double wide = size * chance_between(&chance, 0.1, 0.34), high = wide * 0.26;

		easel_colour(easel, rgb_scale(dust, 1.22), 0.7);
		easel_ellipse(easel, x, y + high * 0.18, wide, high);
		easel_colour(easel, rgb_scale(dust, 0.58), 1);
		easel_ellipse(easel, x, y, wide * 0.94, high * 0.9);
		easel_colour(easel, rgb_scale(dust, 0.78), 1);
		easel_ellipse(easel, x, y + high * 0.22, wide * 0.8, high * 0.6);
	}
}

static void one_boulder(const struct easel *easel, double x, struct chance *chance)
{
	double foot = easel_ground(easel, 4) + 0.01, high = easel_person(easel, 4);
	struct rgb stone = easel_lit(easel, 0x8d8999, 0);
	cairo_t *cr = easel->cr;

	high *= chance_between(chance, 0.3, 0.9);
	if (chance_index(chance, 3))
		return;
	cairo_move_to(cr, x - high * 0.8, foot);
	cairo_curve_to(cr, x - high * 0.9, foot - high * 0.8, x - high * 0.2, foot - high * 1.1,
		       x + high * 0.1, foot - high);
	cairo_curve_to(cr, x + high * 0.7, foot - high * 0.9, x + high * 0.9, foot - high * 0.3,
		       x + high * 0.8, foot);
	cairo_close_path(cr);
	easel_fade(easel, foot - high, rgb_scale(stone, 1.1), foot, rgb_scale(stone, 0.55));
}

void paint_boulders(const struct easel *easel)
{
	easel_row(easel, "boulders", 0.3, one_boulder);
}

/* No place at all. */

void paint_studio_floor(const struct easel *easel)
{
	const struct look *look = easel->look;
	const struct box *area = &easel->area;
	double top = easel->view->horizon;
	struct rgb floor = rgb_mix(look_at(look, rgb_hex(0xc9b597), 0.05), look->sky[1], 0.08);
	cairo_pattern_t *down = cairo_pattern_create_linear(0, top, 0, top + 0.3);

	cairo_pattern_add_color_stop_rgba(down, 0, (double)floor.r, (double)floor.g,
					  (double)floor.b, 0);
	cairo_pattern_add_color_stop_rgba(down, 1, (double)floor.r, (double)floor.g,
					  (double)floor.b, 1);
	cairo_rectangle(easel->cr, area->x0, top, area->x1 - area->x0, area->y1 - top);
	cairo_set_source(easel->cr, down);
	cairo_fill(easel->cr);
	cairo_pattern_destroy(down);
	easel_pool(easel);
	easel_pool(easel);
}
