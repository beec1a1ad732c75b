/* SPDX-License-Identifier: MIT
 *
 * The jobs of an overview: those of this process as they are told, those of others
 * as the ledger knows them.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/scenes/overview_private.h"
#include "util/mem.h"

/* Adds the job to its scene's numbers (sign 1), or takes it out of them (-1). */
static void count_live(struct overview *overview, const struct live *live, int sign)
{
	struct entry *entry = overview_entry(overview, live->scene);
	struct glance *glance = entry ? &entry->glance : NULL;

	overview->counted = false;
	if (!glance)
		return;
	if (!live->runs) {
		glance->queued += (size_t)sign;
		return;
	}
	glance->running += (size_t)sign;
	glance->done += sign * live->done;
	glance->of += sign * live->of;
	if (!glance->running)
		glance->done = glance->of = 0;
}

void overview_count_jobs(struct overview *overview)
{
	for (size_t i = 0; i < overview->live_count; i++) {
		count_live(overview, &overview->live[i], 1);
		overview_time_scene(overview, overview->live[i].scene);
	}
}

void overview_forgive(struct entry *entry)
{
	entry->glance.failed = 0;
	entry->glance.is_unknown = false;
	free(entry->glance.error);
	entry->glance.error = NULL;
}

static void blame(struct overview *overview, const struct job *job)
{
	struct entry *entry = overview_entry(overview, job->scene);

	overview->counted = false;
	if (!entry)
		return;
	overview_forgive(entry);
	entry->glance.failed = 1;
	entry->glance.is_unknown = job->state == JOB_UNKNOWN;
	entry->glance.error = job->error ? xstrdup(job->error) : NULL;
	entry->failed_at = job->changed;
	if (entry->glance.known) /* a take may have come in since */
		overview_look_soon(overview, entry);
}

static struct live *add_live(struct overview *overview, const struct job *job)
{
	struct live *live;

	GROW(overview->live, overview->live_count, overview->live_room);
	live = &overview->live[overview->live_count++];
	*live = (struct live){.number = job->number, .scene = xstrdup(job->scene)};
	return live;
}

/* NULL if it is not under way. */
static struct live *find_live(const struct overview *overview, int64_t number)
{
	for (size_t i = 0; i < overview->live_count; i++)
		if (overview->live[i].number == number)
			return &overview->live[i];
	return NULL;
}

static void drop_live(struct overview *overview, struct live *live)
{
	size_t at = (size_t)(live - overview->live);
	char *scene = live->scene;

	count_live(overview, live, -1);
	owner_clear(&live->owner);
	free(live->why);
	memmove(live, live + 1, (--overview->live_count - at) * sizeof *live);
	overview_time_scene(overview, scene);
	free(scene);
}

static void time_live(struct overview *overview, struct live *live, const struct job *job)
{
	free(live->why);
	live->again = job->again;
	live->why = job->again && job->error ? xstrdup(job->error) : NULL;
	if (!live->runs || live->since)
		return;
	live->since = job->sent ? job->sent : job->made;
	live->usual = overview_usual(overview, job->provider, job->model);
}

static void drop_foreign(struct overview *overview)
{
	for (size_t i = overview->live_count; i > 0; i--)
		if (overview->live[i - 1].owner.pid)
			drop_live(overview, &overview->live[i - 1]);
}

/* The owner is taken over. */
static void add_from_ledger(struct overview *overview, struct job *job)
{
	struct entry *entry = overview_entry(overview, job->scene);

	if (job->state == JOB_FAILED || job->state == JOB_UNKNOWN) {
		blame(overview, job);
	} else if (!job_state_is_open(job->state)) {
		if (entry)
			overview_forgive(entry);
	} else if (job->owner.pid != getpid() && job_is_carried(job)) {
		struct live *live = add_live(overview, job);

		live->owner = job->owner;
		job->owner = (struct owner){0};
		live->runs = job->state != JOB_QUEUED;
		time_live(overview, live, job);
		count_live(overview, live, 1);
		overview_time_scene(overview, live->scene);
	}
}

void overview_read_ledger(struct overview *overview)
{
	struct session *session = overview->session;
	const char *film = session->store.film->id;
	struct job *jobs;
	size_t count;

	overview->ledger_read = true;
	drop_foreign(overview);
	if (!film || !ledger_stands() || !session_ledger(session, NULL) ||
	    ledger_newest(session->ledger, film, &jobs, &count, NULL) < 0)
		return;
	for (size_t i = 0; i < overview->count; i++)
		overview_forgive(&overview->entries[i]);
	overview->counted = false;
	for (size_t i = count; i-- > 0;) /* the oldest first */
		add_from_ledger(overview, &jobs[i]);
	ledger_free_jobs(jobs, count);
}

void overview_ledger_changed(struct overview *overview)
{
	overview->ledger_read = false;
}

bool overview_has_lost_one(const struct overview *overview)
{
	int64_t living = 0;

	for (size_t i = 0; i < overview->live_count; i++) {
		const struct owner *owner = &overview->live[i].owner;

		if (owner->pid == living || !owner->pid)
			continue;
		if (!owner_lives(owner))
			return true;
		living = owner->pid;
	}
	return false;
}

static void hear_end(struct overview *overview, const struct job *job)
{
	struct entry *entry = overview_entry(overview, job->scene);

	if (job->state == JOB_FAILED || job->state == JOB_UNKNOWN)
		blame(overview, job);
	if (job->state != JOB_DONE || !entry)
		return;
	overview_forgive(entry);
	overview_look_soon(overview, entry);
}

void overview_job(struct overview *overview, const struct job_event *event)
{
	const struct job *job = event->job;
	struct live *live = event->kind == JOB_ACCEPTED ? NULL : find_live(overview, job->number);

	if (event->kind == JOB_ENDED) {
		overview_look_at_usual(overview, job);
		if (live)
			drop_live(overview, live);
		hear_end(overview, job);
		return;
	}
	if (live)
		count_live(overview, live, -1);
	else
		live = add_live(overview, job);
	live->runs = job->state != JOB_QUEUED;
	live->done = event->of > 0 ? event->done : 0;
	live->of = event->of > 0 ? event->of : 0;
	live->place = event->place;
	time_live(overview, live, job);
	count_live(overview, live, 1);
	overview_time_scene(overview, live->scene);
}

void overview_free_jobs(struct overview *overview)
{
	for (size_t i = 0; i < overview->live_count; i++) {
		owner_clear(&overview->live[i].owner);
		free(overview->live[i].why);
		free(overview->live[i].scene);
	}
	free(overview->live);
	overview_free_times(overview);
}
