/* SPDX-License-Identifier: MIT
 *
 * What the fields of a recipe ask of camera and light, as free text: "push-in",
 * "slow dolly in on her face", "gros plan".
 */
#ifndef MEDIA_STAGE_CAMERA_H
#define MEDIA_STAGE_CAMERA_H

#include "media/stage/lexicon.h"

/* Puts the value of FACET_LIGHT, FACET_SHOT, FACET_ANGLE or FACET_MOVE that the text
 * asks for into *value, FACET_SILENT where it is not understood. The words of
 * film.json come first, then the language's, then English and French. */
int camera_value(struct lexicon *lexicon, const struct language *language, enum facet facet,
		 const char *text, int *value, struct err *err);

#endif
