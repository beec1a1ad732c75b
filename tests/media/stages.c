/* SPDX-License-Identifier: MIT */
#include "stages.h"

#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "util/mem.h"

#ifdef SANITIZED
/* It keeps what it once found. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libfontconfig";
}
#endif

static enum stance stance_of(char letter)
{
	static const char letters[] = "apsue";
	const char *found = strchr(letters, letter);
	return found ? (enum stance)(found - letters) : STANCE_PROP;
}

struct stage stage_made(const char *things)
{
	struct stage stage = {.place = PLACE_FIELD, .shot = SHOT_WIDE};
	char *copy = xstrdup(things), *state = NULL;
	for (char *word = strtok_r(copy, " ", &state); word && stage.count < STAGE_THINGS_MAX;
	     word = strtok_r(NULL, " ", &state)) {
		struct stage_thing *thing = &stage.things[stage.count++];
		*thing = (struct stage_thing){.word = xstrdup(word + 1),
					      .pictogram = xstrdup(word + 1),
					      .cast_index = -1,
					      .stance = stance_of(word[0]),
					      .count = 1};
	}
	free(copy);
	return stage;
}
