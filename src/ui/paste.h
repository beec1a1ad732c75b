/* SPDX-License-Identifier: MIT
 *
 * Pasted text on its way in: between ESC [ 200 ~ and ESC [ 201 ~, in any pieces.
 */
#ifndef UI_PASTE_H
#define UI_PASTE_H

#include <stdbool.h>
#include <stddef.h>

#include "util/buf.h"

/* Zeroed is empty. */
struct paste {
	struct buf raw;
	bool is_cut; /* there was more than PASTE_MAX */
};

/* Takes what it can of the bytes and returns how many; the rest may be the beginning
 * of the end. */
size_t paste_take(struct paste *paste, const char *at, size_t left, bool *whole);
/* Returns new: the text, UTF-8, line breaks as \n, no controls; begins anew. */
char *paste_end(struct paste *paste);
void paste_clear(struct paste *paste);

#endif
