/* SPDX-License-Identifier: MIT
 *
 * How things look. A role says what a piece of the screen is; a theme file (ours in
 * themes/NAME.theme, the user's in $XDG_CONFIG_HOME/scenetty/themes/ over it) says
 * how roles look, a line each:
 *
 *     kind = dark                        # or light: the background it is made for
 *     ROLE = [FG] [on BG] [bold] [dim] [underline] [reverse] [italic]
 *
 * Colours are #RRGGBB, 0-255, names of the sixteen ("bright-blue") or "default". A role
 * that is not named looks like its parent. Without "on BG" it is written on whatever
 * background lies there, and so is ROLE_TEXT always, so words in one role may stand on
 * cards, bars and popups. Where a terminal has fewer colours they are brought down so
 * that one can still read; lines behind [256], [16] and [none] hold for so many alone.
 *
 * Without colours only attributes are left. What must be told apart by its look with any
 * number of them is in look_must_differ: the cursor, marks, selections, matches, good
 * news, warnings and bad news. Other roles may look alike there: screens draw the states
 * as dots of other shapes.
 */
#ifndef UI_LOOK_H
#define UI_LOOK_H

#include <stdbool.h>
#include <stdint.h>

#include "util/err.h"

/* look.c has the table: name, parent, help. */
enum role {
	ROLE_TEXT, /* everything's parent */
	ROLE_DIM,
	ROLE_STRONG,
	ROLE_BAR, /* the lines above and below */
	ROLE_BAR_KEY,
	ROLE_HINT,
	ROLE_FRAME,
	ROLE_FRAME_FOCUS,
	ROLE_HEADING,
	ROLE_LABEL, /* a field's name */
	ROLE_VALUE,
	ROLE_EMPTY, /* what stands where nothing is */
	ROLE_CARD,
	ROLE_CARD_TITLE,
	ROLE_CARD_NUMBER,
	ROLE_CARD_CURSOR,
	ROLE_MARK,
	ROLE_CURRENT, /* state dots */
	ROLE_STALE,
	ROLE_MISSING,
	ROLE_FAILED,
	ROLE_RUNNING,
	ROLE_CIRCLED,
	ROLE_MENTION, /* @kitten in a prompt */
	ROLE_SELECTION,
	ROLE_MATCH,
	ROLE_GOOD,
	ROLE_WARN,
	ROLE_BAD,
	ROLE_NOTE,
	ROLE_POPUP,
	ROLE_PROGRESS,
	ROLE_MOOD_UP,
	ROLE_MOOD_DOWN,
	ROLES,
};

enum colours { COLOURS_NONE, COLOURS_16, COLOURS_256, COLOURS_TRUE };

enum attr { ATTR_BOLD = 1, ATTR_DIM = 2, ATTR_UNDERLINE = 4, ATTR_REVERSE = 8, ATTR_ITALIC = 16 };

/* Colours as in struct picture_cell: CELL_DEFAULT, CELL_RGB | 0xRRGGBB, or below 256
 * a palette number; LOOK_BELOW for bg: whatever lies there. */
#define LOOK_BELOW 0xfffffffeu
struct look {
	uint32_t fg, bg;
	uint32_t attrs; /* as wide as the others: looks are compared as bytes */
};

struct role_row {
	const char *name;
	enum role parent; /* stands before it; itself for ROLE_TEXT */
	bool quiet;       /* need not be as legible as text: contrast 3, not 4.5 */
	const char *help;
};
extern const struct role_row role_table[ROLES];

/* The roles others are written on; ended by ROLES. */
extern const enum role look_grounds[];
/* Pairs that must look different in every theme and with any number of colours; the
 * last is ROLES twice. */
extern const enum role look_must_differ[][2];

struct theme; /* what a file says */

/* Reads a theme's text; mistakes are "NAME:LINE: …" and stop it. Returns new. */
struct theme *theme_parse(const char *text, const char *name, struct err *err);
/* By name: the user's own, else the shipped one. */
struct theme *theme_load(const char *name, struct err *err);
void theme_free(struct theme *theme);
/* True if it is made for a light background. */
bool theme_is_light(const struct theme *theme);
/* What each role looks like with so many colours; out has ROLES. */
void theme_looks(const struct theme *theme, enum colours colours, struct look *out);
/* Returns new: the names there are, NULL-ended, each new. */
char **theme_names(void);

#endif
