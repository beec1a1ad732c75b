/* SPDX-License-Identifier: MIT */
#include "job/slot.h"

#include <stdlib.h>
#include <string.h>

#include "job/ledger_private.h"
#include "util/clock.h"

/* One process and what it has at a place. */
static size_t count_of(struct ledger *ledger, const struct rows *rows, struct slot_holders *holders)
{
	struct owner owner = {rows_whole(rows, 0), rows_whole(rows, 1), rows_text(rows, 2)};
	bool lives = owner_lives(&owner);
	bool ours = owner.pid == ledger->self.pid && owner.start == ledger->self.start;
	size_t count = (size_t)rows_whole(rows, lives ? 3 : 4);

	if (lives && !ours)
		holders->pid = owner.pid;
	holders->count += ours ? 0 : count;
	owner_clear(&owner);
	return count;
}

/* How many jobs are at a place; -1 on failure. A clock that was set back must not make a
 * dead job last for ever. */
static int64_t load_of(struct ledger *ledger, const char *place, double lasting,
		       struct slot_holders *holders, struct err *err)
{
	struct rows *rows =
		db_query(ledger->db, err,
			 "SELECT owner, owner_start, boot, count(*),"
			 " sum(state = 'waiting' AND abs(?2 - sent) < ?3) FROM job"
			 " WHERE place = ?1 AND " DB_HOLDS " GROUP BY owner, owner_start, boot",
			 "sid", place, clock_now(), lasting);
	int64_t load = 0;
	int more;

	while ((more = rows_next(rows, err)) == 1)
		load += (int64_t)count_of(ledger, rows, holders);
	return more < 0 ? -1 : load;
}

/* *place gets the one with fewest, NULL if all are full. */
static int choose(struct ledger *ledger, const struct slots *slots, const char **place,
		  struct slot_holders *holders, struct err *err)
{
	int64_t least = (int64_t)slots->each;

	*place = NULL;
	*holders = (struct slot_holders){0};
	for (size_t i = 0; i < slots->count; i++) {
		int64_t load = load_of(ledger, slots->places[i], slots->lasting, holders, err);

		if (load < 0)
			return -1;
		if (load >= least)
			continue;
		least = load;
		*place = slots->places[i];
	}
	return 0;
}

static int sit_down(struct ledger *ledger, struct job *job, const char *place, struct err *err)
{
	struct rows *rows = db_query(ledger->db, err, "UPDATE job SET place = ? WHERE number = ?",
				     "si", place, job->number);

	if (rows_next(rows, err) < 0)
		return -1;
	return ledger_move(ledger, job, JOB_SUBMITTING, NULL, NULL, NULL, err);
}

int slot_take(struct ledger *ledger, struct job *job, const struct slots *slots, const char **place,
	      struct slot_holders *holders, struct err *err)
{
	int result;

	/* A look that nobody has to wait for first: mostly it is full. */
	if (choose(ledger, slots, place, holders, err) < 0)
		return -1;
	if (!*place)
		return 0;
	if (ledger_begin(ledger, err) < 0)
		return -1;
	result = choose(ledger, slots, place, holders, err);
	if (result == 0 && *place)
		result = sit_down(ledger, job, *place, err);
	if (db_finish(ledger->db, result, err) == 0)
		return *place != NULL;
	job->state = JOB_QUEUED;
	return -1;
}
