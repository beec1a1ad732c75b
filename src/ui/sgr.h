/* SPDX-License-Identifier: MIT
 *
 * What curses sends, with fewer bytes: a change of colour or attribute is sent only
 * once something is drawn with it, only as far as it is one, and several as one
 * sequence. Curses sets both colours whenever one changes, and takes all back at the
 * end of each frame; of a picture that is almost half.
 *
 * Pure: bytes in, bytes out; the state is what the terminal is left in.
 */
#ifndef UI_SGR_H
#define UI_SGR_H

#include <stdbool.h>
#include <stdint.h>

#include "util/buf.h"

#define SGR_COLOUR_SIZE 32

/* "38;5;130", or "" for the terminal's own colour; `on` has a bit for each attribute
 * that is on by its number. */
struct sgr {
	char fg[SGR_COLOUR_SIZE], bg[SGR_COLOUR_SIZE];
	uint32_t on;
};

/* Zeroed at first, and whenever the terminal has been told "sgr0" past this. */
struct sgr_filter {
	struct sgr is, wanted;
	bool lost;      /* what it is in is not known */
	bool turns_off; /* it knows 22 to 29, each attribute's end */
};

/* `bytes` is whole: no sequence is cut at its end. */
void sgr_filter(struct sgr_filter *filter, const char *bytes, size_t count, struct buf *out);

#endif
