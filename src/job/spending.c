/* SPDX-License-Identifier: MIT */
#include "job/spending.h"

#include <stdlib.h>

#include "job/ledger_private.h"
#include "util/mem.h"

/* Adds up what `where` lets through; of it only what is on its way when `open`. */
static int add_up(struct ledger *ledger, bool open, const char *currency, const char *film,
		  const char *day, struct spent *out, struct err *err)
{
	char *sql = xasprintf("SELECT coalesce(sum(CASE WHEN currency = ?1 THEN cost END), 0),"
			      " coalesce(sum(cost IS NULL OR currency IS NOT ?1), 0),"
			      " coalesce(sum(seconds), 0.0) FROM job"
			      " WHERE %s AND %s AND " DB_COUNTS "%s",
			      film ? "film = ?2" : "?2 IS NULL", day ? "day = ?3" : "?3 IS NULL",
			      open ? " AND " DB_IS_OPEN : "");
	struct rows *rows = db_query(ledger->db, err, sql, "sss", currency, film, day);
	int found = rows_next(rows, err);

	free(sql);
	if (found != 1)
		return -1;
	*out = (struct spent){
		.money = rows_whole(rows, 0),
		.uncounted = rows_whole(rows, 1),
		.seconds = rows_real(rows, 2),
	};
	rows_end(rows);
	return 0;
}

int ledger_spent(struct ledger *ledger, const char *film, const char *day, const char *currency,
		 struct spent *out, struct err *err)
{
	struct spent held;

	if (add_up(ledger, false, currency, film, day, out, err) < 0 ||
	    add_up(ledger, true, currency, film, day, &held, err) < 0)
		return -1;
	out->held = held.money;
	return 0;
}

static const char *const columns[] = {
	[SPEND_DAY] = "day",
	[SPEND_SCENE] = "scene",
	[SPEND_PROVIDER] = "provider",
	[SPEND_FILM] = "folder",
};

int ledger_spend(struct ledger *ledger, enum spend_by by, const char *film, const char *since,
		 struct spend_row **rows, size_t *count, struct err *err)
{
	const char *column = columns[by];
	char *sql = xasprintf(
		"SELECT %s, CASE WHEN cost IS NOT NULL THEN currency END AS money, count(*),"
		" coalesce(sum(seconds), 0.0),"
		" coalesce(sum(CASE WHEN charge = 'told' THEN cost END), 0),"
		" coalesce(sum(CASE WHEN charge <> 'told' AND NOT (" DB_IS_OPEN ") THEN cost"
		" END), 0),"
		" coalesce(sum(CASE WHEN charge <> 'told' AND " DB_IS_OPEN " THEN cost END), 0),"
		" sum(cost IS NULL), max(number) FROM job WHERE %s AND %s AND " DB_COUNTS
		" GROUP BY %s, money ORDER BY %s %s, money",
		column, film ? "film = ?1" : "?1 IS NULL", since ? "day >= ?2" : "?2 IS NULL",
		by == SPEND_FILM ? "film" : column, column, by == SPEND_DAY ? "DESC" : "ASC");
	struct rows *found = db_query(ledger->db, err, sql, "ss", film, since);
	size_t room = 0;
	int more;

	free(sql);
	*rows = NULL;
	*count = 0;
	while ((more = rows_next(found, err)) == 1) {
		GROW(*rows, *count, room);
		(*rows)[(*count)++] = (struct spend_row){
			.name = rows_text(found, 0),
			.currency = rows_text(found, 1),
			.takes = rows_whole(found, 2),
			.seconds = rows_real(found, 3),
			.told = rows_whole(found, 4),
			.estimated = rows_whole(found, 5),
			.held = rows_whole(found, 6),
			.unknown = rows_whole(found, 7),
		};
	}
	if (more == 0)
		return 0;
	spend_free(*rows, *count);
	*rows = NULL;
	*count = 0;
	return -1;
}

void spend_free(struct spend_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(rows[i].name);
		free(rows[i].currency);
	}
	free(rows);
}
