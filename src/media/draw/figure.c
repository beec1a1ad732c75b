/* SPDX-License-Identifier: MIT */
#include "media/draw/figure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "util/mem.h"
#include "util/text.h"

/* A fire is so many flames wide. */
#define FLAMES_WIDE 1.65

/* How much of a figure is its head, or its bust. */
#define HEAD 0.57
#define BUST 0.66

static const uint32_t accents[] = {
	0xe8743b, 0x2f7fb8, 0xd8456b, 0x3f9a5f, 0x8a5bc4, 0xe0a526, 0x2aa39a, 0xa8593a,
};

/* What those wear who are not of the cast. */
static const uint32_t clothes[] = {0x4f82ad, 0xb0654c, 0x5c9468, 0x8670a8, 0xc25b7a, 0x45868a};

/* The colour of a place in the film's cast. */
static struct rgb accent_of(int cast_index)
{
	return rgb_hex(accents[(size_t)(cast_index < 0 ? 0 : cast_index) % LENGTH(accents)]);
}

static struct rgb clothes_of(uint32_t which)
{
	return rgb_hex(clothes[which % LENGTH(clothes)]);
}

struct figure figure_dressed(const struct figure *figure, int copy)
{
	struct figure out = *figure;

	out.dress += (uint32_t)copy;
	if (!figure->cast)
		out.accent = clothes_of(out.dress);
	return out;
}

int figure_load(struct figure *figure, const struct stage_thing *thing, struct err *err)
{
	double aspect;
	uint32_t point = 0;

	text_next(thing->pictogram, &point);
	figure->kind = pictogram_of(thing->pictogram, thing->stance);
	figure->cast = thing->cast_index >= 0;
	figure->dress = point;
	figure->accent = figure->cast ? accent_of(thing->cast_index) : clothes_of(point);
	if (sprite_load(&figure->sprite, thing->pictogram, figure->accent, err) < 0)
		return -1;
	figure->glyph = 1;
	if (figure->kind->form == FORM_PERSON && figure->sprite.cut)
		figure->glyph = BUST;
	else if (figure->kind->form != FORM_WHOLE)
		figure->glyph = HEAD;
	aspect = (double)figure->sprite.width / figure->sprite.height;
	figure->width = figure->glyph * aspect;
	figure->room = figure->width * (figure->kind->act == ACT_FLAME ? FLAMES_WIDE : 1);
	figure->middle = 1 - figure->glyph / 2;
	return 0;
}

static void set_rgb(cairo_t *cr, struct rgb colour)
{
	cairo_set_source_rgb(cr, (double)colour.r, (double)colour.g, (double)colour.b);
}

static void fill_ellipse(cairo_t *cr, double x, double y, double rx, double ry)
{
	cairo_save(cr);
	cairo_translate(cr, x, y);
	cairo_scale(cr, rx, ry);
	cairo_new_path(cr);
	cairo_arc(cr, 0, 0, 1, 0, 2 * M_PI);
	cairo_restore(cr);
	cairo_fill(cr);
}

/* Light from the upper left over whatever the clip lets through; `chin` is the
 * shadow a head throws. */
static void paint_round(cairo_t *cr, double half, double top, double chin)
{
	cairo_pattern_t *across = cairo_pattern_create_linear(-half, 0, half, 0);
	cairo_pattern_t *down = cairo_pattern_create_linear(0, top, 0, 0);

	cairo_pattern_add_color_stop_rgba(across, 0, 1, 1, 1, 0.16);
	cairo_pattern_add_color_stop_rgba(across, 0.35, 1, 1, 1, 0);
	cairo_pattern_add_color_stop_rgba(across, 1, 0, 0, 0.05, 0.24);
	cairo_set_source(cr, across);
	cairo_paint(cr);
	cairo_pattern_add_color_stop_rgba(down, 0, 0, 0, 0.05, chin);
	cairo_pattern_add_color_stop_rgba(down, 0.3, 0, 0, 0.05, 0);
	cairo_pattern_add_color_stop_rgba(down, 0.6, 0, 0, 0.05, 0);
	cairo_pattern_add_color_stop_rgba(down, 1, 0, 0, 0.05, 0.22);
	cairo_set_source(cr, down);
	cairo_paint(cr);
	cairo_pattern_destroy(across);
	cairo_pattern_destroy(down);
}

/* A bell from `top`, `shoulder` wide there and `foot` at the ground. */
static void bell_path(cairo_t *cr, double top, double shoulder, double foot)
{
	cairo_new_path(cr);
	cairo_move_to(cr, -shoulder, top);
	cairo_curve_to(cr, -foot, top * 0.75, -foot, top * 0.4, -foot, -0.07);
	cairo_curve_to(cr, -foot, -0.01, -foot * 0.8, 0, -foot * 0.6, 0);
	cairo_line_to(cr, foot * 0.6, 0);
	cairo_curve_to(cr, foot * 0.8, 0, foot, -0.01, foot, -0.07);
	cairo_curve_to(cr, foot, top * 0.4, foot, top * 0.75, shoulder, top);
	cairo_close_path(cr);
}

static void draw_arm(cairo_t *cr, double side, struct rgb colour)
{
	cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
	cairo_set_line_width(cr, 0.085);
	set_rgb(cr, rgb_scale(colour, 0.84));
	cairo_move_to(cr, side * 0.16, -0.35);
	cairo_curve_to(cr, side * 0.22, -0.31, side * 0.25, -0.25, side * 0.25, -0.19);
	cairo_stroke(cr);
}

static void draw_scarf(cairo_t *cr, struct rgb colour)
{
	set_rgb(cr, rgb_scale(colour, 0.8));
	cairo_move_to(cr, 0.05, -0.4);
	cairo_line_to(cr, 0.14, -0.4);
	cairo_line_to(cr, 0.15, -0.22);
	cairo_line_to(cr, 0.06, -0.23);
	cairo_close_path(cr);
	cairo_fill(cr);
	set_rgb(cr, colour);
	fill_ellipse(cr, 0, -0.425, 0.185, 0.065);
}

/* The body under a head. */
static void draw_body(const struct figure *figure, cairo_t *cr)
{
	bool animal = figure->kind->form == FORM_HEAD;
	struct rgb colour = animal ? figure->sprite.fur : figure->accent;
	double foot = fmin(0.23, figure->width * 0.42);

	set_rgb(cr, rgb_scale(colour, animal ? 0.72 : 0.4));
	fill_ellipse(cr, -foot * 0.45, -0.012, foot * 0.42, 0.035);
	fill_ellipse(cr, foot * 0.45, -0.012, foot * 0.42, 0.035);
	draw_arm(cr, -1, colour);
	draw_arm(cr, 1, colour);
	cairo_save(cr);
	bell_path(cr, -0.48, 0.09, foot);
	set_rgb(cr, rgb_scale(colour, 0.95));
	cairo_fill_preserve(cr);
	cairo_clip(cr);
	if (animal) {
		cairo_set_source_rgba(cr, 1, 1, 1, 0.28);
		fill_ellipse(cr, 0, -0.14, foot * 0.62, 0.17);
	}
	paint_round(cr, foot, -0.48, 0.3);
	cairo_restore(cr);
	if (animal && figure->cast)
		draw_scarf(cr, figure->accent);
}

/* Further down a coat is of one colour. */
static void fade_coat(cairo_t *cr, struct rgb coat, double top)
{
	cairo_pattern_t *down = cairo_pattern_create_linear(0, top, 0, 0);

	cairo_pattern_add_color_stop_rgba(down, 0.3, (double)coat.r, (double)coat.g, (double)coat.b,
					  0);
	cairo_pattern_add_color_stop_rgba(down, 0.62, (double)coat.r, (double)coat.g,
					  (double)coat.b, 0.92);
	cairo_set_source(cr, down);
	cairo_paint(cr);
	cairo_pattern_destroy(down);
}

/* What a bust wears, drawn on to the ground: its last row, smeared down. */
static void draw_coat(const struct figure *figure, cairo_t *cr)
{
	const struct sprite *sprite = &figure->sprite;
	double scale = BUST / sprite->height, left = -figure->width / 2;
	double from = left + (sprite->cut_from + 1) * scale,
	       to = left + (sprite->cut_to - 1) * scale;
	double half = (to - from) / 2, top = -(1 - BUST) - 2 * scale;
	cairo_surface_t *row = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, sprite->width, 1);
	cairo_t *copy = cairo_create(row);

	cairo_set_source_surface(copy, sprite->small, 0, -(sprite->height - 2));
	cairo_paint(copy);
	cairo_destroy(copy);
	cairo_save(cr);
	cairo_translate(cr, (from + to) / 2, 0);
	set_rgb(cr, rgb_hex(0x30302f));
	fill_ellipse(cr, -half * 0.4, -0.012, half * 0.38, 0.032);
	fill_ellipse(cr, half * 0.4, -0.012, half * 0.38, 0.032);
	bell_path(cr, top, half, half * 0.9);
	cairo_clip(cr);
	cairo_translate(cr, -(from + to) / 2, 0);
	cairo_save(cr);
	cairo_translate(cr, left, top);
	cairo_scale(cr, scale, 1);
	cairo_set_source_surface(cr, row, 0, 0);
	cairo_pattern_set_extend(cairo_get_source(cr), CAIRO_EXTEND_PAD);
	cairo_paint(cr);
	cairo_restore(cr);
	fade_coat(cr, sprite->coat, top);
	cairo_translate(cr, (from + to) / 2, 0);
	paint_round(cr, half, top, 0);
	cairo_restore(cr);
	cairo_surface_destroy(row);
}

static void draw_glyph(const struct figure *figure, cairo_t *cr, double dots)
{
	int height = (int)lround(fmax(1, figure->glyph * dots));
	cairo_surface_t *large = sprite_scaled(&figure->sprite, height);

	cairo_save(cr);
	cairo_translate(cr, -figure->width / 2, -1);
	cairo_scale(cr, figure->width / cairo_image_surface_get_width(large),
		    figure->glyph / height);
	cairo_set_source_surface(cr, large, 0, 0);
	cairo_paint(cr);
	cairo_restore(cr);
	cairo_surface_destroy(large);
}

void figure_draw(const struct figure *figure, cairo_t *cr, double height, double dots, bool mirror)
{
	cairo_save(cr);
	cairo_scale(cr, mirror ? -height : height, height);
	if (figure->glyph == BUST)
		draw_coat(figure, cr);
	else if (figure->glyph == HEAD)
		draw_body(figure, cr);
	draw_glyph(figure, cr, height * dots);
	cairo_restore(cr);
}

void figure_clear(struct figure *figure)
{
	sprite_clear(&figure->sprite);
	*figure = (struct figure){0};
}
