/* SPDX-License-Identifier: MIT */
#include "media/draw/enlarge.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "util/mem.h"

/* Enlarging goes in steps of at most this, each with its edges mended. */
#define STEP_MAX 4.0

/* Pixels as four floats, premultiplied, 0 … 255, alpha last. */
struct pixels {
	int width, height;
	float (*at)[4];
};

static struct pixels pixels_new(int width, int height)
{
	return (struct pixels){width, height,
			       xcalloc((size_t)width * (size_t)height, sizeof(float[4]))};
}

static struct pixels pixels_of(cairo_surface_t *surface)
{
	struct pixels out = pixels_new(cairo_image_surface_get_width(surface),
				       cairo_image_surface_get_height(surface));
	int stride = cairo_image_surface_get_stride(surface);
	const unsigned char *data = cairo_image_surface_get_data(surface);

	for (int y = 0; y < out.height; y++)
		for (int x = 0; x < out.width; x++) {
			float *to = out.at[(size_t)y * (size_t)out.width + (size_t)x];
			uint32_t argb;

			memcpy(&argb, data + (ptrdiff_t)y * stride + 4 * x, sizeof argb);
			for (int i = 0; i < 4; i++)
				to[i] = (float)(argb >> 8 * i & 255);
		}
	return out;
}

static cairo_surface_t *pixels_surface(const struct pixels *pixels)
{
	cairo_surface_t *out =
		cairo_image_surface_create(CAIRO_FORMAT_ARGB32, pixels->width, pixels->height);
	int stride = cairo_image_surface_get_stride(out);
	unsigned char *data = cairo_image_surface_get_data(out);

	for (int y = 0; y < pixels->height; y++)
		for (int x = 0; x < pixels->width; x++) {
			const float *from =
				pixels->at[(size_t)y * (size_t)pixels->width + (size_t)x];
			float alpha = fminf(fmaxf(from[3], 0), 255);
			uint32_t argb = 0;

			for (int i = 0; i < 4; i++)
				argb |= (uint32_t)(fminf(fmaxf(from[i], 0), alpha) + 0.5f) << 8 * i;
			memcpy(data + (ptrdiff_t)y * stride + 4 * x, &argb, sizeof argb);
		}
	cairo_surface_mark_dirty(out);
	return out;
}

/* Mitchell and Netravali's cubic. */
static float cubic(float x)
{
	x = fabsf(x);
	if (x < 1)
		return ((7 * x - 12) * x * x + 16.0f / 3) / 6;
	if (x < 2)
		return (((-7.0f / 3 * x + 12) * x - 20) * x + 32.0f / 3) / 6;
	return 0;
}

/* Which four pixels of `from` a pixel of `to` is made of, and how. */
static int taps(int at, int from, int to, float weights[4])
{
	float place = ((float)at + 0.5f) * (float)from / (float)to - 0.5f;
	int first = (int)floorf(place) - 1;

	for (int i = 0; i < 4; i++) {
		int tap = first + i;

		weights[i] = tap < 0 || tap >= from ? 0 : cubic(place - (float)tap);
	}
	return first;
}

static struct pixels interpolate(const struct pixels *in, int width, int height)
{
	struct pixels wide = pixels_new(width, in->height), out = pixels_new(width, height);
	float w[4];

	for (int x = 0; x < width; x++) {
		int first = taps(x, in->width, width, w);

		for (int i = 0; i < 4; i++)
			for (int y = 0; w[i] != 0 && y < in->height; y++) {
				const float *from =
					in->at[(size_t)y * (size_t)in->width + (size_t)(first + i)];
				float *to = wide.at[(size_t)y * (size_t)width + (size_t)x];

				for (int k = 0; k < 4; k++)
					to[k] += w[i] * from[k];
			}
	}
	for (int y = 0; y < height; y++) {
		int first = taps(y, in->height, height, w);

		for (int i = 0; i < 4; i++) {
			const float *from = wide.at[0] + 4 * (ptrdiff_t)width * (first + i);
			float *to = out.at[0] + 4 * (ptrdiff_t)width * y;

			for (int k = 0; w[i] != 0 && k < 4 * width; k++)
				to[k] += w[i] * from[k];
		}
	}
	free(wide.at);
	return out;
}

/* How much of an edge each pixel is, 0 … 1. */
static float *find_edges(const struct pixels *in, float scale)
{
	size_t width = (size_t)in->width;
	float *out = xcalloc(width * (size_t)in->height, sizeof *out);

	for (size_t y = 1; y + 1 < (size_t)in->height; y++)
		for (size_t x = 1; x + 1 < width; x++) {
			size_t at = y * width + x;
			float sum = 0;

			for (int k = 0; k < 4; k++) {
				float across = in->at[at + 1][k] - in->at[at - 1][k];
				float down = in->at[at + width][k] - in->at[at - width][k];

				sum += across * across + down * down;
			}
			out[at] = fminf(sqrtf(sum) * scale / 255, 1);
		}
	return out;
}

/* A running mean of 2 × radius + 1, `count` values `stride` apart. */
static void soften_line(float *line, size_t count, size_t stride, size_t radius, float *scratch)
{
	float sum = 0, by = 1 / (float)(2 * radius + 1);

	for (size_t i = 0; i < count + radius; i++) {
		sum += i < count ? line[i * stride] : 0;
		if (i > 2 * radius)
			sum -= line[(i - 2 * radius - 1) * stride];
		if (i >= radius)
			scratch[i - radius] = sum * by;
	}
	for (size_t i = 0; i < count; i++)
		line[i * stride] = scratch[i];
}

static void soften(float *edges, size_t width, size_t height, size_t radius)
{
	float *scratch = xmalloc((width > height ? width : height) * sizeof *scratch);

	for (int pass = 0; pass < 2; pass++) {
		for (size_t y = 0; y < height; y++)
			soften_line(edges + y * width, width, 1, radius, scratch);
		for (size_t x = 0; x < width; x++)
			soften_line(edges + x, height, width, radius, scratch);
	}
	free(scratch);
}

static void sample(const struct pixels *in, float x, float y, float out[4])
{
	float fx = fminf(fmaxf(x, 0), (float)in->width - 1.001f);
	float fy = fminf(fmaxf(y, 0), (float)in->height - 1.001f);
	size_t width = (size_t)in->width, at = (size_t)fy * width + (size_t)fx;

	fx -= floorf(fx);
	fy -= floorf(fy);
	for (int k = 0; k < 4; k++) {
		float upper = in->at[at][k] + (in->at[at + 1][k] - in->at[at][k]) * fx;
		float lower = in->at[at + width][k] +
			      (in->at[at + width + 1][k] - in->at[at + width][k]) * fx;

		out[k] = upper + (lower - upper) * fy;
	}
}

/* Each pixel near an edge takes its colour from further off the edge. */
static struct pixels draw_together(const struct pixels *in, float scale)
{
	size_t width = (size_t)in->width, height = (size_t)in->height;
	struct pixels out = pixels_new(in->width, in->height);
	float *edges = find_edges(in, scale), pull = 0.7f * scale * scale;
	size_t radius = (size_t)(scale * 0.6f);

	memcpy(out.at, in->at, width * height * sizeof *out.at);
	soften(edges, width, height, radius ? radius : 1);
	for (size_t y = 1; y + 1 < height; y++)
		for (size_t x = 1; x + 1 < width; x++) {
			size_t at = y * width + x;
			float across = (edges[at + 1] - edges[at - 1]) * pull;
			float down = (edges[at + width] - edges[at - width]) * pull;

			if (fabsf(across) + fabsf(down) > 0.05f)
				sample(in, (float)x - across, (float)y - down, out.at[at]);
		}
	free(edges);
	return out;
}

static cairo_surface_t *reduce(cairo_surface_t *from, int width, int height)
{
	cairo_surface_t *out = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
	cairo_t *cr = cairo_create(out);

	cairo_scale(cr, (double)width / cairo_image_surface_get_width(from),
		    (double)height / cairo_image_surface_get_height(from));
	cairo_set_source_surface(cr, from, 0, 0);
	cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_GOOD);
	cairo_paint(cr);
	cairo_destroy(cr);
	cairo_surface_flush(out);
	return out;
}

cairo_surface_t *enlarge(cairo_surface_t *from, int width, int height)
{
	struct pixels now;
	cairo_surface_t *out;

	cairo_surface_flush(from);
	if (height <= cairo_image_surface_get_height(from))
		return reduce(from, width, height);
	now = pixels_of(from);
	while (now.height < height) {
		double scale = fmin(STEP_MAX, (double)height / now.height);
		bool last = now.height * STEP_MAX >= height;
		struct pixels larger = interpolate(&now, last ? width : (int)(now.width * scale),
						   last ? height : (int)(now.height * scale));

		free(now.at);
		now = draw_together(&larger, (float)scale);
		free(larger.at);
	}
	out = pixels_surface(&now);
	free(now.at);
	return out;
}
