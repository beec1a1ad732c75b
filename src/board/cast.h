/* SPDX-License-Identifier: MIT
 *
 * The cast: who there is, what they look like, who is in which scene.
 */
#ifndef BOARD_CAST_H
#define BOARD_CAST_H

#include "board/board.h"

int cast_act_open(struct screen *screen, struct call *call, struct err *err);

#endif
