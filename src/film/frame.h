/* SPDX-License-Identifier: MIT
 *
 * What a scene's start or end may say: "previous", "match/last", "match@3.2".
 */
#ifndef FILM_FRAME_H
#define FILM_FRAME_H

#include "film/film.h"

/* The scene a "match/last" or "match@3.2" names, cut out (returns new), with the
 * time in *seconds (NAN for the last frame); NULL if the text is neither. */
char *frame_scene(const char *text, double *seconds);
/* The scene in the film whose circled take the text means, seen from `scene`; NULL
 * if there is none. */
const struct scene *frame_upstream(const struct film *film, const struct scene *scene,
				   const char *text, double *seconds);

#endif
