/* SPDX-License-Identifier: MIT
 *
 * What the files of the form share: form.c is its life, form_do.c what commands do
 * there, form_hands.c what keys and the mouse do, form_rows.c which rows there are and
 * what stands in them, form_write.c writing in one, form_popup.c what may be chosen,
 * form_layout.c and form_draw.c how it looks.
 */
#ifndef BOARD_FORM_PRIVATE_H
#define BOARD_FORM_PRIVATE_H

#include "board/form.h"
#include "core/help/offers.h"
#include "ui/editor.h"

struct form_row {
	const char *section; /* the heading above it, or NULL */
	const struct field *field;
	char *state;           /* one of a cast member's states; "" is for a new one */
	struct editor *editor; /* made when it is first needed */
	struct box box;        /* of the value, as last drawn; cols 0: not seen */
	int top;               /* the first line seen of what is wrapped there */
};

#define FORM_CAST_MAX 5 /* lines below the text */

/* What may be chosen for what is being written. */
struct popup {
	struct offers offers;
	size_t *shown; /* indices of those that fit what is typed */
	size_t count, room;
	long at;     /* the one that is marked, or -1 */
	size_t from; /* where in the text begins what it replaces */
	bool open, closed; /* closed: by the person, until the field is left */
	bool typed;        /* the text is no longer the one it began with */
	struct box box;    /* as last drawn */
	size_t first;
	unsigned catalogs; /* the lists of models there were */
};

struct form {
	struct screen screen;
	enum field_of of;
	char *name; /* of the scene or cast member; NULL: the film */
	struct form_row *rows;
	size_t row_count, row_room;
	size_t at;    /* the row that has the focus */
	size_t first; /* the first row seen in the column of rows */

	/* Of a cast member: the scenes it is in, as the film of this version has them. */
	size_t *scenes;
	size_t scene_count, scene_room;
	uint64_t seen;

	int64_t clicked_ms; /* the last click in a text */
	int clicked_col, clicked_row;

	/* Why the scene can't be made as it stands, NULL: it can; of the film of this version. */
	char *refusal;
	uint64_t refusal_seen;
	unsigned refusal_catalogs;

	/* While writing. */
	bool writes;
	char *given;      /* what the film has of it, as typed */
	bool has_given;   /* something of this run is in the film: the next goes on with it */
	bool told_wrong;  /* the next Esc drops what can't be kept */
	uint64_t timer;   /* until the film is given it; 0: there is nothing to give */
	struct popup popup;
};

static inline struct form_row *form_row(const struct form *form)
{
	return &form->rows[form->at];
}

/* form_rows.c */
/* The film, scene or member; NULL when it is gone. */
const void *form_thing(const struct form *form);
void form_make_rows(struct form *form);
void form_free_rows(struct form *form);
/* Why the scene's model refuses what the row is about; NULL: it doesn't. Borrowed. */
const char *form_refusal(struct form *form, const struct form_row *row);
bool row_is_large(const struct form_row *row);
/* Several lines may be written there. */
bool row_is_text(const struct form_row *row);
bool row_is_number(const struct form_row *row);
const char *row_label(const struct form_row *row);
/* What stands there as typed, "" for nothing; returns new. */
char *row_typed(const struct form *form, const struct form_row *row);
/* What is meant where nothing stands: "5 s, as the film says". Returns new. */
char *row_meant(const struct form *form, const struct form_row *row);
/* Adds what sets the row to the text typed; an error if it can't be. */
int row_step(const struct form *form, const struct form_row *row, const char *typed,
	     struct step *step, struct err *err);
/* The number `steps` nudges further, as typed; NULL if there is none. Returns new. */
char *row_nudged(const struct form *form, const struct form_row *row, const char *typed,
		 long steps);

/* form_write.c */
struct editor *form_editor(struct form *form, struct form_row *row);
void form_write(struct form *form);
/* Gives the film what was typed; -1 if it can't have it. */
int form_give(struct form *form, struct err *err);
/* What was typed changed. */
void form_typed(struct form *form);
/* Keeps what was written and goes back between the fields; false, and it is told why,
 * if it can't be kept. */
bool form_leave(struct form *form);
/* The same; a second time what can't be kept is dropped. */
void form_escape(struct form *form);
/* Sets a row in one step of its own. */
int form_set(struct form *form, struct form_row *row, const char *typed, struct err *err);
/* The film changed: texts that are not being written follow it. */
void form_follow(struct form *form);
/* What is wrong with what is typed; false if nothing. */
bool form_is_wrong(const struct form *form, struct err *err);

/* form_do.c */
extern const struct action form_actions[];
void form_focus(struct form *form, size_t row);
/* To a row so many further, writing there too if `writes`; it stays where what is typed
 * can't be kept. */
void form_step(struct form *form, long rows, bool writes);
void form_nudge(struct form *form, long steps);
struct form_row *form_row_named(struct form *form, const char *field);
/* Hands a row's text to the person's own editor. */
int form_edit(struct form *form, struct form_row *row, struct err *err);

/* form_hands.c */
bool form_type(struct screen *screen, struct key key);
bool form_paste(struct screen *screen, const char *pasted);
bool form_mouse(struct screen *screen, const struct event *event);

/* form_popup.c */
void popup_begin(struct form *form);
void popup_refresh(struct form *form);
void popup_end(struct form *form);
bool popup_is_open(const struct form *form);
void popup_move(struct form *form, long rows);
/* Puts the one that is marked in, the first one if none is and `any`; false if that
 * changes nothing. */
bool popup_take(struct form *form, bool any);
void popup_draw(struct form *form, struct grid *grid, struct box within);
bool popup_click(struct form *form, int col, int row);

/* form_layout.c */
struct form_layout {
	bool single;  /* the focused field only */
	struct box title, help; /* rows 0: there is none */
	struct box large;       /* the first row's text, in a frame of its own; cols 0: none */
	struct box picture, cast;
	struct box rows;
	int label;    /* columns of a label */
	bool headings, airy;
};
struct form_layout form_layout(const struct form *form, struct box box, double cell_aspect);
/* The clip or picture that is shown; NULL: none. Borrowed. */
const char *form_picture(const struct form *form);
/* The text of the first row, as it is being written. */
const char *form_large_text(const struct form *form);
/* Lines a row takes in the column of rows, without its heading. */
int form_row_lines(struct form *form, const struct form_layout *layout, size_t row);

/* form_draw.c */
void form_draw(struct screen *screen, struct grid *grid, struct box box);

#endif
