/* SPDX-License-Identifier: MIT
 *
 * The one place where a film changes. An edit, applied, becomes its own
 * inverse: applying it again undoes it. A step is what a person did at once
 * (one undo); the history is steps done and steps undone.
 */
#ifndef FILM_EDIT_H
#define FILM_EDIT_H

#include "film/field.h"
#include "film/film.h"

enum edit_kind {
	EDIT_SET,    /* member `member` of what `of` and `id` name becomes `value` */
	EDIT_INSERT, /* `value` (a scene or cast member) goes to position `at` */
	EDIT_REMOVE, /* the one named `id` goes; at and value are filled in */
	EDIT_MOVE,   /* the one named `id` goes to position `at` */
};

struct edit {
	enum edit_kind kind;
	enum field_of of;
	char *id;	    /* NULL for the film itself */
	char *member;	    /* EDIT_SET: a known field, or any other name (kept in extra) */
	struct json *value; /* owned; NULL: absent */
	size_t at;
};

struct step {
	char *label; /* "set prompt of match", for the line that says what was undone */
	struct edit *edits;
	size_t count, room;
	/* It sets the member that the step before set, as one goes on typing: undone with
	 * it. Each is in the edit log all the same. */
	bool goes_on;
};

/* Building a step; ids, members and values are copied (value is taken). */
void step_set(struct step *step, enum field_of of, const char *id, const char *member,
	      struct json *value);
void step_insert(struct step *step, enum field_of of, size_t at, struct json *value);
void step_remove(struct step *step, enum field_of of, const char *id);
void step_move(struct step *step, enum field_of of, const char *id, size_t at);
void step_label(struct step *step, const char *format, ...) __attribute__((format(printf, 2, 3)));
void step_clear(struct step *step);

/* Applies all edits of a step in order, or none; the step becomes its inverse
 * (edits in reverse order). */
int step_apply(struct film *film, struct step *step, struct err *err);

/* A step as JSON and back, for the edit log. */
struct json *step_to_json(const struct step *step);
int step_from_json(struct step *step, const struct json *json, struct err *err);

struct history {
	struct step *undo; /* what undo applies, newest last */
	size_t undo_count, undo_room;
	struct step *redo;
	size_t redo_count, redo_room;
};

/* Takes the (already applied, hence inverted) step; empties the redo side. One that
 * goes on with the last is part of it. */
void history_push(struct history *history, struct step *step);
/* Undo and redo return the label (borrowed) of what they undid or did again, or
 * NULL with err unset when there is nothing. */
const char *history_undo(struct history *history, struct film *film, struct err *err);
const char *history_redo(struct history *history, struct film *film, struct err *err);
void history_clear(struct history *history);

#endif
