/* SPDX-License-Identifier: MIT */
#include "job/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "job/ledger_private.h"
#include "job/standing.h"
#include "util/clock.h"
#include "util/mem.h"

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

static void own(const struct owner *owner, struct job *job)
{
	owner_clear(&job->owner);
	job->owner = *owner;
	job->owner.boot = xstrdup(owner->boot);
}

int ledger_add(struct ledger *ledger, struct job *job, struct err *err)
{
	static const char sql[] =
		"INSERT INTO job (film, folder, scene, provider, model, state, recipe, intent,"
		" currency, made, changed, owner, owner_start, boot, seconds, price, reserved,"
		" cost, charge, day, task) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
	char day[CLOCK_TEXT_SIZE];

	job->state = JOB_QUEUED;
	job->made = job->changed = clock_now();
	clock_day(job->made, day);
	own(&ledger->self, job);
	struct rows *rows = db_query(
		ledger->db, err, sql, "sssssssssiiiisdsmmsss", job->film, job->folder, job->scene,
		job->provider, job->model, job_state_word(job->state), job->recipe, job->intent,
		job->currency, job->made, job->changed, job->owner.pid, job->owner.start,
		job->owner.boot, job->seconds, price_word(job->price), job->reserved, job->cost,
		charge_word(job->charge), day, job->task);
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

int ledger_recipe(struct ledger *ledger, const struct job *job, struct err *err)
{
	struct rows *rows = db_query(ledger->db, err, "UPDATE job SET recipe = ?" AS_SEEN, "sisiis",
				     job->recipe, job->number, job_state_word(job->state),
				     job->owner.pid, job->owner.start, job->owner.boot);
	return change(ledger, rows, job, err);
}

static int hand_to(struct ledger *ledger, const struct owner *to, struct job *job, struct err *err)
{
	struct rows *rows = db_query(
		ledger->db, err, "UPDATE job SET owner = ?, owner_start = ?, boot = ?" AS_SEEN,
		"iisisiis", to->pid, to->start, to->boot, job->number, job_state_word(job->state),
		job->owner.pid, job->owner.start, job->owner.boot);
	if (change(ledger, rows, job, err) < 0)
		return -1;
	own(to, job);
	return 0;
}

int ledger_adopt(struct ledger *ledger, struct job *job, struct err *err)
{
	return hand_to(ledger, &ledger->self, job, err);
}

int ledger_let_go(struct ledger *ledger, struct job *job, struct err *err)
{
	return hand_to(ledger, &(struct owner){.start = -1, .boot = ledger->self.boot}, job, err);
}

/* What ends before it was taken on costs nothing, but if the service says otherwise. */
static bool is_released(const struct job *job, enum job_state to)
{
	return (to == JOB_FAILED || to == JOB_CANCELLED) && job->charge == CHARGE_PRICED &&
	       (job->state == JOB_QUEUED || job->state == JOB_SUBMITTING);
}

/* The job as it is to be after the move, its texts borrowed. */
static struct job moved(const struct job *job, enum job_state to, const char *remote,
			const char *take, const char *error)
{
	struct job next = *job;

	next.state = to;
	next.changed = clock_now();
	if (remote)
		next.remote = (char *)remote;
	if (error)
		next.error = (char *)error;
	else if (job->again || to == JOB_DONE)
		next.error = NULL; /* what it waited for, or what was in the way, is no more */
	next.again = 0;
	if (to == JOB_FAILED || to == JOB_CANCELLED)
		next.take = NULL; /* the claim lapses */
	else if (take)
		next.take = (char *)take;
	if (is_released(job, to))
		job_release(&next);
	if (to == JOB_WAITING && job->charge == CHARGE_NONE) {
		/* It is there after all, and so may be its price. */
		next.charge = CHARGE_PRICED;
		next.cost = job->reserved;
	}
	if (to == JOB_SUBMITTING)
		next.sent = next.changed;
	return next;
}

static void put(char **to, const char *text)
{
	if (text == *to)
		return;
	free(*to);
	*to = text ? xstrdup(text) : NULL;
}

int ledger_move(struct ledger *ledger, struct job *job, enum job_state to, const char *remote,
		const char *take, const char *error, struct err *err)
{
	static const char sql[] = "UPDATE job SET state = ?, changed = ?, remote = ?, take = ?, "
				  "error = ?, cost = ?, charge = ?, currency = ?, sent = ?,"
				  " again = NULL" AS_SEEN;
	const char *from = job_state_word(job->state);
	struct job next = moved(job, to, remote, take, error);

	if (!job_may_move(job->state, to))
		return err_set(err, ERR_INVALID, "job %lld is %s and can't become %s",
			       (long long)job->number, from, job_state_word(to));
	struct rows *rows =
		db_query(ledger->db, err, sql, "sisssmssiisiis", job_state_word(to), next.changed,
			 next.remote, next.take, next.error, next.cost, charge_word(next.charge),
			 next.currency, next.sent, job->number, from, job->owner.pid,
			 job->owner.start, job->owner.boot);
	if (change(ledger, rows, job, err) < 0)
		return -1;
	put(&job->remote, next.remote);
	put(&job->take, next.take);
	put(&job->error, next.error);
	next.remote = job->remote;
	next.take = job->take;
	next.error = job->error;
	*job = next;
	return 0;
}

int ledger_keep(struct ledger *ledger, const struct job *job, struct err *err)
{
	static const char sql[] =
		"UPDATE job SET changed = ?, remote = ?, take = ?, task = ?, "
		"error = ?, cost = ?, charge = ?, currency = ?, sent = ?, again = ?" AS_SEEN;
	struct rows *rows = db_query(ledger->db, err, sql, "issssmssiiisiis", clock_now(),
				     job->remote, job->take, job->task, job->error, job->cost,
				     charge_word(job->charge), job->currency, job->sent, job->again,
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
