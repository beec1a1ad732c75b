/* SPDX-License-Identifier: MIT */
#include "media/draw/panel.h"

#include <libavutil/frame.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "media/draw/backdrop.h"
#include "media/draw/cutout.h"
#include "media/draw/scenery.h"
#include "media/draw/slate.h"
#include "media/draw/type.h"
#include "media/draw/weather.h"
#include "util/mem.h"

/* Nothing is painted before the lens in shots closer than this. */
#define FRONT_SOFT 0.3
#define PICTURE_DEPTH 12 /* of a backdrop */

struct panel {
	const struct stage *stage;
	struct panel_settings settings;
	const struct look *look;
	struct figure figures[STAGE_THINGS_MAX];
	struct composition view;
	struct lens lens;
	struct passage passage;
	struct layer *layers; /* far ones first */
	size_t count, room;
	size_t still; /* so many of the first never change; 0 when the camera moves */
	struct weather *weather;
	uint8_t *shade; /* the vignette */
	struct canvas canvas, behind;
	AVFrame *frame, *backdrop; /* of the still layers; NULL when there are none */
};

static struct layer *add_layer(struct panel *panel)
{
	GROW(panel->layers, panel->count, panel->room);
	panel->layers[panel->count] = (struct layer){0};
	return &panel->layers[panel->count++];
}

static struct easel easel_for(const struct panel *panel, const struct layer *layer, cairo_t *cr)
{
	return (struct easel){cr,
			      layer_area(layer, &panel->lens),
			      panel->look,
			      &panel->view,
			      panel->stage,
			      panel->settings.seed,
			      1 / layer->dots};
}

static double softness(const struct panel *panel, enum band band)
{
	static const double shares[BANDS] = {0.6, 1, 0.3, 0.75, 0};

	return panel->view.soft * shares[band];
}

static void paint_band(struct panel *panel, enum band band, double depth)
{
	paint_fn *paint = scenery_of(panel->stage->place)->paint[band];
	struct grade mood = look_mood(panel->stage->mood);
	struct layer *layer;
	struct easel easel;
	cairo_t *cr;

	if (!paint)
		return;
	layer = add_layer(panel);
	layer->depth = depth;
	layer->ground = band == BAND_GROUND && panel->lens.roll == 0;
	layer_measure(layer, &panel->passage);
	cr = layer_begin(layer, &panel->lens, band == BAND_SKY, softness(panel, band));
	easel = easel_for(panel, layer, cr);
	paint(&easel);
	layer_end(layer, cr, &mood);
}

/* All bands on one sheet, for a camera that moves all depths alike. */
static void paint_plate(struct panel *panel)
{
	const struct scenery *scenery = scenery_of(panel->stage->place);
	struct grade mood = look_mood(panel->stage->mood);
	struct layer *layer = add_layer(panel);
	cairo_t *cr;

	layer->depth = 1;
	layer_measure(layer, &panel->passage);
	cr = layer_begin(layer, &panel->lens, true, softness(panel, BAND_MID));
	for (enum band band = BAND_SKY; band < BAND_FRONT; band++) {
		struct easel easel = easel_for(panel, layer, cr);

		if (scenery->paint[band])
			scenery->paint[band](&easel);
	}
	layer_end(layer, cr, &mood);
}

/* The picture behind all of it, far away. */
static void paint_picture(struct panel *panel)
{
	struct grade mood = look_mood(panel->stage->mood);
	struct layer *layer = add_layer(panel);
	struct easel easel;
	cairo_t *cr;

	layer->depth = lens_is_flat(&panel->lens) ? 1 : PICTURE_DEPTH;
	layer_measure(layer, &panel->passage);
	cr = layer_begin(layer, &panel->lens, true, 0);
	easel = easel_for(panel, layer, cr);
	backdrop_paint(panel->settings.backdrop, &easel);
	layer_end(layer, cr, &mood);
}

/* The light of a fire or a candle, on all that stands behind. */
static void add_glow(struct panel *panel)
{
	const struct composition *view = &panel->view;
	struct layer *layer;
	struct easel easel;
	double x = view->centre_x, y = fmin(0.7, view->feet - view->unit * 0.4), size = 0.6;
	cairo_t *cr;

	if (panel->stage->light != LIGHT_FIRE && panel->stage->light != LIGHT_CANDLE)
		return;
	for (size_t i = 0; i < view->count; i++)
		if (panel->figures[view->placed[i].thing].kind->act == ACT_FLAME)
			x = view->placed[i].x;
	layer = add_layer(panel);
	layer->depth = 1.2;
	layer->life = LIFE_GLOW;
	layer->seed = panel->settings.seed;
	layer_measure_box(layer, &panel->passage,
			  (struct box){x - size, y - size, x + size, y + size});
	cr = layer_begin(layer, &panel->lens, false, 0.4);
	easel = easel_for(panel, layer, cr);
	easel_glow(&easel, x, y, size, size, panel->look->glow, 0.42);
	layer_end(layer, cr, &grade_none);
}

static void add_figures(struct panel *panel, double nearest, double farthest)
{
	struct cutting cutting = {panel->stage,    panel->figures, panel->look,
				  &panel->passage, &panel->view,   panel->settings.seed};

	for (size_t i = 0; i < panel->view.count; i++) {
		const struct placed *placed = &panel->view.placed[i];

		if (placed->depth <= nearest || placed->depth > farthest)
			continue;
		for (int which = 0; which < cutout_count(&cutting, placed); which++)
			cutout_make(&cutting, placed, which, add_layer(panel));
	}
}

static void paint_layers(struct panel *panel)
{
	const struct scenery *scenery = scenery_of(panel->stage->place);

	if (panel->settings.backdrop) {
		paint_picture(panel);
		add_glow(panel);
		add_figures(panel, 0, INFINITY);
		return;
	}
	if (lens_is_flat(&panel->lens)) {
		paint_plate(panel);
		add_glow(panel);
		add_figures(panel, 0, INFINITY);
	} else {
		paint_band(panel, BAND_SKY, LENS_ENDLESS);
		paint_band(panel, BAND_FAR, 12);
		paint_band(panel, BAND_GROUND, 2);
		add_figures(panel, scenery->mid, INFINITY);
		paint_band(panel, BAND_MID, scenery->mid);
		add_glow(panel);
		add_figures(panel, 0, scenery->mid);
	}
	if (panel->view.soft < FRONT_SOFT && panel->stage->angle != ANGLE_OVERHEAD)
		paint_band(panel, BAND_FRONT, EASEL_NEAR);
}

/* Darker towards the corners. */
static void make_shade(struct panel *panel)
{
	int width = panel->canvas.width, height = panel->canvas.height;
	double most = panel->look->vignette;

	panel->shade = xmalloc((size_t)width * (size_t)height);
	for (int y = 0; y < height; y++)
		for (int x = 0; x < width; x++) {
			double across = 2.0 * x / width - 1, down = 2.0 * y / height - 1;
			double out = fmax(0, (across * across + down * down) / 2 - 0.12);

			panel->shade[(size_t)y * (size_t)width + (size_t)x] =
				(uint8_t)lround(255 * (1 - most * fmin(1, out * 1.1)));
		}
}

static struct canvas canvas_of(AVFrame *frame, int top, int height)
{
	struct canvas canvas = {.width = frame->width, .height = height};

	for (int i = 0; i < 3; i++) {
		canvas.stride[i] = frame->linesize[i];
		canvas.plane[i] =
			frame->data[i] + (ptrdiff_t)(i ? top / 2 : top) * frame->linesize[i];
	}
	return canvas;
}

static AVFrame *new_frame(int width, int height)
{
	AVFrame *frame = av_frame_alloc();

	if (!frame)
		BUG("out of memory");
	frame->format = AV_PIX_FMT_YUV420P;
	frame->width = width;
	frame->height = height;
	frame->color_range = AVCOL_RANGE_MPEG;
	frame->colorspace = AVCOL_SPC_BT709;
	frame->color_primaries = AVCOL_PRI_BT709;
	frame->color_trc = AVCOL_TRC_BT709;
	if (av_frame_get_buffer(frame, 0) < 0)
		BUG("out of memory");
	for (int i = 0; i < 3; i++)
		memset(frame->data[i], i ? 128 : 16,
		       (size_t)frame->linesize[i] * (size_t)(i ? height / 2 : height));
	return frame;
}

static void lay_slate(struct panel *panel, const struct slate *slate)
{
	struct canvas below = canvas_of(panel->frame, panel->canvas.height, slate_height(slate));
	cairo_surface_t *surface;
	struct art art;
	struct flat flat = {.step_x = 1, .step_y = 1};

	if (!slate)
		return;
	surface = slate_draw(slate);
	art_make(&art, surface, &grade_none);
	cairo_surface_destroy(surface);
	frame_lay(&below, &art, sight_flat, &flat, 256);
	art_clear(&art);
}

/* When the camera stands still, all that does so in front of it is put together
 * once. */
static void make_backdrop(struct panel *panel)
{
	struct view first = lens_view(&panel->lens, 0), last = lens_view(&panel->lens, 1);

	if (panel->stage->move == MOVE_HANDHELD || memcmp(&first, &last, sizeof first) != 0)
		return;
	while (panel->still < panel->count && panel->layers[panel->still].life == LIFE_NONE)
		panel->still++;
	panel->backdrop = new_frame(panel->canvas.width, panel->canvas.height);
	panel->behind = canvas_of(panel->backdrop, 0, panel->canvas.height);
	for (size_t i = 0; i < panel->still; i++) {
		layer_lay(&panel->layers[i], &panel->behind, &panel->passage, &first, 0);
		layer_clear(&panel->layers[i]);
	}
}

static int load_figures(struct panel *panel, struct err *err)
{
	for (size_t i = 0; i < panel->stage->count; i++)
		if (figure_load(&panel->figures[i], &panel->stage->things[i], err) < 0)
			return -1;
	return 0;
}

static void set_camera(struct panel *panel)
{
	const struct panel_settings *settings = &panel->settings;

	panel->lens = (struct lens){
		.move = panel->stage->move,
		.seed = settings->seed,
		.seconds = (double)settings->frames * settings->rate_den / settings->rate_num,
		.aspect = panel->view.aspect,
		.horizon = panel->view.horizon,
		.roll = panel->view.roll,
	};
	lens_fit(&panel->lens, panel->view.focus, panel->view.safe);
	panel->passage = (struct passage){&panel->lens, panel->view.feet, panel->canvas.height,
					  settings->frames};
}

static int draw_all(struct panel *panel, struct err *err)
{
	const struct panel_settings *settings = &panel->settings;
	const struct stage *stage = panel->stage;
	struct slate *slate = NULL;
	int height;

	if (load_figures(panel, err) < 0 ||
	    slate_new(stage, settings->width, settings->height, &slate, err) < 0)
		return -1;
	height = settings->height - slate_height(slate);
	panel->frame = new_frame(settings->width, settings->height);
	panel->canvas = canvas_of(panel->frame, 0, height);
	lay_slate(panel, slate);
	slate_free(slate);
	compose(stage, panel->figures, scenery_of(stage->place)->deepest,
		(double)settings->width / height, settings->seed, &panel->view);
	set_camera(panel);
	paint_layers(panel);
	panel->weather = weather_new(stage, panel->figures, &panel->view, panel->look, height,
				     settings->seed);
	make_shade(panel);
	make_backdrop(panel);
	return 0;
}

struct panel *panel_open(const struct stage *stage, const struct panel_settings *settings,
			 struct err *err)
{
	struct panel *panel = xcalloc(1, sizeof *panel);
	struct type_ear ear;
	int result;

	panel->stage = stage;
	panel->settings = *settings;
	panel->look = look_of(stage->light);
	type_listen(&ear);
	result = draw_all(panel, err);
	if (type_heard(&ear, err) < 0 || result < 0) {
		panel_close(panel);
		return NULL;
	}
	return panel;
}

static struct view view_of(const struct panel *panel, long index)
{
	long frames = panel->settings.frames;

	return lens_view(&panel->lens, frames > 1 ? (double)index / (double)(frames - 1) : 0.5);
}

static void copy_backdrop(struct panel *panel)
{
	for (int i = 0; i < 3; i++)
		for (int y = 0; y < panel->canvas.height / (i ? 2 : 1); y++)
			memcpy(panel->canvas.plane[i] + (ptrdiff_t)y * panel->canvas.stride[i],
			       panel->behind.plane[i] + (ptrdiff_t)y * panel->behind.stride[i],
			       (size_t)panel->canvas.width / (i ? 2 : 1));
}

AVFrame *panel_frame(struct panel *panel, long index)
{
	const struct panel_settings *settings = &panel->settings;
	double seconds = (double)index * settings->rate_den / settings->rate_num;
	struct view view = view_of(panel, index);

	if (panel->backdrop)
		copy_backdrop(panel);
	for (size_t i = panel->still; i < panel->count; i++)
		layer_lay(&panel->layers[i], &panel->canvas, &panel->passage, &view, seconds);
	weather_lay(panel->weather, &panel->canvas, &panel->passage, &view, seconds);
	frame_shade(&panel->canvas, panel->shade);
	return panel->frame;
}

void panel_close(struct panel *panel)
{
	if (!panel)
		return;
	for (size_t i = 0; i < STAGE_THINGS_MAX; i++)
		figure_clear(&panel->figures[i]);
	for (size_t i = 0; i < panel->count; i++)
		layer_clear(&panel->layers[i]);
	free(panel->layers);
	weather_free(panel->weather);
	free(panel->shade);
	av_frame_free(&panel->frame);
	av_frame_free(&panel->backdrop);
	free(panel);
}
