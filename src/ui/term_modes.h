/* SPDX-License-Identifier: MIT
 *
 * The modes we put the terminal in, and out of on every way: exit, a signal that
 * ends us, a crash, a stop. What a signal handler needs lies here, ready to be
 * written. There is one terminal a process.
 */
#ifndef UI_TERM_MODES_H
#define UI_TERM_MODES_H

#include <stdbool.h>
#include <termios.h>

/* The line, with its way `out`, is in our modes from here: `enter` puts them on again
 * after modes_off (curses did so the first time), `leave` off. `before` is how the line
 * was. */
void modes_begin(int fd, int out, const char *enter, const char *leave,
		 const struct termios *before);
/* Forgets all; the modes are off. */
void modes_end(void);
void modes_on(void);
/* On again if another has changed the line behind our back: a shell, when we were
 * stopped without being asked. */
void modes_check(void);
/* Async-signal-safe. */
void modes_off(void);
/* True once after the process was stopped and went on: the screen is a stranger's. */
bool modes_came_back(void);

#endif
