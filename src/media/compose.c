/* SPDX-License-Identifier: MIT */
#include "media/compose.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "media/chance.h"
#include "util/mem.h"

#define MARGIN 0.045

/* How a shot frames what it shows. */
struct framing {
	double horizon, feet;
	double person;        /* a whole person, where one is shown */
	double face, face_at; /* else the face of one, and its middle */
	double whole;         /* else what has no face apart */
	double set;           /* the highest a set may be */
	double small;         /* props are this much larger than life */
	double grain, soft;
};

static const struct framing framings[] = {
	[SHOT_EXTREME_WIDE] = {0.62, 0.82, 0.27, 0, 0, 0.30, 0.46, 1.5, 0.62, 0},
	[SHOT_WIDE] = {0.57, 0.87, 0.46, 0, 0, 0.46, 0.56, 1.1, 0.85, 0},
	[SHOT_FULL] = {0.53, 0.93, 0.74, 0, 0, 0.62, 0.62, 1, 1.1, 0.1},
	[SHOT_MEDIUM] = {0.50, 0, 0, 0.48, 0.44, 0.68, 0.62, 1, 1.4, 0.35},
	[SHOT_CLOSE] = {0.54, 0, 0, 0.64, 0.47, 0.74, 0.58, 1, 1.9, 0.7},
	[SHOT_EXTREME_CLOSE] = {0.58, 0, 0, 0.82, 0.5, 0.84, 0.5, 1, 2.4, 1},
};

struct stance_room {
	double near, far; /* depths tried */
	double spread;    /* how much it minds being away from its side */
};

static const struct stance_room rooms[] = {
	[STANCE_ACTOR] = {1.0, 2.6, 0.5},   [STANCE_PROP] = {0.9, 2.4, 0.8},
	[STANCE_SET] = {1.35, 4.5, 0.35},   [STANCE_ABOVE] = {3.0, 3.0, 0.3},
	[STANCE_EFFECT] = {0.95, 2.6, 1.6},
};

struct composer {
	const struct stage *stage;
	const struct figure *figures;
	const struct framing *framing;
	struct composition *out;
	struct box face; /* of the main thing, not rolled */
	size_t main;
	double side; /* of the main thing, -1 or 1 */
	struct chance chance;
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

static double side_of(const struct composer *composer, size_t thing)
{
	int index = composer->stage->things[thing].cast_index;

	if (index >= 0)
		return index % 2 ? 1 : -1;
	return thing == composer->main ? composer->side : -composer->side;
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

static struct box box_of(const struct figure *figure, double x, double feet, double height)
{
	double half = figure->width * height / 2;

	return (struct box){x - half, feet - height, x + half, feet};
}

static struct box face_of(const struct figure *figure, double x, double feet, double height)
{
	struct box box = box_of(figure, x, feet, height);

	box.y1 = box.y0 + figure->glyph * height;
	return box;
}

static struct placed *add(struct composer *composer, size_t thing, double x, double depth,
			  double height, double lift)
{
	struct composition *out = composer->out;
	struct placed *placed = &out->placed[out->count++];
	const struct figure *figure = &composer->figures[thing];

	*placed = (struct placed){.thing = thing, .x = x, .height = height, .depth = depth};
	placed->feet = out->horizon + (out->feet - out->horizon) / depth;
	placed->lift = lift;
	placed->mirror = figure->kind->left && x < out->aspect * 0.5;
	placed->box = box_of(figure, x, placed->feet - lift, height);
	return placed;
}

/* How much a moving camera leaves of the picture for the main thing to fill. */
static double leave_room(enum move move, bool upright)
{
	switch (move) {
	case MOVE_TILT_UP:
	case MOVE_TILT_DOWN:
		return upright ? 0.8 : 1;
	case MOVE_CRANE_UP:
	case MOVE_CRANE_DOWN:
	case MOVE_HANDHELD:
		return upright ? 0.9 : 0.94;
	case MOVE_PAN_LEFT:
	case MOVE_PAN_RIGHT:
	case MOVE_TRUCK_LEFT:
	case MOVE_TRUCK_RIGHT:
		return upright ? 1 : 0.72;
	default:
		return 1;
	}
}

/* The size of the main thing: its glyph may be `high` of the picture, and less
 * where the width doesn't allow it. */
static double fit_main(const struct composer *composer, double high)
{
	const struct figure *figure = &composer->figures[composer->main];
	double wide = figure->width / figure->glyph, c = 1, s = 0;
	struct box safe = composer->out->safe;
	enum move move = composer->stage->move;
	double most_wide = (safe.x1 - safe.x0) * leave_room(move, false);
	double most_high = (safe.y1 - safe.y0) * leave_room(move, true);

	if (composer->out->roll != 0) {
		c = cos(composer->out->roll);
		s = fabs(sin(composer->out->roll));
	}
	return fmin(high, fmin(most_wide / (wide * c + s), most_high / (wide * s + c)));
}

/* Puts the main thing on its third and moves it until it is safe. */
static void frame_main(struct composer *composer)
{
	struct composition *out = composer->out;
	const struct framing *framing = composer->framing;
	const struct figure *figure = &composer->figures[composer->main];
	enum stance stance = composer->stage->things[composer->main].stance;
	bool alone = composer->stage->count == 1, face = figure->glyph < 1;
	double tallest = figure->kind->size, glyph, height, middle, x;
	struct box box;

	for (size_t i = 0; i < composer->stage->count; i++)
		if (stance == STANCE_ACTOR && composer->stage->things[i].stance == STANCE_ACTOR)
			tallest = fmax(tallest, composer->figures[i].kind->size);
	if (framing->person > 0 && stance == STANCE_ACTOR)
		glyph = out->unit * fmax(figure->kind->size / tallest, 0.6) * figure->glyph;
	else
		glyph = face && framing->face > 0 ? framing->face : framing->whole;
	if (stance == STANCE_SET || stance == STANCE_ABOVE)
		glyph *= stance == STANCE_SET ? 1.25 : 0.7;
	glyph = fit_main(composer, glyph);
	height = glyph / figure->glyph;
	out->unit = height / figure->kind->size;
	middle = framing->face_at;
	if (framing->person <= 0)
		out->feet = face ? middle + height * figure->middle
				 : fmin(0.95, middle + 0.06 + height / 2);
	if (stance == STANCE_ABOVE)
		out->feet = fmax(out->horizon + 0.1, 0.45 + height / 2);
	x = out->aspect * (0.5 + composer->side * (alone ? 0.13 : 0.19));
	x += out->aspect * chance_between(&composer->chance, -0.02, 0.02);
	box = rolled(face_of(figure, x, out->feet, height), out->aspect, out->roll);
	x += fmax(0, out->safe.x0 - box.x0) - fmax(0, box.x1 - out->safe.x1);
	out->feet += fmax(0, out->safe.y0 - box.y0) - fmax(0, box.y1 - out->safe.y1);
	add(composer, composer->main, x, 1, height, 0);
	composer->face = face_of(figure, x, out->feet, height);
	out->focus = rolled(composer->face, out->aspect, out->roll);
	out->centre_x = x;
}

static double shared(struct box a, struct box b)
{
	double wide = fmin(a.x1, b.x1) - fmax(a.x0, b.x0);
	double high = fmin(a.y1, b.y1) - fmax(a.y0, b.y0);

	return wide > 0 && high > 0 ? wide * high : 0;
}

static double area(struct box box)
{
	return (box.x1 - box.x0) * (box.y1 - box.y0);
}

/* What is bad about a place: what it hides, what hides it, what the frame cuts. */
static double price(const struct composer *composer, size_t thing, struct box box, double depth)
{
	const struct composition *out = composer->out;
	struct box wide = {box.x0 - 0.02, box.y0, box.x1 + 0.02, box.y1};
	double sum = 8 * shared(wide, composer->face) / fmin(area(composer->face), area(wide));

	for (size_t i = 0; i < out->count; i++) {
		const struct placed *other = &out->placed[i];
		double hidden = depth < other->depth ? area(other->box) : area(box);

		if (other->thing == thing)
			hidden *= 2;
		sum += 3.2 * shared(wide, other->box) / hidden;
	}
	return sum + 7 * (1 - shared(box, out->safe) / area(box));
}

struct spot {
	double x, depth, height, lift, price;
};

static double height_at(const struct composer *composer, size_t thing, double depth)
{
	const struct figure *figure = &composer->figures[thing];
	enum stance stance = composer->stage->things[thing].stance;
	double height = composer->out->unit * figure->kind->size / depth;

	if (stance == STANCE_PROP)
		height *= composer->framing->small;
	if (stance == STANCE_SET)
		height = fmin(height, composer->framing->set);
	if (stance == STANCE_ABOVE)
		height = 0.2 * sqrt(figure->kind->size / 0.6) * fmin(1, composer->out->aspect);
	return fmin(height, 0.9 * composer->out->aspect / figure->width);
}

/* Looks through depths and places for where the thing is best off; `wish` is
 * where across the picture it wants to be. */
static struct spot find_spot(struct composer *composer, size_t thing, double wish, double near)
{
	struct composition *out = composer->out;
	enum stance stance = composer->stage->things[thing].stance;
	const struct stance_room *room = &rooms[stance];
	double grow = fmax(near, room->near), far = fmax(room->far, grow);
	struct spot best = {.price = INFINITY};

	for (int d = 0; d < 6; d++) {
		double depth = grow * pow(far / grow, d / 5.0);
		double height = height_at(composer, thing, depth);
		double feet = out->horizon + (out->feet - out->horizon) / depth, lift = 0;

		if (stance == STANCE_ABOVE)
			lift = feet - height - 0.07 - 0.05 * d;
		for (int i = 0; i <= 60; i++) {
			double x = out->aspect * i / 60.0;
			struct box box = box_of(&composer->figures[thing], x, feet - lift, height);
			double cost = price(composer, thing, box, depth) +
				      room->spread * fabs(x - wish) / out->aspect + 0.12 * d +
				      chance_between(&composer->chance, 0, 0.03);

			if (cost < best.price)
				best = (struct spot){x, depth, height, lift, cost};
		}
	}
	return best;
}

/* Fire belongs to what was named before it, if that can burn in the picture. */
static const struct placed *anchor_of(const struct composer *composer, size_t thing)
{
	const struct placed *best = NULL;

	for (size_t i = 0; i < composer->out->count; i++) {
		const struct placed *placed = &composer->out->placed[i];
		enum stance stance = composer->stage->things[placed->thing].stance;

		if (stance == STANCE_SET && (!best || placed->thing < thing))
			best = placed;
	}
	return best;
}

static void place_thing(struct composer *composer, size_t thing, int copy)
{
	struct composition *out = composer->out;
	const struct stage_thing *it = &composer->stage->things[thing];
	double side = side_of(composer, thing), near = copy ? 1.12 : 0;
	double wish = out->aspect * (0.5 + side * 0.24);
	const struct placed *anchor;
	struct spot spot;

	if (it->stance == STANCE_PROP && it->cast_index < 0)
		wish = out->centre_x - composer->side * 0.3;
	if (it->stance == STANCE_EFFECT && (anchor = anchor_of(composer, thing)))
		wish = anchor->x + chance_between(&composer->chance, -0.05, 0.05);
	if (it->stance == STANCE_SET)
		near = fmax(near, out->unit * composer->figures[thing].kind->size /
					  composer->framing->set);
	spot = find_spot(composer, thing, wish, near);
	add(composer, thing, spot.x, spot.depth, spot.height, spot.lift);
}

static int by_depth(const void *a, const void *b)
{
	const struct placed *first = a, *second = b;

	if (first->depth != second->depth)
		return first->depth < second->depth ? 1 : -1;
	return (first->x > second->x) - (first->x < second->x);
}

void compose(const struct stage *stage, const struct figure *figures, double aspect, uint64_t seed,
	     struct composition *out)
{
	static const enum stance order[] = {STANCE_ACTOR, STANCE_SET, STANCE_PROP, STANCE_ABOVE,
					    STANCE_EFFECT};
	double margin = MARGIN * fmin(1, aspect);
	struct composer composer = {.stage = stage,
				    .figures = figures,
				    .out = out,
				    .framing = &framings[stage->shot],
				    .chance = chance_of(seed, "compose")};

	*out = (struct composition){.aspect = aspect};
	out->safe = (struct box){margin, MARGIN, aspect - margin, 1 - MARGIN};
	composer.main = choose_main(stage, figures);
	composer.side = chance_index(&composer.chance, 2) ? 1 : -1;
	if (composer.main < stage->count && stage->things[composer.main].cast_index >= 0)
		composer.side = side_of(&composer, composer.main);
	set_ground(&composer);
	out->centre_x = aspect / 2;
	out->empty = composer.main == stage->count;
	if (out->empty) {
		out->unit = 0.6;
		out->feet = fmax(0.9, out->feet);
		return;
	}
	frame_main(&composer);
	for (size_t o = 0; o < LENGTH(order); o++)
		for (size_t i = 0; i < stage->count; i++)
			for (int copy = 0; stage->things[i].stance == order[o] &&
					   !act_is_everywhere(figures[i].kind->act) &&
					   copy < stage->things[i].count;
			     copy++)
				if (i != composer.main || copy > 0)
					place_thing(&composer, i, copy);
	qsort(out->placed, out->count, sizeof *out->placed, by_depth);
}
