/* SPDX-License-Identifier: MIT
 *
 * A growing run of bytes that always ends in a NUL one past `len`, so `data`
 * may be read as a string. A zeroed struct is an empty buffer.
 */
#ifndef UTIL_BUF_H
#define UTIL_BUF_H

#include <stdarg.h>
#include <stddef.h>

struct buf {
	char *data; /* owned; NULL while nothing was ever added */
	size_t len;
	size_t room;
};

void buf_add(struct buf *buf, const void *data, size_t bytes);
void buf_add_str(struct buf *buf, const char *text);
void buf_add_char(struct buf *buf, char c);
void buf_add_fill(struct buf *buf, char c, size_t times);
void buf_addf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vaddf(struct buf *buf, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

/* Makes room for `bytes` more and returns where they go; add them to `len`
 * once they are written. */
char *buf_reserve(struct buf *buf, size_t bytes);

/* The text, never NULL; borrowed until the next change. */
const char *buf_str(const struct buf *buf);
/* Returns the text as new memory and leaves the buffer empty. */
char *buf_take(struct buf *buf);
void buf_clear(struct buf *buf); /* keeps its memory */
void buf_free(struct buf *buf);

#endif
