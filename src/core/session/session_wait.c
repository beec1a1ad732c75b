/* SPDX-License-Identifier: MIT
 *
 * A session's jobs, waited for, taken up and left.
 */
#include "core/language/call.h"
#include "core/session/batch.h"
#include "core/session/carry.h"
#include "core/session/catalogs.h"
#include "core/session/circle.h"
#include "core/session/server_test.h"
#include "core/session/session.h"
#include "cut/cut.h"

/* What a call waits for has come. */
static bool is_over(const struct session *session)
{
	if (session->awaited == AWAIT_STOPPING)
		return !jobs_stopping(session->jobs);
	return session->awaited ? !jobs_have(session->jobs, session->awaited)
				: !jobs_open(session->jobs);
}

void session_look_over(struct session *session)
{
	struct call *call = session->settling;
	struct err err = {0};
	bool over = call && is_over(session);

	/* Nobody may be there any more a second from now. */
	if ((over || !jobs_open(session->jobs)) && circle_arrivals(session, &err) < 0)
		err_prefix(&err, "new takes are not circled: ");
	if (over && err.kind && !session->late.kind)
		err_move(&session->late, &err);
	err_clear(&err);
	if (!over)
		return;
	session->settling = NULL;
	session->settled(call);
}

void session_await(struct session *session, struct call *call, int64_t what,
		   void (*then)(struct call *call))
{
	struct err busy = {0};

	call->pending = true;
	if (session->settling) {
		err_set(&busy, ERR_BUSY, "other jobs are waited for already; these go on");
		call_end(call, &busy);
		err_clear(&busy);
		return;
	}
	err_clear(&session->late);
	session->settling = call;
	session->awaited = what;
	session->settled = then;
}

int session_take_up(struct session *session, struct err *err)
{
	const char *film = session->store.film->id;
	struct job *jobs;
	size_t count;
	bool left = false;

	if (!film || !ledger_stands())
		return 0;
	if (!session_ledger(session, err) ||
	    ledger_list(session->ledger, film, true, &jobs, &count, err) < 0)
		return -1;
	for (size_t i = 0; i < count && !left; i++)
		left = !job_is_drawn(&jobs[i]) && !job_is_carried(&jobs[i]);
	ledger_free_jobs(jobs, count);
	if (left && session->jobs)
		jobs_resume(session->jobs, film, NULL);
	return left && !session_jobs(session, err) ? -1 : 0;
}

void session_recover(struct session *session)
{
	session_settle(session, NULL);
	jobs_resume(session->jobs, session->store.film->id, NULL);
}

/* All but the film's jobs and a cut. */
static void stop_calls(struct session *session)
{
	batch_stop_all(session);
	carry_cancel(session);
	server_test_cancel(session);
	catalogs_cancel(session);
}

void session_stop(struct session *session)
{
	stop_calls(session);
	if (session->jobs)
		jobs_stop_here(session->jobs);
	if (session->cut)
		cut_cancel(session->cut);
}

void session_cancel(struct session *session)
{
	stop_calls(session);
	if (session->jobs)
		session->going_on = jobs_leave(session->jobs);
	circle_arrivals(session, NULL);
	if (session->cut)
		cut_cancel(session->cut);
}
