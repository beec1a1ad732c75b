/* SPDX-License-Identifier: MIT
 *
 * The board: what a person works at. It takes events and draws into a grid; the
 * program around it (app/tui.c) has the terminal, tests have none. Screens lie in a
 * stack, the cards at the bottom; keys go to the topmost. A key runs a command line
 * (core/language/keymap.h); a command that only a screen can do is one of its actions.
 *
 * Nothing here waits: what takes long is a job, a request of a media process, or a
 * turn of board_idle.
 */
#ifndef BOARD_BOARD_H
#define BOARD_BOARD_H

#include "core/language/call.h"
#include "core/language/keymap.h"
#include "core/scenes/overview.h"
#include "core/session/session.h"
#include "ui/grid.h"
#include "ui/input.h"

struct board;
struct editor;
struct screen;
struct take;

/* A command of the table that a screen does itself. */
struct action {
	const char *command;
	int (*run)(struct screen *screen, struct call *call, struct err *err);
};

struct screen_kind {
	const char *title;
	bool popup; /* what lies below is still seen */
	void (*draw)(struct screen *screen, struct grid *grid, struct box box);
	/* A key no binding takes, pasted text, the mouse: false if they mean nothing
	 * here. May be NULL. */
	bool (*type)(struct screen *screen, struct key key);
	bool (*paste)(struct screen *screen, const char *text);
	bool (*mouse)(struct screen *screen, const struct event *event);
	/* The film is another one than before: what was borrowed is gone. May be NULL. */
	void (*film_changed)(struct screen *screen);
	/* What is being written is to be in the film now. May be NULL. */
	void (*give)(struct screen *screen);
	/* The take that stands beside the one shown, NULL if none does. May be NULL. */
	const struct take *(*beside)(const struct screen *screen);
	/* What "." stands for there, "cast:kitten"; returns new. NULL: the chosen scenes. */
	char *(*chosen)(const struct screen *screen);
	const struct action *actions;        /* the last has no command; may be NULL */
	const char *const *hints;            /* command lines for the hint line, NULL-ended */
	/* Those that mean something now, instead. May be NULL. */
	const char *const *(*hints_now)(const struct screen *screen);
	void (*free)(struct screen *screen); /* the whole of it */
};

/* The first member of every screen. */
struct screen {
	const struct screen_kind *kind;
	struct board *board;
	enum context context;
};

/* What the program around the board does for it; each may be NULL. */
struct host {
	void (*bell)(struct host *host);
	/* Has a text edited in $VISUAL or $EDITOR; the screen is given away. The text is
	 * replaced. */
	int (*edit)(struct host *host, char **text, struct err *err);
	void (*suspend)(struct host *host);
	void (*redraw)(struct host *host); /* C-l */
	void (*title)(struct host *host, const char *title);
	void (*mouse)(struct host *host, bool on); /* it is on at first */
	/* Draws in so many colours, or (-1) in those the terminal is known for; returns in
	 * how many it does. */
	enum colours (*colours)(struct host *host, int colours);
};

struct choices;

struct board_options {
	int cols, rows;
	enum colours colours;
	const struct choices *choices; /* what was chosen last */
	const char *theme;	       /* NULL: the one chosen last, else the default */
	bool utf8;
	bool pictures; /* false: text alone, for screen readers and slow lines */
	double cell_aspect;
	int rest_ms;       /* without a key, and the cursor rests; 0: the usual */
	int hasty_ms;      /* for so long a question that came by itself hears no yes; 0: the
			    * usual */
	struct host *host; /* may be NULL */
};

/* The session has the film open, or has peeked at it: then the board can be drawn, and
 * board_read is called before it is told anything. */
struct board *board_new(struct session *session, const struct board_options *options,
			struct err *err);
int board_read(struct board *board, struct err *err);
void board_free(struct board *board);

void board_event(struct board *board, const struct event *event);
void board_resize(struct board *board, int cols, int rows, double cell_aspect);
/* True when something is to be drawn. */
bool board_is_stale(const struct board *board);
/* Draws what there is; borrowed. */
const struct grid *board_draw(struct board *board);
/* Called when no key waits: a slice of what can wait (states, pictures, saving).
 * False when there is nothing left to do. */
bool board_idle(struct board *board);
/* True when nothing is under way: no call, no picture asked for, no pause running. */
bool board_is_quiet(const struct board *board);
bool board_has_quit(const struct board *board);
void board_quit(struct board *board);
/* Saves what is not saved; false if it could not. */
bool board_save(struct board *board, struct err *err);
/* The end: stops what runs, waits for it, unless another signal comes, saves. */
int board_leave(struct board *board, struct err *err);

/* For screens. */
struct film *board_film(const struct board *board);
struct session *board_session(const struct board *board);
struct overview *board_overview(const struct board *board);
struct keymap *board_keymap(const struct board *board);
/* Another number once a service has told what its models can do and cost. */
unsigned board_catalogs(const struct board *board);
/* Returns new: the key of a command line there, or the line itself, to be typed: "F". */
char *board_key(const struct board *board, enum context context, const char *line);
/* Runs a command line, "." filled in: the scene under the cursor, or all that are marked
 * where a command takes several; the take shown. What goes wrong is told. False if words
 * are missing that the command needs. */
bool board_run(struct board *board, const char *line);
/* A line for the person; it waits to be read, and is kept in the list of messages. */
void board_say(struct board *board, enum style style, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void board_touch(struct board *board); /* something is to be drawn */
/* The scene under the cursor, NULL in a film without; by id. */
const struct scene *board_here(const struct board *board);
/* The name of its take that is shown ("t002"), NULL if it has none. Borrowed. */
const char *board_take(const struct board *board);
bool board_go(struct board *board, const char *scene);
/* What "." stands for: on the cards the marked scenes' ids if there are any, else the one
 * under the cursor; "a,b,c". Returns new. */
char *board_chosen(const struct board *board);
/* The screen is taken. */
void board_push(struct board *board, struct screen *screen);
void board_pop(struct board *board, struct screen *screen);
struct screen *board_top(const struct board *board);
/* Asks for one line or a yes; `answer` gets NULL when the person goes back. */
void board_ask(struct board *board, const char *question, const char *suggestion,
	       void (*answer)(void *arg, const char *typed), void *arg);
void board_confirm(struct board *board, const char *question, void (*answer)(void *arg, bool yes),
		   void *arg);
struct host *board_host(const struct board *board);
/* Returns new: an editor that shares with all others what was killed or copied. */
struct editor *board_editor(struct board *board, const char *text, bool lines);

/* A picture of a clip (`at` seconds, NAN: its middle) for a box of cells, from memory,
 * else asked for and drawn when it has come, in the order in which a drawing asks; `now`
 * is false for what the cursor merely passes. Until then one of another size that
 * fits, or NULL. *got_cols is -1 when it can't be had. For a screen's draw only. */
const struct picture_cell *board_picture(struct board *board, const char *clip, double at, int cols,
					 int rows, bool now, int *got_cols, int *got_rows);

#endif
