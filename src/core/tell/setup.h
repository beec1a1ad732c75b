/* SPDX-License-Identifier: MIT
 *
 * Whether a provider is set up, as its files and the environment tell: nothing is read
 * that is secret, run, or asked of anybody.
 */
#ifndef CORE_TELL_SETUP_H
#define CORE_TELL_SETUP_H

#include "provider/shelf.h"

enum setup_state {
	SETUP_BUILT_IN,
	SETUP_READY,   /* it has all it needs; whether it answers is not known */
	SETUP_LACKING, /* a key, a server, a program */
	SETUP_GONE,    /* its server is no more */
	SETUP_BAD,     /* its file is */
};

struct setup {
	enum setup_state state;
	char *text; /* what it has ("key in FAL_KEY"), or what to do ("set FAL_KEY"), or what
		       is wrong */
};

/* Returns a new text in it. */
struct setup setup_of(struct shelf *shelf, const char *name);
const char *setup_word(enum setup_state state);
/* "built in", "own" or "shipped"; and its file, NULL for none; new. */
const char *provider_origin(struct shelf *shelf, const char *name, char **file);
bool setup_can_be_asked(enum setup_state state);

/* The description's base after base, NULL behind the last; the first for NULL. */
const struct json *base_next(const struct json *description, const struct json *base);
/* What the file says of a host that is no more; NULL if it is not gone. */
const char *base_gone(const struct json *description, const char *base);

/* Returns new: the names of shelf_names, those set up first, then those that lack
 * something, then the bad ones. `setups` (may be NULL) gets a new array beside it. */
char **setup_names(struct shelf *shelf, struct setup **setups);
void setup_names_free(char **names, struct setup *setups);

#endif
