/* SPDX-License-Identifier: MIT
 *
 * The light of a scene as colours: its sky, what it makes of the colours of
 * things, its haze and shadows. And the mood, which shifts all of it.
 */
#ifndef MEDIA_DRAW_LOOK_H
#define MEDIA_DRAW_LOOK_H

#include <stdbool.h>

#include "media/draw/colour.h"
#include "media/stage/stage.h"

enum lamp { LAMP_SUN, LAMP_MOON, LAMP_NONE, LAMP_RAYS };

struct look {
	struct rgb sky[3]; /* at the zenith, half-way, at the horizon */
	struct rgb key;    /* what the colours of things are multiplied with */
	struct rgb haze;   /* what distance fades into */
	double hazy;       /* how much, at the horizon */
	struct rgb glow;   /* round the lamp, and of the pool of light */
	double glowing, pool;
	enum lamp lamp;
	double lamp_up; /* above the horizon */
	double shadow, shadow_long;
	double stars, clouds;
	double vignette;
	bool indoors_lit; /* windows shine, rooms are lit from within */
};

const struct look *look_of(enum light light);
/* A thing's own colour in this light, `far` 0 … 1 away. */
struct rgb look_at(const struct look *look, struct rgb own, double far);
/* What the mood makes of everything. */
struct grade look_mood(double mood);

#endif
