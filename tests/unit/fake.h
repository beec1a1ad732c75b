/* SPDX-License-Identifier: MIT
 *
 * For tests that ask tests/job/fake_media: a home for it and its gate.
 */
#ifndef FAKE_H
#define FAKE_H

#include "room.h"

/* The path of the built fake; returns new. */
char *fake_program(void);
/* Makes the folder of the room the fake's home, with a gate in it; returns the
 * gate, to be closed at the end. */
int fake_home(const struct room *room);
/* Lets one request through the gate, or the next to come. */
void fake_open_gate(int gate);
/* How many requests with this verb were noted so far. */
int fake_count(const struct room *room, const char *verb);

#endif
