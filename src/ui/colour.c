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

static double linear(uint32_t byte)
{
	double part = (double)(byte & 0xff) / 255;
	return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t rgb)
{
	return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
}

static double contrast_of(double a, double b)
{
	return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);
}

double colour_contrast(uint32_t a, uint32_t b)
{
	return contrast_of(luminance(a), luminance(b));
}

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

static void learn(struct colour_lore *lore, uint32_t number)
{
	uint32_t rgb = colour_rgb(number, 0);
	if (lore->palette[number].known)
		return;
	lore->palette[number].known = true;
	lore->palette[number].luminance = luminance(rgb);
	lore->palette[number].lab = lab_of(rgb);
}

uint32_t colour_nearest(struct colour_lore *lore, uint32_t rgb, uint32_t from, uint32_t to,
			double contrast, const uint32_t *grounds, size_t count)
{
	struct lab wanted = lab_of(rgb);
	uint32_t best = from, clearest = from;
	double nearest = INFINITY, most = 0, lights[GROUNDS_MAX];
	for (size_t i = 0; i < count; i++)
		lights[i] = luminance(grounds[i]);
	for (uint32_t i = from; i <= to; i++) {
		learn(lore, i);
		struct lab lab = lore->palette[i].lab;
		double clear = 21; /* black on white */
		for (size_t at = 0; at < count; at++)
			clear = fmin(clear, contrast_of(lore->palette[i].luminance, lights[at]));
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
