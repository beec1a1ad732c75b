/* SPDX-License-Identifier: MIT
 *
 * What falls, rises and drifts all over the picture: snow, rain, embers, motes
 * of light, bubbles, petals. Each is one small art laid many times; where, is a
 * function of the time alone.
 */
#ifndef MEDIA_DRAW_WEATHER_H
#define MEDIA_DRAW_WEATHER_H

#include "media/draw/compose.h"
#include "media/draw/layer.h"
#include "media/draw/look.h"

struct weather;

/* What the stage's light, place and effects bring. Returns new, NULL for a calm
 * scene. `high` is the picture's height in pixels. */
struct weather *weather_new(const struct stage *stage, const struct figure *figures,
			    const struct composition *view, const struct look *look, double high,
			    uint64_t seed);
void weather_lay(const struct weather *weather, const struct canvas *canvas,
		 const struct passage *passage, const struct view *view, double seconds);
void weather_free(struct weather *weather);

#endif
