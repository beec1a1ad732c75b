/* SPDX-License-Identifier: MIT
 *
 * What a person chose and wants to find again: how the board looks, kept in
 * $XDG_STATE_HOME/scenetty/board.
 */
#ifndef BOARD_CHOICES_H
#define BOARD_CHOICES_H

#include "board/board.h"

struct choices {
	char *theme; /* NULL: none chosen */
	bool no_pictures, no_mouse;
	int colours; /* -1: those the terminal is known for */
};

extern const char *const colour_words[]; /* by enum colours; NULL behind the last */

/* -1: a word for none of them. */
int colours_of(const char *word);
/* What was chosen last; a file that can't be read says nothing. */
void choices_load(struct choices *out);
void choices_clear(struct choices *choices);
/* Keeps what is chosen now; a choice that can't be kept is told. */
void choices_keep(struct board *board);

#endif
