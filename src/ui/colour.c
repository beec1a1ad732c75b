/* SPDX-License-Identifier: MIT */
#include "ui/colour.h"

#include <math.h>
#include <stdbool.h>

#include "worker/message.h"

uint32_t colour_rgb(uint32_t colour, uint32_t otherwise)
{
	if (colour == CELL_DEFAULT)
		return otherwise;
	if (colour >= CELL_RGB)
		return colour & 0xffffff;
	return palette_rgb(colour);
}

static double luminance(uint32_t rgb)
{
	return 0.2126 * palette_linear(rgb >> 16) + 0.7152 * palette_linear(rgb >> 8) +
	       0.0722 * palette_linear(rgb);
}

static double contrast_of(double a, double b)
{
	return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);
}

double colour_contrast(uint32_t a, uint32_t b)
{
	return contrast_of(luminance(a), luminance(b));
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
		return palette_away(x, y);
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
	lore->palette[number].lab = palette_lab(rgb);
}

uint32_t colour_nearest(struct colour_lore *lore, uint32_t rgb, uint32_t from, uint32_t to,
			double contrast, const uint32_t *grounds, size_t count)
{
	struct lab wanted = palette_lab(rgb);
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
			to < 16 ? distance_in_few(wanted, lab, !count) : palette_away(wanted, lab);
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
