/* SPDX-License-Identifier: MIT
 *
 * The compiled prompt, piece by piece, with where each is from.
 */
#ifndef FILM_COMPILE_H
#define FILM_COMPILE_H

#include "film/film.h"
#include "util/buf.h"

struct prompt_piece {
	size_t end;        /* in the text; it begins where the one before it ends */
	const char *field; /* "prompt", "cast", "shot", "angle", "move", "lens", "light",
			    * "style" (the film's), "sound", "dialogue" */
	char *name;        /* of "cast": "kitten", "kitten:fireman"; else NULL */
};

struct compiled {
	struct buf text;
	struct prompt_piece *pieces; /* all of the text */
	size_t count, room;
};

void compile_prompt(const struct film *film, const struct scene *scene, struct compiled *out);
void compiled_clear(struct compiled *compiled);

#endif
