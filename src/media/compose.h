/* SPDX-License-Identifier: MIT
 *
 * Where everything stands in the picture. The main thing comes first, framed as
 * the shot asks and on its side; each other one then takes the place where it
 * hides least. Pure; measures as in camera.h.
 */
#ifndef MEDIA_COMPOSE_H
#define MEDIA_COMPOSE_H

#include "media/lens.h"
#include "media/figure.h"

struct placed {
	size_t thing;   /* of the stage */
	double x, feet; /* where it stands */
	double height;
	double depth;
	double lift; /* how far it floats above where it stands */
	bool mirror;
	struct box box; /* all of it */
};

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
	struct box focus; /* the main thing's face, or all of it; rolled */
	struct box safe;  /* where that stays */
	double centre_x;  /* where the light falls */
	bool empty;       /* nothing stands here */
};

/* `figures` is one for each thing of the stage. */
void compose(const struct stage *stage, const struct figure *figures, double aspect, uint64_t seed,
	     struct composition *out);

#endif
