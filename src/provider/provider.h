/* SPDX-License-Identifier: MIT
 *
 * Who makes clips: one of those built in, or one that a file describes (shelf.h has
 * them all).
 */
#ifndef PROVIDER_PROVIDER_H
#define PROVIDER_PROVIDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "util/err.h"
#include "util/json.h"

struct provider {
	const char *name;
	const char *help;               /* one sentence, for people */
	bool free;                      /* a clip costs nothing: it may be made again unasked */
	bool drawn;                     /* scenetty-media draws it: it is told the title, the mood
					   and the pictograms too (recipe.h) */
	const struct json *description; /* of its file, whole; NULL: built in */
	const char *file;               /* which one; the user's if there is one */
	int64_t listed; /* when its own list of models was fetched, 0: never (catalog.h) */
};

/* Those built in; *count gets their number. */
const struct provider *providers_built_in(size_t *count);

#endif
