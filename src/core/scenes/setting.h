/* SPDX-License-Identifier: MIT
 *
 * FIELD=VALUE as people type it.
 */
#ifndef CORE_SCENES_SETTING_H
#define CORE_SCENES_SETTING_H

#include "film/field.h"

struct setting {
	const struct field *field;
	struct json *value; /* owned; NULL: the field goes away */
};

/* False for a field that is given once and stays. */
bool setting_may_change(const struct field *field);
/* True if the word begins with a field's name and "=". */
bool setting_is_one(enum field_of of, const char *typed);
int setting_parse(enum field_of of, const char *typed, struct setting *out, struct err *err);
/* A text of people that goes into the film is UTF-8. `what` names it. */
int setting_check_text(const char *what, const char *text, struct err *err);

#endif
