/* SPDX-License-Identifier: MIT
 *
 * Progress on stderr: one bar with rate and time left on a terminal, else a plain
 * line for whatever has been finished.
 */
#ifndef APP_BAR_H
#define APP_BAR_H

#include <stdint.h>

#include "app/terminal.h"
#include "core/tell/output.h"

struct bar {
	struct terminal terminal;
	bool shown; /* it stands on the last line */
	char *what; /* owned; NULL: nothing under way */
	int64_t drawn_ms;
	struct since since;
};

/* NULL: the work is over, the bar goes. */
void bar_update(struct bar *bar, const struct progress *progress);
/* Takes the bar off the line, so that something can be written there; the next
 * update puts it back. */
void bar_hide(struct bar *bar);
void bar_free(struct bar *bar);

#endif
