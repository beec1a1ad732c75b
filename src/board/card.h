/* SPDX-License-Identifier: MIT
 *
 * A scene on the board: as a card with its picture, or as a line.
 */
#ifndef BOARD_CARD_H
#define BOARD_CARD_H

#include "board/board.h"
#include "board/layout.h"

/* How a scene stands, as the board shows it. */
struct sign {
	const char *sign; /* one column */
	const char *word;
	enum role role;
};
struct sign glance_sign(const struct board *board, const struct glance *glance);
/* By its word ("stale"), for totals. */
struct sign sign_of(const struct board *board, const char *word);

/* The box is of the card with the rows and columns around it. */
void card_draw(struct board *board, struct grid *grid, const struct layout *layout, struct box box,
	       const struct scene *scene, bool marked);
/* What shows that the cursor is on the card. */
void card_frame(const struct board *board, struct grid *grid, struct box box,
		const struct scene *scene);
void card_draw_line(const struct board *board, struct grid *grid, struct box box,
		    const struct scene *scene, bool marked, bool here);

#endif
