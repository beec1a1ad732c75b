/* SPDX-License-Identifier: MIT
 *
 * Stages made by hand, for the tests of the drawing.
 */
#ifndef TESTS_STAGES_H
#define TESTS_STAGES_H

#include "media/stage/stage.h"

/* A wide stage in a field by day with a thing for each pictogram of the text, which
 * are apart by blanks and begin with the letter of their stance (a p s u e), as in
 * "a🐱 p🧶". Holds on to the text's copy until stage_clear. */
struct stage stage_made(const char *things);

#endif
