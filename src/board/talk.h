/* SPDX-License-Identifier: MIT
 *
 * What a command on the board talks to: notes become messages, text gathers into a
 * page, progress goes to the line of what is under way.
 */
#ifndef BOARD_TALK_H
#define BOARD_TALK_H

#include "board/board_private.h"
#include "board/page.h"

struct talk {
	struct output output; /* first */
	struct board *board;
	struct page_text text;
	struct activity activity; /* what == NULL: none */
};

void talk_init(struct talk *talk, struct board *board);
/* Shows what has gathered, as a message if it is one line, else as a page: that one. */
struct screen *talk_show(struct talk *talk, const char *title);
/* The same at the end, with the answer in JSON. */
void talk_end(struct talk *talk, const char *title);
void talk_clear(struct talk *talk);

#endif
