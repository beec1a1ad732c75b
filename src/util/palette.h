/* SPDX-License-Identifier: MIT
 *
 * The colours terminals have by number.
 */
#ifndef UTIL_PALETTE_H
#define UTIL_PALETTE_H

#include <stdint.h>

/* 0xRRGGBB of a number below 256; the first sixteen as xterm has them. */
uint32_t palette_rgb(uint32_t number);
/* The number that looks most like `rgb`: one of the 240 that no theme changes (some
 * microseconds: who draws pictures remembers), or of the first sixteen. */
uint32_t palette_256(uint32_t rgb);
uint32_t palette_16(uint32_t rgb);

/* OKLab (Björn Ottosson, 2020), in which distances are what an eye sees. */
struct lab {
	double l, a, b;
};

struct lab palette_lab(uint32_t rgb);
/* How far apart two look. Hue and colourfulness say more than lightness about which
 * colour was meant. */
double palette_away(struct lab x, struct lab y);
/* A channel's share of the light, 0 to 1, of the lowest byte. */
double palette_linear(uint32_t byte);

#endif
