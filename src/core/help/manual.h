/* SPDX-License-Identifier: MIT
 *
 * The manual page and the shells' completion, printed from the command table.
 */
#ifndef CORE_HELP_MANUAL_H
#define CORE_HELP_MANUAL_H

#include "util/buf.h"

/* mdoc(7) in ASCII. */
void manual_page(struct buf *out);
/* For "bash", "zsh" or "fish": a function that asks `scenetty help --complete`. */
void manual_completions(struct buf *out, const char *shell);

#endif
