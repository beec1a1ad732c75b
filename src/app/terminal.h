/* SPDX-License-Identifier: MIT
 *
 * What the other end of stdout and stderr can show. The environment decides;
 * nothing is asked of the terminal.
 */
#ifndef APP_TERMINAL_H
#define APP_TERMINAL_H

#include <stdbool.h>

struct terminal {
	int columns, lines;  /* 0: no terminal */
	const char *colours; /* "none", "16", "256", "true" */
	bool utf8;
	bool moves; /* the cursor can go back on a line */
};

struct terminal terminal_look(int fd);

#endif
