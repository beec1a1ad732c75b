/* SPDX-License-Identifier: MIT */
#include "board/layout.h"

#include <math.h>

#define BESIDE_COLS 90 /* from here on the inspector stands beside */
#define BELOW_ROWS 34  /* else below, from here on */
#define LIST_COLS 60   /* narrower, and it is a list */
#define LIST_ROWS 10   /* lower, too */
#define CARD_COLS 24   /* a picture has at least these */
#define CARD_COLS_MAX 52
#define CARD_ROWS_MAX 12 /* of pictures that stand upright */
#define AROUND 2         /* columns and rows between cards; the caption is one of them */

int layout_picture_rows(const struct layout_wish *wish, int cols)
{
	int rows = (int)lrint(cols * (double)wish->height / wish->width * wish->cell_aspect);

	return rows < 1 ? 1 : rows;
}

static int at_least(int value, int least)
{
	return value < least ? least : value;
}

static int at_most(int value, int most)
{
	return value > most ? most : value;
}

/* Cuts the inspector off the box. */
static void part(struct layout *layout, struct box box)
{
	struct box *cards = &layout->cards, *inspector = &layout->inspector;

	*cards = box;
	if (box.cols >= BESIDE_COLS) {
		layout->beside = true;
		inspector->cols = layout->list ? box.cols / 2 : at_most(box.cols / 3, 64);
		inspector->rows = box.rows;
		cards->cols -= inspector->cols;
		inspector->col = box.col + cards->cols;
		inspector->row = box.row;
	} else if (box.rows >= BELOW_ROWS) {
		inspector->rows = box.rows * 2 / 5;
		inspector->cols = box.cols;
		cards->rows -= inspector->rows;
		inspector->col = box.col;
		inspector->row = box.row + cards->rows;
	}
}

static void size_cards(struct layout *layout, const struct layout_wish *wish, int across)
{
	layout->across = across;
	layout->pitch_cols = layout->cards.cols / across;
	layout->cols = layout->pitch_cols - AROUND;
	layout->rows = layout_picture_rows(wish, layout->cols);
	if (layout->cols <= CARD_COLS + AROUND)
		layout->rows = at_most(layout->rows, CARD_ROWS_MAX);
	layout->rows = at_most(layout->rows, at_least(layout->cards.rows - AROUND - 1, 1));
	layout->pitch_rows = layout->rows + AROUND;
	layout->seen = at_least((layout->cards.rows - 1) / layout->pitch_rows, 1);
}

/* The largest cards with which all are seen, else the smallest. */
static void lay_cards(struct layout *layout, const struct layout_wish *wish)
{
	int most = at_least(layout->cards.cols / (CARD_COLS + AROUND), 1);

	for (int across = 1; across <= most; across++) {
		size_cards(layout, wish, across);
		if (layout->cols <= CARD_COLS_MAX &&
		    (size_t)(layout->seen * across) >= wish->scenes)
			return;
	}
}

/* What is left below the cards tells of the scene under the cursor. */
static void use_rest(struct layout *layout)
{
	struct box *cards = &layout->cards;
	int used = layout->seen * layout->pitch_rows + 1, left = cards->rows - used;

	if (layout->inspector.cols || left < 2 || left > layout->pitch_rows)
		return;
	layout->inspector = (struct box){cards->col, cards->row + used, cards->cols, left};
	cards->rows = used;
}

struct layout layout_make(struct box box, const struct layout_wish *wish)
{
	struct layout layout = {
		.list = !wish->pictures || box.cols < LIST_COLS || box.rows < LIST_ROWS,
	};

	part(&layout, box);
	if (layout.list) {
		layout.cards.cols -= layout.beside; /* the rule between them */
		layout.across = layout.pitch_rows = 1;
		layout.cols = layout.pitch_cols = layout.cards.cols;
		layout.seen = at_least(layout.cards.rows, 1);
		return layout;
	}
	lay_cards(&layout, wish);
	use_rest(&layout);
	return layout;
}
