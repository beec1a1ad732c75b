/* SPDX-License-Identifier: MIT
 *
 * A fuzzer's bytes, taken one after the other: whatever is decided by chance is decided
 * by them, so what fails once fails again. At their end all is 0.
 */
#ifndef FUZZ_SOURCE_H
#define FUZZ_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "util/buf.h"

/* What libFuzzer calls, and our own main.c. */
int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct source {
	const uint8_t *data;
	size_t size, at;
};

bool source_is_empty(const struct source *source);
unsigned source_byte(struct source *source);
/* Below `count`, which is not 0. */
size_t source_pick(struct source *source, size_t count);
/* Changes a text at a few places: bytes, cuts, repeats, and pieces that hurt. */
void source_spoil(struct source *source, struct buf *text);

/* Ends the program, with what is wrong, unless it is true. */
#define HOLDS(truth, ...) ((truth) ? (void)0 : fuzz_fail(__FILE__, __LINE__, __VA_ARGS__))
__attribute__((format(printf, 3, 4), noreturn)) void fuzz_fail(const char *file, int line,
							       const char *format, ...);
void holds_utf8(const char *text);
/* That a text may be shown: UTF-8 without what must never reach a terminal. */
void holds_clean(const char *text);

#endif
