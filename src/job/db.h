/* SPDX-License-Identifier: MIT
 *
 * The ledger's file, and SQLite's only home: opening it safely, and running
 * statements on it. What the rows mean is ledger.c's.
 */
#ifndef JOB_DB_H
#define JOB_DB_H

#include <stdbool.h>
#include <stdint.h>

#include "util/err.h"

struct db;
struct rows; /* what a statement gives, one row at a time */

/* How a statement says "still open", word for word as the index does. */
#define DB_IS_OPEN "state NOT IN ('done','failed','cancelled')"

/* And "is, or is about to be, under way at a server". */
#define DB_HOLDS "place IS NOT NULL AND state IN ('submitting','waiting')"

/* And "counts among what was spent". */
#define DB_COUNTS "charge <> 'none' AND (price <> 'free' OR cost > 0)"

/* Opens $XDG_STATE_HOME/scenetty/ledger.db, made when missing (0600 in a folder
 * of 0700; WAL, synchronous=FULL). A file that is no ledger, is damaged or of a
 * newer scenetty is left as it is. */
struct db *db_open(struct err *err);
bool db_stands(void); /* the file is there */
void db_close(struct db *db);

/* A statement with its parameters bound: 's' a text or NULL (borrowed to the
 * end), 'i' an int64_t, 'd' a double (NAN becomes NULL), 'm' an int64_t of money (unknown becomes
 * NULL). NULL on failure. */
struct rows *db_query(struct db *db, struct err *err, const char *sql, const char *types, ...);
/* 1 with a row, 0 when it is done, -1; ends the rows unless there is one. NULL
 * rows are a failure already told. */
int rows_next(struct rows *rows, struct err *err);
void rows_end(struct rows *rows);
int64_t rows_whole(const struct rows *rows, int column);
double rows_real(const struct rows *rows, int column);   /* NAN for NULL */
int64_t rows_money(const struct rows *rows, int column); /* MONEY_UNKNOWN for NULL */
char *rows_text(const struct rows *rows, int column);    /* returns new; NULL for NULL */
/* Rows the last statement changed; the number of the last row added. */
int64_t db_changed(const struct db *db);
int64_t db_last_number(const struct db *db);
/* Numbers that differ as soon as we have written something, or somebody else has. */
int64_t db_ours(const struct db *db);
int64_t db_others(struct db *db);

/* A transaction that writes: db_finish ends it for good when `result` is 0 (and
 * may still fail), else as if it never was. */
int db_begin(struct db *db, struct err *err);
int db_finish(struct db *db, int result, struct err *err);

#endif
