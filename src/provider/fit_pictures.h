/* SPDX-License-Identifier: MIT
 *
 * Which pictures go along to a model: those it has room for. A frame or a picture of
 * the cast too many is refused by name; a model that takes no pictures of the cast at
 * all is told of it in words alone.
 */
#ifndef PROVIDER_FIT_PICTURES_H
#define PROVIDER_FIT_PICTURES_H

#include <stdbool.h>
#include <stddef.h>

#include "util/err.h"
#include "util/json.h"

#define CAST_PICTURES_MAX 10 /* that ever go along with a clip */

struct picture_room {
	bool start, end;
	size_t references;        /* at most */
	const struct json *types; /* borrowed texts; NULL: PNG, JPEG and WebP */
	double bytes;             /* of each, at most */
};
/* Whether the wire's requests have a place for a value or picture of this name. */
bool wire_has_place(const struct json *wire, const char *name);
/* `wire` is the description with the model's own part, `caps` what the model can. */
struct picture_room picture_room_of(const struct json *wire, const struct json *caps);

/* The members of the recipe's cast that have a picture, each picture once; returns how
 * many, also where they are more than fit in. */
size_t cast_pictures(const struct json *recipe, const struct json *out[CAST_PICTURES_MAX]);

/* Refuses what there is no room for; `model` is what it is called. */
int fit_pictures(const char *model, const struct picture_room *room, const struct json *caps,
		 const struct json *recipe, struct err *err);

#endif
