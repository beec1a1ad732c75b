/* SPDX-License-Identifier: MIT
 *
 * A small film in a folder of its own, open on a board without a terminal: cmocka's
 * state of a test.
 */
#ifndef FILM_ROOM_H
#define FILM_ROOM_H

#include "tests/unit/check.h"

#include "player.h"

struct room {
	char *path;
	struct host host;
	struct player player;
};

int room_begin(void **state);
int room_begin_closed(void **state); /* the board is not open yet */
int room_end(void **state);

/* film.json, as another hand would. */
void write_film(const struct room *room, const char *text);
struct film *read_film(const struct room *room);
/* Presses the keys, leaves the board, and returns the film it left. */
struct film *after(void **state, const char *keys);
/* The board's, borrowed. */
const struct film *film_of(const struct room *room);
/* True if the words stand on the screen. */
bool screen_says(const struct room *room, const char *words);
#define SAYS(room, words) assert_true(screen_says(room, words))

#endif
