/* SPDX-License-Identifier: MIT */
#include "media/draw/chance.h"

#include <math.h>

/* splitmix64's finaliser */
static uint64_t stir(uint64_t x)
{
	x += 0x9e3779b97f4a7c15u;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

struct chance chance_of(uint64_t seed, const char *name)
{
	uint64_t state = stir(seed);

	for (; *name; name++)
		state = stir(state ^ (unsigned char)*name);
	return (struct chance){state};
}

static uint32_t chance_bits(struct chance *chance)
{
	chance->state += 0x9e3779b97f4a7c15u;
	return (uint32_t)(stir(chance->state) >> 32);
}

double chance_between(struct chance *chance, double low, double high)
{
	return low + (high - low) * chance_bits(chance) / 4294967296.0;
}

int chance_index(struct chance *chance, int count)
{
	return (int)((uint64_t)chance_bits(chance) * (uint64_t)count >> 32);
}

double noise_at(uint64_t seed, int64_t n)
{
	return (double)(stir(seed ^ stir((uint64_t)n)) >> 11) / 9007199254740992.0;
}

double noise_smooth(uint64_t seed, double x)
{
	double whole = floor(x), part = x - whole;
	double a = noise_at(seed, (int64_t)whole), b = noise_at(seed, (int64_t)whole + 1);

	return a + (b - a) * part * part * (3 - 2 * part);
}

double noise_ridge(uint64_t seed, double x, int octaves)
{
	double sum = 0, size = 0.5;

	for (int i = 0; i < octaves; i++, x *= 2, size /= 2)
		sum += size * (2 * noise_smooth(seed + (uint64_t)i, x) - 1);
	return sum;
}
