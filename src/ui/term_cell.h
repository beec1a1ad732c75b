/* SPDX-License-Identifier: MIT
 *
 * A cell's text as this machine's curses takes it: what the C library's tables do
 * not know, or see with another width, would put all behind it out of place.
 */
#ifndef UI_TERM_CELL_H
#define UI_TERM_CELL_H

#include <wchar.h>

#include "ui/grid.h"

/* `console`: signs that Linux's console has no shapes for become their like. */
void term_cell_text(const uint32_t points[CELL_POINTS], bool wide, bool console,
		    wchar_t out[CELL_POINTS + 1]);

#endif
