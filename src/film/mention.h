/* SPDX-License-Identifier: MIT
 *
 * Where a text names the cast: @kitten, @kitten:fireman.
 */
#ifndef FILM_MENTION_H
#define FILM_MENTION_H

#include "film/film.h"

#define MENTION_NAME_SIZE 41 /* a slug and a NUL */

struct mention {
	const char *from, *to; /* the bytes of the text it takes up */
	char name[MENTION_NAME_SIZE];
	char state[MENTION_NAME_SIZE];	  /* as typed behind the colon; "" for none */
	const struct cast_member *member; /* NULL: nobody has this name */
	const struct json *look; /* of the state named; NULL for none, or one unknown */
};

/* Finds the next mention at or behind `text`, whose first byte `start` is. A
 * state that is unknown is left out of `to`. */
bool mention_next(const struct film *film, const char *start, const char *text,
		  struct mention *out);
/* The first `room` that differ in what is typed. Returns how many there are of those. */
size_t mention_list(const struct film *film, const char *text, struct mention *out, size_t room);

#endif
