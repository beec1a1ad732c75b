/* SPDX-License-Identifier: MIT
 *
 * What is sent, with places for what differs: "{prompt}", "{seconds:int}s",
 * "{seed:int?}", "{start:data_uri?}". A text that is one placeholder alone becomes the
 * value itself; in a longer text it is written into it. "?" makes it optional: where
 * its value is absent, the member or element it stands in goes. "{{" is a brace.
 *
 *   TYPE      of a number or text             of a picture
 *             as it is                        data_uri   data:image/png;base64,…
 *   int       rounded, a number               base64     the bare letters
 *   float     a number                        file       a part of a form
 *   text      in quotes also in JSON
 *   bool      true or false
 *   url       percent-encoded                 type       image/png
 *   path      the same, but for "/"; none of its parts may be "..", "." or empty
 *   name      of a URL: the last part of its path
 *
 * "{references*:data_uri}" stands for many: the array element in which it stands is
 * repeated for each, and goes where there is none. A member named "..." whose value is
 * an object is poured into the object around it.
 */
#ifndef PROVIDER_TEMPLATE_H
#define PROVIDER_TEMPLATE_H

#include "util/err.h"
#include "util/json.h"

/* A picture that goes along, in memory. */
struct wire_picture {
	const char *name; /* "start", "end"; "references": any number of them */
	const char *type; /* "image/png" */
	const char *file; /* its file's name, for forms */
	const void *bytes;
	size_t count;
};

struct template_values {
	const struct json *values; /* an object: prompt, seconds, … */
	const struct wire_picture *pictures;
	size_t picture_count;
};

/* Checks the form of all placeholders; the error says which is wrong. `known` tells a
 * name that may stand there. */
int template_check(const struct json *template, bool (*known)(const char *name), struct err *err);
/* Returns new; NULL with err unset when all of it is an absent optional. A missing
 * value that is not optional is an error. */
struct json *template_fill(const struct json *template, const struct template_values *values,
			   struct err *err);
/* The same for a text that stays one (a path, a header). Returns new. */
char *template_text(const char *template, const struct template_values *values, struct err *err);

/* A part of a form: the placeholder alone of type "file" in a template of a form.
 * Returns the picture it names, NULL if the value is none. */
const struct wire_picture *template_file(const struct json *value,
					 const struct template_values *values);

#endif
