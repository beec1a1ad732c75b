/* SPDX-License-Identifier: MIT
 *
 * Stages from recipes, for the tests of the lexicon.
 */
#ifndef TESTS_MEDIA_STAGE_HELP_H
#define TESTS_MEDIA_STAGE_HELP_H

#include "tests/unit/check.h"

#include "media/stage/lexicon.h"

/* Returns new: the lexicon of the source tree; fails the test without one. */
struct lexicon *help_lexicon(void);
/* Returns new: what the stage of a recipe (JSON text) holds, "🐱*3 🔥 | indoor fire",
 * with the camera behind it where it is not full, eye, static. */
char *help_stage(struct lexicon *lexicon, const char *recipe, const char *locale);
/* The same for a recipe that is only a prompt. */
char *help_prompt(struct lexicon *lexicon, const char *prompt, char language[12]);

#endif
