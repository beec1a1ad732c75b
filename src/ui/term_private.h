/* SPDX-License-Identifier: MIT
 *
 * What the files around curses share. All others use ui/term.h.
 */
#ifndef UI_TERM_PRIVATE_H
#define UI_TERM_PRIVATE_H

#include <stdio.h>

#include "ui/colour.h"
#include "ui/sgr.h"
#include "ui/term.h"
#include "ui/term_kind.h"
#include "ui/term_line.h"

/* curses has names of its own for keys, and a function of this name. */
#define key_name curses_key_name
#include <curses.h>
#undef key_name

struct term {
	SCREEN *screen;
	struct term_kind kind;
	enum colours colours;
	bool is_utf8, has_mouse, is_away, was_away;
	bool saves_title; /* terminfo's strings do not */
	bool is_stale;    /* what stands there is not `shown` */
	bool is_behind;   /* some rows wait until the line has taken others */
	struct grid shown;
	int pairs, pairs_max;
	struct term_line line;
	FILE *frame; /* memory, where curses writes to */
	struct sgr_filter filter;
	struct colour_lore lore;
};

/* Sends what curses wrote, in one go; `sync`: the terminal shows it at once. */
void term_flush(struct term *term, bool sync);
/* What stands there is not known any more. */
void term_forget(struct term *term);
/* The modes are on again: what else was lost? */
void term_come_back(struct term *term);

#endif
