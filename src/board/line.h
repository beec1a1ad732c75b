/* SPDX-License-Identifier: MIT
 *
 * The line for commands (":"): what may be typed next stands above it while one
 * types, lines typed before come back, also another day's.
 */
#ifndef BOARD_LINE_H
#define BOARD_LINE_H

#include "board/board.h"

/* Opens it with a beginning, "" for none. */
void line_open(struct board *board, const char *beginning);

#endif
