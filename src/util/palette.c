/* SPDX-License-Identifier: MIT */
#include "util/palette.h"

#include <math.h>

/* Others differ, mostly by being darker. */
static const uint32_t sixteen[16] = {
	0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
	0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
};

static const uint32_t steps[6] = {0, 0x5f, 0x87, 0xaf, 0xd7, 0xff};

uint32_t palette_rgb(uint32_t number)
{
	if (number < 16)
		return sixteen[number];
	if (number >= 232)
		return (8 + (number - 232) * 10) * 0x010101;
	number -= 16;
	return steps[number / 36] << 16 | steps[number / 6 % 6] << 8 | steps[number % 6];
}

double palette_linear(uint32_t byte)
{
	double part = (double)(byte & 0xff) / 255;
	return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

struct lab palette_lab(uint32_t rgb)
{
	double red = palette_linear(rgb >> 16), green = palette_linear(rgb >> 8);
	double blue = palette_linear(rgb);
	double l = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
	double m = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
	double s = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
	return (struct lab){
		0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
		1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
		0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
	};
}

double palette_away(struct lab x, struct lab y)
{
	double l = x.l - y.l, a = x.a - y.a, b = x.b - y.b;
	return l * l + 2 * (a * a + b * b);
}

/* The highest step that is not above. */
static uint32_t step_of(uint32_t byte)
{
	uint32_t step = 0;
	while (step < 5 && steps[step + 1] <= (byte & 0xff))
		step++;
	return step;
}

/* The corners around it, and the greys around its mean. */
uint32_t palette_256(uint32_t rgb)
{
	struct lab wanted = palette_lab(rgb);
	uint32_t mean = ((rgb >> 16 & 0xff) + (rgb >> 8 & 0xff) + (rgb & 0xff)) / 3;
	uint32_t grey = 232 + (mean < 8 ? 0 : mean > 238 ? 22 : (mean - 8) / 10);
	uint32_t low[3] = {step_of(rgb >> 16), step_of(rgb >> 8), step_of(rgb)};
	uint32_t tried[10] = {grey, grey + 1}, count = 2, best = grey;
	double nearest = INFINITY;
	for (uint32_t corner = 0; corner < 8; corner++) {
		uint32_t red = low[0] + (corner >> 2), green = low[1] + (corner >> 1 & 1);
		uint32_t blue = low[2] + (corner & 1);
		if (red < 6 && green < 6 && blue < 6)
			tried[count++] = 16 + 36 * red + 6 * green + blue;
	}
	for (uint32_t i = 0; i < count; i++) {
		double away = palette_away(wanted, palette_lab(palette_rgb(tried[i])));
		if (away < nearest) {
			nearest = away;
			best = tried[i];
		}
	}
	return best;
}

uint32_t palette_16(uint32_t rgb)
{
	struct lab wanted = palette_lab(rgb);
	uint32_t best = 0;
	double nearest = INFINITY;
	for (uint32_t i = 0; i < 16; i++) {
		double away = palette_away(wanted, palette_lab(sixteen[i]));
		if (away < nearest) {
			nearest = away;
			best = i;
		}
	}
	return best;
}
