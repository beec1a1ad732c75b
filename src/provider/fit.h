/* SPDX-License-Identifier: MIT
 *
 * A recipe fitted to a model: what its templates are filled with. What the
 * model can't do is refused by name, with the nearest it can, before
 * anything is sent; nothing is dropped or rounded unsaid. A model nobody described is
 * asked as it is.
 */
#ifndef PROVIDER_FIT_H
#define PROVIDER_FIT_H

#include <stdbool.h>

#include "provider/fit_pictures.h"
#include "provider/provider.h"

struct fit {
	struct json *wire;       /* the description with the model's own part; owned */
	const struct json *caps; /* what the model can do; borrowed from it */
	struct json *values;     /* owned, until taken */
	struct picture_room room; /* for pictures; borrows from caps */
	char *resolution;        /* "720p" */
	double seconds;
	/* Of what was refused: what comes nearest, seconds or the film's size; "": nothing. */
	char nearest[32];
	bool nearest_of_film;
};

/* `recipe` is what scene_recipe makes (film/recipe.h); `pinned`: its seed is asked for.
 * `reference` is our own name for the job, new for each. */
int fit_recipe(const struct provider *provider, const struct json *recipe, bool pinned,
	       const char *reference, struct fit *out, struct err *err);
void fit_clear(struct fit *fit);

#endif
