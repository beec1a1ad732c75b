/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "media/draw/composer.h"
#include "util/mem.h"

static const struct framing framings[] = {
	[SHOT_EXTREME_WIDE] = {0.62, 0.82, 0.27, 0, 0, 0.30, 0.46, 1.5, 0.62, 0},
	[SHOT_WIDE] = {0.57, 0.87, 0.46, 0, 0, 0.46, 0.56, 1.1, 0.85, 0},
	[SHOT_FULL] = {0.53, 0.93, 0.74, 0, 0, 0.62, 0.62, 1, 1.1, 0.1},
	[SHOT_MEDIUM] = {0.50, 0, 0, 0.48, 0.44, 0.68, 0.62, 1, 1.4, 0.35},
	[SHOT_CLOSE] = {0.54, 0, 0, 0.64, 0.47, 0.74, 0.58, 1, 1.9, 0.7},
	[SHOT_EXTREME_CLOSE] = {0.58, 0, 0, 0.82, 0.5, 0.84, 0.5, 1, 2.4, 1},
};

/* The main thing: the first actor, else the first thing that can be framed. */
static size_t choose_main(const struct stage *stage, const struct figure *figures)
{
	static const enum stance order[] = {STANCE_ACTOR, STANCE_PROP, STANCE_SET, STANCE_EFFECT,
					    STANCE_ABOVE};

	for (size_t o = 0; o < LENGTH(order); o++)
		for (size_t i = 0; i < stage->count; i++)
			if (stage->things[i].stance == order[o] &&
			    !act_is_everywhere(figures[i].kind->act))
				return i;
	return stage->count;
}

static void set_ground(struct composer *composer)
{
	static const struct {
		double horizon, feet, size;
	} angles[] = {
		[ANGLE_EYE] = {0, 0, 1},
		[ANGLE_LOW] = {0.15, 0.02, 1.06},
		[ANGLE_HIGH] = {-0.2, -0.02, 0.92},
		[ANGLE_OVERHEAD] = {-0.46, -0.04, 0.84},
		[ANGLE_DUTCH] = {0, -0.02, 0.88},
	};
	const struct framing *framing = composer->framing;
	enum angle angle = composer->stage->angle;
	struct composition *out = composer->out;

	out->horizon = framing->horizon + angles[angle].horizon;
	out->feet = framing->feet + angles[angle].feet;
	out->unit = framing->person * angles[angle].size;
	out->grain = framing->grain;
	out->soft = framing->soft;
	out->roll = angle == ANGLE_DUTCH ? 0.11 * composer->side : 0;
	if (out->aspect < 1) {
		out->feet -= 0.06;
		out->horizon -= 0.04;
	}
}

/* A box turned about the middle of the picture, and what bounds it then. */
static struct box rolled(struct box box, double aspect, double roll)
{
	double x = (box.x0 + box.x1) / 2 - aspect / 2, y = (box.y0 + box.y1) / 2 - 0.5;
	double w = (box.x1 - box.x0) / 2, h = (box.y1 - box.y0) / 2;
	double c = cos(roll), s = sin(roll);
	double wide = w * fabs(c) + h * fabs(s), high = w * fabs(s) + h * fabs(c);
	double to_x = aspect / 2 + x * c - y * s, to_y = 0.5 + x * s + y * c;

	return (struct box){to_x - wide, to_y - high, to_x + wide, to_y + high};
}

static struct box face_of(const struct figure *figure, double x, double feet, double height)
{
	struct box box = composer_box(figure, x, feet, height);

	box.y1 = box.y0 + figure->glyph * height;
	return box;
}

/* A rolled camera sways along its own axes. */
static struct sway rolled_sway(const struct composer *composer)
{
	struct sway sway = lens_sway(composer->stage->move);
	double c = cos(composer->out->roll), s = fabs(sin(composer->out->roll));

	return (struct sway){sway.x * c + sway.y * s, sway.x * s + sway.y * c};
}

/* In a narrow picture with more to show, the main thing has this much of it. */
#define CROWDED 0.74
/* A car or a house, where it is not alone and not near. */
#define SHARED 0.56

/* So much of the picture is left to a camera that moves, if it wants it. */
#define LEAVE_WIDE 0.32
#define LEAVE_HIGH 0.22

/* The size of the main thing: its glyph may be `high` of the picture, and less
 * where the width doesn't allow it. */
static double fit_main(const struct composer *composer, double high)
{
	const struct figure *figure = &composer->figures[composer->main];
	double wide = figure->width / figure->glyph, c = 1, s = 0;
	struct box safe = composer->out->safe;
	struct sway sway = rolled_sway(composer);
	bool crowded = composer->crowd > 1 && composer->out->aspect < 1;
	bool shared = composer->crowd > 1 && composer->framing->person > 0 &&
		      composer->stage->things[composer->main].stance == STANCE_SET;
	double most_wide = (safe.x1 - safe.x0) * (crowded ? CROWDED : shared ? SHARED : 1);
	double most_high = safe.y1 - safe.y0;

	most_wide -= fmin(2 * sway.x, LEAVE_WIDE * most_wide);
	most_high -= fmin(2 * sway.y, LEAVE_HIGH * most_high);
	if (composer->out->roll != 0) {
		c = cos(composer->out->roll);
		s = fabs(sin(composer->out->roll));
	}
	return fmin(high, fmin(most_wide / (wide * c + s), most_high / (wide * s + c)));
}

/* How high the main thing's glyph is to be. */
static double choose_size(const struct composer *composer)
{
	const struct framing *framing = composer->framing;
	const struct stage *stage = composer->stage;
	const struct figure *figure = &composer->figures[composer->main];
	enum stance stance = stage->things[composer->main].stance;
	double tallest = figure->kind->size;

	for (size_t i = 0; i < stage->count; i++)
		if (stage->things[i].stance == STANCE_ACTOR)
			tallest = fmax(tallest, composer->figures[i].kind->size);
	switch (stance) {
	case STANCE_ACTOR:
		if (framing->person > 0)
			return composer->out->unit * fmax(figure->kind->size / tallest, 0.6) *
			       figure->glyph;
		return figure->glyph < 1 ? framing->face : framing->whole;
	case STANCE_SET:
		return 1.25 * framing->whole;
	case STANCE_ABOVE:
		return 0.7 * framing->whole;
	default:
		return framing->whole;
	}
}

/* Where its feet are, on or off the picture. */
static double choose_feet(const struct composer *composer, double height)
{
	const struct figure *figure = &composer->figures[composer->main];
	const struct framing *framing = composer->framing;

	if (framing->person > 0)
		return composer->out->feet;
	if (figure->glyph < 1)
		return framing->face_at + height * figure->middle;
	return fmin(0.95, framing->face_at + 0.06 + height / 2);
}

static double choose_lift(const struct composer *composer, double feet, double height)
{
	double top = feet - height - composer->out->safe.y0 - 0.02;
	double lift = composer_lift(composer, composer->main, height);

	if (composer->stage->things[composer->main].stance == STANCE_ABOVE)
		lift = feet - height / 2 - 0.4;
	return fmax(0, fmin(lift, top));
}

/* How far low … high must go to lie in from … to, with room on both sides for the
 * camera's sway if there is any. */
static double into(double low, double high, double from, double to, double sway)
{
	double room = fmin(sway, (to - from - (high - low)) / 2);

	return fmax(0, from + room - low) - fmax(0, high - (to - room));
}

/* Puts the main thing on its third and moves it until it is safe. */
void framing_main(struct composer *composer)
{
	struct composition *out = composer->out;
	const struct figure *figure = &composer->figures[composer->main];
	double height = fit_main(composer, choose_size(composer)) / figure->glyph, lift, x;
	double across, down;
	double third = composer->stage->count == 1 ? 0.13 : 0.19;
	struct sway sway = rolled_sway(composer);
	struct box box;

	out->unit = height / figure->kind->size;
	out->feet = choose_feet(composer, height);
	lift = choose_lift(composer, out->feet, height);
	x = out->aspect *
	    (0.5 + composer->side * third + chance_between(&composer->chance, -0.02, 0.02));
	box = rolled(face_of(figure, x, out->feet - lift, height), out->aspect, out->roll);
	across = into(box.x0, box.x1, out->safe.x0, out->safe.x1, sway.x);
	down = into(box.y0, box.y1, out->safe.y0, out->safe.y1, sway.y);
	x += across * cos(out->roll) + down * sin(out->roll);
	out->feet += down * cos(out->roll) - across * sin(out->roll);
	composer_add(composer, composer->main, x, 1, height, lift);
	composer->face = face_of(figure, x, out->feet - lift, height);
	out->focus = rolled(composer->face, out->aspect, out->roll);
	out->centre_x = x;
}

void framing_begin(struct composer *composer)
{
	const struct stage *stage = composer->stage;

	composer->framing = &framings[stage->shot];
	for (size_t i = 0; i < stage->count; i++)
		composer->crowd += stage->things[i].count;
	composer->main = choose_main(stage, composer->figures);
	composer->side = chance_index(&composer->chance, 2) ? 1 : -1;
	if (composer->main < stage->count && stage->things[composer->main].cast_index >= 0)
		composer->side = composer_side(composer, composer->main);
	set_ground(composer);
}
