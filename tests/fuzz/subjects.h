/* SPDX-License-Identifier: MIT
 *
 * What the fuzzers work on: the shipped providers' files, each with each of its models,
 * and every reply of the transcripts. Read once, from $top_srcdir (or the working
 * directory).
 */
#ifndef FUZZ_SUBJECTS_H
#define FUZZ_SUBJECTS_H

#include <stddef.h>

#include "provider/provider.h"

struct subject {
	const struct provider *provider;
	const char *model; /* NULL: nobody described it */
	const char *size;  /* one that the model makes, */
	double seconds;    /* and so long */
};

struct subjects {
	struct subject *items;
	size_t count;
	char **replies; /* texts */
	size_t reply_count;
	char **files; /* texts of the providers' files */
	size_t file_count;
	char **graphs; /* texts of the shipped workflows */
	size_t graph_count;
};

const struct subjects *subjects_read(void);
/* Returns new: what a scene asks the subject for; `bits` choose what goes along. */
struct json *subject_recipe(const struct subject *subject, unsigned bits);

#endif
