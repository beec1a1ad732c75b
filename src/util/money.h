/* SPDX-License-Identifier: MIT
 *
 * Money as it is counted: whole millionths of its currency's unit, so that sums are
 * exact. A price is rounded once, when it comes in, to the nearest millionth. Amounts
 * of two currencies are never added.
 */
#ifndef UTIL_MONEY_H
#define UTIL_MONEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MONEY_UNIT INT64_C(1000000)
#define MONEY_UNKNOWN INT64_C(-1)

/* Unknown for NAN, for less than nothing, and for more than one clip ever costs. */
int64_t money_from(double amount);
/* Adds `times` the amount, as far as there are numbers for it: more is more than any cap. */
int64_t money_plus(int64_t sum, int64_t amount, size_t times);
/* "USD": the only way a currency is written, or a price and a budget in it would not meet. */
bool money_is_currency(const char *code);
double money_number(int64_t money); /* in units; NAN if unknown */
/* Returns new: "1.50 USD", "0.0375 USD", all digits there are; "?" if unknown. The
 * currency may be NULL. */
char *money_text(int64_t money, const char *currency);

#endif
