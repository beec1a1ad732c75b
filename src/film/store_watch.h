/* SPDX-License-Identifier: MIT
 *
 * News of a film's folder, through the loop (inotify; nothing is polled).
 */
#ifndef FILM_STORE_WATCH_H
#define FILM_STORE_WATCH_H

#include "film/store.h"
#include "util/loop.h"

enum watch_news {
	WATCH_FILM,	 /* another hand changed film.json: store_refresh */
	WATCH_TAKES,	 /* a take of the scene `what` came in (NULL: of any scene) */
	WATCH_TAKE_OVER, /* `what` asks for the film: store_give_way */
	WATCH_CHANGE,	 /* a change that a command asked for was made: `what` is its label */
};

struct store_watch;
/* `what` is borrowed, and clean for people. */
typedef void store_watch_fn(void *arg, enum watch_news news, const char *what);

/* Borrows store and loop. A film that can't be written is watched as well as it can. */
struct store_watch *store_watch_new(struct store *store, struct loop *loop, store_watch_fn *call,
				    void *arg, struct err *err);
void store_watch_free(struct store_watch *watch);

#endif
