/* SPDX-License-Identifier: MIT */
#include "util/palette.h"

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

static uint32_t step_of(uint32_t byte)
{
	return byte < 48 ? 0 : byte < 115 ? 1 : (byte - 35) / 40;
}

static uint32_t square(uint32_t a, uint32_t b)
{
	uint32_t away = a > b ? a - b : b - a;
	return away * away;
}

static uint32_t away(uint32_t x, uint32_t y)
{
	return 2 * square(x >> 16 & 0xff, y >> 16 & 0xff) +
	       4 * square(x >> 8 & 0xff, y >> 8 & 0xff) + 3 * square(x & 0xff, y & 0xff);
}

uint32_t palette_256(uint32_t rgb)
{
	uint32_t red = rgb >> 16 & 0xff, green = rgb >> 8 & 0xff, blue = rgb & 0xff;
	uint32_t cube = 16 + 36 * step_of(red) + 6 * step_of(green) + step_of(blue);
	uint32_t mean = (red + green + blue) / 3;
	uint32_t grey = mean < 4 ? 232 : mean > 242 ? 255 : 232 + (mean - 3) / 10;
	return away(palette_rgb(grey), rgb) < away(palette_rgb(cube), rgb) ? grey : cube;
}

uint32_t palette_16(uint32_t rgb)
{
	uint32_t best = 0;
	for (uint32_t i = 1; i < 16; i++)
		if (away(sixteen[i], rgb) < away(sixteen[best], rgb))
			best = i;
	return best;
}
