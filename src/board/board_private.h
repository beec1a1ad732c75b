/* SPDX-License-Identifier: MIT
 *
 * What the files of the board share: board.c holds it together and draws it, serve.c answers
 * screens, keys.c takes events, run.c runs command lines, talk.c is what commands talk to,
 * messages.c and bars.c are the lines above and below, cards.c the screen at the bottom.
 */
#ifndef BOARD_BOARD_PRIVATE_H
#define BOARD_BOARD_PRIVATE_H

#include "board/arc.h"
#include "board/board.h"
#include "board/cards.h"
#include "board/gallery.h"
#include "board/messages.h"
#include "film/store_watch.h"
#include "job/ledger_watch.h"
#include "ui/editor.h"

#define PRESSED_MAX 4 /* keys of one binding */

struct running; /* a call on its way, run.c */

/* What the cursor does: a held key moves it on and only that is drawn; soon after, the
 * inspector's text follows; once it rests, all that costs more. */
enum pace { PACE_MOVES, PACE_STANDS, PACE_RESTS };

struct board {
	struct session *session;
	struct host *host; /* may be NULL */
	bool utf8, pictures, mouse;
	double cell_aspect;
	enum colours colours;
	int chosen_colours; /* -1: those the terminal is known for */
	char *theme;
	struct look looks[ROLES];
	struct grid grid;
	bool stale, quit;
	bool rings; /* with the next drawing */
	unsigned catalogs; /* how many lists of models have come */

	struct keymap *keymap;
	struct overview *overview;
	struct gallery *gallery;
	struct play *play; /* the screen on which something plays; NULL: nothing does */
	struct messages messages;

	struct screen **stack; /* owned; the cards first */
	size_t depth, stack_room;
	struct cards *cards;

	struct key pressed[PRESSED_MAX]; /* the beginning of a binding */
	size_t pressed_count;
	long count; /* typed before a key; 0: none */

	struct running *running;
	char *last_change; /* the last line that changed the film; NULL: none has */
	uint64_t seen;     /* the store's version that the screens know */
	int rest_ms, hasty_ms;
	enum pace pace;
	uint64_t tick;       /* until what says how long is drawn anew; 0: nothing does */
	uint64_t rest_timer; /* leads to the next pace; 0: none */
	bool has_looked;     /* states have come that a filter has not seen */
	int64_t told_ms;     /* how many there are of each state was shown then */
	bool has_begun;      /* the film is held, and watched */
	struct store_watch *watch;
	struct ledger_watch *ledger_watch;
	bool save_failed; /* until the film changes or is saved by hand */
	struct arc arc;
	struct kills kills;
};

/* board.c */
struct box board_box(const struct board *board);      /* what screens draw in */
const char *board_colours(const struct board *board); /* as the media process is asked */
/* Draws in so many colours (enum colours), -1: in those the terminal is known for. */
int board_recolour(struct board *board, int colours, struct err *err);
/* As if the cursor had rested long enough. */
void board_rest(struct board *board);
int board_look(struct board *board, const char *theme, struct err *err);
/* film.c */
/* Holds the film and watches it, after the first drawing. */
void board_begin(struct board *board);
/* Begins to save what is not saved; false when there is nothing to do. */
bool board_autosave(struct board *board);
/* Jobs of other processes have moved, or their process is gone. */
void board_see_ledger(struct board *board);
int board_take_over(struct board *board, struct err *err);
/* Tells the screens if the film has changed since they were told last. */
void board_see_film(struct board *board);
/* The cursor moved: what waits for it to rest begins to wait anew. */
void board_moved(struct board *board);

/* keys.c */
/* The defaults and the person's own; what is wrong in those is told. */
void board_load_keys(struct board *board);

/* run.c */
/* Ends calls that are no longer pending, asks what they ask. */
void board_hear_calls(struct board *board);
/* What long work says of itself; NULL: there is none. *others: how many more. */
struct activity {
	char *what; /* owned */
	struct progress at;
	struct since since;
};
const struct activity *board_activity(const struct board *board, size_t *others);
/* True while a call runs that does not wait for an answer of the person's. */
bool board_is_working(const struct board *board);
void board_drop_calls(struct board *board);

/* actions.c */
extern const struct action board_actions[];

/* bars.c */
void bars_draw(struct board *board);

#endif
