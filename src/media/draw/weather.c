/* SPDX-License-Identifier: MIT */
#include "media/draw/weather.h"

#include <math.h>
#include <stdlib.h>

#include "media/draw/chance.h"
#include "util/mem.h"

/* The field particles wrap round in reaches this far beyond the picture. */
#define BEYOND 0.25

typedef void speck_fn(cairo_t *cr, double size, struct rgb colour);

/* A kind of particle. Sizes in picture heights, speeds in these a second. */
struct breed {
	speck_fn *draw;
	int count;
	double size, wide;   /* the art's half height, and its width over height */
	double across, down; /* speed */
	double sway;
	double depth;
	uint32_t colour;
	double alpha;
};

/* Particles of one art. */
struct swarm {
	struct layer layer;
	struct breed breed;
	uint64_t seed;
	bool local; /* rises from (x, y) and fades, instead of filling the picture */
	double x, y, high;
};

struct weather {
	struct swarm *swarms;
	size_t count, room;
	double aspect;
};

static void draw_soft(cairo_t *cr, double size, struct rgb colour)
{
	cairo_pattern_t *round = cairo_pattern_create_radial(0, 0, 0, 0, 0, size);

	for (int i = 0; i <= 4; i++)
		cairo_pattern_add_color_stop_rgba(round, i / 4.0, (double)colour.r,
						  (double)colour.g, (double)colour.b,
						  (1 - i / 4.0) * (1 - i / 4.0) * (1 + i / 2.0));
	cairo_set_source(cr, round);
	cairo_paint(cr);
	cairo_pattern_destroy(round);
}

static void draw_spark(cairo_t *cr, double size, struct rgb colour)
{
	draw_soft(cr, size, colour);
	cairo_set_source_rgb(cr, 1, 0.93, 0.7);
	cairo_arc(cr, 0, 0, size * 0.22, 0, 2 * M_PI);
	cairo_fill(cr);
}

static void draw_drop(cairo_t *cr, double size, struct rgb colour)
{
	cairo_pattern_t *down = cairo_pattern_create_linear(0, -size, 0, size);

	cairo_pattern_add_color_stop_rgba(down, 0, (double)colour.r, (double)colour.g,
					  (double)colour.b, 0);
	cairo_pattern_add_color_stop_rgba(down, 1, (double)colour.r, (double)colour.g,
					  (double)colour.b, 1);
	cairo_set_source(cr, down);
	cairo_set_line_width(cr, size * 0.05);
	cairo_move_to(cr, size * 0.2, -size);
	cairo_line_to(cr, -size * 0.2, size);
	cairo_stroke(cr);
	cairo_pattern_destroy(down);
}

static void draw_bubble(cairo_t *cr, double size, struct rgb colour)
{
	cairo_set_source_rgba(cr, (double)colour.r, (double)colour.g, (double)colour.b, 0.3);
	cairo_arc(cr, 0, 0, size * 0.85, 0, 2 * M_PI);
	cairo_fill_preserve(cr);
	cairo_set_line_width(cr, size * 0.14);
	cairo_set_source_rgba(cr, 1, 1, 1, 0.75);
	cairo_stroke(cr);
	cairo_arc(cr, -size * 0.3, -size * 0.3, size * 0.17, 0, 2 * M_PI);
	cairo_set_source_rgba(cr, 1, 1, 1, 0.9);
	cairo_fill(cr);
}

static void draw_scrap(cairo_t *cr, double size, struct rgb colour)
{
	cairo_rotate(cr, 0.6);
	cairo_set_source_rgb(cr, (double)colour.r, (double)colour.g, (double)colour.b);
	cairo_rectangle(cr, -size * 0.4, -size * 0.7, size * 0.8, size * 1.4);
	cairo_fill(cr);
}

static void draw_bank(cairo_t *cr, double size, struct rgb colour)
{
	cairo_scale(cr, 4, 1);
	draw_soft(cr, size, colour);
}

enum air { AIR_SNOW, AIR_RAIN, AIR_EMBERS, AIR_MOTES, AIR_BUBBLES, AIR_FOG, AIR_CONFETTI, AIRS };

/* Near ones are larger, faster and fewer. A breed without a size ends the list. */
static const struct breed breeds[AIRS][5] = {
	[AIR_SNOW] = {{draw_soft, 90, 0.007, 1, 0.02, 0.07, 0.02, 3, 0xffffff, 0.85},
		      {draw_soft, 60, 0.012, 1, 0.03, 0.11, 0.03, 1.5, 0xffffff, 0.9},
		      {draw_soft, 18, 0.022, 1, 0.05, 0.17, 0.04, 0.7, 0xffffff, 0.8}},
	[AIR_RAIN] = {{draw_drop, 110, 0.034, 0.5, -0.22, 1.1, 0, 2.5, 0xc3d4e0, 0.4},
		      {draw_drop, 60, 0.055, 0.5, -0.3, 1.5, 0, 1, 0xd5e4ee, 0.5}},
	[AIR_EMBERS] = {{draw_spark, 26, 0.008, 1, 0.02, -0.12, 0.03, 2, 0xff8a2a, 0.9},
			{draw_spark, 14, 0.013, 1, 0.03, -0.2, 0.05, 0.9, 0xffa53a, 0.95}},
	[AIR_MOTES] = {{draw_soft, 26, 0.012, 1, 0.01, -0.02, 0.03, 2, 0xfffbe6, 0.7},
		       {draw_soft, 12, 0.024, 1, 0.015, -0.03, 0.04, 0.9, 0xffffff, 0.6}},
	[AIR_BUBBLES] = {{draw_bubble, 12, 0.009, 1, 0, -0.11, 0.02, 2, 0xbfefff, 0.7},
			 {draw_bubble, 7, 0.018, 1, 0, -0.16, 0.03, 0.9, 0xcff4ff, 0.75}},
	[AIR_FOG] = {{draw_bank, 7, 0.15, 4, 0.03, 0, 0.01, 1.6, 0xe6eaea, 0.5}},
	[AIR_CONFETTI] = {{draw_scrap, 16, 0.011, 1, 0.01, 0.14, 0.05, 1.4, 0xff5a7a, 1},
			  {draw_scrap, 16, 0.012, 1, -0.01, 0.16, 0.05, 1.2, 0xffcf3f, 1},
			  {draw_scrap, 16, 0.011, 1, 0.01, 0.13, 0.05, 1.4, 0x43c7f4, 1},
			  {draw_scrap, 14, 0.013, 1, -0.01, 0.18, 0.05, 1, 0x6fdc8c, 1}},
};

static struct swarm *add_swarm(struct weather *weather, const struct breed *breed, uint64_t seed)
{
	struct swarm *swarm;

	GROW(weather->swarms, weather->count, weather->room);
	swarm = &weather->swarms[weather->count++];
	*swarm = (struct swarm){.breed = *breed, .seed = seed + weather->count};
	return swarm;
}

/* A surface around the origin for one particle. */
static cairo_t *begin_speck(struct swarm *swarm, double high)
{
	static const struct lens still = {.aspect = 1};
	double size = swarm->breed.size, wide = size * fmax(1, swarm->breed.wide);

	swarm->layer.dots = high;
	swarm->layer.area = (struct box){-wide, -size, wide, size};
	return layer_begin(&swarm->layer, &still, false, 0);
}

static void add_air(struct weather *weather, enum air air, const struct look *look, double high,
		    uint64_t seed)
{
	for (const struct breed *breed = breeds[air]; breed->size > 0; breed++) {
		struct swarm *swarm = add_swarm(weather, breed, seed);
		cairo_t *cr = begin_speck(swarm, high);
		struct rgb colour = rgb_hex(breed->colour);

		if (air == AIR_SNOW || air == AIR_RAIN || air == AIR_FOG)
			colour = rgb_mix(colour, look_at(look, colour, 0.4), 0.6);
		cairo_push_group(cr);
		breed->draw(cr, breed->size, colour);
		cairo_pop_group_to_source(cr);
		cairo_paint_with_alpha(cr, breed->alpha);
		layer_end(&swarm->layer, cr, &grade_none);
	}
}

/* Small copies of a pictogram. */
static struct swarm *add_glyphs(struct weather *weather, const struct figure *figure,
				const struct breed *breed, double high, uint64_t seed)
{
	struct swarm *swarm = add_swarm(weather, breed, seed);
	cairo_t *cr = begin_speck(swarm, high);

	cairo_translate(cr, 0, breed->size * 0.9);
	figure_draw(figure, cr, breed->size * 1.8, high, false);
	layer_end(&swarm->layer, cr, &grade_none);
	return swarm;
}

static void add_smoke(struct weather *weather, const struct placed *at, double high, uint64_t seed)
{
	for (int i = 0; i < 3; i++) {
		struct breed puff = {draw_soft, 7,         at->height * (0.22 + 0.09 * i), 1,  0, 0,
				     0,         at->depth, i == 1 ? 0x57504d : 0x35302f,   0.6};
		struct swarm *swarm = add_swarm(weather, &puff, seed);
		cairo_t *cr = begin_speck(swarm, high);

		draw_soft(cr, puff.size, rgb_hex(puff.colour));
		layer_end(&swarm->layer, cr, &grade_none);
		swarm->local = true;
		swarm->x = at->x;
		swarm->y = at->feet - at->lift - at->height * 0.6;
		swarm->high = fmin(0.7, fmax(0.3, swarm->y - 0.02));
	}
}

static void add_rising(struct weather *weather, const struct figure *figure,
		       const struct placed *at, double high, uint64_t seed)
{
	struct breed breed = {NULL, 4, fmin(0.05, at->height * 0.3), 1, 0, 0, 0.02, at->depth,
			      0,    1};
	struct swarm *swarm = add_glyphs(weather, figure, &breed, high, seed);

	swarm->local = true;
	swarm->x = at->x;
	swarm->y = at->feet - at->lift - at->height * 0.3;
	swarm->high = fmin(0.34, swarm->y - 0.05);
}

static void add_act(struct weather *weather, const struct figure *figure, const struct look *look,
		    bool inside, double high, uint64_t seed)
{
	static const struct breed falling = {NULL, 22, 0.024, 1, 0.03, 0.09, 0.05, 1.2, 0, 1};

	switch (figure->kind->act) {
	case ACT_SNOW:
	case ACT_RAIN:
		if (!inside)
			add_air(weather, figure->kind->act == ACT_SNOW ? AIR_SNOW : AIR_RAIN, look,
				high, seed);
		break;
	case ACT_FOG:
		add_air(weather, AIR_FOG, look, high, seed);
		break;
	case ACT_CONFETTI:
		add_air(weather, AIR_CONFETTI, look, high, seed);
		break;
	case ACT_FALL:
		add_glyphs(weather, figure, &falling, high, seed);
		break;
	default:
		break;
	}
}

static void add_light(struct weather *weather, const struct stage *stage, const struct look *look,
		      double high, uint64_t seed)
{
	static const struct {
		enum light light;
		enum air air;
		bool inside;
	} airs[] = {
		{LIGHT_SNOW, AIR_SNOW, false},   {LIGHT_STORM, AIR_RAIN, false},
		{LIGHT_FIRE, AIR_EMBERS, true},  {LIGHT_FOG, AIR_FOG, false},
		{LIGHT_HEAVEN, AIR_MOTES, true},
	};
	bool dry = stage->place != PLACE_UNDERWATER && stage->place != PLACE_SPACE;

	for (size_t i = 0; i < LENGTH(airs); i++)
		if (stage->light == airs[i].light && dry &&
		    (airs[i].inside || stage->place != PLACE_INDOOR))
			add_air(weather, airs[i].air, look, high, seed);
	if (stage->place == PLACE_UNDERWATER)
		add_air(weather, AIR_BUBBLES, look, high, seed);
}

struct weather *weather_new(const struct stage *stage, const struct figure *figures,
			    const struct composition *view, const struct look *look, double high,
			    uint64_t seed)
{
	struct weather *weather = xcalloc(1, sizeof *weather);
	bool inside = stage->place == PLACE_INDOOR;

	weather->aspect = view->aspect;
	for (size_t i = 0; i < view->count; i++) {
		const struct placed *at = &view->placed[i];
		const struct figure *figure = &figures[at->thing];

		if (figure->kind->act == ACT_SMOKE)
			add_smoke(weather, at, high, seed);
		else if (figure->kind->act == ACT_RISE)
			add_rising(weather, figure, at, high, seed);
	}
	add_light(weather, stage, look, high, seed);
	for (size_t i = 0; i < stage->count; i++)
		add_act(weather, &figures[i], look, inside, high, seed);
	if (!weather->count) {
		weather_free(weather);
		return NULL;
	}
	return weather;
}

static double wrap(double value, double length)
{
	return value - floor(value / length) * length;
}

static double random_of(const struct swarm *swarm, int particle, int what)
{
	return noise_at(swarm->seed, particle * 8 + what);
}

/* Where particle i is in the picture, how large and how visible. */
static int particle_at(const struct weather *weather, const struct swarm *swarm, int i,
		       const struct shift *to, double seconds, double *x, double *y)
{
	const struct breed *breed = &swarm->breed;
	double speed = 0.75 + 0.5 * random_of(swarm, i, 3);
	double swing =
		breed->sway *
		sin(2 * M_PI *
		    (seconds * (0.2 + 0.25 * random_of(swarm, i, 4)) + random_of(swarm, i, 5)));

	if (swarm->local) {
		double along = wrap(seconds * 0.22 * speed + random_of(swarm, i, 1), 1);
		double drift = swarm->high * 0.34 * along * (random_of(swarm, i, 0) - 0.35);

		*x = (swarm->x + drift + swing) * to->scale + to->left;
		*y = (swarm->y - swarm->high * along) * to->scale + to->top;
		return (int)(256 * breed->alpha * fmin(1, along * 6) * (1 - along * along));
	}
	*x = wrap(random_of(swarm, i, 0) * (weather->aspect + 2 * BEYOND) +
			  breed->across * speed * seconds + swing + to->left,
		  weather->aspect + 2 * BEYOND);
	*y = wrap(random_of(swarm, i, 1) * (1 + 2 * BEYOND) + breed->down * speed * seconds +
			  to->top,
		  1 + 2 * BEYOND);
	*x -= BEYOND;
	*y -= BEYOND;
	return 256;
}

void weather_lay(const struct weather *weather, const struct canvas *canvas,
		 const struct passage *passage, const struct view *view, double seconds)
{
	for (size_t s = 0; weather && s < weather->count; s++) {
		const struct swarm *swarm = &weather->swarms[s];
		const struct layer *layer = &swarm->layer;
		struct shift to = lens_shift(passage->lens, view, swarm->breed.depth);

		for (int i = 0; i < swarm->breed.count; i++) {
			struct flat flat = {.step_x = 1, .step_y = 1};
			double x, y;
			int opacity = particle_at(weather, swarm, i, &to, seconds, &x, &y);

			flat.x = (-x - layer->area.x0) * layer->dots - layer->art.x;
			flat.y = (-y - layer->area.y0) * layer->dots - layer->art.y;
			frame_lay(canvas, &layer->art, sight_flat, &flat, opacity);
		}
	}
}

void weather_free(struct weather *weather)
{
	if (!weather)
		return;
	for (size_t i = 0; i < weather->count; i++)
		layer_clear(&weather->swarms[i].layer);
	free(weather->swarms);
	free(weather);
}
