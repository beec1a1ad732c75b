/* SPDX-License-Identifier: MIT */
#include "ui/colour.h"

#include <math.h>
#include <stdbool.h>

#include "util/palette.h"
#include "worker/message.h"

uint32_t colour_rgb(uint32_t colour, uint32_t otherwise)
{
	if (colour == CELL_DEFAULT)
		return otherwise;
	if (colour >= CELL_RGB)
		return colour & 0xffffff;
	return palette_rgb(colour);
}

/* How bright each value of a channel is, as far as asked: a palette has few of them. */
struct shades {
	double linear[256]; /* 0: not asked yet */
};

static double linear(struct shades *shades, uint32_t byte)
{
	double *known = &shades->linear[byte & 0xff], part = (double)(byte & 0xff) / 255;
	if (*known == 0)
		*known = part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
	return *known;
}

static double luminance(struct shades *shades, uint32_t rgb)
{
	return 0.2126 * linear(shades, rgb >> 16) + 0.7152 * linear(shades, rgb >> 8) +
	       0.0722 * linear(shades, rgb);
}

static double contrast_of(struct shades *shades, uint32_t a, uint32_t b)
{
	double x = luminance(shades, a) + 0.05, y = luminance(shades, b) + 0.05;
	return x > y ? x / y : y / x;
}

double colour_contrast(uint32_t a, uint32_t b)
{
	struct shades shades = {0};
	return contrast_of(&shades, a, b);
}

/* OKLab, in which distances are what an eye sees. */
struct lab {
	double l, a, b;
};

static struct lab lab_of(struct shades *shades, uint32_t rgb)
{
	double red = linear(shades, rgb >> 16), green = linear(shades, rgb >> 8),
	       blue = linear(shades, rgb);
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

static double least_contrast(struct shades *shades, uint32_t rgb, const uint32_t *grounds,
			     size_t count)
{
	double least = 21;
	for (size_t i = 0; i < count; i++)
		least = fmin(least, contrast_of(shades, rgb, grounds[i]));
	return least;
}

uint32_t colour_nearest(uint32_t rgb, uint32_t from, uint32_t to, double contrast,
			const uint32_t *grounds, size_t count)
{
	struct shades shades = {0};
	struct lab wanted = lab_of(&shades, rgb);
	uint32_t best = from, clearest = from;
	double nearest = INFINITY, most = 0;
	for (uint32_t i = from; i <= to; i++) {
		uint32_t candidate = colour_rgb(i, 0);
		double clear = least_contrast(&shades, candidate, grounds, count);
		struct lab lab = lab_of(&shades, candidate);
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
