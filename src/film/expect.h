/* SPDX-License-Identifier: MIT
 *
 * Checks of one JSON value, for the field table and the shapes. Each returns 0,
 * or -1 with the clause "expected …, found …"; callers put the member in front.
 */
#ifndef FILM_EXPECT_H
#define FILM_EXPECT_H

#include <stdbool.h>
#include <stddef.h>

#include "util/err.h"
#include "util/json.h"

/* Always an error. What was found is told by its value when it has the right
 * type `type`, else by its type. */
int expected(struct err *err, const char *what, enum json_type type, const struct json *found);

int expect_type(const struct json *value, enum json_type type, struct err *err);
int expect_number(const struct json *value, double min, double max, bool whole, struct err *err);
/* A text of at most `max` code points without control characters; `lines`: it may
 * have line breaks, and be an array of lines. */
int expect_text(const struct json *value, size_t max, bool lines, struct err *err);
/* One of a NULL-ended list. */
int expect_choice(const struct json *value, const char *const *choices, struct err *err);
int expect_slug(const struct json *value, struct err *err);
/* {"file": a path inside the film's folder} */
int expect_file(const struct json *value, struct err *err);
/* That printing keeps every number in the tree: none is beyond 2^53. */
int expect_kept_numbers(const struct json *value, struct err *err);

/* Puts the member's name, cleaned, in front of the error; returns -1. */
int in_member(struct err *err, const char *name);

/* The text of a string or of an array of lines; returns new. */
char *lines_join(const struct json *value);
/* The one of a NULL-ended list that a misspelt word is near to, or NULL. */
const char *near_choice(const char *word, const char *const *choices);
bool is_near(const char *word, const char *known);

#endif
