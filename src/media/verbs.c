/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "media/task.h"
#include "util/mem.h"

/* clang-format off */
static const struct verb verbs[] = {
	{"probe",	VERB_DECODE,	verb_probe},
	{"picture",	VERB_DECODE,	verb_picture},
	{"play",	VERB_DECODE,	verb_play},
	{"still",	VERB_DECODE,	verb_still},
	{"segment",	VERB_DECODE,	verb_segment},
	{"overlap",	VERB_DECODE,	verb_overlap},
	{"join",	VERB_DECODE,	verb_join},
	{"stage",	VERB_DRAW,	verb_stage},
	{"animatic",	VERB_DRAW,	verb_animatic},
};
/* clang-format on */

const struct verb *verb_find(enum verb_role role, const char *name)
{
	for (size_t i = 0; name && i < LENGTH(verbs); i++)
		if (verbs[i].role == role && strcmp(verbs[i].name, name) == 0)
			return &verbs[i];
	return NULL;
}
