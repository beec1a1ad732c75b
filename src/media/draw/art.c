/* SPDX-License-Identifier: MIT */
#include "media/draw/art.h"

#include <stdlib.h>
#include <string.h>

#include "media/draw/tight.h"
#include "util/mem.h"

/* Rows are read in groups of columns, which may begin before the first and end
 * behind the last: so much memory lies around them. */
#define SLACK 32

/* An empty border, so that sampling between pixels never looks beyond. */
#define BORDER 2

/* Of red, green, blue and alpha. */
struct weights {
	float r, g, b, a;
};

/* A row of pixels on its way through the grade, 0 … 255, premultiplied. */
struct channels {
	float *r, *g, *b, *a;
};

static const struct weights to_luma = {219 * 0.2126f / 255, 219 * 0.7152f / 255,
				       219 * 0.0722f / 255, 16 / 255.0f};
/* Blue less luma over 2 × (1 - 0.0722), red less luma over 2 × (1 - 0.2126). */
static const struct weights to_chroma[2] = {
	{-224 * 0.2126f / 1.8556f / 255, -224 * 0.7152f / 1.8556f / 255,
	 224 * 0.9278f / 1.8556f / 255, 128 / 255.0f},
	{224 * 0.7874f / 1.5748f / 255, -224 * 0.7152f / 1.5748f / 255,
	 -224 * 0.0722f / 1.5748f / 255, 128 / 255.0f},
};

static struct channels channels_new(int count)
{
	float *all = xcalloc(4 * (size_t)count, sizeof *all);

	return (struct channels){all, all + count, all + 2 * count, all + 3 * count};
}

TIGHT static void unpack(const struct channels *to, const uint32_t *restrict argb, int count)
{
	float *restrict r = to->r, *restrict g = to->g, *restrict b = to->b, *restrict a = to->a;

	for (int i = 0; i < count; i++) {
		int pixel = (int)argb[i];

		r[i] = (float)(pixel >> 16 & 255);
		g[i] = (float)(pixel >> 8 & 255);
		b[i] = (float)(pixel & 255);
		a[i] = (float)(pixel >> 24 & 255);
	}
}

/* One channel of the grade; what is premultiplied stays below its alpha. */
TIGHT static void grade_channel(float *restrict to, const struct channels *in, const float m[3],
				float add, int count)
{
	const float *restrict r = in->r, *restrict g = in->g, *restrict b = in->b;
	const float *restrict a = in->a;
	float m0 = m[0], m1 = m[1], m2 = m[2];

	for (int i = 0; i < count; i++) {
		float value = m0 * r[i] + m1 * g[i] + m2 * b[i] + add * a[i];

		value = value > a[i] ? a[i] : value;
		to[i] = value < 0 ? 0 : value;
	}
}

TIGHT static void weigh(uint8_t *restrict to, const struct channels *in, const struct weights *by,
			int count)
{
	const float *restrict r = in->r, *restrict g = in->g, *restrict b = in->b;
	const float *restrict a = in->a;
	float br = by->r, bg = by->g, bb = by->b, ba = by->a;

	for (int i = 0; i < count; i++)
		to[i] = (uint8_t)(int)(br * r[i] + bg * g[i] + bb * b[i] + ba * a[i] + 0.5f);
}

TIGHT static void round_alpha(uint8_t *restrict to, const float *restrict a, int count)
{
	for (int i = 0; i < count; i++)
		to[i] = (uint8_t)(int)(a[i] + 0.5f);
}

/* The mean of two by two. */
TIGHT static void halve(float *restrict to, const float *restrict upper,
			const float *restrict lower, int count)
{
	for (int i = 0; i < count; i++)
		to[i] = 0.25f * (upper[2 * i] + upper[2 * i + 1] + lower[2 * i] + lower[2 * i + 1]);
}

static uint8_t *samples_new(size_t bytes)
{
	return (uint8_t *)xcalloc(bytes + 2 * SLACK, 1) + SLACK;
}

static void samples_free(uint8_t *samples)
{
	if (samples)
		free(samples - SLACK);
}

static void plane_new(struct art_plane *plane, int width, int height, int values, bool opaque)
{
	size_t bytes = (size_t)width * (size_t)height;

	*plane = (struct art_plane){.width = width, .height = height, .values = values};
	for (int i = 0; i < values; i++)
		plane->value[i] = samples_new(bytes);
	if (!opaque) {
		plane->alpha = samples_new(bytes);
		plane->rows = xcalloc((size_t)height, sizeof *plane->rows);
	}
}

static void plane_free(struct art_plane *plane)
{
	for (int i = 0; i < 2; i++)
		samples_free(plane->value[i]);
	samples_free(plane->alpha);
	free(plane->rows);
}

/* The rows of channels an art is converted through. */
struct mill {
	struct channels read, graded[2], half;
	uint32_t *argb;
};

static struct mill mill_new(int width)
{
	return (struct mill){channels_new(width),
			     {channels_new(width), channels_new(width)},
			     channels_new(width / 2),
			     xcalloc((size_t)width, sizeof(uint32_t))};
}

static void mill_free(struct mill *mill)
{
	free(mill->read.r);
	free(mill->graded[0].r);
	free(mill->graded[1].r);
	free(mill->half.r);
	free(mill->argb);
}

/* The row in mill->argb becomes one of luma. */
static void convert_row(struct art_plane *luma, const struct mill *mill, const struct grade *grade,
			int y)
{
	const struct channels *graded = &mill->graded[y % 2];
	float *const to[3] = {graded->r, graded->g, graded->b};
	size_t at = (size_t)y * (size_t)luma->width;

	unpack(&mill->read, mill->argb, luma->width);
	for (int i = 0; i < 3; i++)
		grade_channel(to[i], &mill->read, grade->m[i], grade->add[i], luma->width);
	memcpy(graded->a, mill->read.a, (size_t)luma->width * sizeof *graded->a);
	weigh(luma->value[0] + at, graded, &to_luma, luma->width);
	if (luma->alpha)
		round_alpha(luma->alpha + at, graded->a, luma->width);
}

/* The two rows converted last become one of chroma. */
static void convert_half(struct art_plane *chroma, const struct mill *mill, int y)
{
	const struct channels *upper = &mill->graded[0], *lower = &mill->graded[1];
	const struct channels *half = &mill->half;
	size_t at = (size_t)y * (size_t)chroma->width;

	halve(half->r, upper->r, lower->r, chroma->width);
	halve(half->g, upper->g, lower->g, chroma->width);
	halve(half->b, upper->b, lower->b, chroma->width);
	halve(half->a, upper->a, lower->a, chroma->width);
	for (int i = 0; i < 2; i++)
		weigh(chroma->value[i] + at, half, &to_chroma[i], chroma->width);
	if (chroma->alpha)
		round_alpha(chroma->alpha + at, half->a, chroma->width);
}

static void find_spans(struct art_plane *plane)
{
	for (int y = 0; plane->rows && y < plane->height; y++) {
		const uint8_t *row = plane->alpha + (size_t)y * (size_t)plane->width;
		int from = 0, to = plane->width, full;

		while (from < to && !row[from])
			from++;
		while (to > from && !row[to - 1])
			to--;
		full = from;
		while (full < to && row[full] == 255)
			full++;
		plane->rows[y] = (struct art_span){from, to, full == to};
	}
}

struct extent {
	int x0, y0, x1, y1;
};

static struct extent find_extent(const unsigned char *data, int stride, int width, int height)
{
	struct extent box = {width, height, 0, 0};

	for (int y = 0; y < height; y++) {
		const uint32_t *row =
			(const uint32_t *)(const void *)(data + (size_t)y * (size_t)stride);
		int from = 0, to = width;

		while (from < to && row[from] < 1u << 24)
			from++;
		if (from == to)
			continue;
		while (row[to - 1] < 1u << 24)
			to--;
		box.x0 = from < box.x0 ? from : box.x0;
		box.x1 = to > box.x1 ? to : box.x1;
		box.y0 = y < box.y0 ? y : box.y0;
		box.y1 = y + 1;
	}
	return box;
}

/* Copies the part of a row that lies on the surface; the rest stays empty. */
static void fetch_row(uint32_t *out, int count, const unsigned char *row, int x, int width,
		      bool opaque)
{
	int from = x < 0 ? -x : 0, to = width - x < count ? width - x : count;

	memset(out, 0, (size_t)count * sizeof *out);
	if (row && to > from)
		memcpy(out + from, row + 4 * (x + from), (size_t)(to - from) * sizeof *out);
	for (int i = 0; opaque && i < count; i++)
		out[i] |= 0xff000000u;
}

void art_make(struct art *out, cairo_surface_t *surface, const struct grade *grade)
{
	bool opaque = cairo_image_surface_get_format(surface) == CAIRO_FORMAT_RGB24;
	int width = cairo_image_surface_get_width(surface);
	int height = cairo_image_surface_get_height(surface);
	int stride = cairo_image_surface_get_stride(surface);
	const unsigned char *data;
	struct extent box = {0, 0, width, height};
	struct mill mill;

	*out = (struct art){0};
	cairo_surface_flush(surface);
	data = cairo_image_surface_get_data(surface);
	if (!opaque) {
		box = find_extent(data, stride, width, height);
		if (box.x1 <= box.x0)
			return;
		box = (struct extent){box.x0 - BORDER, box.y0 - BORDER, box.x1 + BORDER,
				      box.y1 + BORDER};
	}
	out->x = box.x0;
	out->y = box.y0;
	plane_new(&out->luma, (box.x1 - box.x0 + 1) & ~1, (box.y1 - box.y0 + 1) & ~1, 1, opaque);
	plane_new(&out->chroma, out->luma.width / 2, out->luma.height / 2, 2, opaque);
	mill = mill_new(out->luma.width);
	for (int y = 0; y < out->luma.height; y++) {
		int at = box.y0 + y;
		bool there = at >= 0 && at < height;

		fetch_row(mill.argb, out->luma.width,
			  there ? data + (size_t)at * (size_t)stride : NULL, box.x0, width, opaque);
		convert_row(&out->luma, &mill, grade, y);
		if (y % 2)
			convert_half(&out->chroma, &mill, y / 2);
	}
	mill_free(&mill);
	find_spans(&out->luma);
	find_spans(&out->chroma);
}

void art_clear(struct art *art)
{
	plane_free(&art->luma);
	plane_free(&art->chroma);
	*art = (struct art){0};
}
