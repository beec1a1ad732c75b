/* SPDX-License-Identifier: MIT
 *
 * A secret that may stand in texts from outside: as it is, or as JSON and URLs write
 * it ("\/", "\u002f", "%2F").
 */
#ifndef UTIL_SECRET_H
#define UTIL_SECRET_H

#include <stddef.h>

#define SECRET_MASK "[key]"

/* Bytes of the secret that stands at `text`; 0: it does not. */
size_t secret_at(const char *text, const char *secret);
/* Returns new: the text, SECRET_MASK wherever the secret stands (NULL: there is none). */
char *secret_masked(const char *text, const char *secret);

#endif
