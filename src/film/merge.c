/* SPDX-License-Identifier: MIT */
#include "film/merge.h"

#include <stdlib.h>

void conflicts_clear(struct conflicts *conflicts)
{
	for (size_t i = 0; i < conflicts->count; i++) {
		struct conflict *conflict = &conflicts->list[i];
		free(conflict->id);
		free(conflict->member);
		json_free(conflict->base);
		json_free(conflict->ours);
		json_free(conflict->theirs);
	}
	free(conflicts->list);
	*conflicts = (struct conflicts){0};
}
