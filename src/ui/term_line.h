/* SPDX-License-Identifier: MIT
 *
 * The way to the terminal. Nobody may be reading there: nothing here waits for longer
 * than it is told, and what the line does not take at once is kept.
 */
#ifndef UI_TERM_LINE_H
#define UI_TERM_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "util/buf.h"

struct term_line {
	int fd; /* our own: it does not block, as the shell's must */
	struct buf out;
	size_t sent;        /* of `out` */
	int64_t begun;      /* when `out` was empty last; in clock_ms */
	int64_t slow_until; /* it took long to take what was sent */
};

void term_line_open(struct term_line *line);
void term_line_close(struct term_line *line);
/* Behind what still waits; sends what it can. */
void term_line_put(struct term_line *line, const char *bytes, size_t count);
/* Goes on; true if nothing waits any more. */
bool term_line_send(struct term_line *line);
/* Waits for all to be taken, so long; what is not then is thrown away. */
void term_line_drain(struct term_line *line, int ms);
bool term_line_is_full(const struct term_line *line);
bool term_line_is_slow(const struct term_line *line);

#endif
