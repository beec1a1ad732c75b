/* SPDX-License-Identifier: MIT
 *
 * What compose.c and framing.c share: a composition on its way.
 */
#ifndef MEDIA_DRAW_COMPOSER_H
#define MEDIA_DRAW_COMPOSER_H

#include "media/draw/chance.h"
#include "media/draw/compose.h"

/* How a shot frames what it shows, in picture heights. */
struct framing {
	double horizon, feet;
	double person;        /* a whole person, where one is shown */
	double face, face_at; /* else the face of one, and its middle */
	double whole;         /* else what has no face apart */
	double set;           /* the highest a set may be */
	double small;         /* props are this much larger than life */
	double grain, soft;
};

struct composer {
	const struct stage *stage;
	const struct figure *figures;
	const struct framing *framing;
	struct composition *out;
	double deepest;  /* nothing stands further off */
	struct box face; /* of the main thing, not rolled */
	size_t main;     /* stage->count: there is none */
	int crowd;       /* how many there are to show */
	double side;     /* of the main thing, -1 or 1 */
	struct chance chance;
};

/* Chooses the main thing and its side, and sets the ground for shot and angle. */
void framing_begin(struct composer *composer);
/* Puts the main thing on its third, as large as the shot asks. */
void framing_main(struct composer *composer);

double composer_side(const struct composer *composer, size_t thing);
struct box composer_box(const struct figure *figure, double x, double feet, double height);
/* How high above the ground a thing floats that is `height` high. */
double composer_lift(const struct composer *composer, size_t thing, double height);
struct placed *composer_add(struct composer *composer, size_t thing, double x, double depth,
			    double height, double lift);

#endif
