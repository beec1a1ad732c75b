/* SPDX-License-Identifier: MIT
 *
 * What was changed here and by another hand in two ways: side by side, to choose.
 */
#ifndef BOARD_CONFLICTS_H
#define BOARD_CONFLICTS_H

#include "board/board.h"

/* "resolve" shows them; with a side it settles all of them that way. */
int conflicts_act_resolve(struct screen *screen, struct call *call, struct err *err);

#endif
