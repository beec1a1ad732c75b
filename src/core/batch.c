/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "core/batch_private.h"
#include "util/clock.h"
#include "util/mem.h"

/* Between two savings of what has been circled, while a long batch runs. */
#define CIRCLE_MS 30000

struct batch *batch_new(struct call *call)
{
	struct batch *batch = xcalloc(1, sizeof *batch);

	batch->call = call;
	batch->circled_ms = clock_ms();
	return batch;
}

void batch_scene(struct batch *batch, const char *scene, bool needed_only)
{
	GROW(batch->groups, batch->group_count, batch->group_room);
	batch->groups[batch->group_count++] = (struct group){
		.scene = xstrdup(scene),
		.needed_only = needed_only,
		.first = batch->count,
		.waits = true,
	};
}

void batch_wish(struct batch *batch, uint64_t seed)
{
	struct group *group = &batch->groups[batch->group_count - 1];

	GROW(batch->items, batch->count, batch->room);
	batch->items[batch->count++] = (struct item){.group = batch->group_count - 1, .seed = seed};
	batch->of_state[ITEM_WAITING]++;
	group->count++;
	group->open++;
}

void batch_free(struct batch *batch)
{
	if (!batch)
		return;
	for (size_t i = 0; i < batch->count; i++) {
		free(batch->items[i].take);
		free(batch->items[i].error);
	}
	for (size_t i = 0; i < batch->group_count; i++)
		free(batch->groups[i].scene);
	free(batch->items);
	free(batch->groups);
	err_clear(&batch->error);
	free(batch);
}

const char *item_scene(const struct batch *batch, const struct item *item)
{
	return batch->groups[item->group].scene;
}

bool item_is_open(const struct item *item)
{
	return item->state <= ITEM_RUNNING;
}

void batch_end_item(struct batch *batch, struct item *item, enum item_state state, const char *take,
		    const struct err *error)
{
	batch->of_state[item->state]--;
	batch->of_state[state]++;
	item->state = state;
	batch->groups[item->group].open--;
	batch->done += item->frames - item->done;
	item->done = item->frames;
	item->take = take ? xstrdup(take) : NULL;
	batch->uncircled |= take != NULL;
	if (error)
		batch_tell_failure(batch, item, error);
	while (batch->first < batch->count && !item_is_open(&batch->items[batch->first]))
		batch->first++;
}

static void end(struct batch *batch)
{
	struct call *call = batch->call;
	struct err err = {0};

	out_progress(call->out, NULL);
	batch_circle_last(batch);
	batch_tell_end(batch, &err);
	call->session->batch = NULL;
	batch_free(batch);
	call_end(call, &err);
	err_clear(&err);
}

/* The item a job carries: the one that has its number, else the first of its
 * scene that has none yet (they differ in nothing but the seed's order). */
static struct item *find_item(struct batch *batch, const struct job *job)
{
	struct item *fresh = NULL;

	for (size_t i = batch->first; i < batch->count; i++) {
		struct item *item = &batch->items[i];

		if (item->job == job->number)
			return item;
		if (!fresh && item->state == ITEM_RUNNING && !item->job &&
		    strcmp(item_scene(batch, item), job->scene) == 0)
			fresh = item;
	}
	if (fresh)
		fresh->job = job->number;
	return fresh;
}

static void hear_end(struct batch *batch, struct item *item, const struct job_event *event)
{
	bool failed = event->error && event->error->kind != ERR_CANCELLED;

	if (event->job->state == JOB_DONE) {
		batch_end_item(batch, item, ITEM_MADE, event->job->take, NULL);
	} else if (failed) {
		batch_end_item(batch, item, ITEM_FAILED, NULL, event->error);
	} else {
		batch_end_item(batch, item, ITEM_CANCELLED, NULL, NULL);
		batch_stop(batch);
	}
	batch_tell_progress(batch, item);
	if (!batch->groups[item->group].open && batch->groups[item->group].awaited)
		batch_turn(batch);
	if (batch->first == batch->count)
		end(batch);
	else if (clock_ms() - batch->circled_ms > CIRCLE_MS)
		batch_circle(batch, NULL);
}

static void hear(void *arg, const struct job_event *event)
{
	struct batch *batch = ((struct session *)arg)->batch;
	struct item *item = batch ? find_item(batch, event->job) : NULL;

	if (!item || !item_is_open(item))
		return;
	if (event->kind == JOB_ENDED) {
		hear_end(batch, item, event);
	} else if (event->of > 0) {
		double done = event->done / event->of * item->frames;

		batch->done += done - item->done;
		item->done = done;
		batch_tell_progress(batch, NULL);
	}
}

static void measure(struct batch *batch)
{
	const struct film *film = batch->call->session->store.film;

	for (size_t i = 0; i < batch->count; i++) {
		struct item *item = &batch->items[i];
		const struct scene *scene = film_scene(film, item_scene(batch, item));

		if (scene)
			item->frames =
				(double)rate_frames(film_rate(film), scene_seconds(film, scene));
		batch->of += item->frames;
	}
}

int batch_start(struct batch *batch, struct err *err)
{
	struct session *session = batch->call->session;

	if (session->batch)
		err_set(err, ERR_BUSY, "other takes are still being made");
	else
		batch->jobs = session_jobs(session, hear, session, err);
	if (!batch->jobs) {
		batch_free(batch);
		return -1;
	}
	session->batch = batch;
	batch->call->pending = true;
	measure(batch);
	batch_link(batch);
	batch_turn(batch);
	if (batch->first == batch->count)
		end(batch);
	else
		batch_tell_progress(batch, NULL);
	return 0;
}
