/* SPDX-License-Identifier: MIT
 *
 * Changes that commands ask of who holds the film: files in .scenetty/asks. A command
 * of process 4711 puts 4711.ask, a step as JSON; the holder, whose watch sees it, does
 * the step, removes the file, and when film.json has the change it puts 4711.answer:
 * {}, or {"error","kind"}. So a command that was asked for this way has ended when its
 * change is on the disk, as any other.
 */
#ifndef FILM_ASK_H
#define FILM_ASK_H

#include "film/store.h"

#define ASKS_FOLDER "asks"
#define ASK_ENDING ".ask"
#define ANSWER_ENDING ".answer"

/* Puts a file there whole; not synced. */
int ask_put(int asks, const char *name, const struct buf *text, struct err *err);

/* For the holder: does what is asked for, and calls with the label of each step done. */
void asks_take(struct store *store, void (*done)(void *arg, const char *label), void *arg);
/* Answers those whose changes film.json has. */
void asks_answer(struct store *store);

#endif
