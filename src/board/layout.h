/* SPDX-License-Identifier: MIT
 *
 * Where the cards stand, and the inspector: pure, from the room there is.
 */
#ifndef BOARD_LAYOUT_H
#define BOARD_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/grid.h"

/* What a film's pictures are like, and how many cards there are. */
struct layout_wish {
	int width, height; /* of the film, in pixels */
	double cell_aspect;
	bool pictures;
	size_t scenes;
};

struct layout {
	bool list;                  /* a line a scene instead of cards */
	struct box cards;           /* or the list */
	struct box inspector;       /* cols 0: there is none */
	bool beside;                /* it stands beside the cards, else below */
	int across;                 /* cards in a row; 1 in a list */
	int cols, rows;             /* of a card's picture */
	int pitch_cols, pitch_rows; /* from card to card */
	int seen;                   /* rows of cards that are seen whole, at least 1 */
};

struct layout layout_make(struct box box, const struct layout_wish *wish);
/* Rows for a picture of so many columns, at least 1. */
int layout_picture_rows(const struct layout_wish *wish, int cols);

#endif
