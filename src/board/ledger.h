/* SPDX-License-Identifier: MIT
 *
 * The ledger of the film's jobs: what became of each, and its error in full.
 */
#ifndef BOARD_LEDGER_H
#define BOARD_LEDGER_H

#include "board/board.h"

/* The action "jobs". */
int ledger_act_open(struct screen *screen, struct call *call, struct err *err);

#endif
