/* SPDX-License-Identifier: MIT
 *
 * The members of film.json, one row each: reading, printing, checking, `set`,
 * the form, and the help are all read from here.
 */
#ifndef FILM_FIELD_H
#define FILM_FIELD_H

#include <stddef.h>

#include "film/film.h"
#include "util/err.h"

enum field_of { OF_FILM, OF_SCENE, OF_CAST };

enum field_kind {
	FIELD_LINE,   /* char *, one line */
	FIELD_TEXT,   /* char *, may have line breaks: an array of lines on disk */
	FIELD_SLUG,   /* char *, an id; set at birth only */
	FIELD_NUMBER, /* double, min … max */
	FIELD_WHOLE,  /* double without fraction */
	FIELD_CHOICE, /* char *, one of `choices`, or free text when `open` */
	FIELD_SIZE,   /* char *, "1280x720" */
	FIELD_TAKE,   /* char *, "t003" */
	FIELD_SHAPE,  /* struct json *, checked by `shape` */
};

/* Who is told: what is part of a scene's intent (recipe.h). */
enum field_sent {
	SENT_NEVER,  /* the board's own business */
	SENT_ALWAYS, /* every provider gets it */
	SENT_DRAWN,  /* the animatic alone draws it */
};

struct field {
	const char *name;
	enum field_kind kind;
	size_t offset; /* into struct film, scene or cast_member */
	enum field_sent sent;
	double min, max;	    /* numbers: limits; texts: max is code points */
	const char *unit;	    /* "s", "fps", NULL */
	const char *const *choices; /* NULL-ended */
	bool open;		    /* choices are suggestions */
	/* Checks a FIELD_SHAPE; errors as "expected …, found …". */
	int (*shape)(const struct json *value, struct err *err);
	/* The short form of a FIELD_SHAPE people may type ("previous", "dissolve 0.5",
	 * "refs/a.png") as JSON, not yet checked; NULL: JSON only. Returns new. */
	struct json *(*shorthand)(const char *typed);
	/* Its inverse. NULL if the value has no short form. Returns new. */
	char *(*typed)(const struct json *value);
	const char *help; /* one sentence, for people */
};

/* The rows of a table in the order they are printed; *count gets their number. */
const struct field *fields(enum field_of of, size_t *count);
/* NULL when there is no such member. */
const struct field *field_find(enum field_of of, const char *name);
/* The known member the name may be meant for; NULL when none is near. */
const char *field_near(enum field_of of, const char *name);

/* Makes every member absent, empties, copies: for a whole struct film, scene or
 * cast_member, its lists and extra members aside. `to` of a copy is empty. */
void fields_init(enum field_of of, void *thing);
void fields_clear(enum field_of of, void *thing);
void fields_copy(enum field_of of, void *to, const void *from);
/* True if the member has the same value in both. */
bool field_same(const struct field *field, const void *a, const void *b);

/* The value as JSON; returns new, NULL when absent. `thing` is the struct film,
 * scene or cast_member. */
struct json *field_get(const struct field *field, const void *thing);
/* Checks the value (NULL: absent) and puts it in, freeing the old one. The error
 * says what was expected ("seconds: expected a number from 0.1 to 3600, found a
 * text") and `thing` is as it was. */
int field_set(const struct field *field, void *thing, const struct json *value, struct err *err);
/* Only the check. */
int field_check(const struct field *field, const struct json *value, struct err *err);
/* The value a person typed for this field ("5", "wide", "none" or "" clears; a
 * FIELD_SHAPE takes JSON or its shorthand). Returns new;
 * NULL with err unset means: clear it. */
struct json *field_parse(const struct field *field, const char *typed, struct err *err);
/* What a person would type for the value, field_parse() the other way round: "5 s",
 * "dissolve 0.5 s", JSON where there is no shorter form. NULL when absent. (The text
 * "none" alone comes back as a clearing.) Returns new. */
char *field_typed(const struct field *field, const void *thing);

#endif
