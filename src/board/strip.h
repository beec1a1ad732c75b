/* SPDX-License-Identifier: MIT
 *
 * The takes of a scene: as a strip of all, or two side by side.
 */
#ifndef BOARD_STRIP_H
#define BOARD_STRIP_H

#include "board/board.h"

/* The actions "takes" and "compare". */
int strip_act_open(struct screen *screen, struct call *call, struct err *err);
int strip_act_compare(struct screen *screen, struct call *call, struct err *err);

#endif
