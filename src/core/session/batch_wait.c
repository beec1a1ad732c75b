/* SPDX-License-Identifier: MIT
 *
 * Who waits for whom: a scene for those it takes a frame from, in its own batch, in
 * another call's, or made by another process.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/session/batch_private.h"
#include "core/session/circle.h"
#include "core/tell/takes.h"
#include "film/recipe.h"
#include "util/mem.h"

/* Whose take goes with the film's scene at each position; group_count: nobody's. */
static size_t *groups_by_position(const struct batch *batch, const struct film *film)
{
	size_t *groups = xcalloc(film->scene_count + 1, sizeof *groups);

	for (size_t i = 0; i < film->scene_count; i++)
		groups[i] = batch->group_count;
	for (size_t i = 0; i < batch->group_count; i++)
		groups[film_index(film, batch->groups[i].scene)] = i;
	return groups;
}

void batch_link(struct batch *batch)
{
	const struct film *film = batch->call->session->store.film;
	size_t *groups = groups_by_position(batch, film);

	for (size_t i = 0; i < batch->group_count; i++) {
		struct group *group = &batch->groups[i];
		const struct scene *scene = film_scene(film, group->scene), *ups[2];
		size_t count = scene ? scene_upstream(film, scene, ups) : 0;

		for (size_t j = 0; j < count; j++) {
			size_t up = groups[ups[j] - film->scenes];

			if (up == batch->group_count)
				group->others[j].scene = xstrdup(ups[j]->id);
			if (up == batch->group_count || up == i)
				continue;
			group->up[group->up_count++] = up;
			batch->groups[up].awaited = true;
		}
	}
	free(groups);
}

void batch_lend(struct batch *batch, const struct group *group)
{
	size_t index = (size_t)(group - batch->groups);

	for (size_t i = 0; i < batch->group_count; i++)
		for (size_t j = 0; j < batch->groups[i].up_count; j++) {
			struct lender *others = batch->groups[i].others;

			if (batch->groups[i].up[j] == index)
				others[others[0].scene != NULL].scene = xstrdup(group->scene);
		}
}

static bool has_failed(const struct batch *batch, const struct group *group)
{
	for (size_t i = group->first; i < group->first + group->count; i++)
		if (batch->items[i].state < ITEM_FAILED)
			return false;
	return true;
}

static const struct group *group_of(const struct batch *batch, const char *scene)
{
	for (size_t i = 0; i < batch->group_count; i++)
		if (strcmp(batch->groups[i].scene, scene) == 0)
			return &batch->groups[i];
	return NULL;
}

static enum wait in_vain(const char *scene, struct err *why)
{
	err_set(why, ERR_MEDIA, "waited for a frame of %s, which has no take", scene);
	return WAIT_IN_VAIN;
}

/* An older batch may make a take of the scene. Nobody waits for what waits in a newer
 * one, so no two ever wait for each other. */
static enum wait look_in_batches(const struct batch *batch, const struct group *group,
				 const char *scene, struct err *why)
{
	for (const struct batch *older = batch->next; older; older = older->next) {
		const struct group *found = group_of(older, scene);

		if (found && found->open)
			return WAIT_ON;
		if (found && group->lent && has_failed(older, found))
			return in_vain(scene, why);
	}
	return WAIT_NOT;
}

/* Somebody sees to it that it comes to its end. */
static bool is_in_hand(const struct batch *batch, const struct job *job)
{
	bool ours = job->owner.pid == getpid();

	if (!job_state_is_open(job->state))
		return false;
	return jobs_have(batch->jobs, job->number) ||
	       (job->state != JOB_UNKNOWN && !ours && job_is_carried(job));
}

static bool is_left(const struct batch *batch, const struct job *job)
{
	return job_state_is_open(job->state) && job->state != JOB_UNKNOWN &&
	       !is_in_hand(batch, job);
}

/* The jobs of a scene that are open or have been waited for, the newest first; what a
 * process left that has died since is taken up. */
static int load_jobs(struct batch *batch, const struct lender *lender, struct job **jobs,
		     size_t *count, struct err *err)
{
	struct session *session = batch->call->session;
	const char *film = session->store.film->id;
	int64_t from = lender->first ? lender->first : INT64_MAX;
	bool left = false;

	if (ledger_of_scene(session->ledger, film, lender->scene, from, jobs, count, err) < 0)
		return -1;
	for (size_t i = 0; i < *count; i++)
		left |= is_left(batch, &(*jobs)[i]);
	if (!left)
		return 0;
	ledger_free_jobs(*jobs, *count);
	session_recover(session);
	return ledger_of_scene(session->ledger, film, lender->scene, from, jobs, count, err);
}

/* In no batch of ours it is told nowhere else. */
static void tell_wait(struct batch *batch, const struct group *group, const struct job *job)
{
	long long number = job->number, pid = job->owner.pid;

	if (batch_has(batch->call->session, number))
		return;
	if (jobs_have(batch->jobs, number))
		out_note(batch->call->out, "%s waits for %s, which is on its way (job %lld)",
			 group->scene, job->scene, number);
	else
		out_note(batch->call->out,
			 "%s waits for %s, which another scenetty makes (job %lld, process %lld)",
			 group->scene, job->scene, number, pid);
}

static bool is_current(const struct batch *batch, const char *id)
{
	const struct store *store = &batch->call->session->store;
	const struct scene *scene = film_scene(store->film, id);
	struct take_list takes = {0};
	bool current = scene && takes_load(store->dir, id, &takes, NULL, NULL, NULL) == 0 &&
		       scene_state(store->film, scene, &takes) == SCENE_CURRENT;

	takes_clear(&takes);
	return current;
}

/* What became of those it has waited for, and what lies about: none is on its way. */
static enum wait judge(struct batch *batch, const struct group *group, const struct lender *lender,
		       const struct job *jobs, size_t count, struct err *why)
{
	bool made = false;

	for (size_t i = count; i-- > 0;)
		if (jobs[i].state == JOB_DONE) {
			/* Its own process circles it too, but perhaps not yet. */
			circle_soon(batch->call->session, lender->scene, jobs[i].take);
			made = true;
		}
	for (size_t i = 0; i < count && !made; i++) {
		const struct job *job = &jobs[i];
		bool is_old = job->state == JOB_UNKNOWN && !lender->first;

		if (is_old && (!group->needed_only || is_current(batch, lender->scene)))
			continue;
		err_set(why, ERR_MEDIA, "%s for a frame of %s, whose job %lld is %s%s%s",
			lender->first ? "waited" : "it waits", lender->scene,
			(long long)job->number, job_state_word(job->state), job->error ? ": " : "",
			job->error ? job->error : "");
		return WAIT_IN_VAIN;
	}
	return WAIT_NOT;
}

/* A job may make it: of another call, of another process, or taken up from a dead one. */
static enum wait look_at_jobs(struct batch *batch, struct group *group, struct lender *lender,
			      struct err *why)
{
	const struct job *oldest = NULL;
	enum wait wait = WAIT_NOT;
	struct job *jobs;
	size_t count;

	if (load_jobs(batch, lender, &jobs, &count, why) < 0)
		return WAIT_IN_VAIN;
	for (size_t i = 0; i < count; i++)
		if (is_in_hand(batch, &jobs[i])) {
			oldest = &jobs[i];
			if (!jobs_have(batch->jobs, oldest->number))
				jobs_watch(batch->jobs);
		}
	if (!oldest) {
		wait = judge(batch, group, lender, jobs, count, why);
	} else {
		if (!lender->first)
			tell_wait(batch, group, oldest);
		if (!lender->first || oldest->number < lender->first)
			lender->first = oldest->number;
		wait = WAIT_ON;
	}
	ledger_free_jobs(jobs, count);
	return wait;
}

enum wait batch_wait(struct batch *batch, struct group *group, struct err *why)
{
	for (size_t i = 0; i < group->up_count; i++)
		if (batch->groups[group->up[i]].open)
			return WAIT_ON;
	for (size_t i = 0; i < group->up_count; i++)
		if (has_failed(batch, &batch->groups[group->up[i]]))
			return in_vain(batch->groups[group->up[i]].scene, why);
	for (size_t i = 0; i < LENGTH(group->others); i++) {
		struct lender *lender = &group->others[i];
		enum wait wait = WAIT_NOT;

		if (lender->scene)
			wait = look_in_batches(batch, group, lender->scene, why);
		if (lender->scene && wait == WAIT_NOT)
			wait = look_at_jobs(batch, group, lender, why);
		group->lent |= wait == WAIT_ON;
		if (wait != WAIT_NOT)
			return wait;
	}
	return WAIT_NOT;
}
