/* SPDX-License-Identifier: MIT
 *
 * What the fields of a recipe ask of camera and light, as free text: "push-in",
 * "slow dolly in on her face", "gros plan".
 */
#ifndef MEDIA_CAMERA_H
#define MEDIA_CAMERA_H

#include "media/lexicon.h"

/* The value of FACET_LIGHT, FACET_SHOT, FACET_ANGLE or FACET_MOVE that the text
 * asks for, FACET_SILENT where it is not understood. Looks in the languages given
 * (NULL ends the list), the first that understands wins. */
int camera_value(enum facet facet, const char *text, const struct language *const languages[]);

#endif
