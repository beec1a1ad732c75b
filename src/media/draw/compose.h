/* SPDX-License-Identifier: MIT
 *
 * Where everything stands in the picture. The main thing comes first, framed as
 * the shot asks and on its side; each other one then takes the place where it
 * hides least. Pure; measures as in camera.h.
 */
#ifndef MEDIA_DRAW_COMPOSE_H
#define MEDIA_DRAW_COMPOSE_H

#include "media/draw/lens.h"
#include "media/draw/figure.h"

enum placed_how {
	PLACED_STANDING,
	PLACED_PAINTED, /* the backdrop has it */
	PLACED_HUNG,    /* a picture on the wall */
};

struct placed {
	size_t thing;   /* of the stage */
	int copy;       /* of several, which */
	double x, feet; /* where it stands */
	double height;
	double depth;
	double lift; /* how far it floats above where it stands */
	bool mirror;
	enum placed_how how;
	struct box box; /* all of it */
};

/* A room's wall is this deep, and panelled up to this share of a person. */
#define ROOM_DEPTH 2.1
#define ROOM_RAIL 0.62

#define PLACED_MAX (3 * STAGE_THINGS_MAX)

struct composition {
	double aspect;
	double horizon, feet; /* of the actors */
	double roll;
	double unit;                      /* the height of a grown person at the actors' depth */
	double grain;                     /* how large the scenery is drawn */
	double soft;                      /* how far out of focus it is, 0 … 1 */
	struct placed placed[PLACED_MAX]; /* far ones first */
	size_t count;
	struct box focus;  /* the main thing's face, or all of it; rolled */
	struct box safe;   /* where that stays */
	struct box window; /* of a room */
	double centre_x;   /* where the light falls */
};

/* `figures` is one for each thing of the stage; nothing stands deeper than
 * `deepest`. */
void compose(const struct stage *stage, const struct figure *figures, double deepest, double aspect,
	     uint64_t seed, struct composition *out);

#endif
