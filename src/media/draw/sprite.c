/* SPDX-License-Identifier: MIT */
#include "media/draw/sprite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "media/draw/enlarge.h"
#include "media/draw/type.h"
#include "util/text.h"

/* The size at which Noto's bitmaps come out as they are. */
#define EM 109
#define TOKEN 128

static cairo_surface_t *crop(cairo_surface_t *from)
{
	int width = cairo_image_surface_get_width(from);
	int height = cairo_image_surface_get_height(from);
	int stride = cairo_image_surface_get_stride(from);
	int x0 = width, y0 = height, x1 = 0, y1 = 0;
	const unsigned char *data;
	cairo_surface_t *out;
	cairo_t *cr;

	cairo_surface_flush(from);
	data = cairo_image_surface_get_data(from);
	for (int y = 0; y < height; y++)
		for (int x = 0; x < width; x++) {
			uint32_t argb;

			memcpy(&argb, data + (ptrdiff_t)y * stride + 4 * x, sizeof argb);
			if (argb >> 24 < 24)
				continue;
			x0 = x < x0 ? x : x0;
			x1 = x > x1 ? x : x1;
			y0 = y < y0 ? y : y0;
			y1 = y;
		}
	if (x1 < x0)
		return NULL;
	out = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, x1 - x0 + 1, y1 - y0 + 1);
	cr = cairo_create(out);
	cairo_set_source_surface(cr, from, -x0, -y0);
	cairo_paint(cr);
	cairo_destroy(cr);
	cairo_surface_flush(out);
	return out;
}

static struct rgb colour_at(const struct sprite *sprite, int x, int y)
{
	const unsigned char *data = cairo_image_surface_get_data(sprite->small);
	int stride = cairo_image_surface_get_stride(sprite->small);
	uint32_t argb = 0;

	if (x < sprite->width && y >= 0)
		memcpy(&argb, data + (ptrdiff_t)y * stride + 4 * x, sizeof argb);
	return rgb_hex(argb & 0xffffff);
}

/* The commonest colour, counted in boxes of 32³, and whether the last row is one
 * wide cut. */
static void study(struct sprite *sprite)
{
	int stride = cairo_image_surface_get_stride(sprite->small), best = 0;
	const unsigned char *data = cairo_image_surface_get_data(sprite->small);
	struct {
		int count, r, g, b;
	} boxes[512] = {0};

	for (int y = 0; y < sprite->height; y++)
		for (int x = 0; x < sprite->width; x++) {
			int r, g, b, box;
			uint32_t argb;

			memcpy(&argb, data + (ptrdiff_t)y * stride + 4 * x, sizeof argb);
			if (argb >> 24 < 200)
				continue;
			if (y == sprite->height - 2 && sprite->cut_to++ == 0)
				sprite->cut_from = x;
			r = argb >> 16 & 255;
			g = argb >> 8 & 255;
			b = argb & 255;
			box = (r >> 5) << 6 | (g >> 5) << 3 | b >> 5;
			boxes[box].count++;
			boxes[box].r += r;
			boxes[box].g += g;
			boxes[box].b += b;
			if (boxes[box].count > boxes[best].count)
				best = box;
		}
	if (boxes[best].count) {
		float all = (float)boxes[best].count * 255;

		sprite->fur = (struct rgb){(float)boxes[best].r / all, (float)boxes[best].g / all,
					   (float)boxes[best].b / all};
	}
	sprite->cut = sprite->cut_to > sprite->width * 11 / 20;
	sprite->cut_to += sprite->cut_from;
	sprite->coat =
		colour_at(sprite, (7 * sprite->cut_from + sprite->cut_to) / 8, sprite->height - 3);
}

/* Letters are no pictogram: a disc with them on it. */
static cairo_surface_t *draw_token(const char *text, struct rgb accent, struct err *err)
{
	cairo_surface_t *out = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, TOKEN, TOKEN);
	cairo_t *cr = cairo_create(out);
	struct type_style style = {.bold = true, .size = TOKEN * 0.5};
	PangoLayout *layout = type_layout(cr, text, style, err);
	PangoRectangle ink;
	double fit;

	if (!layout) {
		cairo_destroy(cr);
		cairo_surface_destroy(out);
		return NULL;
	}
	pango_layout_get_pixel_extents(layout, &ink, NULL);
	fit = fmin(1, TOKEN * 0.72 / fmax(1, fmax(ink.width, ink.height)));
	cairo_arc(cr, TOKEN / 2.0, TOKEN / 2.0, TOKEN / 2.0 - 1, 0, 2 * M_PI);
	cairo_set_source_rgb(cr, (double)accent.r, (double)accent.g, (double)accent.b);
	cairo_fill(cr);
	cairo_translate(cr, TOKEN / 2.0, TOKEN / 2.0);
	cairo_scale(cr, fit, fit);
	cairo_move_to(cr, -ink.x - ink.width / 2.0, -ink.y - ink.height / 2.0);
	cairo_set_source_rgb(cr, 1, 1, 1);
	pango_cairo_show_layout(cr, layout);
	g_object_unref(layout);
	cairo_destroy(cr);
	return out;
}

static cairo_surface_t *draw_emoji(PangoLayout *layout)
{
	PangoRectangle ink;
	cairo_surface_t *out;
	cairo_t *cr;

	pango_layout_get_pixel_extents(layout, &ink, NULL);
	out = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, ink.width + 4, ink.height + 4);
	cr = cairo_create(out);
	cairo_move_to(cr, 2 - ink.x, 2 - ink.y);
	pango_cairo_show_layout(cr, layout);
	cairo_destroy(cr);
	return out;
}

static cairo_surface_t *draw(const char *text, struct rgb accent, struct err *err)
{
	cairo_surface_t *scratch = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 1, 1);
	cairo_t *cr = cairo_create(scratch);
	cairo_surface_t *out = NULL;
	bool colour;
	PangoLayout *layout = type_pictogram(cr, text, EM, &colour, err);
	uint32_t point = 0;

	text_next(text, &point);
	if (layout && colour)
		out = draw_emoji(layout);
	else if (layout && g_unichar_isalnum(point) && text_count(text) <= 4)
		out = draw_token(text, accent, err);
	else if (layout)
		err_set(err, ERR_MEDIA,
			"no colour emoji font for “%s”: install "
			"fonts-noto-color-emoji",
			text);
	if (layout)
		g_object_unref(layout);
	cairo_destroy(cr);
	cairo_surface_destroy(scratch);
	return out;
}

int sprite_load(struct sprite *sprite, const char *pictogram, struct rgb accent, struct err *err)
{
	char *text = type_text(pictogram);
	cairo_surface_t *drawn = text ? draw(text, accent, err) : NULL;

	if (drawn) {
		sprite->small = crop(drawn);
		cairo_surface_destroy(drawn);
	}
	if (!sprite->small) {
		err_set(err, ERR_MEDIA, "the pictogram “%s” has nothing to see in it",
			text ? text : "");
		free(text);
		return -1;
	}
	free(text);
	sprite->width = cairo_image_surface_get_width(sprite->small);
	sprite->height = cairo_image_surface_get_height(sprite->small);
	study(sprite);
	return 0;
}

cairo_surface_t *sprite_scaled(const struct sprite *sprite, int height)
{
	int width = (int)lround((double)sprite->width * height / sprite->height);

	return enlarge(sprite->small, width < 1 ? 1 : width, height < 1 ? 1 : height);
}

void sprite_clear(struct sprite *sprite)
{
	if (sprite->small)
		cairo_surface_destroy(sprite->small);
	*sprite = (struct sprite){0};
}
