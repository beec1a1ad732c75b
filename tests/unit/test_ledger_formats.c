/* SPDX-License-Identifier: MIT
 *
 * Ledgers of older formats, as those programs made them, are brought to this one.
 */
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ledger_help.h"
#include "room.h"
#include "util/file.h"
#include "util/mem.h"

/* Of format 1; format 2 had task and seconds as well. */
#define TABLES(more)                                                                               \
	"CREATE TABLE film (id TEXT NOT NULL, folder TEXT NOT NULL, PRIMARY KEY (id, folder))"     \
	" WITHOUT ROWID;"                                                                          \
	"CREATE TABLE job (number INTEGER PRIMARY KEY AUTOINCREMENT,"                              \
	" film TEXT NOT NULL, folder TEXT NOT NULL, scene TEXT NOT NULL,"                          \
	" provider TEXT NOT NULL, model TEXT, state TEXT NOT NULL,"                                \
	" recipe TEXT NOT NULL, intent TEXT NOT NULL,"                                             \
	" remote TEXT, take TEXT, error TEXT, cost REAL, currency TEXT,"                           \
	" made INTEGER NOT NULL, changed INTEGER NOT NULL,"                                        \
	" owner INTEGER NOT NULL, owner_start INTEGER NOT NULL, boot TEXT NOT NULL" more ");"      \
	"CREATE INDEX job_film ON job (film);"                                                     \
	"CREATE INDEX job_open ON job (film) WHERE state NOT IN ('done','failed','cancelled');"    \
	"PRAGMA application_id = 1396919892;"

#define JOB(provider, state, remote, cost, currency)                                               \
	"INSERT INTO job (film, folder, scene, provider, state, recipe, intent, remote, cost,"     \
	" currency, made, changed, owner, owner_start, boot) VALUES ('k1tten', '/f', 'match',"     \
	" '" provider "', '" state "', '{}', 'abc', " remote ", " cost ", " currency ","           \
	" 1795392000, 1795392000, 1, 1, 'b');"

#define JOBS                                                                                       \
	JOB("animatic", "done", "NULL", "0", "NULL")                                               \
	JOB("fal", "done", "'r'", "2.1", "'USD'")                                                  \
	JOB("fal", "failed", "NULL", "2.1", "'USD'")                                               \
	JOB("fal", "failed", "'r'", "2.1", "'USD'")                                                \
	JOB("luma", "waiting", "'r'", "NULL", "NULL")                                              \
	JOB("fal", "queued", "NULL", "0.0375", "'EUR'")

static const struct {
	enum price_kind price;
	enum charge charge;
	int64_t reserved, cost;
	bool sent;
} wanted[] = {
	{PRICE_FREE, CHARGE_PRICED, 0, 0, true},
	{PRICE_ESTIMATED, CHARGE_PRICED, 2100000, 2100000, true},
	{PRICE_ESTIMATED, CHARGE_NONE, 2100000, 0, true},
	{PRICE_ESTIMATED, CHARGE_PRICED, 2100000, 2100000, true},
	{PRICE_UNKNOWN, CHARGE_PRICED, MONEY_UNKNOWN, MONEY_UNKNOWN, true},
	{PRICE_ESTIMATED, CHARGE_PRICED, 37500, 37500, false},
};

static void make(const struct room *room, const char *sql)
{
	sqlite3 *db;
	char *why = NULL, *home = file_state_home();

	assert_int_equal(file_make_path(home, NULL), 0);
	assert_int_equal(sqlite3_open(room->ledger, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s", why);
	sqlite3_close(db);
	free(home);
}

static char *schema(void)
{
	char *home = file_state_home(), *path = xasprintf("%s/ledger.db", home);
	sqlite3_stmt *st;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_prepare_v2(db,
			   "SELECT (SELECT user_version FROM pragma_user_version) || ' ' ||"
			   " (SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_master"
			   "  WHERE type = 'index' AND sql IS NOT NULL ORDER BY name)) || ' ' ||"
			   " (SELECT group_concat(name || ' ' || type) FROM"
			   "  (SELECT name, type FROM pragma_table_info('job') ORDER BY name))",
			   -1, &st, NULL);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	char *text = xstrdup((const char *)sqlite3_column_text(st, 0));
	sqlite3_finalize(st);
	sqlite3_close(db);
	free(home);
	free(path);
	return text;
}

static void check_jobs(void)
{
	struct ledger *ledger = opened();
	struct job *jobs;
	size_t count;

	assert_int_equal(ledger_jobs(ledger, NULL, false, &jobs, &count, NULL), 0);
	assert_int_equal(count, LENGTH(wanted));
	for (size_t i = 0; i < count; i++) {
		const struct job *job = &jobs[count - 1 - i];

		assert_int_equal(job->price, wanted[i].price);
		assert_int_equal(job->charge, wanted[i].charge);
		assert_int_equal(job->reserved, wanted[i].reserved);
		assert_int_equal(job->cost, wanted[i].cost);
		assert_int_equal(job->sent, wanted[i].sent ? 1795392000 : 0);
		assert_string_equal(job->recipe, "{}");
	}
	ledger_free_jobs(jobs, count);
	ledger_close(ledger);
}

/* What is brought here can't be told from what was made here. */
static void check_schema(struct room *room)
{
	char *brought = schema(), *fresh;

	remove(room->ledger);
	ledger_close(opened());
	fresh = schema();
	assert_string_equal(brought, fresh);
	assert_int_equal(strncmp(fresh, "4 ", 2), 0);
	free(brought);
	free(fresh);
}

static void format_1(void **state)
{
	make(*state, TABLES("") "PRAGMA user_version = 1;" JOBS);
	check_jobs();
	check_jobs();
	check_schema(*state);
}

static void format_2(void **state)
{
	make(*state, TABLES(", task TEXT, seconds REAL") "PRAGMA user_version = 2;" JOBS);
	check_jobs();
	check_schema(*state);
}

#define COUNTS "charge <> 'none' AND (price <> 'free' OR cost > 0)"

static const char three[] =
	"CREATE TABLE film (id TEXT NOT NULL, folder TEXT NOT NULL, PRIMARY KEY (id, folder))"
	" WITHOUT ROWID;"
	"CREATE TABLE job (number INTEGER PRIMARY KEY AUTOINCREMENT,"
	" film TEXT NOT NULL, folder TEXT NOT NULL, scene TEXT NOT NULL,"
	" provider TEXT NOT NULL, model TEXT, state TEXT NOT NULL,"
	" recipe TEXT NOT NULL, intent TEXT NOT NULL,"
	" remote TEXT, take TEXT, error TEXT, currency TEXT,"
	" made INTEGER NOT NULL, changed INTEGER NOT NULL,"
	" owner INTEGER NOT NULL, owner_start INTEGER NOT NULL, boot TEXT NOT NULL,"
	" task TEXT, seconds REAL,"
	" price TEXT NOT NULL, reserved INTEGER, cost INTEGER, charge TEXT NOT NULL,"
	" sent INTEGER, day TEXT NOT NULL);"
	"CREATE INDEX job_open ON job (film) WHERE state NOT IN ('done','failed','cancelled');"
	"CREATE INDEX job_scene ON job (film, scene);"
	"CREATE INDEX job_film_cost ON job (film, currency, cost, seconds, price, charge)"
	" WHERE " COUNTS ";"
	"CREATE INDEX job_day_cost ON job (day, film, currency, cost, seconds, price, charge)"
	" WHERE " COUNTS ";"
	"INSERT INTO job VALUES (7, 'k1tten', '/f', 'match', 'fal', NULL, 'waiting', '{}', 'abc',"
	" 'r', NULL, NULL, 'USD', 1795392000, 1795392000, 1, 1, 'b', '{}', 5, 'exact', 2100000,"
	" 2100000, 'priced', 1795392000, '2026-11-23');"
	"PRAGMA application_id = 1396919892; PRAGMA user_version = 3;";

static void format_3(void **state)
{
	make(*state, three);
	struct ledger *ledger = opened();
	struct job job = only_job(ledger);

	assert_int_equal(job.number, 7);
	assert_int_equal(job.state, JOB_WAITING);
	assert_int_equal(job.cost, 2100000);
	job_clear(&job);
	ledger_close(ledger);
	check_schema(*state);
}

/* A ledger that can't be brought is as it was. */
static void one_that_is_not_as_it_says(void **state)
{
	struct err err = {0};

	make(*state, TABLES("") "PRAGMA user_version = 2;" JOBS "ALTER TABLE job DROP COLUMN error;"
				"ALTER TABLE job ADD COLUMN sent INTEGER;");
	char *before = schema();
	assert_null(ledger_open(&err));
	char *after = schema();
	assert_string_equal(before, after);
	assert_non_null(strstr(err_text(&err), "ledger.db"));
	err_clear(&err);
	free(before);
	free(after);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, room_enter, room_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(format_1),
		TEST(format_2),
		TEST(format_3),
		TEST(one_that_is_not_as_it_says),
	};
	setenv("TZ", "UTC", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
