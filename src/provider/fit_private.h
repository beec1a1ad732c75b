/* SPDX-License-Identifier: MIT
 *
 * What the files of fitting share: fit.c holds a recipe against a model, fit_shape.c its
 * picture's size, shape and resolution.
 */
#ifndef PROVIDER_FIT_PRIVATE_H
#define PROVIDER_FIT_PRIVATE_H

#include "provider/fit.h"

/* What is asked of which model, for the errors. */
struct asked {
	const char *model, *resolution;
	const struct json *caps, *recipe;
	int width, height;
	double seconds;
	char *nearest; /* what would do instead: struct fit has both */
	bool *of_film;
	struct err *err;
};

/* "16:9", where its shape has a name (to 1 %); NULL else. */
const char *fit_ratio(const struct asked *asked);
/* Returns new: "720p" by the shorter side, in the model's own words if it has some ("2K"). */
char *fit_resolution(const struct asked *asked);
/* Refuse what the model does not make, with the nearest it does. */
int fit_check_size(const struct asked *asked, const char *size);
int fit_check_shape(const struct asked *asked, const char *resolution);

#endif
