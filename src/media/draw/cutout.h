/* SPDX-License-Identifier: MIT
 *
 * Figures as layers: in the light of the scene, with the shadow that holds them
 * to the ground and the ring that marks one of the cast.
 */
#ifndef MEDIA_DRAW_CUTOUT_H
#define MEDIA_DRAW_CUTOUT_H

#include "media/draw/compose.h"
#include "media/draw/layer.h"
#include "media/draw/look.h"

struct cutting {
	const struct stage *stage;
	const struct figure *figures;
	const struct look *look;
	const struct passage *passage;
	const struct composition *view;
	uint64_t seed;
};

/* How many layers a placed figure is drawn on, and one of them. */
int cutout_count(const struct cutting *cutting, const struct placed *placed);
void cutout_make(const struct cutting *cutting, const struct placed *placed, int which,
		 struct layer *layer);

#endif
