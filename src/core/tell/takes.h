/* SPDX-License-Identifier: MIT
 *
 * What can be told of a scene's takes.
 */
#ifndef CORE_TELL_TAKES_H
#define CORE_TELL_TAKES_H

#include <stdbool.h>

#include "core/tell/output.h"
#include "film/recipe.h"

enum style scene_style(enum scene_state state);
bool take_is_circled(const struct scene *scene, const struct take *take);
/* True if it was made from what the scene says now. An imported one never is. */
bool take_fits(const struct film *film, const struct scene *scene, const struct take *take);
/* "current", "stale", or "imported", which no edit makes stale. */
const char *take_state_word(const struct film *film, const struct scene *scene,
			    const struct take *take);
/* NAN when its recipe names none. */
double take_seed(const struct take *take);
/* The newest take that fits; NULL when none does. */
const struct take *takes_fitting(const struct film *film, const struct scene *scene,
				 const struct take_list *takes);
/* The other scenes whose circled takes this one starts or ends with; returns how
 * many. */
size_t scene_upstream(const struct film *film, const struct scene *scene,
		      const struct scene *out[2]);
/* The circled take, else the newest; NULL when there is none. */
const struct take *take_to_show(const struct scene *scene, const struct take_list *takes);

#endif
