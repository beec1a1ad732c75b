/* SPDX-License-Identifier: MIT
 *
 * What is done about a job: cancel, retry, fetch, lost.
 */
#include <stdlib.h>
#include <string.h>

#include "core/commands/commands.h"
#include "core/language/call.h"
#include "core/scenes/target.h"
#include "core/session/batch.h"
#include "core/session/bill.h"
#include "core/session/session.h"
#include "util/mem.h"

struct chosen {
	int64_t number;    /* or, when 0, */
	const char *scene; /* all of one */
};

static bool is_chosen(void *arg, const struct job *job)
{
	const struct chosen *chosen = arg;

	return chosen->scene ? strcmp(job->scene, chosen->scene) == 0
			     : job->number == chosen->number;
}

static size_t cancel_scene(struct session *session, const char *scene)
{
	struct chosen chosen = {.scene = scene};
	size_t count = batch_cancel_scene(session, scene);

	if (session->jobs)
		count += jobs_cancel(session->jobs, is_chosen, &chosen);
	return count;
}

static int nobody_knows(const struct job *job, struct err *err)
{
	long long number = job->number;

	return err_set(err, ERR_INVALID,
		       "nobody knows whether job %lld arrived; “lost %lld” if it did not, “retry "
		       "%lld” sends it again",
		       number, number, number);
}

/* One that nobody can take up: closed, and told. */
static int give_up(struct call *call, struct job *job, struct err *err)
{
	if (jobs_give_up(call->session->jobs, job, err) < 0)
		return -1;
	return job->state == JOB_UNKNOWN ? nobody_knows(job, err) : 0;
}

/* Why nothing can be done here about a job that is open. */
static int refuse(const struct job *job, struct err *err)
{
	if (job_is_carried(job))
		return err_set(err, ERR_BUSY,
			       "job %lld is carried by another scenetty, process %lld; do it "
			       "there, or end that one first",
			       (long long)job->number, (long long)job->owner.pid);
	return err_set(err, ERR_BUSY, "job %lld is %s; “jobs --settle” sees to it",
		       (long long)job->number, job_state_word(job->state));
}

static int cancel_job(struct call *call, const char *typed, size_t *count, struct err *err)
{
	struct session *session = call->session;
	struct chosen chosen = {0};
	struct job job = {0};
	int result;

	if (target_number(typed, &chosen.number, err) < 0)
		return -1;
	if (session->jobs && jobs_cancel(session->jobs, is_chosen, &chosen)) {
		++*count;
		return 0;
	}
	if (target_job(session, typed, &job, err) < 0)
		return -1;
	if (job.state == JOB_UNKNOWN)
		result = nobody_knows(&job, err);
	else if (!job_state_is_open(job.state))
		result = err_set(err, ERR_INVALID, "job %lld is %s already", (long long)job.number,
				 job_state_word(job.state));
	else if (job_is_carried(&job) || !session->jobs)
		result = refuse(&job, err);
	else
		result = give_up(call, &job, err);
	*count += result == 0;
	job_clear(&job);
	return result;
}

/* What became of each job that was named, with what it means for the bill. */
static void tell_stopped(struct call *call)
{
	for (size_t i = 0; i < call->arg_count; i++) {
		struct job job = {0};

		if (strncmp(call->args[i], "job:", 4) == 0 &&
		    target_job(call->session, call->args[i], &job, NULL) == 0)
			out_note(call->out, "job %lld: %s", (long long)job.number,
				 job.error ? job.error : job_state_word(job.state));
		job_clear(&job);
	}
	call_end(call, NULL);
}

int command_cancel(struct call *call, struct err *err)
{
	struct session *session = call->session;
	const struct film *film = session->store.film;
	struct scene_list list = {0};
	size_t count = 0;
	int result = session_take_up(session, err);

	for (size_t i = 0; result == 0 && i < call->arg_count; i++) {
		if (strncmp(call->args[i], "job:", 4) == 0)
			result = cancel_job(call, call->args[i], &count, err);
		else
			result = target_scenes(film, call->args[i], &list, err);
	}
	for (size_t i = 0; result == 0 && i < list.count; i++)
		count += cancel_scene(session, film->scenes[list.items[i]].id);
	scene_list_clear(&list);
	if (result < 0)
		return -1;
	if (!count)
		return err_set(err, ERR_NOT_FOUND, "nothing of that is in the making here");
	out_note(call->out, "stopped %zu take%s", count, count == 1 ? "" : "s");
	if (!call->act && jobs_stopping(session->jobs))
		session_await(session, call, AWAIT_STOPPING, tell_stopped);
	else if (!call->act)
		tell_stopped(call);
	return 0;
}

/* Another take with the seed of the job: the same as asking for it by generate. */
static int generate_again(struct call *call, const struct job *job, struct err *err)
{
	struct json *recipe = job->recipe ? json_parse(job->recipe, strlen(job->recipe), SIZE_MAX,
						       "the job’s recipe", NULL)
					  : NULL;
	double number = json_get_num(recipe, "seed");
	char *seed = number >= 0 ? xasprintf("%.0f", number) : NULL;
	char yes[] = "--yes", pin[] = "--seed", unpriced[] = "--unpriced";
	char *words[5] = {job->scene};
	size_t count = 1;
	int result;

	if (call_option(call, "yes"))
		words[count++] = yes;
	if (call_option(call, "unpriced"))
		words[count++] = unpriced;
	if (seed) {
		words[count++] = pin;
		words[count++] = seed;
	}
	result = call_become(call, command_find("generate"), count, words, err);

	json_free(recipe);
	free(seed);
	return result;
}

/* Ends an unknown job: the person says what became of it. */
static int close_unknown(struct call *call, struct job *job, const char *why, struct err *err)
{
	struct ledger *ledger = call->session->ledger;

	if (call->session->jobs && jobs_have(call->session->jobs, job->number))
		return err_set(err, ERR_BUSY, "the service is being asked for job %lld right now",
			       (long long)job->number);
	return ledger_adopt(ledger, job, err) < 0 || ledger_keep(ledger, job, err) < 0 ||
			       ledger_move(ledger, job, JOB_FAILED, NULL, NULL, why, err) < 0
		       ? -1
		       : 0;
}

/* What it costs as the scene is now. Where that can't be made or is too dear it fails: an
 * unknown job that was closed for nothing would be forgotten. */
static int bill_again(struct call *call, const struct job *job, struct bill *bill, struct err *err)
{
	const struct scene *scene = film_scene(call->session->store.film, job->scene);
	const struct err *why;

	if (!scene)
		return err_set(err, ERR_NOT_FOUND,
			       "scene “%s” of job %lld is not in the film any more", job->scene,
			       (long long)job->number);
	bill_add(bill, call->session, scene, 1, NULL);
	if (bill_close(bill, call->session, call_option(call, "unpriced") != NULL, err) < 0)
		return -1;
	why = bill->lines[0].error.kind ? &bill->lines[0].error : &bill->over;
	return why->kind ? err_set(err, why->kind, "%s", err_text(why)) : 0;
}

static void answer_again(struct call *call, bool yes);

/* True where the answer is waited for. */
static bool ask_again(struct call *call, const struct job *job, const struct bill *bill)
{
	char *price = money_text(job->reserved, job->currency);
	char *question = xasprintf("job %lld (%s) may have arrived at %s, and is %s twice then; "
				   "send it again",
				   (long long)job->number,
				   job->reserved == MONEY_UNKNOWN ? "price not known"
				   : job->reserved                ? price
								  : "free",
				   job->provider, job->reserved ? "paid" : "made");
	bool asks = !call_option(call, "yes") && bill_asks(bill, call, question, answer_again);

	free(question);
	free(price);
	return asks;
}

/* Sends an unknown job again, once there is a yes to that. */
static int send_again(struct call *call, struct job *job, struct err *err)
{
	struct bill bill = {0};
	int result = bill_again(call, job, &bill, err);

	if (result == 0 && !ask_again(call, job, &bill) &&
	    (result = close_unknown(call, job,
				    "sent again on request; if it arrived, it is paid "
				    "twice",
				    err)) == 0) {
		/* It has been asked for. */
		call->values[0] = call->values[0] ? call->values[0] : xstrdup("");
		call->pending = false;
		result = generate_again(call, job, err);
	}
	bill_clear(&bill);
	return result;
}

static void answer_again(struct call *call, bool yes)
{
	struct err err = {0};
	struct job job = {0};
	int result = -1;

	if (!yes)
		err_set(&err, ERR_REFUSED, "it was not sent again: nobody said yes");
	else if (target_job(call->session, call->args[0], &job, &err) == 0)
		result = send_again(call, &job, &err);
	if (result < 0 || !call->pending)
		call_end(call, &err);
	err_clear(&err);
	job_clear(&job);
}

int command_retry(struct call *call, struct err *err)
{
	struct job job = {0};
	int result = -1;

	if (target_job(call->session, call->args[0], &job, err) < 0)
		return -1;
	if (!film_scene(call->session->store.film, job.scene)) {
		err_set(err, ERR_NOT_FOUND, "scene “%s” of job %lld is not in the film any more",
			job.scene, (long long)job.number);
	} else if (job.state == JOB_UNKNOWN) {
		result = send_again(call, &job, err);
	} else if (job.state != JOB_FAILED && job.state != JOB_CANCELLED) {
		err_set(err, ERR_INVALID,
			"job %lld is %s; only what failed, was cancelled or is unknown is sent "
			"again",
			(long long)job.number, job_state_word(job.state));
	} else {
		result = generate_again(call, &job, err);
	}
	job_clear(&job);
	return result;
}

int command_lost(struct call *call, struct err *err)
{
	struct job job = {0};
	int result = -1;

	if (target_job(call->session, call->args[0], &job, err) < 0)
		return -1;
	job_release(&job);
	if (job.state != JOB_UNKNOWN)
		err_set(err, ERR_INVALID, "job %lld is %s: only of an unknown one that can be said",
			(long long)job.number, job_state_word(job.state));
	else
		result = close_unknown(call, &job, "never arrived, as was said", err);
	if (result == 0)
		out_note(call->out, "job %lld is closed: %s may be made again",
			 (long long)job.number, job.scene);
	job_clear(&job);
	return result;
}

/* It has come, or not. */
static void tell_fetched(struct call *call)
{
	struct err err = {0};
	struct job job = {0};

	if (target_job(call->session, call->args[0], &job, &err) == 0) {
		if (job.state == JOB_DONE)
			out_note(call->out, "job %lld: %s %s is here", (long long)job.number,
				 job.scene, job.take);
		else
			err_set(&err, ERR_IO, "job %lld is %s: %s", (long long)job.number,
				job_state_word(job.state), job.error ? job.error : "");
	}
	job_clear(&job);
	call_end(call, &err);
	err_clear(&err);
}

static int fetch(struct call *call, struct job *job, struct err *err)
{
	struct session *session = call->session;
	int64_t number = job->number;

	if (!jobs_have(session->jobs, number)) {
		if (job->state == JOB_DONE)
			return err_set(err, ERR_INVALID, "job %lld is done: it is %s of %s",
				       (long long)number, job->take, job->scene);
		if (job_state_is_open(job->state) && job->state != JOB_UNKNOWN)
			return refuse(job, err);
		if (jobs_fetch(session->jobs, job, err) < 0)
			return -1;
	}
	if (call->act)
		out_note(call->out, "job %lld is asked for again", (long long)number);
	else
		session_await(session, call, number, tell_fetched);
	return 0;
}

int command_fetch(struct call *call, struct err *err)
{
	struct job job = {0};
	int result;

	if (target_job(call->session, call->args[0], &job, err) < 0)
		return -1;
	job_clear(&job);
	/* What was left is taken up by that, perhaps this one too. */
	if (!session_jobs(call->session, err) ||
	    target_job(call->session, call->args[0], &job, err) < 0)
		return -1;
	result = fetch(call, &job, err);
	job_clear(&job);
	return result;
}
