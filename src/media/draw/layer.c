/* SPDX-License-Identifier: MIT */
#include "media/draw/layer.h"

#include <math.h>

#include "media/draw/chance.h"

/* Pixels seen beyond the edge of the frame, for sampling between them. */
#define EDGE 4
#define SAMPLES_MAX 240
/* A surface is never larger than this, whatever the camera does. */
#define SIDE_MAX 12000

static struct box nothing(void)
{
	return (struct box){INFINITY, INFINITY, -INFINITY, -INFINITY};
}

static void include(struct box *box, double x, double y)
{
	box->x0 = fmin(box->x0, x);
	box->y0 = fmin(box->y0, y);
	box->x1 = fmax(box->x1, x);
	box->y1 = fmax(box->y1, y);
}

static void include_ground(struct box *box, const struct passage *passage, const struct view *view)
{
	const struct lens *lens = passage->lens;

	for (int i = 0; i <= 64; i++) {
		double row, step, left;

		if (!lens_ground(lens, view, passage->feet, i / 64.0, &row, &step, &left))
			continue;
		include(box, left, row);
		include(box, left + lens->aspect * step, row);
	}
}

static struct view view_at(const struct passage *passage, int sample, int samples)
{
	return lens_view(passage->lens, samples > 1 ? (double)sample / (samples - 1) : 0.5);
}

static int samples_of(const struct passage *passage)
{
	return (int)fmin((double)passage->frames, SAMPLES_MAX);
}

void layer_measure(struct layer *layer, const struct passage *passage)
{
	const struct lens *lens = passage->lens;
	double scale = 0, edge = EDGE / passage->high + lens_slack(lens) / fmin(1, layer->depth);
	int samples = samples_of(passage);

	layer->area = nothing();
	for (int i = 0; i < samples; i++) {
		struct view view = view_at(passage, i, samples);
		struct shift to = lens_shift(lens, &view, layer->depth);

		scale = fmax(scale, to.scale);
		if (layer->ground) {
			include_ground(&layer->area, passage, &view);
			continue;
		}
		include(&layer->area, -to.left / to.scale, -to.top / to.scale);
		include(&layer->area, (lens->aspect - to.left) / to.scale, (1 - to.top) / to.scale);
	}
	if (layer->ground) {
		scale = 1;
		include(&layer->area, 0, lens->horizon);
		layer->area.y1 = fmin(layer->area.y1, GROUND_ROWS);
	}
	layer->area = (struct box){layer->area.x0 - edge, layer->area.y0 - edge,
				   layer->area.x1 + edge, layer->area.y1 + edge};
	layer->dots = passage->high * scale;
}

void layer_measure_box(struct layer *layer, const struct passage *passage, struct box box)
{
	double edge = EDGE / passage->high;
	int samples = samples_of(passage);

	layer->dots = 0;
	for (int i = 0; i < samples; i++) {
		struct view view = view_at(passage, i, samples);
		struct shift to = lens_shift(passage->lens, &view, layer->depth);

		layer->dots = fmax(layer->dots, passage->high * to.scale);
	}
	layer->area = (struct box){box.x0 - edge, box.y0 - edge, box.x1 + edge, box.y1 + edge};
}

static int pixels(double units, double dots)
{
	double size = ceil(units * dots / 2) * 2;

	return (int)fmax(2, fmin(size, SIDE_MAX));
}

/* Out of focus is drawn small and enlarged: by how much. */
static double coarseness(const struct layer *layer, double soft)
{
	return 1 + soft * layer->dots / 150;
}

cairo_t *layer_begin(const struct layer *layer, const struct lens *lens, bool opaque, double soft)
{
	double coarse = coarseness(layer, soft), dots = layer->dots / coarse;
	int width = pixels((layer->area.x1 - layer->area.x0), dots);
	int height = pixels((layer->area.y1 - layer->area.y0), dots);
	cairo_surface_t *surface = cairo_image_surface_create(
		opaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32, width, height);
	cairo_t *cr = cairo_create(surface);

	cairo_surface_destroy(surface);
	cairo_scale(cr, dots, dots);
	cairo_translate(cr, -layer->area.x0, -layer->area.y0);
	if (lens->roll != 0) {
		cairo_translate(cr, lens->aspect / 2, 0.5);
		cairo_rotate(cr, lens->roll);
		cairo_translate(cr, -lens->aspect / 2, -0.5);
	}
	return cr;
}

struct box layer_area(const struct layer *layer, const struct lens *lens)
{
	const struct box *area = &layer->area;
	double c = cos(lens->roll), s = sin(-lens->roll);
	struct box out = nothing();

	for (int i = 0; i < 4; i++) {
		double x = (i & 1 ? area->x1 : area->x0) - lens->aspect / 2;
		double y = (i & 2 ? area->y1 : area->y0) - 0.5;

		include(&out, lens->aspect / 2 + x * c - y * s, 0.5 + x * s + y * c);
	}
	return out;
}

static cairo_surface_t *enlarged(cairo_surface_t *coarse, int width, int height, double by)
{
	cairo_surface_t *out =
		cairo_image_surface_create(cairo_image_surface_get_format(coarse), width, height);
	cairo_t *cr = cairo_create(out);

	cairo_scale(cr, by, by);
	cairo_set_source_surface(cr, coarse, 0, 0);
	cairo_pattern_set_extend(cairo_get_source(cr), CAIRO_EXTEND_PAD);
	cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_BILINEAR);
	cairo_paint(cr);
	cairo_destroy(cr);
	return out;
}

void layer_end(struct layer *layer, cairo_t *cr, const struct grade *grade)
{
	cairo_surface_t *surface = cairo_surface_reference(cairo_get_target(cr));
	int width = pixels(layer->area.x1 - layer->area.x0, layer->dots);
	int height = pixels(layer->area.y1 - layer->area.y0, layer->dots);
	cairo_matrix_t matrix;
	double drawn;

	cairo_get_matrix(cr, &matrix);
	drawn = hypot(matrix.xx, matrix.yx);
	cairo_destroy(cr);
	if (layer->dots > drawn * 1.01) {
		cairo_surface_t *fine = enlarged(surface, width, height, layer->dots / drawn);

		cairo_surface_destroy(surface);
		surface = fine;
	}
	art_make(&layer->art, surface, grade);
	cairo_surface_destroy(surface);
}

void layer_clear(struct layer *layer)
{
	art_clear(&layer->art);
}

struct pose {
	double dx, dy, sx, sy;
	int opacity;
};

static double wave(const struct layer *layer, double seconds, double period)
{
	return sin(2 * M_PI * (seconds / period + noise_at(layer->seed, 5)));
}

static struct pose pose_at(const struct layer *layer, double seconds)
{
	struct pose pose = {0, 0, 1, 1, 256};
	uint64_t seed = layer->seed;

	switch (layer->life) {
	case LIFE_NONE:
		break;
	case LIFE_BREATHE:
		pose.sy = 1 + 0.011 * wave(layer, seconds, 2.9);
		break;
	case LIFE_HOVER:
		pose.dy = 0.009 * wave(layer, seconds, 3.3);
		pose.dx = 0.006 * wave(layer, seconds, 5.1);
		break;
	case LIFE_FLAME:
		pose.sy = 1 + 0.16 * noise_ridge(seed, seconds * 3.2, 2);
		pose.sx = 1 + 0.07 * noise_ridge(seed + 9, seconds * 2.6, 2);
		break;
	case LIFE_TWINKLE:
		pose.sx = pose.sy = 1 + 0.06 * wave(layer, seconds, 1.7);
		pose.opacity = 216 + (int)(40 * wave(layer, seconds, 1.1));
		break;
	case LIFE_ROCK:
		pose.dx = 0.016 * wave(layer, seconds, 3.7);
		pose.dy = 0.008 * wave(layer, seconds, 2.3);
		break;
	case LIFE_GLOW:
		pose.opacity = 206 + (int)(50 * noise_ridge(seed, seconds * 2.8, 3));
		break;
	}
	return pose;
}

struct ground {
	const struct layer *layer;
	const struct passage *passage;
	const struct view *view;
};

static bool sight_ground(const void *how, double y, struct sight *out)
{
	const struct ground *ground = how;
	const struct layer *layer = ground->layer;
	double row, step, left, high = ground->passage->high;

	if (!lens_ground(ground->passage->lens, ground->view, ground->passage->feet, y / high, &row,
			 &step, &left))
		return false;
	*out = (struct sight){(row - layer->area.y0) * layer->dots - layer->art.y,
			      (left - layer->area.x0) * layer->dots - layer->art.x,
			      step * layer->dots / high};
	return true;
}

void layer_lay(const struct layer *layer, const struct canvas *canvas,
	       const struct passage *passage, const struct view *view, double seconds)
{
	struct pose pose = pose_at(layer, seconds);
	struct shift to = lens_shift(passage->lens, view, layer->depth);
	double sx = to.scale * pose.sx, sy = to.scale * pose.sy;
	double left = ((1 - pose.sx) * layer->x + pose.dx) * to.scale + to.left;
	double top = ((1 - pose.sy) * layer->y + pose.dy) * to.scale + to.top;
	struct flat flat = {
		.x = (-left / sx - layer->area.x0) * layer->dots - layer->art.x,
		.y = (-top / sy - layer->area.y0) * layer->dots - layer->art.y,
		.step_x = layer->dots / (passage->high * sx),
		.step_y = layer->dots / (passage->high * sy),
	};
	struct ground ground = {layer, passage, view};

	if (layer->ground)
		frame_lay(canvas, &layer->art, sight_ground, &ground, 256);
	else
		frame_lay(canvas, &layer->art, sight_flat, &flat, pose.opacity);
}
