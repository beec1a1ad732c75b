/* SPDX-License-Identifier: MIT
 *
 * Whose turn it is in a batch: a scene after those it takes a frame from.
 */
#include <stdlib.h>
#include <string.h>

#include "core/session/batch_private.h"
#include "core/session/circle.h"
#include "core/tell/takes.h"
#include "provider/quote.h"
#include "util/mem.h"

/* The items of a group; NULL behind the last. */
static struct item *next_item(struct batch *batch, const struct group *group, struct item *item)
{
	item = item ? item + 1 : &batch->items[group->first];
	return item < &batch->items[group->first + group->count] ? item : NULL;
}

static void end_group(struct batch *batch, struct group *group, enum item_state state,
		      const char *take, const struct err *error)
{
	group->waits = false;
	for (struct item *item = NULL; (item = next_item(batch, group, item));)
		if (item_is_open(item)) {
			batch_end_item(batch, item, state, take, error);
			take = NULL;
		}
}

/* True when nothing has to be made: the scene is current, or a take that fits is
 * there already. The group is at its end then. */
static bool spare_group(struct batch *batch, struct group *group, const struct scene *scene)
{
	const struct store *store = &batch->call->session->store;
	const struct take *fitting;
	struct take_list takes = {0};
	bool spared = false;

	if (!group->needed_only || takes_load(store->dir, scene->id, &takes, NULL, NULL, NULL) < 0)
		return false;
	fitting = takes_fitting(store->film, scene, &takes);
	if (scene_state(store->film, scene, &takes) == SCENE_CURRENT) {
		end_group(batch, group, ITEM_CURRENT, NULL, NULL);
		spared = true;
	} else if (fitting && group->count == 1) {
		end_group(batch, group, ITEM_ADOPTED, fitting->name, NULL);
		spared = true;
	}
	takes_clear(&takes);
	return spared;
}

static bool is_job(void *arg, const struct job *job)
{
	return job->number == *(const int64_t *)arg;
}

/* Another process may have had the same thought at this moment. Both have written it
 * down, so the older one goes on: true if that is not ours, which is gone then. */
static bool yields(struct batch *batch, struct group *group, const struct scene *scene,
		   int64_t number)
{
	struct session *session = batch->call->session;
	struct job ours = {
		.film = session->store.film->id, .scene = group->scene, .number = number};

	if (!group->needed_only)
		return false;
	if (ledger_older(session->ledger, &ours, NULL) > 0) {
		end_group(batch, group, ITEM_CURRENT, NULL, NULL);
		batch_lend(batch, group);
	} else if (!spare_group(batch, group, scene)) {
		return false;
	}
	jobs_cancel(batch->jobs, is_job, &number);
	return true;
}

/* Who waited for another one's take may have been changed meanwhile: a yes to one price
 * is none to a higher one. */
static int check_agreed(const struct batch *batch, const struct group *group,
			const struct scene *scene, struct err *err)
{
	struct session *session = batch->call->session;
	struct quote now;
	int result = 0;

	if (group->agreed == MONEY_UNKNOWN ||
	    quote_scene(session_shelf(session), session->store.film, scene, &now, NULL) < 0)
		return 0; /* why it can't be made is told by the job */
	if (now.price != PRICE_FREE &&
	    (now.amount == MONEY_UNKNOWN || now.amount > group->agreed || !group->currency ||
	     strcmp(now.currency, group->currency) != 0)) {
		char *price = quote_text(&now),
		     *agreed = money_text(group->agreed, group->currency);

		result =
			err_set(err, ERR_REFUSED,
				"the yes was to %s, and it has been changed since: %s; nothing was "
				"sent",
				group->agreed ? agreed : "a free take", price);
		free(price);
		free(agreed);
	}
	quote_clear(&now);
	return result;
}

static void start_group(struct batch *batch, struct group *group)
{
	const struct film *film = batch->call->session->store.film;
	const struct scene *scene = film_scene(film, group->scene);
	bool first = true;

	group->waits = false;
	if (scene && spare_group(batch, group, scene))
		return;
	for (struct item *item = NULL; (item = next_item(batch, group, item));) {
		struct err err = {0};
		int64_t job = -1;

		batch->of_state[ITEM_WAITING]--;
		batch->of_state[ITEM_RUNNING]++;
		item->state = ITEM_RUNNING;
		if (!scene)
			err_set(&err, ERR_NOT_FOUND, "the scene has just been removed");
		else if (check_agreed(batch, group, scene, &err) == 0)
			job = jobs_start(batch->jobs, film, scene, item->seed, batch->unpriced,
					 &err);
		if (job >= 0)
			item->job = job;
		if (job >= 0 && first && yields(batch, group, scene, job))
			return;
		first = false;
		/* A job that can't even begin has failed like any other. */
		if (err.kind)
			batch_end_item(batch, item, ITEM_FAILED, NULL, &err);
		err_clear(&err);
	}
}

/* What the scene asks for depends on which takes are circled before it: made of another
 * one than the new it would be paid for in vain. */
static int circle_all(struct session *session, struct err *err)
{
	for (struct batch *batch = session->batches; batch; batch = batch->next)
		if (batch->uncircled && batch_circle(batch, err) < 0)
			return err_prefix(err, "what it goes on from could not be circled: ");
	if (circle_arrivals(session, err) < 0)
		return err_prefix(err, "what it goes on from could not be circled: ");
	return 0;
}

/* Starts the group, or ends it where it has waited in vain, unless it must wait
 * on. */
static bool try_group(struct batch *batch, struct group *group)
{
	struct err err = {0};
	enum wait wait = batch_wait(batch, group, &err);

	if (wait == WAIT_ON)
		return false;
	if (wait == WAIT_NOT && (group->up_count || group->lent))
		circle_all(batch->call->session, &err);
	if (err.kind)
		end_group(batch, group, ITEM_FAILED, NULL, &err);
	else
		start_group(batch, group);
	err_clear(&err);
	return true;
}

/* Breaks a circle of scenes that wait for each other, at its first one. */
static bool break_circle(struct batch *batch)
{
	if (batch->of_state[ITEM_RUNNING])
		return false;
	for (size_t i = 0; i < batch->group_count; i++)
		if (batch->groups[i].waits && batch->groups[i].lent)
			return false; /* it goes on when that one's take is there */
	for (size_t i = 0; i < batch->group_count; i++)
		if (batch->groups[i].waits) {
			batch->groups[i].up_count = 0;
			return true;
		}
	return false;
}

void batch_turn(struct batch *batch)
{
	bool again;

	if (batch->turning)
		return; /* a job has ended that was given up for its turn */
	batch->turning = true;
	do {
		again = false;
		for (size_t i = 0; i < batch->group_count; i++) {
			struct group *group = &batch->groups[i];

			if (group->waits && try_group(batch, group))
				again |= group->awaited && !group->open;
		}
	} while (again || break_circle(batch));
	batch->turning = false;
}

void batch_wake(struct session *session, const struct batch *of)
{
	size_t before, after;

	if (session->waking)
		return; /* what is given up for its turn is seen in the next round */
	session->waking = true;
	do { /* what ends in vain may be waited for, too */
		before = after = 0;
		for (struct batch *batch = session->batches; batch; batch = batch->next) {
			before += batch->of_state[ITEM_WAITING];
			if (batch != of && batch->of_state[ITEM_WAITING])
				batch_turn(batch);
			after += batch->of_state[ITEM_WAITING];
		}
	} while (after < before);
	for (struct batch *batch = session->batches, *next; batch; batch = next) {
		next = batch->next;
		if (batch != of)
			batch_end_if_done(batch);
	}
	session->waking = false;
}

size_t batch_stop(struct batch *batch, const char *scene)
{
	size_t count = 0;

	for (size_t i = 0; i < batch->group_count; i++) {
		struct group *group = &batch->groups[i];

		if (!group->waits || (scene && strcmp(group->scene, scene) != 0))
			continue;
		count += group->open;
		end_group(batch, group, ITEM_CANCELLED, NULL, NULL);
	}
	return count;
}
