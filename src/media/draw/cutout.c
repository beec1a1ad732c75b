/* SPDX-License-Identifier: MIT */
#include "media/draw/cutout.h"

#include <math.h>

#include "media/draw/chance.h"
#include "media/draw/marks.h"
#include "util/mem.h"

/* A fire is several flames: where each stands, in widths, and how high. */
static const double flames[][2] = {{-0.46, 0.66}, {0.44, 0.74}, {0, 1}};

int cutout_count(const struct cutting *cutting, const struct placed *placed)
{
	if (placed->how == PLACED_PAINTED)
		return 0;
	switch (cutting->figures[placed->thing].kind->act) {
	case ACT_FLAME:
		return LENGTH(flames);
	case ACT_SMOKE:
	case ACT_RISE:
		return 0;
	default:
		return 1;
	}
}

static bool shines(const struct stage_thing *thing, const struct figure *figure)
{
	return figure->kind->act == ACT_FLAME || figure->kind->act == ACT_TWINKLE ||
	       thing->stance == STANCE_ABOVE;
}

/* Faces stay readable in any light: theirs is paler, part-way to white, and in the
 * dark a little warmer, or yellow ones would turn olive. */
static struct grade grade_of(const struct stage_thing *thing, const struct figure *figure,
			     const struct look *look, double depth)
{
	bool own = shines(thing, figure);
	double luma = rgb_luma(look->key), white = own ? 0.8 : 0.34;
	double far = own ? 0 : 0.6 * (1 - 1 / fmax(1, depth));
	struct rgb grey = {(float)luma, (float)luma, (float)luma};
	struct rgb key = rgb_mix(rgb_mix(look->key, grey, 0.35), rgb_hex(0xffffff), white);
	float warm = own ? 0 : (float)fmax(0, 0.8 - luma);

	key.r += 0.14f * warm;
	key.g -= 0.07f * warm;

	return grade_chain(grade_tint(key), grade_haze(look->haze, look->hazy * far));
}

static enum life life_of(const struct stage_thing *thing, const struct figure *figure)
{
	switch (figure->kind->act) {
	case ACT_HOVER:
		return LIFE_HOVER;
	case ACT_FLAME:
		return LIFE_FLAME;
	case ACT_TWINKLE:
		return LIFE_TWINKLE;
	case ACT_ROCK:
		return LIFE_ROCK;
	default:
		return thing->stance == STANCE_ACTOR ? LIFE_BREATHE : LIFE_NONE;
	}
}

/* The point things move about is in the rolled picture. */
static void roll_point(const struct lens *lens, double *x, double *y)
{
	double c = cos(lens->roll), s = sin(lens->roll);
	double dx = *x - lens->aspect / 2, dy = *y - 0.5;

	*x = lens->aspect / 2 + dx * c - dy * s;
	*y = 0.5 + dx * s + dy * c;
}

static struct box rolled_box(const struct lens *lens, struct box box)
{
	struct box out = {INFINITY, INFINITY, -INFINITY, -INFINITY};

	for (int i = 0; i < 4; i++) {
		double x = i & 1 ? box.x1 : box.x0, y = i & 2 ? box.y1 : box.y0;

		roll_point(lens, &x, &y);
		out = (struct box){fmin(out.x0, x), fmin(out.y0, y), fmax(out.x1, x),
				   fmax(out.y1, y)};
	}
	return out;
}

/* All that is drawn with it. */
static struct box reach_of(const struct figure *figure, const struct look *look,
			   const struct placed *at)
{
	double long_shadow = look->shadow_long > 0 ? 1 : 0, pad = 0.02;
	double half = (fmax(figure->width * 0.7, 0.4) + 0.46 * long_shadow) * at->height + pad;
	double low = (0.14 + 0.3 * long_shadow) * at->height + pad;

	if (at->how == PLACED_HUNG)
		return at->box;
	return (struct box){at->x - half, at->feet - at->lift - 1.25 * at->height - pad,
			    at->x + half, at->feet + low};
}

/* A picture fills its frame a little less. */
static void inset(struct placed *at)
{
	double high = at->box.y1 - at->box.y0;

	at->height = high * 0.78;
	at->lift += high * 0.11;
}

void cutout_make(const struct cutting *cutting, const struct placed *placed, int which,
		 struct layer *layer)
{
	const struct stage_thing *thing = &cutting->stage->things[placed->thing];
	const struct figure *figure = &cutting->figures[placed->thing];
	const struct lens *lens = cutting->passage->lens;
	struct grade mood = look_mood(cutting->stage->mood), grade;
	struct figure dressed = figure_dressed(figure, placed->copy);
	struct placed at = *placed;
	cairo_t *cr;

	if (figure->kind->act == ACT_FLAME) {
		at.x += flames[which][0] * figure->width * placed->height;
		at.height *= flames[which][1];
	}
	if (at.how == PLACED_HUNG)
		inset(&at);
	layer->depth = at.depth;
	layer->life = life_of(thing, figure);
	layer->seed = cutting->seed + 31 * placed->thing + (uint64_t)which * 7 +
		      (uint64_t)llround(placed->x * 1e4);
	layer_measure_box(layer, cutting->passage,
			  rolled_box(lens, reach_of(figure, cutting->look, &at)));
	layer->x = at.x;
	layer->y = at.feet - at.lift;
	roll_point(lens, &layer->x, &layer->y);
	cr = layer_begin(layer, lens, false, 0);
	marks_before(cutting, &at, cr);
	cairo_save(cr);
	cairo_translate(cr, at.x, at.feet - at.lift);
	figure_draw(&dressed, cr, at.height, layer->dots, at.mirror);
	cairo_restore(cr);
	marks_after(cutting, &at, cr);
	grade = grade_chain(grade_of(thing, figure, cutting->look, at.depth), mood);
	layer_end(layer, cr, &grade);
}
