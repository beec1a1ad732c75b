/* SPDX-License-Identifier: MIT
 *
 * The program around the board: the terminal, the loop, signals.
 */
#ifndef APP_TUI_H
#define APP_TUI_H

#include "core/session/session.h"

/* True if there is a terminal to work at. */
bool tui_is_possible(void);
/* Opens the film and has it worked at until the person leaves or a signal ends it. */
int tui_run(struct session *session, const char *film, struct err *err);

#endif
