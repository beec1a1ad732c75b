/* SPDX-License-Identifier: MIT
 *
 * Text for places without UTF-8: typographic signs and Latin letters become
 * their ASCII look-alikes, everything else a question mark.
 */
#ifndef CORE_TELL_PLAIN_H
#define CORE_TELL_PLAIN_H

/* Returns new. */
char *plain_text(const char *text);

#endif
