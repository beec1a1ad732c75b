/* SPDX-License-Identifier: MIT */
#include "job/db.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util/file.h"
#include "util/mem.h"
#include "util/money.h"
#include "util/text.h"

#define LEDGER_FORMAT 4
#define LEDGER_MARK 0x53434e54 /* application_id: "SCNT" */
#ifndef DB_PATIENCE_MS
#define DB_PATIENCE_MS 10000
#endif

/* What to do where the ledger can't be. */
#define ELSEWHERE "set XDG_STATE_HOME to a folder that can be written"

struct db {
	sqlite3 *handle;
	char *shown; /* its path, for people */
};

struct rows {
	struct db *db;
	sqlite3_stmt *st;
};

/* The newest job of each scene; and, with all that a sum needs in the index itself, what
 * a film and what a day have cost. */
#define INDEXES                                                                                    \
	"CREATE INDEX job_scene ON job (film, scene);"                                             \
	"CREATE INDEX job_film_cost ON job (film, currency, cost, seconds, price, charge)"         \
	" WHERE " DB_COUNTS ";"                                                                    \
	"CREATE INDEX job_day_cost ON job (day, film, currency, cost, seconds, price, charge)"     \
	" WHERE " DB_COUNTS ";"

/* Who is under way at a server. */
#define PLACE_INDEX "CREATE INDEX job_place ON job (place) WHERE " DB_HOLDS ";"

static const char schema[] =
	"CREATE TABLE film (id TEXT NOT NULL, folder TEXT NOT NULL, PRIMARY KEY (id, folder))"
	" WITHOUT ROWID;"
	"CREATE TABLE job ("
	" number INTEGER PRIMARY KEY AUTOINCREMENT,"
	" film TEXT NOT NULL, folder TEXT NOT NULL, scene TEXT NOT NULL,"
	" provider TEXT NOT NULL, model TEXT, state TEXT NOT NULL,"
	" recipe TEXT NOT NULL, intent TEXT NOT NULL,"
	" remote TEXT, take TEXT, error TEXT, currency TEXT,"
	" made INTEGER NOT NULL, changed INTEGER NOT NULL,"
	" owner INTEGER NOT NULL, owner_start INTEGER NOT NULL, boot TEXT NOT NULL,"
	" task TEXT, seconds REAL,"
	" price TEXT NOT NULL, reserved INTEGER, cost INTEGER, charge TEXT NOT NULL,"
	" sent INTEGER, day TEXT NOT NULL, place TEXT, again INTEGER);"
	"CREATE INDEX job_open ON job (film) WHERE " DB_IS_OPEN ";" INDEXES PLACE_INDEX;

/* What brings a ledger of an older format, its number less 1, to the next. Format 2
 * had the cost as a number of units, and no word of how it was known. */
static const char *const steps[LEDGER_FORMAT - 1] = {
	"ALTER TABLE job ADD COLUMN task TEXT; ALTER TABLE job ADD COLUMN seconds REAL;",

	"ALTER TABLE job RENAME COLUMN cost TO units;"
	"ALTER TABLE job ADD COLUMN price TEXT NOT NULL DEFAULT 'unknown';"
	"ALTER TABLE job ADD COLUMN reserved INTEGER;"
	"ALTER TABLE job ADD COLUMN cost INTEGER;"
	"ALTER TABLE job ADD COLUMN charge TEXT NOT NULL DEFAULT 'priced';"
	"ALTER TABLE job ADD COLUMN sent INTEGER;"
	"ALTER TABLE job ADD COLUMN day TEXT NOT NULL DEFAULT '';"
	"UPDATE job SET reserved = CAST(round(units * 1e6) AS INTEGER),"
	" day = date(made, 'unixepoch', 'localtime'),"
	" sent = CASE WHEN state <> 'queued' THEN made END,"
	" price = CASE WHEN provider = 'animatic' THEN 'free'"
	"  WHEN units IS NULL THEN 'unknown' ELSE 'estimated' END,"
	" charge = CASE WHEN state IN ('failed', 'cancelled') AND remote IS NULL THEN 'none'"
	"  ELSE 'priced' END;"
	"UPDATE job SET cost = CASE charge WHEN 'none' THEN 0 ELSE reserved END;"
	"ALTER TABLE job DROP COLUMN units;"
	"DROP INDEX job_film;" INDEXES,

	"ALTER TABLE job ADD COLUMN place TEXT; ALTER TABLE job ADD COLUMN again INTEGER;"
	PLACE_INDEX,
};

/* What SQLite may say of the file, for people. */
static const struct {
	int code;
	enum err_kind kind;
	const char *text;
} troubles[] = {
	{SQLITE_NOTADB, ERR_INVALID,
	 "is not a ledger of scenetty; move it away and a new one is "
	 "made (takes are safe in the films' folders)"},
	{SQLITE_CORRUPT, ERR_INVALID,
	 "is damaged; move it away and a new one is made (takes are "
	 "safe in the films' folders)"},
	{SQLITE_BUSY, ERR_BUSY, "is held by another program; try again when that is done"},
	{SQLITE_FULL, ERR_IO, "can't be written: the disk is full"},
	{SQLITE_CANTOPEN, ERR_IO, "can't be opened; " ELSEWHERE},
	{SQLITE_READONLY, ERR_IO, "can't be written; " ELSEWHERE},
};

static int fail(struct db *db, struct err *err)
{
	int code = sqlite3_errcode(db->handle), number = sqlite3_system_errno(db->handle);
	for (size_t i = 0; i < LENGTH(troubles); i++)
		if (troubles[i].code == (code & 0xff))
			return err_set(err, troubles[i].kind, "the ledger %s %s", db->shown,
				       troubles[i].text);
	if ((code & 0xff) == SQLITE_IOERR && (number == ENOSPC || number == EDQUOT))
		return err_set(err, ERR_IO, "the ledger %s can't be written: the disk is full",
			       db->shown);
	return err_set(err, ERR_IO, "the ledger %s: %s%s%s", db->shown, sqlite3_errmsg(db->handle),
		       number ? ": " : "", number ? strerror(number) : "");
}

static void bind_money(sqlite3_stmt *st, int at, int64_t money)
{
	if (money == MONEY_UNKNOWN)
		sqlite3_bind_null(st, at);
	else
		sqlite3_bind_int64(st, at, money);
}

struct rows *db_query(struct db *db, struct err *err, const char *sql, const char *types, ...)
{
	sqlite3_stmt *st;
	if (sqlite3_prepare_v2(db->handle, sql, -1, &st, NULL) != SQLITE_OK) {
		fail(db, err);
		return NULL;
	}
	va_list args;
	va_start(args, types);
	for (int i = 1; *types; i++, types++)
		if (*types == 's')
			sqlite3_bind_text(st, i, va_arg(args, const char *), -1, SQLITE_STATIC);
		else if (*types == 'd')
			sqlite3_bind_double(st, i, va_arg(args, double));
		else if (*types == 'm')
			bind_money(st, i, va_arg(args, int64_t));
		else
			sqlite3_bind_int64(st, i, va_arg(args, int64_t));
	va_end(args);
	struct rows *rows = xmalloc(sizeof *rows);
	*rows = (struct rows){db, st};
	return rows;
}

int rows_next(struct rows *rows, struct err *err)
{
	if (!rows)
		return -1;
	int code = sqlite3_step(rows->st);
	if (code == SQLITE_ROW)
		return 1;
	if (code != SQLITE_DONE)
		fail(rows->db, err);
	rows_end(rows);
	return code == SQLITE_DONE ? 0 : -1;
}

void rows_end(struct rows *rows)
{
	sqlite3_finalize(rows->st);
	free(rows);
}

int64_t rows_whole(const struct rows *rows, int column)
{
	return sqlite3_column_int64(rows->st, column);
}

double rows_real(const struct rows *rows, int column)
{
	if (sqlite3_column_type(rows->st, column) == SQLITE_NULL)
		return NAN;
	return sqlite3_column_double(rows->st, column);
}

int64_t rows_money(const struct rows *rows, int column)
{
	if (sqlite3_column_type(rows->st, column) == SQLITE_NULL)
		return MONEY_UNKNOWN;
	return sqlite3_column_int64(rows->st, column);
}

char *rows_text(const struct rows *rows, int column)
{
	const unsigned char *text = sqlite3_column_text(rows->st, column);
	return text ? xstrdup((const char *)text) : NULL;
}

int64_t db_changed(const struct db *db)
{
	return sqlite3_changes(db->handle);
}

int64_t db_ours(const struct db *db)
{
	return sqlite3_total_changes(db->handle);
}

int64_t db_last_number(const struct db *db)
{
	return sqlite3_last_insert_rowid(db->handle);
}

static int run(struct db *db, const char *sql, struct err *err)
{
	if (sqlite3_exec(db->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
		return 0;
	return fail(db, err);
}

int db_begin(struct db *db, struct err *err)
{
	return run(db, "BEGIN IMMEDIATE", err);
}

int db_finish(struct db *db, int result, struct err *err)
{
	if (result == 0 && run(db, "COMMIT", err) == 0)
		return 0;
	sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
	return -1;
}

static int number(struct db *db, const char *sql, int64_t *out, struct err *err)
{
	struct rows *rows = db_query(db, err, sql, "");
	if (rows_next(rows, err) != 1)
		return err_set(err, ERR_IO, "the ledger %s gives no answer", db->shown);
	*out = rows_whole(rows, 0);
	rows_end(rows);
	return 0;
}

int64_t db_others(struct db *db)
{
	int64_t version;

	return number(db, "PRAGMA data_version", &version, NULL) < 0 ? 0 : version;
}

/* `format` 0 is an empty file. */
static int make_tables(struct db *db, int64_t format, struct err *err)
{
	int result = format ? 0 : run(db, schema, err);
	for (; result == 0 && format && format < LEDGER_FORMAT; format++)
		result = run(db, steps[format - 1], err);
	char *mark = xasprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", LEDGER_MARK,
			       LEDGER_FORMAT);
	if (result == 0)
		result = run(db, mark, err);
	free(mark);
	return result;
}

/* The file must be a ledger, of which *format gets the number, or about to be one: 0. */
static int check_format(struct db *db, int64_t *format, struct err *err)
{
	int64_t mark, tables;
	if (number(db, "PRAGMA application_id", &mark, err) < 0 ||
	    number(db, "PRAGMA user_version", format, err) < 0 ||
	    number(db, "SELECT count(*) FROM sqlite_master", &tables, err) < 0)
		return -1;
	if (mark == 0 && *format == 0 && tables == 0)
		return 0;
	if (mark != LEDGER_MARK)
		return err_set(err, ERR_INVALID, "the ledger %s %s", db->shown, troubles[0].text);
	if (*format > LEDGER_FORMAT)
		return err_set(
			err, ERR_INVALID,
			"the ledger %s is of a newer scenetty (format %d, this one knows %d); "
			"use that one, or move the file away",
			db->shown, (int)*format, LEDGER_FORMAT);
	return 0;
}

/* Makes the file before SQLite would, for its owner's eyes only; what SQLite
 * puts beside it gets the same mode. */
static int make_file(const char *path, const char *shown, struct err *err)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0600);
	struct stat st;
	if (fd < 0)
		return err_set(err, ERR_IO, "can't open the ledger %s: %s; " ELSEWHERE, shown,
			       strerror(errno));
	int result = fstat(fd, &st) == 0 && S_ISREG(st.st_mode)
			     ? 0
			     : err_set(err, ERR_INVALID,
				       "the ledger %s is not a file; move it away", shown);
	close(fd);
	return result;
}

/* The first switch to WAL finds the file busy, without waiting, while others
 * make the same ledger. */
static int use_wal(struct db *db, struct err *err)
{
	enum { PAUSE_MS = 5 };
	int code = SQLITE_BUSY;
	for (int ms = 0; code == SQLITE_BUSY && ms < DB_PATIENCE_MS; ms += PAUSE_MS) {
		if (ms)
			sqlite3_sleep(PAUSE_MS);
		code = sqlite3_exec(db->handle, "PRAGMA journal_mode = WAL", NULL, NULL, NULL) &
		       0xff;
	}
	return code == SQLITE_OK ? run(db, "PRAGMA synchronous = FULL", err) : fail(db, err);
}

static int settle_format(struct db *db, struct err *err)
{
	int64_t format;
	if (run(db, "BEGIN", err) < 0 || db_finish(db, check_format(db, &format, err), err) < 0)
		return -1;
	if (format == LEDGER_FORMAT)
		return 0;
	/* Another may be making it right now, so look again when none can. */
	if (db_begin(db, err) < 0)
		return -1;
	int result = check_format(db, &format, err);
	if (result == 0 && format < LEDGER_FORMAT)
		result = make_tables(db, format, err);
	return db_finish(db, result, err);
}

static int open_database(struct db *db, const char *path, struct err *err)
{
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
	if (make_file(path, db->shown, err) < 0)
		return -1;
	if (sqlite3_open_v2(path, &db->handle, flags, NULL) != SQLITE_OK)
		return fail(db, err);
	sqlite3_extended_result_codes(db->handle, 1);
	sqlite3_busy_timeout(db->handle, DB_PATIENCE_MS);
	return use_wal(db, err) < 0 ? -1 : settle_format(db, err);
}

/* Whatever is in the way, it is the machine that says no. */
static int make_home(const char *home, const char *shown, struct err *err)
{
	struct err why = {0};
	if (file_make_path(home, &why) == 0)
		return 0;
	err_set(err, ERR_IO, "the ledger %s can't be made: %s; " ELSEWHERE, shown, err_text(&why));
	err_clear(&why);
	return -1;
}

struct db *db_open(struct err *err)
{
	char *home = file_state_home();
	if (!home) {
		err_set(err, ERR_IO,
			"neither XDG_STATE_HOME nor HOME says where the ledger, ledger.db, is to "
			"be kept; " ELSEWHERE);
		return NULL;
	}
	char *path = xasprintf("%s/ledger.db", home);
	struct db *db = xcalloc(1, sizeof *db);
	db->shown = text_path(path);
	if (make_home(home, db->shown, err) < 0 || open_database(db, path, err) < 0) {
		db_close(db);
		db = NULL;
	}
	free(path);
	free(home);
	return db;
}

bool db_stands(void)
{
	char *home = file_state_home();
	char *path = xasprintf("%s/ledger.db", home ? home : "");
	bool stands = home && access(path, F_OK) == 0;
	free(path);
	free(home);
	return stands;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	sqlite3_close(db->handle);
	free(db->shown);
	free(db);
}
