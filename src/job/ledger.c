/* SPDX-License-Identifier: MIT */
#include "job/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "job/db.h"
#include "job/standing.h"
#include "util/clock.h"
#include "util/mem.h"

struct ledger {
	struct db *db;
	struct owner self;
};

struct ledger *ledger_open(struct err *err)
{
	struct db *db = db_open(err);
	if (!db)
		return NULL;
	struct ledger *ledger = xcalloc(1, sizeof *ledger);
	ledger->db = db;
	owner_self(&ledger->self);
	return ledger;
}

bool ledger_stands(void)
{
	return db_stands();
}

void ledger_close(struct ledger *ledger)
{
	if (!ledger)
		return;
	db_close(ledger->db);
	owner_clear(&ledger->self);
	free(ledger);
}

/* Forgets the folders where the film no longer stands. */
static int look_elsewhere(struct ledger *ledger, const char *id, const char *folder, char **other,
			  struct err *err)
{
	int more;
	struct rows *rows =
		db_query(ledger->db, err, "SELECT folder FROM film WHERE id = ? AND folder <> ?",
			 "ss", id, folder);
	while ((more = rows_next(rows, err)) == 1) {
		char *there = rows_text(rows, 0);
		if (film_stands(there, folder, id)) {
			*other = there;
			rows_end(rows);
			return 0;
		}
		free(there);
	}
	if (more < 0)
		return -1;
	rows = db_query(ledger->db, err, "DELETE FROM film WHERE id = ? AND folder <> ?", "ss", id,
			folder);
	return rows_next(rows, err);
}

int ledger_film(struct ledger *ledger, const char *id, const char *folder, char **other,
		struct err *err)
{
	*other = NULL;
	struct rows *rows = db_query(ledger->db, err,
				     "SELECT count(*), sum(folder = ?) FROM film"
				     " WHERE id = ?",
				     "ss", folder, id);
	if (rows_next(rows, err) != 1)
		return -1;
	bool known = rows_whole(rows, 0) == 1 && rows_whole(rows, 1) == 1;
	rows_end(rows);
	if (known)
		return 0;
	if (db_begin(ledger->db, err) < 0)
		return -1;
	int result = look_elsewhere(ledger, id, folder, other, err);
	if (result == 0 && !*other)
		result = rows_next(db_query(ledger->db, err,
					    "INSERT OR IGNORE INTO film VALUES (?, ?)", "ss", id,
					    folder),
				   err);
	if (db_finish(ledger->db, result, err) == 0)
		return 0;
	free(*other);
	*other = NULL;
	return -1;
}

static void own(const struct ledger *ledger, struct job *job)
{
	owner_clear(&job->owner);
	job->owner = ledger->self;
	job->owner.boot = xstrdup(ledger->self.boot);
}

int ledger_add(struct ledger *ledger, struct job *job, struct err *err)
{
	static const char sql[] = "INSERT INTO job (film, folder, scene, provider, model, state, "
				  "recipe, intent, cost,"
				  " currency, made, changed, owner, owner_start, boot, seconds)"
				  " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
	job->state = JOB_QUEUED;
	job->made = job->changed = clock_now();
	own(ledger, job);
	struct rows *rows = db_query(
		ledger->db, err, sql, "ssssssssdsiiiisd", job->film, job->folder, job->scene,
		job->provider, job->model, job_state_word(job->state), job->recipe, job->intent,
		job->cost, job->currency, job->made, job->changed, job->owner.pid, job->owner.start,
		job->owner.boot, job->seconds);
	if (rows_next(rows, err) < 0)
		return -1;
	job->number = db_last_number(ledger->db);
	return 0;
}

/* What a statement that changes a job ends with: it does so only while the job is
 * as we last saw it. */
#define AS_SEEN " WHERE number = ? AND state = ? AND owner = ? AND owner_start = ? AND boot = ?"

/* Runs such a statement. */
static int change(struct ledger *ledger, struct rows *rows, const struct job *job, struct err *err)
{
	if (rows_next(rows, err) < 0)
		return -1;
	if (db_changed(ledger->db) == 1)
		return 0;
	return err_set(err, ERR_BUSY, "job %lld is no longer %s: another process took it over",
		       (long long)job->number, job_state_word(job->state));
}

int ledger_adopt(struct ledger *ledger, struct job *job, struct err *err)
{
	const struct owner *self = &ledger->self;
	struct rows *rows = db_query(
		ledger->db, err, "UPDATE job SET owner = ?, owner_start = ?, boot = ?" AS_SEEN,
		"iisisiis", self->pid, self->start, self->boot, job->number,
		job_state_word(job->state), job->owner.pid, job->owner.start, job->owner.boot);
	if (change(ledger, rows, job, err) < 0)
		return -1;
	own(ledger, job);
	return 0;
}

static void put(char **to, const char *text)
{
	if (text && text != *to) {
		free(*to);
		*to = xstrdup(text);
	}
}

int ledger_move(struct ledger *ledger, struct job *job, enum job_state to, const char *remote,
		const char *take, const char *error, struct err *err)
{
	static const char sql[] =
		"UPDATE job SET state = ?, changed = ?, remote = ?, take = ?, error = ?" AS_SEEN;
	const char *from = job_state_word(job->state);
	bool claim_lapses = to == JOB_FAILED || to == JOB_CANCELLED;
	if (!job_may_move(job->state, to))
		return err_set(err, ERR_INVALID, "job %lld is %s and can't become %s",
			       (long long)job->number, from, job_state_word(to));
	int64_t now = clock_now();
	struct rows *rows = db_query(ledger->db, err, sql, "sisssisiis", job_state_word(to), now,
				     remote ? remote : job->remote,
				     claim_lapses ? NULL
				     : take       ? take
						  : job->take,
				     error ? error : job->error, job->number, from, job->owner.pid,
				     job->owner.start, job->owner.boot);
	if (change(ledger, rows, job, err) < 0)
		return -1;
	put(&job->remote, remote);
	put(&job->take, take);
	put(&job->error, error);
	if (claim_lapses) {
		free(job->take);
		job->take = NULL;
	}
	job->state = to;
	job->changed = now;
	return 0;
}

int ledger_keep(struct ledger *ledger, const struct job *job, struct err *err)
{
	static const char sql[] = "UPDATE job SET changed = ?, remote = ?, take = ?, task = ?, "
				  "error = ?, cost = ?, currency = ?" AS_SEEN;
	struct rows *rows = db_query(ledger->db, err, sql, "issssdsisiis", clock_now(), job->remote,
				     job->take, job->task, job->error, job->cost, job->currency,
				     job->number, job_state_word(job->state), job->owner.pid,
				     job->owner.start, job->owner.boot);
	return change(ledger, rows, job, err);
}

int ledger_begin(struct ledger *ledger, struct err *err)
{
	return db_begin(ledger->db, err);
}

int ledger_finish(struct ledger *ledger, struct err *err)
{
	return db_finish(ledger->db, 0, err);
}

/* A state this program does not know reads as unknown: nothing is done to it. */
static enum job_state state_of(const char *word)
{
	enum job_state state = JOB_QUEUED;
	while (state < JOB_UNKNOWN && strcmp(job_state_word(state), word) != 0)
		state++;
	return state;
}

static void read_job(const struct rows *rows, struct job *job)
{
	char *word = rows_text(rows, 6);
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
		.cost = rows_real(rows, 12),
		.currency = rows_text(rows, 13),
		.made = rows_whole(rows, 14),
		.changed = rows_whole(rows, 15),
		.owner = {rows_whole(rows, 16), rows_whole(rows, 17), rows_text(rows, 18)},
		.task = rows_text(rows, 19),
		.seconds = rows_real(rows, 20),
	};
	free(word);
}

/* What a list of jobs leaves out that is long and not for looking at. */
#define JOB_COLUMNS(recipe)                                                                        \
	"SELECT number, film, folder, scene, provider, model, state, " recipe                      \
	", remote, take, error, cost, currency, made, changed, owner, owner_start, boot, "         \
	"task, seconds FROM job "

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
	static const char sql[] =
		JOB_COLUMNS("recipe, intent") "WHERE film = ? AND number = ?";
	struct rows *rows = db_query(ledger->db, err, sql, "si", film, number);
	int found = rows_next(rows, err);
	if (found < 1)
		return found;
	read_job(rows, out);
	rows_end(rows);
	return 1;
}

int ledger_newest(struct ledger *ledger, const char *film, struct job **jobs, size_t *count,
		  struct err *err)
{
	static const char sql[] =
		JOB_COLUMNS("NULL, NULL") "WHERE film = ?1 AND (" DB_IS_OPEN
					  " OR number IN (SELECT max(number) FROM job WHERE film = "
					  "?1 GROUP BY scene))"
					  " ORDER BY number DESC";
	return list_jobs(db_query(ledger->db, err, sql, "s", film), jobs, count, err);
}

void ledger_free_jobs(struct job *jobs, size_t count)
{
	for (size_t i = 0; i < count; i++)
		job_clear(&jobs[i]);
	free(jobs);
}
