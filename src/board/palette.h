/* SPDX-License-Identifier: MIT
 *
 * Finds a command, a scene or a member of the cast while one types.
 */
#ifndef BOARD_PALETTE_H
#define BOARD_PALETTE_H

#include "board/board.h"

void palette_open(struct board *board);

#endif
