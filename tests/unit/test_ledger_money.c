/* SPDX-License-Identifier: MIT
 *
 * What the ledger keeps of money.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "ledger_help.h"
#include "room.h"
#include "util/mem.h"

/* What counts for a job that ends: rows are the state it ends in, from which one. */
static void what_is_put_aside_is_released_or_stays(void **state)
{
	static const struct {
		enum job_state from, to;
		bool told, counts;
	} rows[] = {
		{JOB_QUEUED, JOB_CANCELLED, false, false},
		{JOB_QUEUED, JOB_FAILED, false, false},
		{JOB_SUBMITTING, JOB_CANCELLED, false, false},
		{JOB_SUBMITTING, JOB_FAILED, false, false},
		{JOB_SUBMITTING, JOB_FAILED, true, true},
		{JOB_SUBMITTING, JOB_UNKNOWN, false, true},
		{JOB_UNKNOWN, JOB_CANCELLED, false, true},
		{JOB_WAITING, JOB_FAILED, false, true},
		{JOB_WAITING, JOB_CANCELLED, false, true},
		{JOB_FETCHING, JOB_FAILED, false, true},
		{JOB_FETCHING, JOB_DONE, false, true},
		{JOB_FETCHING, JOB_DONE, true, true},
	};
	struct ledger *ledger = opened();

	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct job job = sample("k1tten"), read = {0};

		job.price = PRICE_EXACT;
		job.reserved = job.cost = 2000000;
		job.currency = xstrdup("USD");
		assert_int_equal(ledger_add(ledger, &job, NULL), 0);
		bring(ledger, &job, rows[i].from);
		if (rows[i].told)
			job_charged(&job, 1900000);
		assert_int_equal(ledger_move(ledger, &job, rows[i].to, NULL, NULL, NULL, NULL), 0);
		assert_int_equal(ledger_job(ledger, "k1tten", job.number, &read, NULL), 1);
		assert_int_equal(read.charge, rows[i].told     ? CHARGE_TOLD
					      : rows[i].counts ? CHARGE_PRICED
							       : CHARGE_NONE);
		assert_int_equal(read.cost, rows[i].told ? 1900000 : rows[i].counts ? 2000000 : 0);
		assert_int_equal(read.reserved, 2000000);
		assert_int_equal(read.charge, job.charge);
		assert_int_equal(read.cost, job.cost);
		assert_int_equal(read.sent != 0, rows[i].from != JOB_QUEUED);
		job_clear(&job);
		job_clear(&read);
	}
	ledger_close(ledger);
}

/* What was given up as failed, and is fetched after all, counts again. */
static void what_comes_after_all_counts_again(void **state)
{
	struct ledger *ledger = opened();
	struct job job = sample("k1tten");

	job.price = PRICE_EXACT;
	job.reserved = job.cost = 2000000;
	assert_int_equal(ledger_add(ledger, &job, NULL), 0);
	bring(ledger, &job, JOB_WAITING);
	job_release(&job);
	assert_int_equal(ledger_move(ledger, &job, JOB_FAILED, NULL, NULL, "no", NULL), 0);
	struct job read = only_job(ledger);
	assert_int_equal(read.cost, 0);
	job_clear(&read);
	assert_int_equal(ledger_move(ledger, &job, JOB_WAITING, NULL, NULL, NULL, NULL), 0);
	assert_int_equal(job.charge, CHARGE_PRICED);
	assert_int_equal(job.cost, 2000000);
	job_clear(&job);
	ledger_close(ledger);
}

/* A service may say it at any time, or never; what says nothing changes nothing. */
static void what_it_came_to_is_kept(void **state)
{
	struct ledger *ledger = opened();
	struct job job = added(ledger), read;

	bring(ledger, &job, JOB_WAITING);
	job_charged(&job, MONEY_UNKNOWN);
	assert_int_equal(job.charge, CHARGE_PRICED);
	job_charged(&job, 12345);
	job.sent = 77;
	assert_int_equal(ledger_keep(ledger, &job, NULL), 0);
	read = only_job(ledger);
	assert_int_equal(read.cost, 12345);
	assert_int_equal(read.charge, CHARGE_TOLD);
	assert_int_equal(read.sent, 77);
	job_clear(&job);
	job_clear(&read);
	ledger_close(ledger);
}

static void an_unknown_price_stays_unknown(void **state)
{
	struct ledger *ledger = opened();
	struct job job = sample("k1tten");
	job.reserved = job.cost = MONEY_UNKNOWN;
	assert_int_equal(ledger_add(ledger, &job, NULL), 0);
	struct job read = only_job(ledger);
	assert_int_equal(read.cost, MONEY_UNKNOWN);
	assert_int_equal(read.reserved, MONEY_UNKNOWN);
	job_clear(&job);
	job_clear(&read);
	ledger_close(ledger);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, room_enter, room_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_put_aside_is_released_or_stays),
		TEST(what_comes_after_all_counts_again),
		TEST(what_it_came_to_is_kept),
		TEST(an_unknown_price_stays_unknown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
