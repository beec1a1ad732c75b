/* SPDX-License-Identifier: MIT
 *
 * A placeholder of a template, read.
 */
#ifndef PROVIDER_PLACEHOLDER_H
#define PROVIDER_PLACEHOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "util/json.h"

enum form {
	FORM_ITSELF,
	FORM_INT,
	FORM_FLOAT,
	FORM_TEXT,
	FORM_BOOL,
	FORM_URL,
	FORM_PATH,
	FORM_DATA_URI,
	FORM_BASE64,
	FORM_FILE,
	FORM_TYPE,
	FORM_NAME,
	FORMS,
};

struct placeholder {
	char name[40];
	enum form form;
	bool optional, many;
};

/* Reads "{name*:form?}" at `text`, which is "{"; returns its bytes, 0 if it is none. */
size_t placeholder_read(const char *text, struct placeholder *out);
/* The placeholder the text is, if it is one alone. */
bool placeholder_alone(const char *text, struct placeholder *out);
/* The first one of many in a template; false if there is none. */
bool placeholder_many(const struct json *template, struct placeholder *out);

#endif
