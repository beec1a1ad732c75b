/* SPDX-License-Identifier: MIT */
#include "media/draw/compose.h"

#include <math.h>
#include <stdlib.h>

#include "media/draw/composer.h"
#include "util/mem.h"

#define MARGIN 0.045

struct stance_room {
	double near, far; /* depths tried */
	double spread;    /* how much it minds being away from its side */
};

static const struct stance_room rooms[] = {
	[STANCE_ACTOR] = {1.0, 2.6, 0.5},   [STANCE_PROP] = {0.9, 2.4, 0.8},
	[STANCE_SET] = {1.35, 4.5, 0.35},   [STANCE_ABOVE] = {3.0, 3.0, 0.3},
	[STANCE_EFFECT] = {0.95, 2.6, 1.6},
};

double composer_side(const struct composer *composer, size_t thing)
{
	int index = composer->stage->things[thing].cast_index;

	if (index >= 0)
		return index % 2 ? 1 : -1;
	return thing == composer->main ? composer->side : -composer->side;
}

struct box composer_box(const struct figure *figure, double x, double feet, double height)
{
	double half = figure->room * height / 2;

	return (struct box){x - half, feet - height, x + half, feet};
}

static double ground_at(const struct composer *composer, double depth)
{
	const struct composition *out = composer->out;

	return out->horizon + (out->feet - out->horizon) / depth;
}

struct placed *composer_add(struct composer *composer, size_t thing, double x, double depth,
			    double height, double lift)
{
	struct composition *out = composer->out;
	struct placed *placed = &out->placed[out->count++];
	const struct figure *figure = &composer->figures[thing];

	*placed = (struct placed){.thing = thing, .x = x, .height = height, .depth = depth};
	placed->feet = out->horizon + (out->feet - out->horizon) / depth;
	placed->lift = lift;
	placed->mirror = figure->kind->left && x < out->aspect * 0.5;
	placed->box = composer_box(figure, x, placed->feet - lift, height);
	return placed;
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
	double face = fmax(1e-6, area(composer->face)); /* there may be none */
	double sum = 8 * shared(wide, composer->face) / fmin(face, area(wide));

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

/* No prop is larger beside the main thing, no flame in the picture. */
#define PROP_MAX 0.46
#define FLAME_MAX 0.42
#define ABOVE_SIZE 0.22
/* Waves come no nearer. */
#define OFF_SHORE 1.5
/* From this size on a set is too large for a room. */
#define OUTDOOR_SIZE 1.8

static double height_at(const struct composer *composer, size_t thing, double depth)
{
	const struct figure *figure = &composer->figures[thing];
	double height = composer->out->unit * figure->kind->size / depth;

	switch (composer->stage->things[thing].stance) {
	case STANCE_PROP:
		height = fmin(height * composer->framing->small,
			      PROP_MAX * composer->out->placed[0].height);
		break;
	case STANCE_SET:
		height = fmin(height, composer->framing->set);
		break;
	case STANCE_EFFECT:
		height = fmin(height, FLAME_MAX * fmin(1, 1.1 * composer->out->aspect));
		break;
	case STANCE_ABOVE:
		height = ABOVE_SIZE * sqrt(figure->kind->size / 0.6) *
			 fmin(1, composer->out->aspect);
		break;
	case STANCE_ACTOR:
		break;
	}
	return fmin(height, 0.9 * composer->out->aspect / figure->room);
}

double composer_lift(const struct composer *composer, size_t thing, double height)
{
	enum place place = composer->stage->place;

	if (composer->figures[thing].kind->act != ACT_HOVER || place == PLACE_SEA)
		return 0;
	return place == PLACE_UNDERWATER || place == PLACE_SKY ? 0.6 * height : 0.16 * height;
}

static bool is_aloft(const struct composer *composer, size_t thing)
{
	enum stance stance = composer->stage->things[thing].stance;

	return stance == STANCE_ABOVE ||
	       (stance == STANCE_EFFECT && composer->figures[thing].kind->act == ACT_TWINKLE);
}

/* Looks through depths and places for where the thing is best off; `wish` is
 * where across the picture it wants to be. */
static struct spot find_spot(struct composer *composer, size_t thing, double wish, double near)
{
	struct composition *out = composer->out;
	enum stance stance = composer->stage->things[thing].stance;
	const struct stance_room *room = &rooms[stance];
	double grow = fmin(fmax(near, room->near), composer->deepest);
	double far = fmin(fmax(room->far, grow), composer->deepest);
	struct spot best = {.price = INFINITY};

	for (int d = 0; d < 6; d++) {
		double depth = grow * pow(far / grow, d / 5.0);
		double height = height_at(composer, thing, depth);
		double feet = ground_at(composer, depth);
		double lift = composer_lift(composer, thing, height);

		if (is_aloft(composer, thing))
			lift = feet - height - 0.07 - 0.05 * d;
		for (int i = 0; i <= 60; i++) {
			double x = out->aspect * i / 60.0;
			struct box box =
				composer_box(&composer->figures[thing], x, feet - lift, height);
			double cost = price(composer, thing, box, depth) +
				      room->spread * fabs(x - wish) / out->aspect + 0.12 * d +
				      chance_between(&composer->chance, 0, 0.03);

			if (cost < best.price)
				best = (struct spot){x, depth, height, lift, cost};
		}
	}
	return best;
}

/* What an effect belongs to: smoke to a fire; fire to what is named right before or
 * behind it and can burn. */
static const struct placed *anchor_of(const struct composer *composer, size_t thing)
{
	enum act act = composer->figures[thing].kind->act;
	const struct placed *best = NULL;

	for (size_t i = 0; i < composer->out->count; i++) {
		const struct placed *placed = &composer->out->placed[i];
		const struct pictogram *kind = composer->figures[placed->thing].kind;
		bool set = composer->stage->things[placed->thing].stance == STANCE_SET;
		bool next = placed->thing + 1 == thing || thing + 1 == placed->thing;

		if (act == ACT_SMOKE && kind->act == ACT_FLAME)
			return placed;
		if (set && next && !kind->left && (!best || placed->thing < thing))
			best = placed;
	}
	return act == ACT_FLAME || act == ACT_SMOKE ? best : NULL;
}

/* Puts an effect in front of what it belongs to, where that can be seen best. */
static void place_on(struct composer *composer, size_t thing, const struct placed *anchor)
{
	const struct figure *figure = &composer->figures[thing];
	double high = anchor->box.y1 - anchor->box.y0, wide = anchor->box.x1 - anchor->box.x0;
	double height = fmin(FLAME_MAX, fmax(0.26, fmin(0.62 * high, 0.8 * wide / figure->room)));
	double depth = anchor->depth * 0.985, bottom = anchor->box.y1 - 0.06 * high;
	double best = INFINITY, x = anchor->x;

	for (int i = -6; i <= 6; i++) {
		double at = anchor->x + wide * 0.07 * i;
		struct box box = composer_box(figure, at, bottom, height);
		double cost = 8 * shared(box, composer->face) + 0.001 * abs(i);

		for (size_t k = 0; k < composer->out->count; k++)
			if (composer->out->placed[k].depth < depth)
				cost += shared(box, composer->out->placed[k].box);
		if (cost < best) {
			best = cost;
			x = at;
		}
	}
	composer_add(composer, thing, x, depth, height, ground_at(composer, depth) - bottom);
}

/* The place on the wall of a room where a thing is hidden least. */
static struct box find_on_wall(const struct composer *composer, double wide, double high,
			       double wish, struct box avoid)
{
	const struct composition *out = composer->out;
	double person = out->unit / ROOM_DEPTH;
	double rail = ground_at(composer, ROOM_DEPTH) - ROOM_RAIL * person;
	double top = fmax(0.05, rail - 0.16 * person - high), best = INFINITY;
	struct box found = {0};

	for (int i = 8; i <= 52; i++) {
		double x = out->aspect * i / 60;
		struct box box = {x - wide / 2, top, x + wide / 2, top + high};
		double cost = price(composer, composer->stage->count, box, ROOM_DEPTH) +
			      0.3 * fabs(x - wish) / out->aspect +
			      3 * shared(box, avoid) / area(box);

		if (cost < best) {
			best = cost;
			found = box;
		}
	}
	return found;
}

static void set_window(struct composer *composer)
{
	struct composition *out = composer->out;
	double person = out->unit / ROOM_DEPTH;
	double rail = ground_at(composer, ROOM_DEPTH) - ROOM_RAIL * person;
	double high = fmin(1.25 * person, fmax(0.16, rail - 0.1));

	out->window = find_on_wall(composer, 0.84 * high, high,
				   out->aspect * (0.5 - composer->side * 0.27), (struct box){0});
}

static void place_on_wall(struct composer *composer, size_t thing, struct box box,
			  enum placed_how how)
{
	struct placed *placed = composer_add(composer, thing, (box.x0 + box.x1) / 2, ROOM_DEPTH,
					     box.y1 - box.y0, 0);

	placed->depth *= how == PLACED_HUNG ? 0.99 : 1;
	placed->lift = placed->feet - box.y1;
	placed->box = box;
	placed->how = how;
}

/* A house or a mountain is in a room as a picture of it. */
static void hang(struct composer *composer, size_t thing)
{
	double high = fmax(0.25, fmin(0.36, composer->out->unit * 0.5));
	double wide = high * fmax(0.8, composer->figures[thing].width);
	struct box curtains = composer->out->window;
	double wish = composer->out->aspect * (0.5 - composer->side * 0.12);
	double more = 0.25 * (curtains.x1 - curtains.x0);

	curtains.x0 -= more;
	curtains.x1 += more;
	place_on_wall(composer, thing, find_on_wall(composer, wide, high, wish, curtains),
		      PLACED_HUNG);
}

static void place_thing(struct composer *composer, size_t thing, int copy)
{
	struct composition *out = composer->out;
	const struct stage_thing *it = &composer->stage->things[thing];
	double side = composer_side(composer, thing), near = copy ? 1.12 : 0;
	double wish = out->aspect * (0.5 + side * 0.24);
	const struct placed *anchor = anchor_of(composer, thing);
	struct spot spot;

	if (it->stance == STANCE_EFFECT && anchor) {
		place_on(composer, thing, anchor);
		return;
	}
	if (it->stance == STANCE_PROP && it->cast_index < 0)
		wish = out->centre_x - composer->side * 0.3;
	if (composer->figures[thing].kind->act == ACT_ROCK)
		near = OFF_SHORE;
	if (it->stance == STANCE_SET)
		near = fmax(near, out->unit * composer->figures[thing].kind->size /
					  composer->framing->set);
	spot = find_spot(composer, thing, wish, near);
	composer_add(composer, thing, spot.x, spot.depth, spot.height, spot.lift)->copy = copy;
}

/* What the place itself has, or can only have on its wall. */
static bool place_by_place(struct composer *composer, size_t thing)
{
	const struct stage *stage = composer->stage;
	const struct pictogram *kind = composer->figures[thing].kind;
	bool window = kind->act == ACT_WINDOW, room = stage->place == PLACE_INDOOR;

	if (thing == composer->main)
		return false;
	if (window && room)
		place_on_wall(composer, thing, composer->out->window, PLACED_PAINTED);
	else if (room && stage->things[thing].stance == STANCE_SET && kind->size >= OUTDOOR_SIZE)
		hang(composer, thing);
	else
		return window && stage->place == PLACE_STREET;
	return true;
}

static void place_all(struct composer *composer, enum stance stance)
{
	const struct stage *stage = composer->stage;

	for (size_t i = 0; i < stage->count; i++) {
		if (stage->things[i].stance != stance ||
		    act_is_everywhere(composer->figures[i].kind->act) ||
		    place_by_place(composer, i))
			continue;
		for (int copy = i == composer->main; copy < stage->things[i].count; copy++)
			place_thing(composer, i, copy);
	}
}

static int by_depth(const void *a, const void *b)
{
	const struct placed *first = a, *second = b;

	if (first->depth != second->depth)
		return first->depth < second->depth ? 1 : -1;
	return (first->x > second->x) - (first->x < second->x);
}

void compose(const struct stage *stage, const struct figure *figures, double deepest, double aspect,
	     uint64_t seed, struct composition *out)
{
	static const enum stance order[] = {STANCE_SET, STANCE_PROP, STANCE_ABOVE, STANCE_EFFECT};
	double margin = MARGIN * fmin(1, aspect);
	struct composer composer = {.stage = stage,
				    .figures = figures,
				    .out = out,
				    .deepest = deepest,
				    .chance = chance_of(seed, "compose")};

	*out = (struct composition){.aspect = aspect};
	out->safe = (struct box){margin, MARGIN, aspect - margin, 1 - MARGIN};
	out->centre_x = aspect / 2;
	framing_begin(&composer);
	if (composer.main == stage->count) {
		out->unit = 0.6;
		out->feet = fmax(0.9, out->feet);
		set_window(&composer);
		return;
	}
	framing_main(&composer);
	place_all(&composer, STANCE_ACTOR);
	set_window(&composer);
	for (size_t o = 0; o < LENGTH(order); o++)
		place_all(&composer, order[o]);
	qsort(out->placed, out->count, sizeof *out->placed, by_depth);
}
