/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "provider/price.h"
#include "util/clock.h"
#include "util/mem.h"
#include "util/money.h"

static void to_the_nearest_millionth(void **state)
{
	static const struct {
		double amount;
		int64_t money;
	} rows[] = {
		{0, 0},         {0.1 * 3, 300000}, {1.0 / 3, 333333}, {2.0 / 3, 666667},
		{0.0000004, 0}, {0.0000005, 1},    {20, 20000000},    {1e7, 10000000000000},
	};
	for (size_t i = 0; i < LENGTH(rows); i++)
		assert_int_equal(money_from(rows[i].amount), rows[i].money);
}

static void what_is_no_amount(void **state)
{
	static const double rows[] = {NAN, -0.01, INFINITY, -INFINITY, 1.1e7};

	for (size_t i = 0; i < LENGTH(rows); i++)
		assert_int_equal(money_from(rows[i]), MONEY_UNKNOWN);
	assert_true(isnan(money_number(MONEY_UNKNOWN)));
	assert_true(money_number(250000) == 0.25);
}

static void sums_that_end_at_the_last_number(void **state)
{
	assert_int_equal(money_plus(5, 10, 3), 35);
	assert_int_equal(money_plus(INT64_MAX - 1, 1, 1), INT64_MAX);
	assert_int_equal(money_plus(1, 10000000000000, 1000000), INT64_MAX);
}

static void a_tiny_price_is_not_free(void **state)
{
	static const char text[] = "{\"price\": {\"second\": 1e-7, \"is\": \"exact\"}}";
	struct json *caps = json_parse(text, strlen(text), SIZE_MAX, "test", NULL);
	struct price price = price_of(caps, 0.5, NULL);

	assert_int_equal(price.kind, PRICE_EXACT);
	assert_int_equal(price.amount, 1);
	price = price_of(caps, 0, NULL);
	assert_int_equal(price.kind, PRICE_FREE);
	json_free(caps);
}

static void as_text_with_all_its_digits(void **state)
{
	static const struct {
		int64_t money;
		const char *currency, *text;
	} rows[] = {
		{0, "USD", "0.00 USD"},        {1500000, "EUR", "1.50 EUR"},
		{37500, "USD", "0.0375 USD"},  {1, "USD", "0.000001 USD"},
		{12345678, NULL, "12.345678"}, {20000000, "USD", "20.00 USD"},
		{10000, "USD", "0.01 USD"},    {MONEY_UNKNOWN, "USD", "?"},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		char *text = money_text(rows[i].money, rows[i].currency);
		assert_string_equal(text, rows[i].text);
		free(text);
	}
}

/* 23:30 in London is the next day in Kyoto. */
static void the_day_is_the_users(void **state)
{
	char day[CLOCK_TEXT_SIZE];

	setenv("TZ", "UTC0", 1);
	clock_day(1795390200, day);
	assert_string_equal(day, "2026-11-22");
	setenv("TZ", "JST-9", 1);
	clock_day(1795390200, day);
	assert_string_equal(day, "2026-11-23");
}

/* Also where a day has 23 or 25 hours, close to its ends. */
static void so_many_days_before(void **state)
{
	static const struct {
		int64_t now;
		int days;
		const char *day;
	} rows[] = {
		{1774740600, 1, "2026-03-28"}, /* 00:30, on the day it becomes summer */
		{1774821600, 1, "2026-03-29"}, /* 00:00 on the day after */
		{1792968600, 1, "2026-10-24"}, /* 23:50, of the day of 25 hours */
		{1792968600, 7, "2026-10-18"},   {1795369200, 0, "2026-11-22"},
		{1795369200, 366, "2025-11-21"},
	};
	char day[CLOCK_TEXT_SIZE];

	setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
	for (size_t i = 0; i < LENGTH(rows); i++) {
		clock_day_before(rows[i].now, rows[i].days, day);
		assert_string_equal(day, rows[i].day);
	}
}

static void what_is_a_day(void **state)
{
	static const char *const good[] = {"2026-11-22", "2024-02-29", "1999-12-31"};
	static const char *const bad[] = {"",           "2026-02-29",  "2026-13-01", "2026-1-1",
					  "22.11.2026", "2026-11-22x", "today",      " 2026-11-22"};

	for (size_t i = 0; i < LENGTH(good); i++)
		assert_true(clock_is_day(good[i]));
	for (size_t i = 0; i < LENGTH(bad); i++)
		assert_false(clock_is_day(bad[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(to_the_nearest_millionth),
		cmocka_unit_test(what_is_no_amount),
		cmocka_unit_test(sums_that_end_at_the_last_number),
		cmocka_unit_test(a_tiny_price_is_not_free),
		cmocka_unit_test(as_text_with_all_its_digits),
		cmocka_unit_test(the_day_is_the_users),
		cmocka_unit_test(so_many_days_before),
		cmocka_unit_test(what_is_a_day),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
