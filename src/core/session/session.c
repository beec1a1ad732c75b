/* SPDX-License-Identifier: MIT */
#include "core/session/session.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/language/call.h"
#include "core/session/batch.h"
#include "core/session/carry.h"
#include "core/session/catalogs.h"
#include "core/session/circle.h"
#include "core/session/server_test.h"
#include "cut/cut.h"
#include "job/http.h"
#include "job/http_trace.h"
#include "provider/shelf.h"
#include "util/mem.h"

#define LOCK_WAIT_MS 5000
#define ASK_WAIT_MS 10000

static bool is_file(const char *path)
{
	struct stat there;

	return stat(path, &there) == 0 && S_ISREG(there.st_mode);
}

static bool holds_film(const char *folder)
{
	char *file = xasprintf("%s/film.json", folder);
	bool holds = is_file(file);

	free(file);
	return holds;
}

/* Returns new: the nearest folder from here up that holds a film; NULL if none. */
static char *find_film(void)
{
	char *dir = getcwd(NULL, 0);

	while (dir && !holds_film(dir)) {
		char *slash = strrchr(dir, '/');

		if (!slash || !dir[1]) {
			free(dir);
			return NULL;
		}
		slash[slash == dir] = '\0'; /* the root keeps its slash */
	}
	return dir;
}

bool session_is_film(const char *path)
{
	const char *slash;
	char *found;

	if (path) {
		slash = strrchr(path, '/');
		return holds_film(path) ||
		       (strcmp(slash ? slash + 1 : path, "film.json") == 0 && is_file(path));
	}
	found = find_film();
	free(found);
	return found != NULL;
}

typedef int open_fn(struct store *store, const char *path, struct err *err);

static int open_with(struct session *session, const char *path, open_fn *open, struct err *err)
{
	char *found = path ? xstrdup(path) : find_film();
	int result = -1;

	if (!found)
		return err_set(err, ERR_NOT_FOUND,
			       "no film here or in a folder above; name one with -C, or make one "
			       "with “scenetty new”");
	if (open(&session->store, found, err) == 0) {
		session->has_film = true;
		session->asked = path ? xstrdup(path) : NULL;
		result = 0;
	}
	free(found);
	return result;
}

int session_open(struct session *session, const char *path, struct err *err)
{
	return open_with(session, path, store_open, err);
}

int session_peek(struct session *session, const char *path, struct err *err)
{
	return open_with(session, path, store_peek, err);
}

void session_close(struct session *session)
{
	batch_free_all(session);
	carry_free_all(session);
	circle_drop(session);
	jobs_free(session->jobs);
	pool_free(session->pool);
	catalogs_free_all(session);
	server_test_free_all(session);
	http_free(session->http);
	ledger_close(session->ledger);
	shelf_free(session->shelf);
	if (session->has_film)
		store_close(&session->store);
	loop_free(session->loop);
	if (session->trace)
		close(session->trace);
	free(session->asked);
	err_clear(&session->late);
	*session = (struct session){0};
}

struct loop *session_loop(struct session *session, struct err *err)
{
	if (session->loop)
		return session->loop;

	struct loop *loop = loop_new();

	if (loop_catch_signals(loop, err) < 0) {
		loop_free(loop);
		return NULL;
	}
	session->loop = loop;
	return loop;
}

struct pool *session_pool(struct session *session, struct err *err)
{
	if (!session->pool && session_loop(session, err)) {
		char *program = worker_program();

		session->pool = pool_new(session->loop, program, 0);
		free(program);
	}
	return session->pool;
}

struct http *session_http(struct session *session, struct err *err)
{
	if (!session->http && session_loop(session, err)) {
		session->http = http_new(session->loop);
		if (session->trace)
			http_trace(session->http, session->trace);
	}
	return session->http;
}

int session_trace(struct session *session, const char *path, struct err *err)
{
	int fd = http_trace_open(path, err);

	session->trace = fd < 0 ? 0 : fd;
	return fd < 0 ? -1 : 0;
}

struct shelf *session_shelf(struct session *session)
{
	if (!session->shelf)
		session->shelf = shelf_new();
	return session->shelf;
}

struct ledger *session_ledger(struct session *session, struct err *err)
{
	if (!session->ledger)
		session->ledger = ledger_open(err);
	return session->ledger;
}

char *session_folder(const struct session *session, struct err *err)
{
	char *link = xasprintf("/proc/self/fd/%d", session->store.dir);
	char *folder = realpath(link, NULL);

	free(link);
	if (!folder)
		err_errno(err, "can't find where %s lies", session->store.path);
	return folder;
}

/* Sees to it that the film has an id that is no other film's. A copied folder has
 * its origin's. The write lock is held. */
static int identify(struct session *session, struct err *err)
{
	struct store *store = &session->store;
	char *folder = NULL, *other = NULL;
	int result = -1;

	if (!session_ledger(session, err))
		return -1;
	folder = session_folder(session, err);
	if (!folder)
		return -1;
	if (!store->film->id && store_make_id(store, NULL, err) < 0)
		goto out;
	if (ledger_film(session->ledger, store->film->id, folder, &other, err) < 0)
		goto out;
	result = 0;
	if (other) {
		result = store_make_id(store, store->film->id, err);
		free(other);
		other = NULL;
		if (result == 0)
			result = ledger_film(session->ledger, store->film->id, folder, &other, err);
	}
out:
	free(other);
	free(folder);
	return result;
}

/* Takes the lock, or finds that a board has it, who is to be asked then. */
static int lock_or_ask(struct session *session, struct err *err)
{
	struct store *store = &session->store;

	struct err why = {0};

	session->asks = !store->read_only && store_is_held_by_another(store);
	if (!session->asks && store_lock(store, LOCK_WAIT_MS, &why) == 0)
		return 0;
	if (!session->asks && (store->read_only || !store_is_held_by_another(store)))
		return err_move(err, &why);
	err_clear(&why); /* perhaps one that opened it at this very moment */
	session->asks = true;
	return store_refresh(store, NULL, err);
}

int session_begin(struct session *session, struct err *err)
{
	struct err unknown = {0};

	if (lock_or_ask(session, err) < 0)
		return -1;
	if (session->asks || (session->is_identified && session->store.is_held))
		return 0;
	/* Without a ledger the film can still be written; its id matters to jobs. */
	if (identify(session, &unknown) < 0)
		err_clear(&unknown);
	else
		session->is_identified = true;
	return 0;
}

int session_end(struct session *session, struct step *step, struct err *err)
{
	struct store *store = &session->store;

	if (session->asks)
		return step ? store_ask(store, step, ASK_WAIT_MS, err) : 0;

	int result = step ? store_do(store, step, err) : 0;

	store_unlock(store);
	return result;
}

int session_settle(struct session *session, struct err *err)
{
	struct store *store = &session->store;
	size_t settled;

	if (!store->film->id)
		return 0;
	if (!session_ledger(session, err))
		return -1;
	return jobs_settle(session->ledger, store->dir, store->film->id,
			   &settled, err);
}

static void hear_job(void *arg, const struct job_event *event)
{
	struct session *session = arg;

	if (event->kind == JOB_ELSEWHERE) {
		batch_wake(session, NULL);
		return;
	}
	if (session->on_job)
		session->on_job(session->on_job_arg, event);
	/* What was taken up from a process that is gone is in no batch. */
	bool of_batch = batch_hear(session, event);
	if (!of_batch && event->kind == JOB_STUCK && session->settling)
		out_note(session->settling->out, "%s: %s", event->job->scene,
			 err_text(event->error));
	if (!of_batch && event->kind == JOB_ENDED) {
		if (event->job->state == JOB_DONE)
			circle_soon(session, event->job->scene, event->job->take);
		else if (event->error && session->settling)
			err_set(&session->late, event->error->kind, "%s: %s", event->job->scene,
				err_text(event->error));
		batch_wake(session, NULL);
	}
	session_look_over(session);
}

/* Who holds the film gave it its id. */
static int known_by_its_holder(struct session *session, struct err *err)
{
	if (session->store.film->id)
		return 0;
	return err_set(err, ERR_BUSY,
		       "the film has no id yet and another program has it open: change something "
		       "there first");
}

struct jobs *session_jobs(struct session *session, struct err *err)
{
	struct store *store = &session->store;
	char *folder;

	if (session->jobs)
		return session->jobs;
	if (!session_pool(session, err) || lock_or_ask(session, err) < 0)
		return NULL;

	int result = session->asks ? known_by_its_holder(session, err) : identify(session, err);

	session_end(session, NULL, NULL);
	if (result < 0 || session_settle(session, err) < 0)
		return NULL;
	folder = session_folder(session, err);
	if (folder)
		session->jobs =
			jobs_new(session->loop, session->pool, session_http(session, NULL),
				 session->ledger, session_shelf(session), store->dir, folder,
				 hear_job, session);
	/* What can't be taken up now is told by the list of jobs. */
	if (session->jobs)
		jobs_resume(session->jobs, store->film->id, NULL);
	free(folder);
	return session->jobs;
}
