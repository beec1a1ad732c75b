/* SPDX-License-Identifier: MIT
 *
 * How takes look: a card each, and what tells two apart.
 */
#ifndef BOARD_STRIP_DRAW_H
#define BOARD_STRIP_DRAW_H

#include "board/board.h"
#include "film/take.h"

/* Columns and rows of a card, when so many are to be seen in the box. */
struct box take_card_size(const struct board *board, struct box box, size_t count);
void take_card_draw(struct board *board, struct grid *grid, struct box box,
		    const struct scene *scene, const struct take *take, bool here);
/* Above them: whose they are and, where there is room, what was asked for. Returns the rows
 * it took. */
int strip_heading_draw(const struct board *board, struct grid *grid, struct box box,
		       const struct scene *scene, size_t takes, bool pair);
/* At the foot of the two boxes: what their recipes say differently. */
void take_differences_draw(struct grid *grid, struct box right, struct box left,
			   const struct take *other, const struct take *shown);

#endif
