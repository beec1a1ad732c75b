/* SPDX-License-Identifier: MIT
 *
 * What the animatic knows of how pictograms look: how large the thing is beside
 * a grown person, which way it looks, whether it is only a head and needs a
 * body, and how it lives.
 */
#ifndef MEDIA_DRAW_PICTOGRAM_H
#define MEDIA_DRAW_PICTOGRAM_H

#include <stdbool.h>
#include <stdint.h>

#include "media/stage/stage.h"

enum form {
	FORM_WHOLE,
	FORM_HEAD,   /* of an animal: gets a body of its own fur */
	FORM_PERSON, /* head or bust: gets a body in clothes */
};

/* What moves about it. */
enum act {
	ACT_STAND, /* breathes */
	ACT_HOVER, /* up and down on one spot */
	ACT_FLAME, /* several, flickering */
	ACT_TWINKLE,
	ACT_ROCK,   /* to and fro, as water does */
	ACT_RISE,   /* a few small ones going up and fading */
	ACT_SMOKE,  /* the same, drawn as smoke */
	ACT_WINDOW, /* a room has one, and it hangs */
	/* these fill the picture and stand nowhere */
	ACT_SNOW,
	ACT_RAIN,
	ACT_FOG,
	ACT_FALL, /* many small ones coming down */
	ACT_CONFETTI,
};

struct pictogram {
	uint32_t first, last; /* of its first code point */
	enum form form;
	double size; /* height, a grown person's being 1 */
	bool left;   /* looks to the left */
	enum act act;
};

/* It is all over the picture, in no place of its own. */
static inline bool act_is_everywhere(enum act act)
{
	return act >= ACT_SNOW;
}

/* What is known of it; never NULL. */
const struct pictogram *pictogram_of(const char *text, enum stance stance);

#endif
