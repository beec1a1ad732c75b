/* SPDX-License-Identifier: MIT
 *
 * What a terminal is, by its name and the environment; nothing is asked of it.
 */
#ifndef UI_TERM_KIND_H
#define UI_TERM_KIND_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/look.h"

struct term_kind {
	enum colours colours; /* what it surely has */
	bool is_bare;         /* a console or older: knows no pastes, mouse, titles */
	bool is_console;      /* Linux's own: few signs in its font */
	bool is_nested;       /* in tmux or screen, which paint for themselves */
};

/* `name` is TERM's value or what stands for it. */
struct term_kind term_kind(const char *name);

/* The terminfo names to try for so many colours, best first; the last is the name of
 * one that most terminals understand if the name promises that much. Returns new,
 * NULL-ended, each new. */
char **term_names(const char *name, enum colours colours);

#endif
