/* SPDX-License-Identifier: MIT
 *
 * Base64 (RFC 4648, with padding), by nettle.
 */
#ifndef UTIL_BASE64_H
#define UTIL_BASE64_H

#include "util/buf.h"
#include "util/err.h"

void base64_add(struct buf *out, const void *data, size_t bytes);
/* Adds what the text stands for; white space in it is passed over. */
int base64_decode(struct buf *out, const char *text, size_t bytes, struct err *err);

#endif
