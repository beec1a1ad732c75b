/* SPDX-License-Identifier: MIT
 *
 * For the few loops that run over every pixel: written for the vectoriser, which
 * gcc leaves half asleep at -O2, and made twice where the compiler aims lower than
 * most processors are, the better one chosen when the program starts. All of them
 * give the same bytes.
 */
#ifndef MEDIA_DRAW_TIGHT_H
#define MEDIA_DRAW_TIGHT_H

#include "config.h"

#if !defined(__GNUC__) || defined(__clang__)
#define TIGHT
#elif defined(__x86_64__) && !defined(__AVX2__) && !defined(SANITIZED)
#define TIGHT __attribute__((optimize("O3"), target_clones("avx2", "default")))
#else
#define TIGHT __attribute__((optimize("O3")))
#endif

#endif
