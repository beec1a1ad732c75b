/* SPDX-License-Identifier: MIT
 *
 * Colours, and the grade: one matrix a picture goes through when it becomes
 * YUV, so that the light of a scene costs nothing per frame.
 */
#ifndef MEDIA_DRAW_COLOUR_H
#define MEDIA_DRAW_COLOUR_H

#include <stdint.h>

struct rgb {
	float r, g, b; /* 0 … 1, as sRGB has them; a light may go beyond 1 */
};

struct rgb rgb_hex(uint32_t rrggbb);
struct rgb rgb_mix(struct rgb a, struct rgb b, double part);
struct rgb rgb_times(struct rgb a, struct rgb b);
struct rgb rgb_scale(struct rgb a, double by);
double rgb_luma(struct rgb a);

/* out = m × in + add */
struct grade {
	float m[3][3];
	float add[3];
};

extern const struct grade grade_none;
/* Multiplied with a light. */
struct grade grade_tint(struct rgb tint);
/* Saturation and brightness, 1 leaves them. */
struct grade grade_tone(double saturation, double brightness);
/* Faded into a haze. */
struct grade grade_haze(struct rgb haze, double amount);
/* first, then second */
struct grade grade_chain(struct grade first, struct grade second);

#endif
