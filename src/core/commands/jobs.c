/* SPDX-License-Identifier: MIT
 *
 * The ledger, seen and settled.
 */
#include <stdlib.h>
#include <string.h>

#include "core/commands/commands.h"
#include "core/language/call.h"
#include "core/scenes/target.h"
#include "core/session/batch.h"
#include "core/session/session.h"
#include "core/tell/job_facts.h"
#include "core/tell/table.h"
#include "util/clock.h"
#include "util/mem.h"

static struct json *job_to_json(const struct job *job)
{
	struct json *json = json_new_object();
	char made[CLOCK_TEXT_SIZE], again[CLOCK_TEXT_SIZE];

	clock_text(job->made, made);
	clock_text(job->again, again);
	json_set_num(json, "number", (double)job->number);
	json_set_str(json, "state", job_state_word(job->state));
	json_set_bool(json, "left", job_is_left(job));
	json_set_str(json, "film", job->film);
	json_set_str(json, "folder", job->folder);
	json_set_str(json, "scene", job->scene);
	json_set_str(json, "take", job->take);
	json_set_str(json, "provider", job->provider);
	json_set_str(json, "model", job->model);
	json_set_str(json, "remote", job->remote);
	json_set_str(json, "made", made);
	json_set_num(json, "elapsed", (double)job_elapsed(job));
	json_set(json, "cost",
		 job->cost == MONEY_UNKNOWN ? NULL : json_new_num(money_number(job->cost)));
	json_set_str(json, "currency", job->currency);
	json_set_str(json, "price", price_word(job->price));
	json_set_str(json, "charge", charge_word(job->charge));
	json_set_str(json, "again", job->again ? again : NULL);
	json_set_str(json, "error", job->error);
	return json;
}

static enum style style_of(const struct job *job)
{
	if (job->state == JOB_FAILED || job->state == JOB_UNKNOWN)
		return STYLE_BAD;
	if (job_is_left(job))
		return STYLE_WARN;
	return job->state == JOB_DONE ? STYLE_GOOD : STYLE_PLAIN;
}

static void add_times(struct table *table, const struct job *job)
{
	char made[CLOCK_TEXT_SIZE];
	char took[CLOCK_TEXT_SIZE];

	clock_span(job_elapsed(job), took);
	clock_text(job->made, made);
	made[strcspn(made, "T")] = ' ';
	made[strlen("2026-11-22 16:40")] = '\0';
	table_add(table, STYLE_PLAIN, "%s", made);
	table_add(table, STYLE_PLAIN, "%s", took);
}

static void add_cost(struct table *table, const struct job *job)
{
	char *text = money_text(job->cost, job->currency);

	if (job->cost == 0)
		table_add(table, STYLE_DIM, "nothing");
	else
		table_add(table, STYLE_PLAIN, "%s", text);
	free(text);
}

static void add_row(struct table *table, const struct job *job)
{
	char *waits = job_wait_text(job->again, job->error);

	table_add(table, STYLE_DIM, "%lld", (long long)job->number);
	table_add(table, style_of(job), "%s%s", job_state_word(job->state),
		  job_is_left(job) ? ", left" : "");
	table_add(table, STYLE_STRONG, "%s", job->scene);
	table_add(table, STYLE_PLAIN, "%s", job->take ? job->take : "");
	table_add(table, STYLE_PLAIN, "%s%s%s", job->provider, job->model ? " " : "",
		  job->model ? job->model : "");
	add_times(table, job);
	add_cost(table, job);
	table_note(table, waits ? STYLE_WARN : STYLE_BAD, waits ? waits : job->error);
	free(waits);
}

static void tell_jobs(struct call *call, const struct job *jobs, size_t count)
{
	static const struct column columns[] = {
		{.heading = "job", .right = true},
		{.heading = "state"},
		{.heading = "scene", .flexible = true},
		{.heading = "take"},
		{.heading = "by", .flexible = true},
		{.heading = "since (UTC)"},
		{.heading = "took", .right = true},
		{.heading = "cost"},
	};
	struct table table = {.columns = columns, .column_count = LENGTH(columns)};
	struct json *answer, *array;

	if (call->out->wants_json) {
		answer = json_new_object();
		array = json_new_array();
		for (size_t i = 0; i < count; i++)
			json_push(array, job_to_json(&jobs[i]));
		json_set(answer, "jobs", array);
		out_json(call->out, answer);
		return;
	}
	for (size_t i = 0; i < count; i++)
		add_row(&table, &jobs[i]);
	if (count)
		table_write(&table, call->out);
	else
		out_note(call->out, "no jobs");
	table_free(&table);
}

static int tell_job(struct call *call, struct err *err)
{
	struct session *session = call->session;
	struct job job = {0};
	double usual;
	int result = 0;

	if (target_job(session, call_arg(call, 0), &job, err) < 0)
		return -1;
	if (call->out->wants_json)
		tell_jobs(call, &job, 1);
	else if ((result = ledger_usual(session->ledger, job.provider, job.model, &usual, err)) ==
		 0)
		job_page(call->out, &job, usual);
	job_clear(&job);
	return result;
}

static int list_jobs(struct call *call, struct err *err)
{
	struct session *session = call->session;
	bool all = call_option(call, "all");
	const char *film = all ? NULL : session->store.film->id;
	struct job *jobs = NULL;
	size_t count = 0;

	if ((film || all) && ledger_stands() &&
	    (!session_ledger(session, err) ||
	     ledger_list(session->ledger, film, call_option(call, "open"), &jobs, &count, err) < 0))
		return -1;
	tell_jobs(call, jobs, count);
	ledger_free_jobs(jobs, count);
	return 0;
}

static void settled(struct call *call)
{
	struct err err = {0};

	list_jobs(call, &err);
	call_end(call, &err);
	err_clear(&err);
}

/* Takes up what processes that are gone have left; waits for what that brings. */
static int settle(struct call *call, struct err *err)
{
	struct session *session = call->session;
	struct err left = {0};
	struct jobs *jobs;
	size_t open;

	if (session->settling)
		return err_set(err, ERR_BUSY, "jobs are being settled already");
	if (!ledger_stands())
		return list_jobs(call, err);
	jobs = session_jobs(session, err);
	if (!jobs)
		return -1;
	jobs_resume(jobs, session->store.film->id, &left);
	open = jobs_open(jobs);
	if (!open)
		return list_jobs(call, err) < 0 || left.kind ? err_move(err, &left) : 0;
	out_note(call->out, "%zu job%s on %s way", open, open == 1 ? " is" : "s are",
		 open == 1 ? "its" : "their");
	if (left.kind)
		out_note(call->out, "%s", err_text(&left));
	err_clear(&left);
	session_await(session, call, AWAIT_ALL, settled);
	return 0;
}

int command_jobs(struct call *call, struct err *err)
{
	struct session *session = call->session;
	bool wants_film = !call_option(call, "all") || call_option(call, "settle") ||
			  call_arg(call, 0);

	if (wants_film && !session->has_film &&
	    session_open(session, call->globals[GLOBAL_FILM], err) < 0)
		return -1;
	if (call_option(call, "settle"))
		return settle(call, err);
	return call_arg(call, 0) ? tell_job(call, err) : list_jobs(call, err);
}
