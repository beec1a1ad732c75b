/* SPDX-License-Identifier: MIT */
#include "media/draw/frame.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "media/draw/comb.h"
#include "media/draw/tight.h"
#include "util/mem.h"

bool sight_flat(const void *how, double y, struct sight *out)
{
	const struct flat *flat = how;

	*out = (struct sight){flat->y + y * flat->step_y, flat->x, flat->step_x};
	return true;
}

/* Between two rows; `weight` of 256 is b's. Returns where the result is. */
TIGHT static const uint8_t *mix_rows(uint8_t *restrict out, const uint8_t *restrict a,
				     const uint8_t *restrict b, int weight, int count)
{
	uint16_t wb = (uint16_t)weight, wa = (uint16_t)(256 - weight);

	if (!weight)
		return a;
	for (int i = 0; i < count; i++)
		out[i] = (uint8_t)((uint16_t)(a[i] * wa + b[i] * wb + 128) >> 8);
	return out;
}

/* Along a row, from the place `at` (16.16) in steps. */
TIGHT static const uint8_t *mix_along(uint8_t *restrict out, const uint8_t *restrict in, int32_t at,
				      int32_t step, int count)
{
	if (step == 1 << 16) {
		const uint8_t *from = in + (at >> 16);

		return mix_rows(out, from, from + 1, at >> 8 & 255, count);
	}
	for (int i = 0; i < count; i++, at += step) {
		const uint8_t *from = in + (at >> 16);
		int left = from[0], across = from[1] - left;

		out[i] = (uint8_t)((left * 256 + across * (at >> 8 & 255) + 128) >> 8);
	}
	return out;
}

TIGHT static void blend(uint8_t *restrict to, const uint8_t *restrict value,
			const uint8_t *restrict alpha, int count)
{
	for (int i = 0; i < count; i++) {
		uint16_t under = (uint16_t)(to[i] * (uint8_t)(255 - alpha[i]) + 128);

		to[i] = (uint8_t)(value[i] + (uint8_t)((uint16_t)(under + (under >> 8)) >> 8));
	}
}

TIGHT static const uint8_t *fade(uint8_t *out, const uint8_t *in, int opacity, int count)
{
	uint16_t by = (uint16_t)opacity;

	for (int i = 0; i < count; i++)
		out[i] = (uint8_t)((uint16_t)(in[i] * by) >> 8);
	return out;
}

/* One row of a plane about to be laid. */
struct row {
	int from, to;             /* on the canvas */
	int upper, lower, weight; /* rows of the art */
	int32_t at, step;         /* where canvas column 0 looks, 16.16 */
	bool solid;               /* opaque all along */
};

static int32_t fixed(double value)
{
	return (int32_t)lround(value * 65536);
}

/* The canvas' columns x whose place at + x × step lies between low and high,
 * 16.16, without these. */
static void columns_between(struct row *row, int32_t low, int32_t high, int width)
{
	int64_t at = row->at, step = row->step;
	int64_t from = (low - at) / step, to = (high - at) / step;

	while (at + from * step <= low)
		from++;
	while (from > 0 && at + (from - 1) * step > low)
		from--;
	while (at + to * step < high)
		to++;
	while (to > 0 && at + (to - 1) * step >= high)
		to--;
	row->from = (int)(from < 0 ? 0 : from);
	row->to = (int)(to > width ? width : to);
}

/* What is not empty in either of two rows. */
static struct art_span join_spans(struct art_span a, struct art_span b)
{
	if (a.to <= a.from || b.to <= b.from)
		return a.to > a.from ? (struct art_span){a.from, a.to, false}
				     : (struct art_span){b.from, b.to, false};
	return (struct art_span){a.from < b.from ? a.from : b.from, a.to > b.to ? a.to : b.to,
				 a.solid && b.solid && a.from == b.from && a.to == b.to};
}

static int clamp(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}

static bool row_plan(struct row *row, const struct art_plane *plane, const struct sight *sight,
		     int half, int width)
{
	double y = sight->row / half - 0.5, upper = floor(y);

	row->at = fixed((sight->x + 0.5 * half * sight->step) / half - 0.5);
	row->step = fixed(sight->step);
	row->weight = (int)((y - upper) * 256);
	row->upper = (int)upper;
	row->lower = row->upper + 1;
	if (row->step <= 0)
		return false;
	if (plane->rows) {
		struct art_span span;

		if (row->upper < 0 || row->lower >= plane->height)
			return false;
		span = join_spans(plane->rows[row->upper], plane->rows[row->lower]);
		if (span.to <= span.from)
			return false;
		columns_between(row, (span.from - 1) * 65536, span.to * 65536, width);
		row->solid = span.solid && row->at + row->from * row->step >= span.from * 65536 &&
			     row->at + (row->to - 1) * row->step <= (span.to - 1) * 65536;
	} else {
		row->upper = clamp(row->upper, 0, plane->height - 1);
		row->lower = clamp(row->lower, 0, plane->height - 1);
		columns_between(row, -1, (plane->width - 1) * 65536 + 1, width);
		row->solid = true;
	}
	return row->from < row->to;
}

/* What laying a plane needs beside it: the comb, where one serves all rows, and
 * rows of values and of alpha on the way. */
struct bench {
	struct comb comb;
	uint8_t *memory;
	uint8_t *tall[2], *wide[2];
};

/* The groups of the comb read and write a little beyond what is asked. */
#define SLACK 32

static void bench_open(struct bench *bench, int canvas, int art)
{
	size_t wide = (size_t)canvas + 2 * SLACK, tall = (size_t)art + 4 * SLACK;

	*bench = (struct bench){.memory = xcalloc(2 * (wide + tall), 1)};
	for (int i = 0; i < 2; i++) {
		bench->tall[i] = bench->memory + (size_t)i * tall + 2 * SLACK;
		bench->wide[i] = bench->memory + 2 * tall + (size_t)i * wide;
	}
}

static void bench_close(struct bench *bench)
{
	comb_clear(&bench->comb);
	free(bench->memory);
}

/* The row's columns of `values`, one of value and alpha being `which`. */
static const uint8_t *row_value(const struct row *row, const uint8_t *values, int stride,
				const struct bench *bench, int which)
{
	const uint8_t *upper = values + (ptrdiff_t)row->upper * stride;
	const uint8_t *lower = values + (ptrdiff_t)row->lower * stride;
	const struct comb *comb = &bench->comb;
	uint8_t *tall = bench->tall[which], *wide = bench->wide[which];
	int first, last, groups = row->from / COMB_COLUMNS;
	const uint8_t *mixed;

	if (comb->teeth && row->step != 1 << 16) {
		int end = (row->to + COMB_COLUMNS - 1) / COMB_COLUMNS;

		first = comb->teeth[groups].first;
		last = comb->teeth[end - 1].first + COMB_READS;
		mixed = mix_rows(tall + first, upper + first, lower + first, row->weight,
				 last - first);
		comb_draw(comb, groups, end, mixed - first, wide);
		return wide + row->from;
	}
	first = (row->at + row->from * row->step) >> 16;
	last = ((row->at + (row->to - 1) * row->step) >> 16) + 2;
	mixed = mix_rows(tall + first, upper + first, lower + first, row->weight, last - first);
	return mix_along(wide, mixed, (row->at + row->from * row->step) & 65535, row->step,
			 row->to - row->from);
}

static void lay_row(uint8_t *const to[2], const struct art_plane *plane, const struct row *row,
		    int opacity, const struct bench *bench)
{
	int count = row->to - row->from;
	const uint8_t *alpha = NULL;

	if (plane->alpha && (!row->solid || opacity < 256))
		alpha = row_value(row, plane->alpha, plane->width, bench, 1);
	if (alpha && opacity < 256)
		alpha = fade(bench->wide[1], alpha, opacity, count);
	for (int i = 0; i < plane->values; i++) {
		const uint8_t *value = row_value(row, plane->value[i], plane->width, bench, 0);

		if (!alpha) {
			memcpy(to[i] + row->from, value, (size_t)count);
			continue;
		}
		if (opacity < 256)
			value = fade(bench->wide[0], value, opacity, count);
		blend(to[i] + row->from, value, alpha, count);
	}
}

/* The rows of the canvas that can show anything of an art. */
static void rows_between(int *from, int *to, const struct art_plane *plane, int half,
			 const struct flat *flat)
{
	*from = (int)fmax(*from, floor(-flat->y / (half * flat->step_y)) - 2);
	*to = (int)fmin(*to, ceil((plane->height * half - flat->y) / (half * flat->step_y)) + 2);
}

static void lay_plane(const struct canvas *canvas, const struct art_plane *plane, int half,
		      sight_fn *sight, const void *how, int opacity)
{
	int first = half == 1 ? 0 : 1, from = 0, end = canvas->height / half;
	struct bench bench;

	bench_open(&bench, canvas->width / half, plane->width);
	if (sight == sight_flat && plane->rows)
		rows_between(&from, &end, plane, half, how);
	for (int y = from; y < end; y++) {
		struct sight seen;
		struct row row;
		uint8_t *to[2] = {NULL};

		if (!sight(how, (y + 0.5) * half, &seen) ||
		    !row_plan(&row, plane, &seen, half, canvas->width / half))
			continue;
		if (sight == sight_flat && !bench.comb.teeth && row.step != 1 << 16 &&
		    row.step < COMB_STEP_MAX)
			comb_make(&bench.comb, row.at, row.step, canvas->width / half);
		for (int i = 0; i < plane->values; i++)
			to[i] = canvas->plane[first + i] + (ptrdiff_t)y * canvas->stride[first + i];
		lay_row(to, plane, &row, opacity, &bench);
	}
	bench_close(&bench);
}

void frame_lay(const struct canvas *canvas, const struct art *art, sight_fn *sight, const void *how,
	       int opacity)
{
	if (!art->luma.width || opacity <= 0)
		return;
	lay_plane(canvas, &art->luma, 1, sight, how, opacity);
	lay_plane(canvas, &art->chroma, 2, sight, how, opacity);
}

TIGHT static void shade_row(uint8_t *restrict luma, const uint8_t *restrict factors, int count)
{
	for (int i = 0; i < count; i++) {
		uint16_t by = (uint16_t)(factors[i] + 1);

		luma[i] = (uint8_t)((uint16_t)(luma[i] * by + 16 * (uint16_t)(256 - by)) >> 8);
	}
}

void frame_shade(const struct canvas *canvas, const uint8_t *factors)
{
	for (int y = 0; y < canvas->height; y++)
		shade_row(canvas->plane[0] + (ptrdiff_t)y * canvas->stride[0],
			  factors + (ptrdiff_t)y * canvas->width, canvas->width);
}
