/* SPDX-License-Identifier: MIT */
#include "media/draw/look.h"

#include <math.h>

/* clang-format off */
#define RGB(hex) {((hex) >> 16 & 255) / 255.0f, ((hex) >> 8 & 255) / 255.0f, \
	((hex) & 255) / 255.0f}

static const struct look looks[] = {
	[LIGHT_DAY] = {
		.sky = {RGB(0x3f97d6), RGB(0x8cc8ea), RGB(0xe2f1ee)},
		.key = {1.0f, 1.0f, 0.98f}, .haze = RGB(0xcfe6ee), .hazy = 0.55,
		.glow = RGB(0xfff6d8), .glowing = 0.5, .pool = 0.22, .lamp = LAMP_SUN,
		.lamp_up = 0.36, .shadow = 0.34, .shadow_long = 0, .clouds = 0.8, .vignette = 0.22,
	},
	[LIGHT_DAWN] = {
		.sky = {RGB(0x4d6ab0), RGB(0xd99bb4), RGB(0xffd6a0)},
		.key = {0.98f, 0.84f, 0.84f}, .haze = RGB(0xf3c0b0), .hazy = 0.62,
		.glow = RGB(0xffe9bd), .glowing = 0.8, .pool = 0.34, .lamp = LAMP_SUN,
		.lamp_up = 0.04, .shadow = 0.32, .shadow_long = 1, .clouds = 0.55, .vignette = 0.28,
	},
	[LIGHT_GOLDEN] = {
		.sky = {RGB(0x5b93b8), RGB(0xf2bd72), RGB(0xffe3a1)},
		.key = {1.06f, 0.90f, 0.68f}, .haze = RGB(0xffd793), .hazy = 0.58,
		.glow = RGB(0xfff0c0), .glowing = 0.9, .pool = 0.42, .lamp = LAMP_SUN,
		.lamp_up = 0.10, .shadow = 0.34, .shadow_long = 0.8, .clouds = 0.5,
		.vignette = 0.30,
	},
	[LIGHT_DUSK] = {
		.sky = {RGB(0x2b2c63), RGB(0x93508f), RGB(0xff9b69)},
		.key = {0.82f, 0.66f, 0.78f}, .haze = RGB(0xb56a86), .hazy = 0.58,
		.glow = RGB(0xffc98f), .glowing = 0.75, .pool = 0.36, .lamp = LAMP_SUN,
		.lamp_up = 0.0, .shadow = 0.38, .shadow_long = 1, .stars = 0.25, .clouds = 0.45,
		.vignette = 0.36, .indoors_lit = true,
	},
	[LIGHT_NIGHT] = {
		.sky = {RGB(0x060b24), RGB(0x14255a), RGB(0x35558c)},
		.key = {0.46f, 0.56f, 0.86f}, .haze = RGB(0x27427a), .hazy = 0.52,
		.glow = RGB(0xc6d8ff), .glowing = 0.55, .pool = 0.42, .lamp = LAMP_MOON,
		.lamp_up = 0.36, .shadow = 0.46, .shadow_long = 0, .stars = 1, .clouds = 0.18,
		.vignette = 0.42, .indoors_lit = true,
	},
	[LIGHT_FIRE] = {
		.sky = {RGB(0x190a12), RGB(0x5a1a12), RGB(0xef7a26)},
		.key = {0.98f, 0.62f, 0.42f}, .haze = RGB(0xc24f1c), .hazy = 0.55,
		.glow = RGB(0xffb347), .glowing = 0.9, .pool = 0.6, .lamp = LAMP_NONE,
		.lamp_up = 0, .shadow = 0.5, .shadow_long = 0.5, .vignette = 0.46,
		.indoors_lit = true,
	},
	[LIGHT_CANDLE] = {
		.sky = {RGB(0x0f0a12), RGB(0x241624), RGB(0x4a2a26)},
		.key = {0.82f, 0.58f, 0.38f}, .haze = RGB(0x3a2018), .hazy = 0.5,
		.glow = RGB(0xffc66b), .glowing = 0.3, .pool = 0.75, .lamp = LAMP_NONE,
		.lamp_up = 0.3, .shadow = 0.5, .shadow_long = 0.3, .stars = 0.3, .vignette = 0.58,
		.indoors_lit = true,
	},
	[LIGHT_STORM] = {
		.sky = {RGB(0x262f3a), RGB(0x46535f), RGB(0x8596a0)},
		.key = {0.64f, 0.70f, 0.76f}, .haze = RGB(0x6d7d88), .hazy = 0.62,
		.glow = RGB(0xd5e2e8), .glowing = 0.2, .pool = 0.2, .lamp = LAMP_NONE,
		.lamp_up = 0.3, .shadow = 0.3, .shadow_long = 0, .clouds = 1.6, .vignette = 0.40,
	},
	[LIGHT_FOG] = {
		.sky = {RGB(0xaab4b9), RGB(0xc3cbcd), RGB(0xdbe0df)},
		.key = {0.84f, 0.87f, 0.89f}, .haze = RGB(0xd3d9d9), .hazy = 0.9,
		.glow = RGB(0xf3f3ee), .glowing = 0.5, .pool = 0.2, .lamp = LAMP_SUN,
		.lamp_up = 0.3, .shadow = 0.2, .shadow_long = 0, .vignette = 0.24,
	},
	[LIGHT_SNOW] = {
		.sky = {RGB(0x8ba3bd), RGB(0xb9c9d9), RGB(0xe6edf3)},
		.key = {0.88f, 0.93f, 1.0f}, .haze = RGB(0xdbe5ee), .hazy = 0.66,
		.glow = RGB(0xffffff), .glowing = 0.3, .pool = 0.2, .lamp = LAMP_NONE,
		.lamp_up = 0.3, .shadow = 0.26, .shadow_long = 0, .clouds = 0.7, .vignette = 0.24,
		.indoors_lit = true,
	},
	[LIGHT_HEAVEN] = {
		.sky = {RGB(0xa9d0ee), RGB(0xfbe7c4), RGB(0xfffaf0)},
		.key = {1.04f, 0.99f, 0.90f}, .haze = RGB(0xfff6e2), .hazy = 0.7,
		.glow = RGB(0xffffff), .glowing = 1, .pool = 0.5, .lamp = LAMP_RAYS,
		.lamp_up = 0.42, .shadow = 0.18, .shadow_long = 0, .clouds = 0.9, .vignette = 0.12,
	},
	[LIGHT_NEON] = {
		.sky = {RGB(0x0a0620), RGB(0x2a1052), RGB(0x86206f)},
		.key = {0.72f, 0.56f, 0.95f}, .haze = RGB(0x5a2a86), .hazy = 0.5,
		.glow = RGB(0xff5fc8), .glowing = 0.4, .pool = 0.5, .lamp = LAMP_NONE,
		.lamp_up = 0.2, .shadow = 0.46, .shadow_long = 0.2, .stars = 0.2, .vignette = 0.42,
		.indoors_lit = true,
	},
};
/* clang-format on */

const struct look *look_of(enum light light)
{
	return &looks[light];
}

struct rgb look_at(const struct look *look, struct rgb own, double far)
{
	return rgb_mix(rgb_times(own, look->key), look->haze, look->hazy * far);
}

/* Sad: paler, darker, colder. Glad: the other way. */
struct grade look_mood(double mood)
{
	double m = fmax(-5, fmin(5, mood)) / 5;
	struct rgb warmth = {(float)(1 + 0.05 * m), 1, (float)(1 - 0.07 * m)};

	return grade_chain(grade_tone(1 + (m < 0 ? 0.3 : 0.14) * m, 1 + (m < 0 ? 0.09 : 0.05) * m),
			   grade_tint(warmth));
}
