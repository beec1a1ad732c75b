/* SPDX-License-Identifier: MIT
 *
 * A board without a terminal, for tests: opened on a film, given keys, waited for.
 */
#ifndef PLAYER_H
#define PLAYER_H

#include "board/board.h"

struct player {
	struct session session;
	struct board_options options; /* what differs from player_options is set before */
	struct board *board;
	size_t frames; /* that showed something else than the one before */
	uint64_t seen; /* what the last one showed */
};

/* 120x40, 256 colours, no pause before the cursor rests. */
extern const struct board_options player_options;

/* Whatever fails ends the program with a word on it. */
void player_open(struct player *player, const char *film);
/* Until nothing is under way: no sleep, the loop wakes us. */
void player_settle(struct player *player);
/* Names of keys with blanks between; 'a text' or "a text" is typed character by
 * character, <a text> is pasted, $(a command) of the shell changes the film. */
void player_keys(struct player *player, const char *keys);
void player_press(struct player *player, struct key key);
void player_close(struct player *player);
_Noreturn void player_die(const char *what);

#endif
