/* SPDX-License-Identifier: MIT
 *
 * Jobs read from the ledger.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "job/ledger_private.h"
#include "util/mem.h"

/* A state this program does not know reads as unknown: nothing is done to it. */
static enum job_state state_of(const char *word)
{
	enum job_state state = JOB_QUEUED;
	while (state < JOB_UNKNOWN && strcmp(job_state_word(state), word) != 0)
		state++;
	return state;
}

static enum price_kind price_of_word(const char *word)
{
	enum price_kind kind = PRICE_KINDS;
	while (--kind > PRICE_UNKNOWN && strcmp(price_word(kind), word) != 0)
		;
	return kind;
}

static enum charge charge_of(const char *word)
{
	enum charge charge = CHARGES;
	while (--charge > CHARGE_PRICED && strcmp(charge_word(charge), word) != 0)
		;
	return charge;
}

static void read_job(const struct rows *rows, struct job *job)
{
	char *word = rows_text(rows, 6), *price = rows_text(rows, 20),
	     *charge = rows_text(rows, 23);
	*job = (struct job){
		.number = rows_whole(rows, 0),
		.film = rows_text(rows, 1),
		.folder = rows_text(rows, 2),
		.scene = rows_text(rows, 3),
		.provider = rows_text(rows, 4),
		.model = rows_text(rows, 5),
		.state = state_of(word),
		.recipe = rows_text(rows, 7),
		.intent = rows_text(rows, 8),
		.remote = rows_text(rows, 9),
		.take = rows_text(rows, 10),
		.error = rows_text(rows, 11),
		.currency = rows_text(rows, 12),
		.made = rows_whole(rows, 13),
		.changed = rows_whole(rows, 14),
		.owner = {rows_whole(rows, 15), rows_whole(rows, 16), rows_text(rows, 17)},
		.task = rows_text(rows, 18),
		.seconds = rows_real(rows, 19),
		.price = price_of_word(price),
		.reserved = rows_money(rows, 21),
		.cost = rows_money(rows, 22),
		.charge = charge_of(charge),
		.sent = rows_whole(rows, 24),
		.again = rows_whole(rows, 25),
	};
	free(word);
	free(price);
	free(charge);
}

/* What a list of jobs leaves out that is long and not for looking at. */
#define JOB_COLUMNS(recipe)                                                                        \
	"SELECT number, film, folder, scene, provider, model, state, " recipe                      \
	", remote, take, error, currency, made, changed, owner, owner_start, boot, task, "         \
	"seconds, price, reserved, cost, charge, sent, again FROM job "

/* Takes the rows. */
static int list_jobs(struct rows *rows, struct job **jobs, size_t *count, struct err *err)
{
	int more;
	size_t room = 0;
	*jobs = NULL;
	*count = 0;
	while ((more = rows_next(rows, err)) == 1) {
		GROW(*jobs, *count, room);
		read_job(rows, &(*jobs)[(*count)++]);
	}
	if (more == 0)
		return 0;
	ledger_free_jobs(*jobs, *count);
	*jobs = NULL;
	*count = 0;
	return -1;
}

static int query_jobs(struct ledger *ledger, const char *columns, const char *film, bool open,
		      struct job **jobs, size_t *count, struct err *err)
{
	char *sql = xasprintf("%sWHERE %s%s ORDER BY number DESC", columns,
			      film ? "film = ?" : "?1 IS NULL", open ? " AND " DB_IS_OPEN : "");
	int result = list_jobs(db_query(ledger->db, err, sql, "s", film), jobs, count, err);
	free(sql);
	return result;
}

int ledger_jobs(struct ledger *ledger, const char *film, bool open, struct job **jobs,
		size_t *count, struct err *err)
{
	return query_jobs(ledger, JOB_COLUMNS("recipe, intent"), film, open, jobs, count, err);
}

int ledger_list(struct ledger *ledger, const char *film, bool open, struct job **jobs,
		size_t *count, struct err *err)
{
	return query_jobs(ledger, JOB_COLUMNS("NULL, NULL"), film, open, jobs, count, err);
}

int ledger_job(struct ledger *ledger, const char *film, int64_t number, struct job *out,
	       struct err *err)
{
	static const char sql[] = JOB_COLUMNS("recipe, intent") "WHERE film = ? AND number = ?";
	struct rows *rows = db_query(ledger->db, err, sql, "si", film, number);
	int found = rows_next(rows, err);
	if (found < 1)
		return found;
	read_job(rows, out);
	rows_end(rows);
	return 1;
}

struct json *ledger_remotes(struct ledger *ledger, const struct job *job, struct err *err)
{
	struct json *ids = json_new_array();
	struct rows *rows = db_query(ledger->db, err,
				     "SELECT remote FROM job WHERE provider = ? AND number <> ?"
				     " AND remote IS NOT NULL",
				     "si", job->provider, job->number);
	int more;
	while ((more = rows_next(rows, err)) == 1) {
		char *remote = rows_text(rows, 0);
		json_push(ids, json_new_str(remote));
		free(remote);
	}
	if (more == 0)
		return ids;
	json_free(ids);
	return NULL;
}

int64_t ledger_older(struct ledger *ledger, const struct job *job, struct err *err)
{
	struct rows *rows = db_query(ledger->db, err,
				     "SELECT count(*) FROM job WHERE film = ? AND scene = ?"
				     " AND number < ? AND " DB_IS_OPEN,
				     "ssi", job->film, job->scene, job->number);
	if (rows_next(rows, err) != 1)
		return -1;
	int64_t count = rows_whole(rows, 0);
	rows_end(rows);
	return count;
}

int ledger_of_scene(struct ledger *ledger, const char *film, const char *scene, int64_t from,
		    struct job **jobs, size_t *count, struct err *err)
{
	static const char sql[] = JOB_COLUMNS("NULL, NULL") "WHERE film = ? AND scene = ? AND"
							    " (number >= ? OR " DB_IS_OPEN
							    ") ORDER BY number DESC";
	return list_jobs(db_query(ledger->db, err, sql, "ssi", film, scene, from), jobs, count,
			 err);
}

int ledger_newest(struct ledger *ledger, const char *film, struct job **jobs, size_t *count,
		  struct err *err)
{
	/* From scene to scene along the index, not over all the jobs there ever were. */
	static const char sql[] =
		"WITH RECURSIVE seen (scene) AS (SELECT min(scene) FROM job WHERE film = ?1"
		" UNION ALL SELECT (SELECT min(scene) FROM job WHERE film = ?1 AND"
		" scene > seen.scene) FROM seen WHERE scene IS NOT NULL) " JOB_COLUMNS(
			"NULL, NULL") "WHERE number IN (SELECT (SELECT max(number) FROM job WHERE "
				      "film = ?1 AND"
				      " scene = seen.scene) FROM seen UNION ALL"
				      " SELECT number FROM job INDEXED BY job_open WHERE film = ?1 "
				      "AND " DB_IS_OPEN ")"
				      " ORDER BY number DESC";
	return list_jobs(db_query(ledger->db, err, sql, "s", film), jobs, count, err);
}

int64_t ledger_ours(const struct ledger *ledger)
{
	return db_ours(ledger->db);
}

int64_t ledger_others(const struct ledger *ledger)
{
	return db_others(ledger->db);
}

void ledger_free_jobs(struct job *jobs, size_t count)
{
	for (size_t i = 0; i < count; i++)
		job_clear(&jobs[i]);
	free(jobs);
}

int ledger_usual(struct ledger *ledger, const char *provider, const char *model, double *seconds,
		 struct err *err)
{
	static const char sql[] =
		"SELECT took FROM (SELECT changed - sent AS took FROM job WHERE state = 'done' "
		"AND provider = ? AND model IS ? AND sent > 0 AND changed >= sent"
		" ORDER BY number DESC LIMIT ?) ORDER BY took";
	double all[49];
	struct rows *rows =
		db_query(ledger->db, err, sql, "ssi", provider, model, (int64_t)LENGTH(all));
	size_t count = 0;
	int more;

	while ((more = rows_next(rows, err)) == 1)
		all[count++] = rows_real(rows, 0);
	*seconds = count ? all[count / 2] : NAN;
	return more;
}
