/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "media/draw/scenery.h"

/* Houses are this deep in the stage. */
#define HOUSES 4.2

static struct rgb window_light(const struct easel *easel, struct chance *chance)
{
	if (easel->look->indoors_lit && chance_index(chance, 5) < 3)
		return rgb_hex(chance_index(chance, 2) ? 0xffd98a : 0xffc063);
	return rgb_mix(look_at(easel->look, rgb_hex(0x86a9bf), 0.2), easel->look->sky[2], 0.35);
}

static void one_tower(const struct easel *easel, double x, struct chance *chance)
{
	double grain = easel->view->grain, foot = easel->view->horizon + 0.02;
	double wide = 0.085 * grain * chance_between(chance, 0.75, 1.1);
	double high = grain * chance_between(chance, 0.1, 0.36), cell = 0.016 * grain;
	double far = chance_between(chance, 0.55, 0.9);

	cairo_rectangle(easel->cr, x, foot - high, wide, high);
	easel_fade(easel, foot - high, easel_lit(easel, 0x6f8298, far), foot,
		   easel_lit(easel, 0x8b9aa8, fmin(1, far + 0.2)));
	for (double y = foot - high + cell; easel->look->indoors_lit && y < foot - cell; y += cell)
		for (double at = x + cell * 0.6; at < x + wide - cell * 0.6; at += cell)
			if (chance_index(chance, 3) == 0) {
				easel_colour(easel, rgb_hex(0xffd48a), 0.55);
				easel_box(easel, at, y, cell * 0.45, cell * 0.5);
			}
}

void paint_skyline(const struct easel *easel)
{
	easel_row(easel, "skyline", 0.085 * easel->view->grain, one_tower);
}

void paint_paving(const struct easel *easel)
{
	const struct composition *view = easel->view;
	const struct box *area = &easel->area;
	double wide = area->x1 - area->x0, kerb = easel_ground(easel, 1.75),
	       vanish = view->aspect / 2;
	struct rgb stone = easel_snowy(easel, 0xbdb4a8, 0.1, 0.8);
	struct rgb road = easel_snowy(easel, 0x666a75, 0.05, 0.55);
	cairo_t *cr = easel->cr;

	cairo_rectangle(cr, area->x0, view->horizon, wide, area->y1 - view->horizon);
	easel_fade(easel, view->horizon, easel_snowy(easel, 0xc7c2bb, 0.4, 0.8), kerb, stone);
	easel_colour(easel, rgb_scale(stone, 0.86), 1);
	cairo_set_line_width(cr, 0.004);
	for (int i = -40; i <= 40; i++) {
		cairo_move_to(cr, vanish + i * 0.02, easel_ground(easel, HOUSES));
		cairo_line_to(cr, vanish + i * 0.02 * HOUSES / 1.75, kerb);
	}
	cairo_stroke(cr);
	cairo_rectangle(cr, area->x0, kerb, wide, area->y1 - kerb);
	easel_fade(easel, kerb, rgb_scale(road, 1.06), kerb + 0.5, rgb_scale(road, 0.88));
	easel_colour(easel, rgb_scale(stone, 1.1), 1);
	easel_box(easel, area->x0, kerb - 0.004, wide, 0.009);
	easel_colour(easel, rgb_scale(stone, 0.62), 1);
	easel_box(easel, area->x0, kerb + 0.005, wide, 0.007 * (1 + view->unit));
	easel_pool(easel);
	easel_colour(easel, easel_snowy(easel, 0xf2ead6, 0, 0.3), 0.75);
	for (int i = -12; i <= 12; i++) {
		double y = easel_ground(easel, 0.86), x = vanish + i * 0.5;

		cairo_move_to(cr, x, y);
		cairo_line_to(cr, x + 0.24, y);
		cairo_line_to(cr, x + 0.25, y + 0.02);
		cairo_line_to(cr, x, y + 0.02);
		cairo_close_path(cr);
		cairo_fill(cr);
	}
}

static const uint32_t fronts[] = {0xd98f6b, 0xe3c08f, 0x9fb4a0, 0xc97b6a,
				  0xb9c3cc, 0xd9b08a, 0x8fa3b8};

static void draw_window(const struct easel *easel, double x, double y, double wide, double high,
			struct chance *chance)
{
	easel_colour(easel, easel_lit(easel, 0xf3ece0, 0.15), 1);
	easel_box(easel, x - wide * 0.62, y - high * 0.56, wide * 1.24, high * 1.12);
	easel_colour(easel, window_light(easel, chance), 1);
	easel_box(easel, x - wide / 2, y - high / 2, wide, high);
	easel_colour(easel, easel_lit(easel, 0xf3ece0, 0.15), 1);
	easel_box(easel, x - wide * 0.04, y - high / 2, wide * 0.08, high);
	easel_box(easel, x - wide / 2, y - high * 0.04, wide, high * 0.06);
}

static void one_house(const struct easel *easel, double x, struct chance *chance)
{
	double person = easel_person(easel, HOUSES), foot = easel_ground(easel, HOUSES) + 0.002;
	double wide = person * 2.6, storey = person * 1.7;
	int floors = 2 + chance_index(chance, 3);
	double high = storey * floors + person * 0.3, top = foot - high;
	struct rgb front = easel_lit(easel, fronts[chance_index(chance, 7)], 0.25);
	int door = chance_index(chance, 3);

	cairo_rectangle(easel->cr, x, top, wide * 1.005, high);
	easel_fade(easel, top, rgb_scale(front, 1.02), foot, rgb_scale(front, 0.84));
	easel_colour(easel, easel_snowy(easel, 0x5d4a48, 0.2, 0.9), 1);
	easel_box(easel, x - person * 0.06, top - person * 0.14, wide + person * 0.12,
		  person * 0.2);
	easel_colour(easel, rgb_scale(front, 0.7), 1);
	easel_box(easel, x, foot - person * 0.12, wide, person * 0.12);
	easel_box(easel, x, top, person * 0.03, high);
	for (int f = 0; f < floors; f++)
		for (int i = 0; i < 3; i++) {
			double at = x + wide * (i + 0.5) / 3, y = foot - storey * (f + 0.52);

			if (f || i != door) {
				draw_window(easel, at, y, person * 0.42, person * 0.75, chance);
				continue;
			}
			easel_colour(easel, easel_lit(easel, 0x4f6658, 0.1), 1);
			easel_box(easel, at - person * 0.26, foot - person * 1.2, person * 0.52,
				  person * 1.2);
		}
}

static void one_street_lamp(const struct easel *easel, double x, struct chance *chance)
{
	double person = easel_person(easel, 2.4),
	       foot = easel_ground(easel, HOUSES) + person * 0.12;
	double top = foot - person * 1.9;

	x += person * chance_between(chance, -0.5, 0.5);
	easel_colour(easel, easel_lit(easel, 0x37404a, 0.1), 1);
	easel_box(easel, x - person * 0.022, top, person * 0.045, foot - top);
	easel_ellipse(easel, x, foot, person * 0.09, person * 0.03);
	if (easel->look->indoors_lit)
		easel_glow(easel, x, top, person * 1.1, person * 1.1, rgb_hex(0xffd894), 0.75);
	easel_colour(easel,
		     easel->look->indoors_lit ? rgb_hex(0xfff0c4) : easel_lit(easel, 0xe9e6da, 0.1),
		     1);
	easel_ellipse(easel, x, top, person * 0.085, person * 0.1);
}

static void one_sign(const struct easel *easel, double x, struct chance *chance)
{
	static const uint32_t tubes[] = {0xff4fb8, 0x3fe0ff, 0xffd24a, 0x8f6bff};
	double person = easel_person(easel, HOUSES), y = easel_ground(easel, HOUSES) - person * 2.1;
	struct rgb tube = rgb_hex(tubes[chance_index(chance, 4)]);
	double wide = person * chance_between(chance, 0.3, 0.9), high = person * 0.6;

	if (chance_index(chance, 3) == 0)
		return;
	easel_glow(easel, x, y, wide * 2.2, high * 2.4, tube, 0.7);
	easel_colour(easel, tube, 1);
	cairo_set_line_width(easel->cr, person * 0.06);
	cairo_rectangle(easel->cr, x - wide / 2, y - high / 2, wide, high);
	cairo_stroke(easel->cr);
	easel_box(easel, x - wide * 0.3, y - person * 0.03, wide * 0.6, person * 0.07);
}

void paint_houses(const struct easel *easel)
{
	double person = easel_person(easel, HOUSES);

	easel_row(easel, "houses", person * 2.6, one_house);
	if (easel->stage->light == LIGHT_NEON)
		easel_row(easel, "signs", person * 1.7, one_sign);
	easel_row(easel, "lamps", person * 5.2, one_street_lamp);
}

/* Inside. */

void paint_boards(const struct easel *easel)
{
	const struct composition *view = easel->view;
	const struct box *area = &easel->area;
	double top = view->horizon, vanish = view->aspect / 2,
	       far = easel_ground(easel, ROOM_DEPTH);
	struct rgb wood = easel_lit(easel, 0xb57f4f, 0);
	struct chance chance = chance_of(easel->seed, "boards");
	cairo_t *cr = easel->cr;

	cairo_rectangle(cr, area->x0, top, area->x1 - area->x0, area->y1 - top);
	easel_fade(easel, far, rgb_scale(wood, 0.8), far + 0.4, rgb_scale(wood, 1.04));
	for (int i = -60; i < 60; i++) {
		double x0 = i * 0.16, x1 = (i + 1) * 0.16, low = area->y1 - view->horizon;
		double down = low / (view->feet - view->horizon);

		cairo_move_to(cr, vanish, top);
		cairo_line_to(cr, vanish + x0 * down, area->y1);
		cairo_line_to(cr, vanish + x1 * down, area->y1);
		cairo_close_path(cr);
		easel_colour(easel, rgb_scale(wood, chance_between(&chance, 0.55, 1.1)), 0.3);
		cairo_fill(cr);
	}
	easel_pool(easel);
}

/* The window on the side away from the main thing, with the sky of the scene. */
static void draw_big_window(const struct easel *easel, double x, double y, double wide, double high)
{
	const struct look *look = easel->look;
	struct rgb frame = easel_lit(easel, 0xf6efe2, 0.05);
	struct rgb cloth = easel_lit(easel, 0xc9604f, 0.05);
	cairo_t *cr = easel->cr;

	easel_glow(easel, x, y, wide * 1.3, high * 1.1, look->glow, 0.5 * look->glowing);
	easel_colour(easel, frame, 1);
	easel_box(easel, x - wide * 0.56, y - high * 0.55, wide * 1.12, high * 1.1);
	cairo_rectangle(cr, x - wide / 2, y - high / 2, wide, high);
	easel_fade(easel, y - high / 2, look->sky[1], y + high / 2, look->sky[2]);
	if (look->lamp == LAMP_MOON) {
		easel_colour(easel, rgb_hex(0xf3f1de), 1);
		easel_ellipse(easel, x + wide * 0.2, y - high * 0.25, wide * 0.1, wide * 0.1);
	}
	easel_colour(easel, frame, 1);
	easel_box(easel, x - wide * 0.025, y - high / 2, wide * 0.05, high);
	easel_box(easel, x - wide / 2, y - high * 0.1, wide, wide * 0.045);
	easel_box(easel, x - wide * 0.64, y + high * 0.53, wide * 1.28, high * 0.07);
	for (int side = -1; side <= 1; side += 2) {
		cairo_move_to(cr, x + side * wide * 0.74, y - high * 0.66);
		cairo_line_to(cr, x + side * wide * 0.2, y - high * 0.66);
		cairo_curve_to(cr, x + side * wide * 0.3, y - high * 0.1, x + side * wide * 0.44,
			       y + high * 0.1, x + side * wide * 0.5, y + high * 0.62);
		cairo_line_to(cr, x + side * wide * 0.74, y + high * 0.62);
		cairo_close_path(cr);
		easel_fade(easel, y - high * 0.66, rgb_scale(cloth, 1.05), y + high * 0.62,
			   rgb_scale(cloth, 0.72));
	}
	easel_colour(easel, easel_lit(easel, 0x7a5238, 0), 1);
	easel_box(easel, x - wide * 0.84, y - high * 0.7, wide * 1.68, high * 0.035);
}

static void draw_picture(const struct easel *easel, double x, double y, double wide, double high)
{
	easel_colour(easel, easel_lit(easel, 0x8a6238, 0.05), 1);
	easel_box(easel, x - wide / 2, y - high / 2, wide, high);
	cairo_rectangle(easel->cr, x - wide * 0.41, y - high * 0.39, wide * 0.82, high * 0.78);
	easel_fade(easel, y - high * 0.4, easel_lit(easel, 0xa9c4c9, 0.05), y + high * 0.4,
		   easel_lit(easel, 0x7d9a68, 0.05));
}

static bool has_hung(const struct composition *view)
{
	for (size_t i = 0; i < view->count; i++)
		if (view->placed[i].how == PLACED_HUNG)
			return true;
	return false;
}

void paint_wall(const struct easel *easel)
{
	const struct composition *view = easel->view;
	const struct box *area = &easel->area;
	double foot = easel_ground(easel, ROOM_DEPTH), person = easel_person(easel, ROOM_DEPTH);
	double rail = foot - person * ROOM_RAIL, wide = area->x1 - area->x0;
	double x = (view->window.x0 + view->window.x1) / 2, side = x < view->aspect / 2 ? -1 : 1;
	struct rgb wall = easel_lit(easel, 0xe6d2b0, 0.05),
		   panel = easel_lit(easel, 0xb98d62, 0.05);

	cairo_rectangle(easel->cr, area->x0, area->y0, wide, rail - area->y0);
	easel_fade(easel, area->y0, rgb_scale(wall, 0.72), rail, wall);
	easel_glow(easel, view->centre_x, rail - person * 0.5, 0.9, 0.7, easel->look->glow,
		   0.5 * easel->look->pool);
	cairo_rectangle(easel->cr, area->x0, rail, wide, foot - rail);
	easel_fade(easel, rail, panel, foot, rgb_scale(panel, 0.82));
	easel_colour(easel, rgb_scale(panel, 0.74), 0.55);
	for (double at = floor(area->x0 / (person * 0.3)) * person * 0.3; at < area->x1;
	     at += person * 0.3)
		easel_box(easel, at, rail, person * 0.014, foot - rail);
	easel_colour(easel, rgb_scale(panel, 1.12), 1);
	easel_box(easel, area->x0, rail - person * 0.03, wide, person * 0.05);
	easel_colour(easel, rgb_scale(panel, 0.62), 1);
	easel_box(easel, area->x0, foot - person * 0.07, wide, person * 0.07);
	draw_big_window(easel, x, (view->window.y0 + view->window.y1) / 2,
			view->window.x1 - view->window.x0, view->window.y1 - view->window.y0);
	if (has_hung(view))
		return;
	draw_picture(easel, x - side * person * 2.1, rail - person * 0.8, person * 0.5,
		     person * 0.42);
	draw_picture(easel, x - side * person * 2.75, rail - person * 0.95, person * 0.34,
		     person * 0.44);
}
