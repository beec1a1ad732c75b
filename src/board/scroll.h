/* SPDX-License-Identifier: MIT
 *
 * How far a page or a list is scrolled, and what "go" does to it.
 */
#ifndef BOARD_SCROLL_H
#define BOARD_SCROLL_H

#include "board/board.h"

struct scroll {
	int first;     /* row seen at the top */
	int seen, all; /* as drawn last */
};

/* Told while drawing: so many rows are seen of so many. */
void scroll_fit(struct scroll *scroll, int seen, int all);
/* The same, for a list: its row `at` is seen. Returns the first that is. */
int scroll_follow(struct scroll *scroll, int seen, int all, int at);
/* "go down 3", "go page-up", "go last", … */
int scroll_go(struct scroll *scroll, const struct call *call, struct err *err);
bool scroll_wheel(struct scroll *scroll, const struct event *event);

/* What the words of "go" mean in a list: the row to go to from row `at`, between 0 and
 * all - 1. False for a word that means nothing there. */
bool go_row(const struct call *call, int at, int seen, int all, int *to);

#endif
