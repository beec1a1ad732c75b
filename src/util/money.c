/* SPDX-License-Identifier: MIT */
#include "util/money.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "util/mem.h"

/* Of one amount, in units: a hundred thousand of them still fit into a sum. */
#define MOST 1e7

int64_t money_from(double amount)
{
	return amount >= 0 && amount <= MOST ? llround(amount * (double)MONEY_UNIT) : MONEY_UNKNOWN;
}

int64_t money_plus(int64_t sum, int64_t amount, size_t times)
{
	return __builtin_mul_overflow(amount, times, &amount) ||
			       __builtin_add_overflow(sum, amount, &sum)
		       ? INT64_MAX
		       : sum;
}

bool money_is_currency(const char *code)
{
	return strlen(code) == 3 && strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3;
}

double money_number(int64_t money)
{
	return money < 0 ? NAN : (double)money / (double)MONEY_UNIT;
}

char *money_text(int64_t money, const char *currency)
{
	int digits = 6;
	int64_t part = money % MONEY_UNIT;

	if (money < 0)
		return xstrdup("?");
	for (; digits > 2 && part % 10 == 0; digits--)
		part /= 10;
	return xasprintf("%" PRId64 ".%0*" PRId64 "%s%s", money / MONEY_UNIT, digits, part,
			 currency ? " " : "", currency ? currency : "");
}
