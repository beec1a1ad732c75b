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

struct line {
	int fd; /* our own: it does not block, as the shell's must */
	struct buf out;
	size_t sent;        /* of `out` */
	int64_t begun;      /* when `out` was empty last; in clock_ms */
	int64_t slow_until; /* it took long to take what was sent */
};

void line_open(struct line *line);
void line_close(struct line *line);
/* Behind what still waits; sends what it can. */
void line_put(struct line *line, const char *bytes, size_t count);
/* Goes on; true if nothing waits any more. */
bool line_send(struct line *line);
/* Waits for all to be taken, so long; what is not then is thrown away. */
void line_drain(struct line *line, int ms);
bool line_is_full(const struct line *line);
bool line_is_slow(const struct line *line);

#endif
