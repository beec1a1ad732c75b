/* SPDX-License-Identifier: MIT
 *
 * How jobs are drawn on the ledger's screen: a row each, and all of one.
 */
#ifndef BOARD_LEDGER_DRAW_H
#define BOARD_LEDGER_DRAW_H

#include "board/board.h"
#include "job/job.h"

/* Columns as wide as what stands in them. */
struct ledger_columns {
	int number, state, scene, take, cost, took;
};
void ledger_measure(const struct job *jobs, size_t count, struct ledger_columns *out);
void ledger_draw_heading(struct grid *grid, struct box row, const struct ledger_columns *columns);
void ledger_draw_job(struct board *board, struct grid *grid, struct box row,
		     const struct ledger_columns *columns, const struct job *job, bool is_here);
/* What can be done about it before the rest, its error in full before that. Returns the
 * rows it takes, also where the box has fewer. */
int ledger_draw_details(struct board *board, struct grid *grid, struct box box,
			const struct job *job);

#endif
