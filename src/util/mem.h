/* SPDX-License-Identifier: MIT
 *
 * Memory that is there or the program is not: running out ends the process
 * through oom(), so no caller checks for NULL.
 *
 * Three words tell who owns what, in every header of the house: a function
 * *borrows* (until it returns), *takes* (owns from now on) or *returns new*
 * (the caller frees it).
 */
#ifndef UTIL_MEM_H
#define UTIL_MEM_H

#include <stdarg.h>
#include <stddef.h>

/* Each returns new memory; xcalloc zeroes it. */
void *xmalloc(size_t bytes);
void *xcalloc(size_t count, size_t bytes);
void *xrealloc(void *old, size_t count, size_t bytes);
char *xstrdup(const char *text);
char *xstrndup(const char *text, size_t bytes);
char *xasprintf(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *xvasprintf(const char *format, va_list args) __attribute__((format(printf, 1, 0)));

/* Makes room for one more element of the array `list`, which holds `count` of
 * `room` elements. */
#ifndef ARRAY_ROOM_MIN
#define ARRAY_ROOM_MIN 8
#endif
#define GROW(list, count, room)                                                                    \
	do {                                                                                       \
		if ((count) == (room)) {                                                           \
			(room) = (room) ? (room)*2 : ARRAY_ROOM_MIN;                               \
			(list) = xrealloc((list), (room), sizeof *(list));                         \
		}                                                                                  \
	} while (0)

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* For what can't happen: says where, and aborts, in release builds too. */
#define BUG(...) bug(__FILE__, __LINE__, __VA_ARGS__)
_Noreturn void bug(const char *file, int line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
