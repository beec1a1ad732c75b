/* SPDX-License-Identifier: MIT */
#include "media/draw/pictogram.h"

#include "util/mem.h"
#include "util/text.h"

/* The first row that holds the code point wins. Sizes are those of the stage,
 * where a mouse is not as small, nor a house as large, as in life. */
static const struct pictogram pictograms[] = {
	/* people: heads and busts, and some that are whole */
	{0x1f476, 0x1f476, FORM_PERSON, 0.62, false, ACT_STAND}, /* baby */
	{0x1f466, 0x1f467, FORM_PERSON, 0.78, false, ACT_STAND}, /* children */
	{0x1f9d2, 0x1f9d2, FORM_PERSON, 0.78, false, ACT_STAND},
	{0x1f468, 0x1f469, FORM_PERSON, 1.0, false, ACT_STAND},
	{0x1f46b, 0x1f46d, FORM_WHOLE, 0.95, false, ACT_STAND}, /* couples */
	{0x1f46e, 0x1f46e, FORM_PERSON, 1.02, false, ACT_STAND},
	{0x1f470, 0x1f478, FORM_PERSON, 1.0, false, ACT_STAND},
	{0x1f47b, 0x1f47b, FORM_WHOLE, 0.8, false, ACT_HOVER},   /* ghost */
	{0x1f47c, 0x1f47c, FORM_PERSON, 0.75, false, ACT_HOVER}, /* angel */
	{0x1f479, 0x1f47a, FORM_PERSON, 1.05, false, ACT_STAND},
	{0x1f47d, 0x1f47d, FORM_PERSON, 0.9, false, ACT_STAND},
	{0x1f480, 0x1f480, FORM_PERSON, 0.95, false, ACT_STAND},
	{0x1f481, 0x1f482, FORM_PERSON, 1.0, false, ACT_STAND},
	{0x1f385, 0x1f385, FORM_PERSON, 1.0, false, ACT_STAND},
	{0x1f575, 0x1f575, FORM_PERSON, 1.0, false, ACT_STAND},
	{0x1f645, 0x1f647, FORM_PERSON, 1.0, false, ACT_STAND},
	{0x1f64b, 0x1f64e, FORM_PERSON, 1.0, false, ACT_STAND},
	{0x1f916, 0x1f916, FORM_PERSON, 0.9, false, ACT_STAND},
	{0x1f921, 0x1f921, FORM_PERSON, 1.0, false, ACT_STAND},
	{0x1f926, 0x1f937, FORM_PERSON, 1.0, false, ACT_STAND},
	{0x1f977, 0x1f977, FORM_PERSON, 1.0, false, ACT_STAND},
	{0x1f9b8, 0x1f9b9, FORM_WHOLE, 1.0, false, ACT_STAND},
	{0x1f9d7, 0x1f9d8, FORM_WHOLE, 0.8, false, ACT_STAND},
	{0x1f9da, 0x1f9da, FORM_WHOLE, 0.6, false, ACT_HOVER}, /* fairy */
	{0x1f9dc, 0x1f9dc, FORM_WHOLE, 0.95, false, ACT_HOVER},
	{0x1f9de, 0x1f9de, FORM_WHOLE, 0.95, false, ACT_HOVER},
	{0x1f9d0, 0x1f9df, FORM_PERSON, 1.0, false, ACT_STAND},
	{0x1f3c3, 0x1f3c4, FORM_WHOLE, 0.95, true, ACT_STAND}, /* running, surfing */
	{0x1f3c7, 0x1f3c7, FORM_WHOLE, 1.2, true, ACT_STAND},
	{0x1f6b4, 0x1f6b6, FORM_WHOLE, 1.0, true, ACT_STAND},

	/* animals' heads */
	{0x1f412, 0x1f412, FORM_WHOLE, 0.7, false, ACT_STAND},
	{0x1f414, 0x1f414, FORM_HEAD, 0.5, true, ACT_STAND},
	{0x1f42d, 0x1f42d, FORM_HEAD, 0.45, false, ACT_STAND}, /* mouse */
	{0x1f42e, 0x1f42e, FORM_HEAD, 1.0, false, ACT_STAND},
	{0x1f42f, 0x1f42f, FORM_HEAD, 0.85, false, ACT_STAND},
	{0x1f430, 0x1f431, FORM_HEAD, 0.64, false, ACT_STAND}, /* rabbit, cat */
	{0x1f432, 0x1f432, FORM_WHOLE, 1.1, true, ACT_HOVER},
	{0x1f433, 0x1f433, FORM_WHOLE, 1.3, true, ACT_HOVER},
	{0x1f434, 0x1f434, FORM_HEAD, 1.1, true, ACT_STAND},
	{0x1f435, 0x1f437, FORM_HEAD, 0.7, false, ACT_STAND}, /* monkey, dog, pig */
	{0x1f438, 0x1f438, FORM_HEAD, 0.45, false, ACT_STAND},
	{0x1f439, 0x1f439, FORM_HEAD, 0.45, false, ACT_STAND},
	{0x1f43a, 0x1f43a, FORM_HEAD, 0.8, false, ACT_STAND},
	{0x1f43b, 0x1f43c, FORM_HEAD, 1.0, false, ACT_STAND},
	{0x1f981, 0x1f981, FORM_HEAD, 0.9, false, ACT_STAND},
	{0x1f984, 0x1f984, FORM_HEAD, 1.1, true, ACT_STAND},
	{0x1f98a, 0x1f98a, FORM_HEAD, 0.65, false, ACT_STAND},
	{0x1f98c, 0x1f98c, FORM_WHOLE, 1.1, true, ACT_STAND},
	{0x1f993, 0x1f993, FORM_HEAD, 1.1, true, ACT_STAND},
	{0x1f99d, 0x1f99d, FORM_HEAD, 0.6, false, ACT_STAND},
	{0x1f428, 0x1f428, FORM_HEAD, 0.6, false, ACT_STAND},

	/* whole animals */
	{0x1f400, 0x1f401, FORM_WHOLE, 0.3, true, ACT_STAND},
	{0x1f402, 0x1f404, FORM_WHOLE, 1.0, true, ACT_STAND},
	{0x1f405, 0x1f406, FORM_WHOLE, 0.75, true, ACT_STAND},
	{0x1f407, 0x1f408, FORM_WHOLE, 0.5, true, ACT_STAND},
	{0x1f409, 0x1f409, FORM_WHOLE, 1.6, true, ACT_STAND},
	{0x1f40a, 0x1f40a, FORM_WHOLE, 0.7, true, ACT_STAND},
	{0x1f40b, 0x1f40b, FORM_WHOLE, 1.4, true, ACT_HOVER},
	{0x1f40c, 0x1f40c, FORM_WHOLE, 0.28, true, ACT_STAND},
	{0x1f40d, 0x1f40d, FORM_WHOLE, 0.45, true, ACT_STAND},
	{0x1f40e, 0x1f40e, FORM_WHOLE, 1.15, true, ACT_STAND},
	{0x1f40f, 0x1f411, FORM_WHOLE, 0.7, true, ACT_STAND},
	{0x1f413, 0x1f413, FORM_WHOLE, 0.5, true, ACT_STAND},
	{0x1f415, 0x1f415, FORM_WHOLE, 0.6, true, ACT_STAND},
	{0x1f416, 0x1f417, FORM_WHOLE, 0.65, true, ACT_STAND},
	{0x1f418, 0x1f418, FORM_WHOLE, 1.6, true, ACT_STAND},
	{0x1f419, 0x1f419, FORM_WHOLE, 0.6, true, ACT_HOVER},
	{0x1f41a, 0x1f41a, FORM_WHOLE, 0.2, true, ACT_STAND},
	{0x1f41b, 0x1f41e, FORM_WHOLE, 0.25, true, ACT_STAND},
	{0x1f41f, 0x1f421, FORM_WHOLE, 0.4, true, ACT_HOVER}, /* fish */
	{0x1f422, 0x1f422, FORM_WHOLE, 0.4, true, ACT_STAND},
	{0x1f423, 0x1f426, FORM_WHOLE, 0.36, true, ACT_STAND}, /* chicks, bird */
	{0x1f427, 0x1f427, FORM_WHOLE, 0.65, true, ACT_STAND},
	{0x1f429, 0x1f429, FORM_WHOLE, 0.6, true, ACT_STAND},
	{0x1f42a, 0x1f42b, FORM_WHOLE, 1.25, true, ACT_STAND},
	{0x1f42c, 0x1f42c, FORM_WHOLE, 0.85, true, ACT_HOVER},
	{0x1f43f, 0x1f43f, FORM_WHOLE, 0.4, true, ACT_STAND},
	{0x1f980, 0x1f980, FORM_WHOLE, 0.4, true, ACT_STAND},
	{0x1f985, 0x1f989, FORM_WHOLE, 0.5, true, ACT_STAND},
	{0x1f987, 0x1f987, FORM_WHOLE, 0.4, true, ACT_HOVER},
	{0x1f988, 0x1f988, FORM_WHOLE, 1.1, true, ACT_HOVER},
	{0x1f98b, 0x1f98b, FORM_WHOLE, 0.3, true, ACT_HOVER},
	{0x1f98e, 0x1f98e, FORM_WHOLE, 0.4, true, ACT_STAND},
	{0x1f98d, 0x1f98d, FORM_WHOLE, 1.1, true, ACT_STAND},
	{0x1f98f, 0x1f98f, FORM_WHOLE, 1.2, true, ACT_STAND},
	{0x1f990, 0x1f991, FORM_WHOLE, 0.5, true, ACT_HOVER},
	{0x1f992, 0x1f992, FORM_WHOLE, 1.9, true, ACT_STAND},
	{0x1f994, 0x1f994, FORM_WHOLE, 0.35, true, ACT_STAND},
	{0x1f995, 0x1f996, FORM_WHOLE, 1.8, true, ACT_STAND}, /* dinosaurs */
	{0x1f980, 0x1f9ae, FORM_WHOLE, 0.6, true, ACT_STAND},
	{0x1f400, 0x1f43f, FORM_WHOLE, 0.6, true, ACT_STAND},

	/* sets */
	{0x1f3e0, 0x1f3e1, FORM_WHOLE, 2.0, false, ACT_STAND},
	{0x1f3e2, 0x1f3e9, FORM_WHOLE, 2.5, false, ACT_STAND},
	{0x1f3ef, 0x1f3f0, FORM_WHOLE, 2.7, false, ACT_STAND},
	{0x1f332, 0x1f334, FORM_WHOLE, 2.1, false, ACT_STAND}, /* trees */
	{0x1f335, 0x1f335, FORM_WHOLE, 1.2, false, ACT_STAND},
	{0x1f682, 0x1f68a, FORM_WHOLE, 1.7, true, ACT_STAND}, /* trains */
	{0x1f692, 0x1f692, FORM_WHOLE, 1.5, true, ACT_STAND},
	{0x1f68b, 0x1f69c, FORM_WHOLE, 1.3, true, ACT_STAND},
	{0x1f6a2, 0x1f6a2, FORM_WHOLE, 2.3, true, ACT_STAND},
	{0x26f5, 0x26f5, FORM_WHOLE, 2.0, false, ACT_STAND},
	{0x1f6a3, 0x1f6a4, FORM_WHOLE, 1.2, true, ACT_STAND},
	{0x1f6b2, 0x1f6b2, FORM_WHOLE, 0.8, true, ACT_STAND},
	{0x1f6f4, 0x1f6f7, FORM_WHOLE, 0.7, true, ACT_STAND},
	{0x1f3cd, 0x1f3ce, FORM_WHOLE, 0.8, true, ACT_STAND},
	{0x1f697, 0x1f699, FORM_WHOLE, 1.1, true, ACT_STAND},
	{0x1f6cb, 0x1f6cf, FORM_WHOLE, 0.95, false, ACT_STAND}, /* sofa, bed */
	{0x1fa91, 0x1fa91, FORM_WHOLE, 0.8, false, ACT_STAND},
	{0x1f6aa, 0x1f6aa, FORM_WHOLE, 1.45, false, ACT_STAND},
	{0x1fa9f, 0x1fa9f, FORM_WHOLE, 1.2, false, ACT_WINDOW},
	{0x26fa, 0x26fa, FORM_WHOLE, 1.1, false, ACT_STAND},
	{0x26f0, 0x26f0, FORM_WHOLE, 2.6, false, ACT_STAND},
	{0x1f30b, 0x1f30b, FORM_WHOLE, 2.6, false, ACT_STAND},
	{0x1f5fb, 0x1f5ff, FORM_WHOLE, 2.4, false, ACT_STAND},
	{0x1f3d4, 0x1f3df, FORM_WHOLE, 2.4, false, ACT_STAND},

	/* the sky */
	{0x1f681, 0x1f681, FORM_WHOLE, 0.8, true, ACT_HOVER},
	{0x1f680, 0x1f680, FORM_WHOLE, 1.2, false, ACT_HOVER},
	{0x1f6f8, 0x1f6f8, FORM_WHOLE, 0.7, false, ACT_HOVER},
	{0x1f388, 0x1f388, FORM_WHOLE, 0.5, false, ACT_HOVER},
	{0x2b50, 0x2b50, FORM_WHOLE, 0.5, false, ACT_TWINKLE},
	{0x1f31f, 0x1f320, FORM_WHOLE, 0.5, false, ACT_TWINKLE},

	/* effects */
	{0x1f525, 0x1f525, FORM_WHOLE, 0.9, false, ACT_FLAME},
	{0x2744, 0x2744, FORM_WHOLE, 0.2, false, ACT_SNOW},
	{0x1f328, 0x1f328, FORM_WHOLE, 0.2, false, ACT_SNOW},
	{0x1f327, 0x1f327, FORM_WHOLE, 0.2, false, ACT_RAIN},
	{0x26c8, 0x26c8, FORM_WHOLE, 0.2, false, ACT_RAIN},
	{0x1f329, 0x1f329, FORM_WHOLE, 0.2, false, ACT_RAIN},
	{0x1f32b, 0x1f32b, FORM_WHOLE, 0.2, false, ACT_FOG},
	{0x1f30a, 0x1f30a, FORM_WHOLE, 1.4, false, ACT_ROCK},
	{0x1f4a8, 0x1f4a8, FORM_WHOLE, 0.5, false, ACT_SMOKE},
	{0x1f4a4, 0x1f4a4, FORM_WHOLE, 0.25, false, ACT_RISE},
	{0x1f3b5, 0x1f3b6, FORM_WHOLE, 0.25, false, ACT_RISE},
	{0x1fae7, 0x1fae7, FORM_WHOLE, 0.3, false, ACT_RISE},
	{0x2764, 0x2764, FORM_WHOLE, 0.22, false, ACT_RISE},
	{0x1f493, 0x1f49f, FORM_WHOLE, 0.25, false, ACT_RISE},
	{0x1f338, 0x1f338, FORM_WHOLE, 0.14, false, ACT_FALL},
	{0x1f341, 0x1f343, FORM_WHOLE, 0.16, false, ACT_FALL},
	{0x1f389, 0x1f38a, FORM_WHOLE, 0.3, false, ACT_CONFETTI},
	{0x2728, 0x2728, FORM_WHOLE, 0.4, false, ACT_TWINKLE},
	{0x1f4ab, 0x1f4ab, FORM_WHOLE, 0.4, false, ACT_TWINKLE},
};

/* What is not in the table, by how it stands. */
static const struct pictogram strangers[] = {
	[STANCE_ACTOR] = {0, 0, FORM_WHOLE, 0.9, false, ACT_STAND},
	[STANCE_PROP] = {0, 0, FORM_WHOLE, 0.31, false, ACT_STAND},
	[STANCE_SET] = {0, 0, FORM_WHOLE, 1.8, false, ACT_STAND},
	[STANCE_ABOVE] = {0, 0, FORM_WHOLE, 0.6, false, ACT_HOVER},
	[STANCE_EFFECT] = {0, 0, FORM_WHOLE, 0.5, false, ACT_TWINKLE},
};

const struct pictogram *pictogram_of(const char *text, enum stance stance)
{
	uint32_t point = 0;

	text_next(text, &point);
	for (size_t i = 0; i < LENGTH(pictograms); i++)
		if (point >= pictograms[i].first && point <= pictograms[i].last)
			return &pictograms[i];
	return &strangers[stance];
}
