/* SPDX-License-Identifier: MIT */
#include "ui/colour.h"

#include <math.h>
#include <stdbool.h>

#include "worker/message.h"

/* The sixteen as xterm has them. Others differ, mostly by being darker. */
static const uint32_t sixteen[16] = {
	0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
	0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
};

static const uint32_t steps[6] = {0, 0x5f, 0x87, 0xaf, 0xd7, 0xff};

uint32_t colour_rgb(uint32_t colour, uint32_t otherwise)
{
	if (colour == CELL_DEFAULT)
		return otherwise;
	if (colour >= CELL_RGB)
		return colour & 0xffffff;
	if (colour < 16)
		return sixteen[colour];
	if (colour >= 232)
		return (8 + (colour - 232) * 10) * 0x010101;
	colour -= 16;
	return steps[colour / 36] << 16 | steps[colour / 6 % 6] << 8 | steps[colour % 6];
}

static double linear(uint32_t byte)
{
	double part = (double)(byte & 0xff) / 255;
	return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t rgb)
{
	return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
}

double colour_contrast(uint32_t a, uint32_t b)
{
	double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
	return x > y ? x / y : y / x;
}

/* OKLab, in which distances are what an eye sees. */
struct lab {
	double l, a, b;
};

static struct lab lab_of(uint32_t rgb)
{
	double red = linear(rgb >> 16), green = linear(rgb >> 8), blue = linear(rgb);
	double l = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
	double m = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
	double s = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
	return (struct lab){
		0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
		1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
		0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
	};
}

/* Hue and colourfulness say more than lightness about which colour was meant. */
static double distance(struct lab x, struct lab y)
{
	double l = x.l - y.l, a = x.a - y.a, b = x.b - y.b;
	return l * l + 2 * (a * a + b * b);
}

static bool is_grey(struct lab x)
{
	return hypot(x.a, x.b) < 0.035;
}

/* Of few colours, all of them loud, one of another hue is another colour, however near
 * the numbers. A grey stays a grey. */
static double distance_in_few(struct lab x, struct lab y, bool ground)
{
	double loud_x = hypot(x.a, x.b), loud_y = hypot(y.a, y.b), l = x.l - y.l;
	if (is_grey(x))
		return l * l + !is_grey(y);
	if (ground)
		return distance(x, y);
	if (is_grey(y))
		return l * l + 1;
	return l * l / 4 + hypot(x.a / loud_x - y.a / loud_y, x.b / loud_x - y.b / loud_y);
}

static double least_contrast(uint32_t rgb, const uint32_t *grounds, size_t count)
{
	double least = 21;
	for (size_t i = 0; i < count; i++)
		least = fmin(least, colour_contrast(rgb, grounds[i]));
	return least;
}

uint32_t colour_nearest(uint32_t rgb, uint32_t from, uint32_t to, double contrast,
			const uint32_t *grounds, size_t count)
{
	struct lab wanted = lab_of(rgb);
	uint32_t best = from, clearest = from;
	double nearest = INFINITY, most = 0;
	for (uint32_t i = from; i <= to; i++) {
		uint32_t candidate = colour_rgb(i, 0);
		double clear = least_contrast(candidate, grounds, count);
		struct lab lab = lab_of(candidate);
		double away =
			to < 16 ? distance_in_few(wanted, lab, !count) : distance(wanted, lab);
		if (clear > most) {
			most = clear;
			clearest = i;
		}
		if (clear >= contrast && away < nearest) {
			nearest = away;
			best = i;
		}
	}
	return nearest < INFINITY ? best : clearest;
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

uint32_t colour_to_256(uint32_t rgb)
{
	uint32_t red = rgb >> 16 & 0xff, green = rgb >> 8 & 0xff, blue = rgb & 0xff;
	uint32_t cube = 16 + 36 * step_of(red) + 6 * step_of(green) + step_of(blue);
	uint32_t mean = (red + green + blue) / 3;
	uint32_t grey = mean < 4 ? 232 : mean > 243 ? 255 : 232 + (mean - 3) / 10;
	return away(colour_rgb(grey, 0), rgb) < away(colour_rgb(cube, 0), rgb) ? grey : cube;
}
