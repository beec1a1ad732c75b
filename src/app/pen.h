/* SPDX-License-Identifier: MIT
 *
 * Texts in the editor the person likes: $VISUAL, $EDITOR, else vi.
 */
#ifndef APP_PEN_H
#define APP_PEN_H

#include "util/err.h"

/* Has the text edited, in a temp file nobody else may read; waits for the editor's end.
 * The text is replaced. When the editor fails, the text is as it was. */
int pen_edit(char **text, struct err *err);

#endif
