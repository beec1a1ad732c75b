/* SPDX-License-Identifier: MIT
 *
 * Chance that is the same everywhere and every time: a small generator, and a
 * smooth noise, both made from a seed and nothing else.
 */
#ifndef MEDIA_DRAW_CHANCE_H
#define MEDIA_DRAW_CHANCE_H

#include <stdint.h>

struct chance {
	uint64_t state;
};

/* One stream of a seed; streams of different names do not resemble. */
struct chance chance_of(uint64_t seed, const char *name);
/* At least `low`, below `high`. */
double chance_between(struct chance *chance, double low, double high);
/* 0 … count-1 */
int chance_index(struct chance *chance, int count);

/* The value of a whole number, 0 … 1, and the smooth curve through these. */
double noise_at(uint64_t seed, int64_t n);
double noise_smooth(uint64_t seed, double x);
/* Octaves of it, -1 … 1. */
double noise_ridge(uint64_t seed, double x, int octaves);

#endif
