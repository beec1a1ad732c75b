/* SPDX-License-Identifier: MIT */
#include "media/draw/colour.h"

const struct grade grade_none = {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, {0, 0, 0}};

struct rgb rgb_hex(uint32_t rrggbb)
{
	return (struct rgb){(float)(rrggbb >> 16 & 255) / 255, (float)(rrggbb >> 8 & 255) / 255,
			    (float)(rrggbb & 255) / 255};
}

struct rgb rgb_mix(struct rgb a, struct rgb b, double part)
{
	float t = (float)part;

	return (struct rgb){a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t, a.b + (b.b - a.b) * t};
}

struct rgb rgb_times(struct rgb a, struct rgb b)
{
	return (struct rgb){a.r * b.r, a.g * b.g, a.b * b.b};
}

struct rgb rgb_scale(struct rgb a, double by)
{
	return (struct rgb){a.r * (float)by, a.g * (float)by, a.b * (float)by};
}

double rgb_luma(struct rgb a)
{
	return 0.2126 * a.r + 0.7152 * a.g + 0.0722 * a.b;
}

struct grade grade_tint(struct rgb tint)
{
	return (struct grade){{{tint.r, 0, 0}, {0, tint.g, 0}, {0, 0, tint.b}}, {0, 0, 0}};
}

struct grade grade_tone(double saturation, double brightness)
{
	static const double luma[3] = {0.2126, 0.7152, 0.0722};
	struct grade out = {0};

	for (int i = 0; i < 3; i++)
		for (int j = 0; j < 3; j++)
			out.m[i][j] = (float)(brightness * ((1 - saturation) * luma[j] +
							    (i == j ? saturation : 0)));
	return out;
}

struct grade grade_haze(struct rgb haze, double amount)
{
	float keep = (float)(1 - amount), add = (float)amount;

	return (struct grade){{{keep, 0, 0}, {0, keep, 0}, {0, 0, keep}},
			      {haze.r * add, haze.g * add, haze.b * add}};
}

struct grade grade_chain(struct grade first, struct grade second)
{
	struct grade out = {0};

	for (int i = 0; i < 3; i++) {
		out.add[i] = second.add[i];
		for (int k = 0; k < 3; k++) {
			out.add[i] += second.m[i][k] * first.add[k];
			for (int j = 0; j < 3; j++)
				out.m[i][j] += second.m[i][k] * first.m[k][j];
		}
	}
	return out;
}
