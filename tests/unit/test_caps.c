/* SPDX-License-Identifier: MIT
 *
 * Caps: what counts, to the millionth, and that of two processes one gets what is left.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "job/caps.h"
#include "job/spending.h"
#include "ledger_help.h"
#include "room.h"
#include "util/clock.h"
#include "util/file.h"
#include "util/mem.h"

#define TODAY "1795369200" /* 2026-11-22 in UTC */
#define YESTERDAY "1795282800"
#define RAISE_IT "nothing was sent: raise it with “set film budget=…”"

static struct json *parsed(const char *text)
{
	struct err err = {0};
	struct json *json = json_parse(text, strlen(text), SIZE_MAX, "test", &err);

	if (!json)
		fail_msg("%s", err_text(&err));
	return json;
}

static struct job priced(const char *film, int64_t cost, const char *currency)
{
	struct job job = sample(film);

	job.price = cost == MONEY_UNKNOWN ? PRICE_UNKNOWN : PRICE_EXACT;
	job.reserved = job.cost = cost;
	job.currency = xstrdup(currency);
	job.seconds = 5;
	return job;
}

/* Asks for a take under the budget: NULL, or what is in the way. */
static char *reserve(struct ledger *ledger, struct job job, const char *budget, bool unpriced)
{
	struct err err = {0};
	struct json *json = budget ? parsed(budget) : NULL;
	int result = job_reserve(ledger, &job, json, unpriced, &err);
	char *text = result < 0 ? xstrdup(err_text(&err)) : NULL;

	if (result < 0 && err.kind != ERR_INVALID)
		assert_int_equal(err.kind, ERR_REFUSED);
	json_free(json);
	err_clear(&err);
	job_clear(&job);
	return text;
}

static void goes(struct ledger *ledger, struct job job, const char *budget)
{
	char *why = reserve(ledger, job, budget, false);

	if (why)
		fail_msg("%s", why);
}

static void refused(struct ledger *ledger, struct job job, const char *budget, const char *said)
{
	char *why = reserve(ledger, job, budget, false);

	assert_non_null(why);
	assert_string_equal(why, said);
	free(why);
}

static size_t row_count(struct ledger *ledger)
{
	struct job *jobs;
	size_t count;

	assert_int_equal(ledger_list(ledger, NULL, false, &jobs, &count, NULL), 0);
	ledger_free_jobs(jobs, count);
	return count;
}

static void own_budget(const struct room *room, const char *text)
{
	char *folder = xasprintf("%s/scenetty", room->path);
	char *path = xasprintf("%s/budget.json", folder);
	FILE *file;

	assert_int_equal(file_make_path(folder, NULL), 0);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	free(folder);
	free(path);
}

static int enter(void **state)
{
	int result = room_enter(state);

	setenv("XDG_CONFIG_HOME", ((struct room *)*state)->path, 1);
	setenv("SCENETTY_NOW", TODAY, 1);
	setenv("TZ", "UTC", 1);
	return result;
}

static void to_the_last_millionth(void **state)
{
	struct ledger *ledger = opened();

	goes(ledger, priced("a", 100000, "USD"), "{\"film\":0.3}");
	goes(ledger, priced("a", 200000, "USD"), "{\"film\":0.3}");
	refused(ledger, priced("a", 1, "USD"), "{\"film\":0.3}",
		"0.000001 USD more would make 0.300001 USD, and this film may cost 0.30 USD; 0.30 "
		"USD of what is spent is put aside for takes on their way; nothing was sent: raise "
		"it "
		"with “set film budget=…”");
	goes(ledger, priced("b", 300000, "USD"), "{\"film\":0.3}"); /* another film */
	goes(ledger, priced("a", 1, "USD"), "{\"film\":0.300001}");
	assert_int_equal(row_count(ledger), 4); /* what was refused is not there */
	ledger_close(ledger);
}

static void what_is_free_is_never_refused(void **state)
{
	struct ledger *ledger = opened();
	struct job job = sample("a");

	job.price = PRICE_FREE;
	job.seconds = 100;
	goes(ledger, job, "{\"film\":0,\"film_seconds\":1}");
	goes(ledger, priced("a", 1, "USD"), "{\"film_seconds\":5}"); /* and counts for nothing */
	ledger_close(ledger);
}

static void days_are_counted_each(void **state)
{
	struct ledger *ledger = opened();

	setenv("SCENETTY_NOW", YESTERDAY, 1);
	goes(ledger, priced("a", 5000000, "USD"), "{\"day\":5}");
	refused(ledger, priced("a", 10000, "USD"), "{\"day\":5}",
		"0.01 USD more would make 5.01 USD today, and this film may cost 5.00 USD a day; "
		"5.00 USD of what is spent is put aside for takes on their way; " RAISE_IT);
	setenv("SCENETTY_NOW", TODAY, 1);
	goes(ledger, priced("a", 5000000, "USD"), "{\"day\":5,\"film\":10}");
	refused(ledger, priced("a", 6000000, "USD"), "{\"day\":30,\"film\":10.5}",
		"6.00 USD more would make 16.00 USD, and this film may cost 10.50 USD; 10.00 USD "
		"of what is spent is put aside for takes on their way; " RAISE_IT);
	ledger_close(ledger);
}

static void at(int64_t seconds)
{
	char text[CLOCK_TEXT_SIZE];

	snprintf(text, sizeof text, "%lld", (long long)seconds);
	setenv("SCENETTY_NOW", text, 1);
}

/* From midnight to midnight where the user is, also where it has 23 hours or 25. */
static void a_day_is_the_users(void **state)
{
	static const struct {
		const char *zone;
		int64_t begins, ends;
	} days[] = {
		{"UTC0", 1795305600, 1795392000}, /* 2026-11-22, as the next two */
		{"JST-9", 1795273200, 1795359600},
		{"EST5", 1795323600, 1795410000},
		{"CET-1CEST,M3.5.0,M10.5.0/3", 1774738800, 1774821600}, /* 2026-03-29 */
		{"CET-1CEST,M3.5.0,M10.5.0/3", 1792879200, 1792969200}, /* 2026-10-25 */
		/* 2026-04-24 begins at one o'clock there */
		{"EET-2EEST,M4.5.5/0,M10.5.4/24", 1776981600, 1777064400},
	};
	struct ledger *ledger = opened();

	for (size_t i = 0; i < LENGTH(days); i++) {
		char film[8], *why;

		snprintf(film, sizeof film, "f%zu", i);
		setenv("TZ", days[i].zone, 1);
		at(days[i].begins - 1);
		goes(ledger, priced(film, 5000000, "USD"), "{\"day\":5}");
		at(days[i].begins);
		goes(ledger, priced(film, 5000000, "USD"), "{\"day\":5}");
		at(days[i].ends - 1);
		why = reserve(ledger, priced(film, 10000, "USD"), "{\"day\":5}", false);
		assert_non_null(why);
		assert_non_null(strstr(why, "5.01 USD today"));
		free(why);
		at(days[i].ends);
		goes(ledger, priced(film, 5000000, "USD"), "{\"day\":5}");
	}
	ledger_close(ledger);
}

static void seconds_are_counted_whatever_they_cost(void **state)
{
	struct ledger *ledger = opened();

	goes(ledger, priced("a", MONEY_UNKNOWN, "USD"), "{\"day_seconds\":10}");
	goes(ledger, priced("a", 10000, "EUR"), "{\"day_seconds\":10}");
	refused(ledger, priced("a", 1, "USD"), "{\"day_seconds\":14.5}",
		"5 s of clip more would make 15 s today, and this film may have 14.5 s a "
		"day; " RAISE_IT);
	ledger_close(ledger);
}

static void what_cannot_be_compared(void **state)
{
	static const char budget[] = "{\"film\":1,\"currency\":\"EUR\"}";
	struct ledger *ledger = opened();

	refused(ledger, priced("a", MONEY_UNKNOWN, "USD"), budget,
		"what 1 take would cost is not known, so it can’t be held against a budget; "
		"nothing was sent: “generate --unpriced” makes such takes all the same");
	refused(ledger, priced("a", 10000, "USD"), budget,
		"the price is in USD and the budget in EUR, which can’t be compared; nothing was "
		"sent: “generate --unpriced” makes such takes all the same");
	assert_null(reserve(ledger, priced("a", MONEY_UNKNOWN, "USD"), budget, true));
	assert_null(reserve(ledger, priced("a", 9000000, "USD"), budget, true));
	/* They are not added to what the cap counts. */
	goes(ledger, priced("a", 1000000, "EUR"), budget);
	struct spent spent;
	assert_int_equal(ledger_spent(ledger, "a", NULL, "EUR", &spent, NULL), 0);
	assert_int_equal(spent.money, 1000000);
	assert_int_equal(spent.uncounted, 2);
	ledger_close(ledger);
}

static void the_users_own_spans_films(void **state)
{
	struct ledger *ledger = opened();

	own_budget(*state, "{\"day\": 2, \"film\": 1.5}");
	goes(ledger, priced("a", 1500000, "USD"), NULL);
	refused(ledger, priced("b", 600000, "USD"), NULL,
		"0.60 USD more would make 2.10 USD today, and all films together may cost 2.00 USD "
		"a day; 1.50 USD of what is spent is put aside for takes on their way; nothing was "
		"sent: raise “day” in ~/scenetty/budget.json");
	refused(ledger, priced("a", 100000, "USD"), NULL,
		"0.10 USD more would make 1.60 USD, and a film may cost 1.50 USD; 1.50 USD of what "
		"is spent is put aside for takes on their way; nothing was sent: raise “film” in "
		"~/scenetty/budget.json");
	goes(ledger, priced("b", 500000, "USD"), NULL);
	ledger_close(ledger);
}

/* A cap that can't be read does not hold, so nothing goes. */
static void a_slip_in_the_users_own(void **state)
{
	static const struct {
		const char *text, *said;
	} rows[] = {
		{"{\"dayy\": 2}",
		 "~/scenetty/budget.json: “dayy” is not known: did you mean “day”?"},
		{"{\"week\": 2}",
		 "~/scenetty/budget.json: “week” is not known; there are film, day, film_seconds, "
		 "day_seconds and currency"},
		{"{\"day\": \"2\"}",
		 "~/scenetty/budget.json: day: expected a number from 0 to 1000000000, found a "
		 "text"},
		{"{\"day\": 2", NULL},
		{"[]", NULL},
	};
	struct ledger *ledger = opened();

	for (size_t i = 0; i < LENGTH(rows); i++) {
		own_budget(*state, rows[i].text);
		char *why = reserve(ledger, priced("a", 1, "USD"), NULL, true);
		assert_non_null(why);
		if (rows[i].said)
			assert_string_equal(why, rows[i].said);
		assert_int_equal(strncmp(why, "~/scenetty/budget.json", 22), 0);
		free(why);
	}
	assert_int_equal(row_count(ledger), 0);
	ledger_close(ledger);
}

/* What is released is free for others; what a service tells counts in its place. */
static void reserved_and_reconciled(void **state)
{
	struct ledger *ledger = opened();
	struct job *jobs, first;
	size_t count;

	goes(ledger, priced("a", 1000000, "USD"), "{\"film\":1}");
	assert_int_equal(ledger_list(ledger, "a", true, &jobs, &count, NULL), 0);
	first = jobs[0];
	free(jobs);
	bring(ledger, &first, JOB_CANCELLED);
	job_clear(&first);
	goes(ledger, priced("a", 1000000, "USD"), "{\"film\":1}");
	assert_int_equal(ledger_list(ledger, "a", true, &jobs, &count, NULL), 0);
	assert_int_equal(count, 1);
	job_charged(&jobs[0], 400000);
	bring(ledger, &jobs[0], JOB_DONE);
	ledger_free_jobs(jobs, count);
	goes(ledger, priced("a", 600000, "USD"), "{\"film\":1}");

	struct spent spent;
	assert_int_equal(ledger_spent(ledger, "a", NULL, "USD", &spent, NULL), 0);
	assert_int_equal(spent.money, 1000000);
	assert_int_equal(spent.held, 600000);
	assert_true(spent.seconds == 10);
	ledger_close(ledger);
}

/* Each of several processes tries to take what is left for one. */
static void of_many_processes_one_gets_it(void **state)
{
	enum { PROCESSES = 6 };
	pid_t pids[PROCESSES];
	int gate[2], got = 0, status;
	struct ledger *ledger = opened(); /* it is made once */

	assert_int_equal(pipe(gate), 0);
	for (int i = 0; i < PROCESSES; i++) {
		pids[i] = fork();
		if (pids[i] == 0) {
			char c;
			struct ledger *own = ledger_open(NULL);

			close(gate[1]);
			if (!own || read(gate[0], &c, 1) != 0)
				_exit(9);
			char *why = reserve(own, priced("a", 600000, "USD"), "{\"film\":1}", false);
			_exit(why ? 1 : 0);
		}
	}
	close(gate[1]); /* off they go */
	for (int i = 0; i < PROCESSES; i++) {
		waitpid(pids[i], &status, 0);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 2);
		got += WEXITSTATUS(status) == 0;
	}
	close(gate[0]);
	assert_int_equal(got, 1);
	assert_int_equal(row_count(ledger), 1);
	ledger_close(ledger);
}

static void a_bill_is_held_as_a_whole(void **state)
{
	struct ledger *ledger = opened();
	struct json *budget = parsed("{\"film\":1,\"film_seconds\":60}");
	struct want want = {0};
	struct caps caps;
	struct err err = {0};

	assert_int_equal(caps_load(ledger, "a", budget, &caps, NULL), 0);
	assert_int_equal(caps.count, 2);
	want_add(&want, 3, 5, 300000, "USD");
	want_add(&want, 1, 5, 100000, "USD");
	assert_int_equal(caps_allow(&caps, &want, NULL), 0);
	want_add(&want, 1, 5, 1, "USD");
	assert_int_equal(caps_allow(&caps, &want, &err), -1);
	assert_string_equal(err_text(&err),
			    "it comes to 1.000001 USD, and this film may cost 1.00 USD; " RAISE_IT);
	want_add(&want, 1, 5, 1, "EUR");
	assert_int_equal(want.sum_count, 2);
	assert_int_equal(want.takes, 6);
	err_clear(&err);
	want_clear(&want);
	caps_clear(&caps);
	json_free(budget);
	ledger_close(ledger);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter, room_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(to_the_last_millionth),
		TEST(what_is_free_is_never_refused),
		TEST(days_are_counted_each),
		TEST(a_day_is_the_users),
		TEST(seconds_are_counted_whatever_they_cost),
		TEST(what_cannot_be_compared),
		TEST(the_users_own_spans_films),
		TEST(a_slip_in_the_users_own),
		TEST(reserved_and_reconciled),
		TEST(of_many_processes_one_gets_it),
		TEST(a_bill_is_held_as_a_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
