/* SPDX-License-Identifier: MIT
 *
 * The members of film.json that are objects: what each must look like, and the
 * short forms people may type for them. Members nobody knows are left alone.
 */
#ifndef FILM_SHAPE_H
#define FILM_SHAPE_H

#include "util/err.h"
#include "util/json.h"

int shape_frame(const struct json *value, struct err *err); /* start, end */
int shape_takes(const struct json *value, struct err *err);
int shape_transition(const struct json *value, struct err *err);
int shape_options(const struct json *value, struct err *err);
int shape_music(const struct json *value, struct err *err);
int shape_budget(const struct json *value, struct err *err);
int shape_picture(const struct json *value, struct err *err);
int shape_states(const struct json *value, struct err *err);

struct json *shorthand_frame(const char *typed);
struct json *shorthand_transition(const char *typed);
struct json *shorthand_file(const char *typed);
struct json *shorthand_budget(const char *typed);
/* The other way round; NULL where the value says more than the short form can. */
char *typed_frame(const struct json *value);
char *typed_transition(const struct json *value);
char *typed_file(const struct json *value);
char *typed_budget(const struct json *value);

#endif
