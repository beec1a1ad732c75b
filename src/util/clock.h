/* SPDX-License-Identifier: MIT
 *
 * Time. $SCENETTY_NOW (seconds since 1970) fixes the wall clock, for tests.
 */
#ifndef UTIL_CLOCK_H
#define UTIL_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

int64_t clock_now(void); /* wall clock, seconds since 1970 */
int64_t clock_ms(void);  /* monotonic, milliseconds; never fixed */
#define CLOCK_TEXT_SIZE 32
/* "2026-11-22T16:40:00Z" */
void clock_text(int64_t seconds, char out[CLOCK_TEXT_SIZE]);
/* "16:40", the time it is then where the user is. */
void clock_minute(int64_t seconds, char out[CLOCK_TEXT_SIZE]);
/* "2026-11-22", the day it is then where the user is; and so many days before. */
void clock_day(int64_t seconds, char out[CLOCK_TEXT_SIZE]);
void clock_day_before(int64_t seconds, int days, char out[CLOCK_TEXT_SIZE]);
/* True for a day there is, written like that. */
bool clock_is_day(const char *text);
/* And back, parts of a second and what else is behind it left away; NAN if it is none. */
double clock_read(const char *text);

/* "0:42", "1:02:03" */
void clock_span(int64_t seconds, char out[CLOCK_TEXT_SIZE]);

#endif
