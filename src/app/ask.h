/* SPDX-License-Identifier: MIT
 *
 * The question of a call that waits for a yes, put to whoever sits at the terminal.
 */
#ifndef APP_ASK_H
#define APP_ASK_H

#include "app/screen.h"
#include "core/language/call.h"

/* Asks, and gives the call its answer. Fails where nobody can be asked, or a signal
 * came instead of an answer. */
int ask(struct call *call, struct screen *screen, struct err *err);

#endif
