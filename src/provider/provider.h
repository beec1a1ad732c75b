/* SPDX-License-Identifier: MIT
 *
 * Who makes clips. Every provider is known here by name; what a film names and
 * this program does not know is refused before anything is started.
 */
#ifndef PROVIDER_PROVIDER_H
#define PROVIDER_PROVIDER_H

#include <stdbool.h>
#include <stddef.h>

#include "util/err.h"

struct provider {
	const char *name;
	const char *help; /* one sentence, for people */
	bool free;        /* a clip costs nothing: it may be made again unasked */
	bool drawn;       /* scenetty-media draws it: it is told the title, the mood
			     and the pictograms too (recipe.h) */
};

/* All of them; *count gets their number. */
const struct provider *providers(size_t *count);
/* NULL and an error that names those known here. */
const struct provider *provider_find(const char *name, struct err *err);

#endif
