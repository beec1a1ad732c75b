/* SPDX-License-Identifier: MIT
 *
 * A film in the room's folder "film", for the tests of the store.
 */
#ifndef STORE_HELP_H
#define STORE_HELP_H

#include "film/store.h"
#include "room.h"

/* No title; the scenes "a" and "b". */
extern const char small_film[];

char *film_path(const struct room *room); /* returns new, as do those below */
char *log_path(const struct room *room);
char *read_film_text(const struct room *room);
void assert_film_text(const struct room *room, const char *text);
/* Writes film.json as another hand would, its folder made when missing. */
void write_film(const struct room *room, const char *text);
void open_film(struct store *store, const struct room *room);
/* A change called "title TITLE". */
void set_title(struct store *store, const char *title);
void assert_same_film(const struct film *found, const struct film *wanted);
/* One undo or redo by a process of its own: the label, and the title after it. */
void assert_walk(const struct room *room, char *(*walk)(struct store *, struct err *),
		 const char *label, const char *title);

/* The edit log with its last `lines` lines gone, or with text behind it. */
void cut_log(const struct room *room, int lines);
void add_to_log(const struct room *room, const char *text);
void hold_film(struct store *store, const struct room *room);
/* A change of a held film, called "MEMBER TEXT". */
void apply_text(struct store *store, const char *member, const char *text);

/* What store_save_start tells. */
struct heard {
	int times;
	char *error; /* of the last time; NULL: it went well */
};
void hear_save(void *arg, const struct err *err);

#endif
