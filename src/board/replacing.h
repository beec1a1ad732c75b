/* SPDX-License-Identifier: MIT
 *
 * Replacing on the board: from place to place, each shown where it stands, with a yes or
 * a no; what got a yes is one change at the end.
 */
#ifndef BOARD_REPLACING_H
#define BOARD_REPLACING_H

#include "board/board.h"

/* The action "replace". */
int replacing_act_open(struct screen *screen, struct call *call, struct err *err);

#endif
