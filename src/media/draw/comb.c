/* SPDX-License-Identifier: MIT */
#include "media/draw/comb.h"

#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "util/mem.h"

void comb_make(struct comb *comb, int32_t at, int32_t step, int width)
{
	comb->count = (width + COMB_COLUMNS - 1) / COMB_COLUMNS;
	comb->teeth = xcalloc((size_t)comb->count, sizeof *comb->teeth);
	for (int g = 0; g < comb->count; g++) {
		struct comb_teeth *teeth = &comb->teeth[g];

		teeth->first = at >> 16;
		for (int i = 0; i < COMB_COLUMNS; i++, at += step) {
			int place = (at >> 16) - teeth->first;

			teeth->pick[2 * i] = (uint8_t)place;
			teeth->pick[2 * i + 1] = (uint8_t)(place + 1);
			teeth->weight[i] = at >> 8 & 255;
		}
	}
}

#if defined(__GNUC__) && !defined(__clang__)

typedef uint8_t bytes16 __attribute__((vector_size(16)));
typedef uint8_t bytes8 __attribute__((vector_size(8)));
typedef uint16_t words8 __attribute__((vector_size(16)));

/* Where the compiler aims lower than the processor, the faster one of two is
 * chosen when the program starts. */
#if defined(__x86_64__) && !defined(__SSSE3__) && !defined(SANITIZED)
#define CLONED __attribute__((target_clones("ssse3", "default")))
#else
#define CLONED
#endif

CLONED void comb_draw(const struct comb *comb, int from, int to, const uint8_t *in, uint8_t *out)
{
	for (int g = from; g < to; g++) {
		const struct comb_teeth *teeth = &comb->teeth[g];
		bytes16 read, pick;
		words8 pairs, weight;
		bytes8 result;

		memcpy(&read, in + teeth->first, sizeof read);
		memcpy(&pick, teeth->pick, sizeof pick);
		memcpy(&weight, teeth->weight, sizeof weight);
		read = __builtin_shuffle(read, pick);
		memcpy(&pairs, &read, sizeof pairs);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
		pairs = pairs >> 8 | pairs << 8;
#endif
		pairs = ((pairs & 255) * (256 - weight) + (pairs >> 8) * weight + 128) >> 8;
		result = __builtin_convertvector(pairs, bytes8);
		memcpy(out + g * COMB_COLUMNS, &result, sizeof result);
	}
}

#else

void comb_draw(const struct comb *comb, int from, int to, const uint8_t *in, uint8_t *out)
{
	for (int g = from; g < to; g++) {
		const struct comb_teeth *teeth = &comb->teeth[g];
		const uint8_t *row = in + teeth->first;

		for (int i = 0; i < COMB_COLUMNS; i++) {
			int left = row[teeth->pick[2 * i]], right = row[teeth->pick[2 * i + 1]];
			int weight = teeth->weight[i];

			out[g * COMB_COLUMNS + i] =
				(uint8_t)((left * (256 - weight) + right * weight + 128) >> 8);
		}
	}
}

#endif

void comb_clear(struct comb *comb)
{
	free(comb->teeth);
	*comb = (struct comb){0};
}
