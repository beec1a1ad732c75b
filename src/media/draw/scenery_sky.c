/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "media/draw/scenery.h"

static double lamp_x(const struct easel *easel)
{
	const struct composition *view = easel->view;
	double side = view->centre_x > view->aspect / 2 ? -1 : 1;

	return view->aspect * (0.5 + side * (0.2 + 0.1 * noise_at(easel->seed, 77)));
}

static double lamp_y(const struct easel *easel)
{
	double horizon = fmax(easel->view->horizon, 0.3);

	return fmax(horizon - easel->look->lamp_up, horizon * 0.26);
}

static bool has_own_lamp(const struct stage *stage)
{
	for (size_t i = 0; i < stage->count; i++)
		if (stage->things[i].stance == STANCE_ABOVE)
			return true;
	return false;
}

static void paint_lamp(const struct easel *easel)
{
	const struct look *look = easel->look;
	double x = lamp_x(easel), y = lamp_y(easel), size = 0.055;

	easel_glow(easel, x, y, 0.75, 0.6, look->glow, 0.55 * look->glowing);
	if (has_own_lamp(easel->stage))
		return;
	if (look->lamp == LAMP_SUN) {
		easel_glow(easel, x, y, size * 3, size * 3, look->glow, 0.8);
		easel_colour(easel, rgb_mix(look->glow, rgb_hex(0xffffff), 0.4), 0.95);
		easel_ellipse(easel, x, y, size, size);
	} else if (look->lamp == LAMP_MOON) {
		easel_glow(easel, x, y, size * 4, size * 4, look->glow, 0.5);
		easel_colour(easel, rgb_hex(0xf3f1de), 1);
		easel_ellipse(easel, x, y, size, size);
		easel_colour(easel, rgb_hex(0xd5d6cf), 0.8);
		easel_ellipse(easel, x + size * 0.3, y - size * 0.25, size * 0.24, size * 0.22);
		easel_ellipse(easel, x - size * 0.3, y + size * 0.3, size * 0.3, size * 0.28);
		easel_ellipse(easel, x - size * 0.25, y - size * 0.4, size * 0.15, size * 0.14);
	}
}

static void one_star(const struct easel *easel, double x, struct chance *chance)
{
	int count = (int)(14 * easel->look->stars);

	for (int i = 0; i < count; i++) {
		double up = chance_between(chance, 0, 1), bright = chance_between(chance, 0.2, 1);
		double y = easel->area.y0 + (easel->view->horizon - easel->area.y0) * up;
		double radius = fmax(easel->dot * 0.6, 0.0022 * bright * bright);

		easel_colour(easel, rgb_hex(0xf4f6ff), bright * (1 - 0.75 * up));
		easel_ellipse(easel, x + chance_between(chance, 0, 0.1), y, radius, radius);
	}
}

static void one_cloud(const struct easel *easel, double x, struct chance *chance)
{
	const struct look *look = easel->look;
	double up = chance_between(chance, 0.16, 0.86), horizon = fmax(0.3, easel->view->horizon);
	double size =
		chance_between(chance, 0.06, 0.14) * (0.4 + up) * fmin(1.6, 0.7 + look->clouds);
	struct rgb light = rgb_mix(look_at(look, rgb_hex(0xffffff), 0.1), look->glow, 0.2);

	if (chance_between(chance, 0, 1) > look->clouds * 0.75)
		return;
	if (easel->stage->light == LIGHT_STORM)
		light = rgb_scale(light, 0.72);
	easel_cloud(easel, x + chance_between(chance, -0.1, 0.1), horizon * (1 - up), size,
		    rgb_mix(look->sky[1], light, 0.75), rgb_mix(look->sky[1], light, 0.25), chance);
}

/* Shafts of light from above. */
static void paint_rays(const struct easel *easel, double x, double y, double alpha)
{
	struct chance chance = chance_of(easel->seed, "rays");
	cairo_t *cr = easel->cr;

	for (int i = 0; i < 9; i++) {
		double angle = -0.75 + 1.5 * (i + chance_between(&chance, -0.3, 0.3)) / 8;
		double wide = chance_between(&chance, 0.02, 0.06), length = 1.6;
		cairo_pattern_t *fade = cairo_pattern_create_radial(x, y, 0.05, x, y, length);
		struct rgb glow = easel->look->glow;

		cairo_pattern_add_color_stop_rgba(fade, 0, (double)glow.r, (double)glow.g,
						  (double)glow.b, alpha);
		cairo_pattern_add_color_stop_rgba(fade, 1, (double)glow.r, (double)glow.g,
						  (double)glow.b, 0);
		cairo_move_to(cr, x, y);
		cairo_line_to(cr, x + length * sin(angle - wide), y + length * cos(angle - wide));
		cairo_line_to(cr, x + length * sin(angle + wide), y + length * cos(angle + wide));
		cairo_close_path(cr);
		cairo_set_source(cr, fade);
		cairo_fill(cr);
		cairo_pattern_destroy(fade);
	}
}

static void wash_sky(const struct easel *easel, const struct rgb sky[3])
{
	double horizon = fmax(easel->view->horizon, 0.3), middle = horizon * 0.45;

	easel_wash(easel, -0.1, sky[0], middle, sky[1]);
	cairo_rectangle(easel->cr, easel->area.x0, middle, easel->area.x1 - easel->area.x0,
			easel->area.y1 - middle);
	easel_fade(easel, middle, sky[1], horizon, sky[2]);
}

void paint_open_sky(const struct easel *easel)
{
	const struct look *look = easel->look;

	wash_sky(easel, look->sky);
	if (look->stars > 0)
		easel_row(easel, "stars", 0.1, one_star);
	paint_lamp(easel);
	if (look->lamp == LAMP_RAYS)
		paint_rays(easel, easel->view->aspect / 2, -0.25, 0.5);
	if (look->clouds > 0)
		easel_row(easel, "clouds", 0.24, one_cloud);
}

/* No place: a seamless wall in the colours of the light, and a lamp on it. */
void paint_studio_sky(const struct easel *easel)
{
	const struct look *look = easel->look;
	const struct composition *view = easel->view;
	struct rgb wall = rgb_mix(look_at(look, rgb_hex(0xdccbb2), 0.1), look->sky[1], 0.12);
	struct rgb light = rgb_mix(wall, rgb_mix(look->glow, rgb_hex(0xffffff), 0.3), 0.75);

	easel_wash(easel, 0, rgb_scale(wall, 0.66), 1, rgb_scale(wall, 0.9));
	easel_glow(easel, view->centre_x, view->horizon * 0.72, 1.15, 0.85, light, 0.85);
}

void paint_water_sky(const struct easel *easel)
{
	const struct look *look = easel->look;
	struct rgb sky[3] = {look_at(look, rgb_hex(0x62cfe0), 0),
			     look_at(look, rgb_hex(0x1f93b8), 0),
			     look_at(look, rgb_hex(0x0f5a86), 0)};

	wash_sky(easel, sky);
	paint_rays(easel, easel->view->aspect * 0.45, -0.4, 0.26);
}

static void one_far_star(const struct easel *easel, double x, struct chance *chance)
{
	double high = easel->area.y1 - easel->area.y0;

	for (int i = 0; i < 22; i++) {
		double bright = chance_between(chance, 0.15, 1);
		double y = easel->area.y0 + chance_between(chance, 0, high);
		double radius = fmax(easel->dot * 0.6, 0.0026 * bright * bright * bright);

		easel_colour(easel, rgb_mix(rgb_hex(0xbcd0ff), rgb_hex(0xfff0d8), bright), bright);
		easel_ellipse(easel, x + chance_between(chance, 0, 0.1), y, radius, radius);
	}
}

void paint_space_sky(const struct easel *easel)
{
	struct chance chance = chance_of(easel->seed, "planet");
	double x = lamp_x(easel), y = fmax(0.16, easel->view->horizon * 0.42), size = 0.15;
	struct rgb tint = rgb_mix(rgb_hex(0x6a4fb0), easel->look->glow, 0.3);
	cairo_t *cr = easel->cr;

	easel_wash(easel, 0, rgb_hex(0x050714), 1, rgb_hex(0x131a3c));
	easel_glow(easel, easel->view->aspect - x, 0.3, 0.9, 0.5, tint, 0.32);
	easel_glow(easel, x, 0.75, 0.8, 0.5, rgb_hex(0x2f6f9a), 0.3);
	easel_row(easel, "stars", 0.1, one_far_star);
	if (has_own_lamp(easel->stage))
		return;
	easel_glow(easel, x, y, size * 1.7, size * 1.7, rgb_hex(0x8fc0ff), 0.45);
	cairo_save(cr);
	cairo_arc(cr, x, y, size, 0, 2 * M_PI);
	cairo_clip(cr);
	easel_wash(easel, y - size, rgb_hex(0xf2c48f), y + size, rgb_hex(0x9a4f5e));
	for (int i = 0; i < 6; i++) {
		easel_colour(easel, rgb_hex(i % 2 ? 0xffe3b8 : 0xb86a5a), 0.3);
		easel_ellipse(easel, x, y - size + size * 2 * (i + 0.5) / 6, size * 1.1,
			      size * chance_between(&chance, 0.05, 0.12));
	}
	easel_colour(easel, rgb_hex(0x050714), 0.62);
	cairo_arc(cr, x, y, size * 1.1, 0, 2 * M_PI);
	cairo_new_sub_path(cr);
	cairo_arc_negative(cr, x - size * 0.45, y - size * 0.35, size * 1.15, 2 * M_PI, 0);
	cairo_fill(cr);
	cairo_restore(cr);
}
