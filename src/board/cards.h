/* SPDX-License-Identifier: MIT
 *
 * The screen at the bottom: the film's scenes as cards, or as lines where there is no
 * room, with the inspector. It has the cursor and the marks.
 */
#ifndef BOARD_CARDS_H
#define BOARD_CARDS_H

#include "board/board.h"
#include "board/inspector.h"
#include "board/layout.h"
#include "core/scenes/filter.h"
#include "util/search.h"

struct cards {
	struct screen screen; /* first */
	size_t at;            /* the cursor's place among those shown */
	char *here;           /* its scene's id; NULL: there is none */
	size_t top;           /* the first row of cards seen */
	char **marks;         /* ids of the marked scenes, sorted */
	size_t mark_count, mark_room;
	char *marked_last; /* the id of the one marked last; NULL: none was */
	size_t *shown; /* positions of the scenes that pass the filter */
	size_t shown_count;
	char *filter;         /* NULL: all are shown, and `shown` is not used */
	struct filter *sieve; /* the same, read */
	char *sought_text;    /* by "find"; NULL: nothing yet */
	struct search sought;
	int64_t clicked_ms;   /* when the card under the cursor was clicked */
	struct inspector inspector;
};

struct cards *cards_new(struct board *board);
/* How many are shown, and the one at a place among them; NULL beyond. */
size_t cards_count(const struct cards *cards);
const struct scene *cards_scene(const struct cards *cards, size_t at);
bool cards_is_marked(const struct cards *cards, const char *scene);
void cards_mark(struct cards *cards, const char *scene, bool mark);
void cards_unmark_all(struct cards *cards);
/* The cursor goes to the place; beyond the end to the last one. */
void cards_go(struct cards *cards, size_t at);
bool cards_go_to(struct cards *cards, const char *scene);
/* The heading of the group that begins at this place, NULL if none does. */
const char *cards_heading(const struct cards *cards, size_t at);
struct layout cards_layout(const struct cards *cards);
/* Shows only what passes a filter (core/scenes/filter.h), words with blanks between; NULL: all. */
int cards_filter(struct cards *cards, const char *what, struct err *err);
/* Finds anew what passes. */
void cards_sift(struct cards *cards);
void cards_unfilter(struct cards *cards); /* at the end */
/* "find": goes to the next scene in which a text stands; with options it is the
 * command line's. */
int cards_act_find(struct screen *screen, struct call *call, struct err *err);
int cards_go_match(struct cards *cards, long by, struct err *err);
/* What "go" means here. */
int cards_act_go(struct cards *cards, const struct call *call, struct err *err);

#endif
