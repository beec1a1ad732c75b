/* SPDX-License-Identifier: MIT
 *
 * The colours terminals have by number.
 */
#ifndef UTIL_PALETTE_H
#define UTIL_PALETTE_H

#include <stdint.h>

/* 0xRRGGBB of a number below 256; the first sixteen as xterm has them. */
uint32_t palette_rgb(uint32_t number);
/* The number that looks like `rgb`, fast enough for pictures: one of the 240 that no
 * theme changes, or of the first sixteen. */
uint32_t palette_256(uint32_t rgb);
uint32_t palette_16(uint32_t rgb);

#endif
