/* SPDX-License-Identifier: MIT */
#include "core/language/near.h"

#include <string.h>

#include "util/text.h"

void near_offer(struct near *near, const char *name)
{
	size_t length = strlen(near->typed);
	/* A word half of which is wrong is another word. */
	size_t limit = length < 3 ? 1 : length < 8 ? 2 : 3;
	size_t distance = text_distance(near->typed, name);

	if (distance > limit || distance >= length)
		return;
	if (!near->best || distance < near->distance) {
		near->best = name;
		near->distance = distance;
	}
}
