/* SPDX-License-Identifier: MIT
 *
 * Figures as layers: in the light of the scene, with the shadow that holds them
 * to the ground and the ring that marks one of the cast.
 */
#ifndef MEDIA_CUTOUT_H
#define MEDIA_CUTOUT_H

#include "media/compose.h"
#include "media/layer.h"
#include "media/look.h"

/* How many layers a placed figure is drawn on, and one of them. */
int cutout_count(const struct figure *figure);
void cutout_make(struct layer *layer, int which, const struct stage *stage,
		 const struct figure *figure, const struct placed *placed, const struct look *look,
		 const struct passage *passage, const struct composition *view, uint64_t seed);

#endif
