/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "core/session/batch_private.h"
#include "film/recipe.h"
#include "util/clock.h"
#include "util/mem.h"

/* Between two savings of what has been circled: on the board somebody is looking. */
#define CIRCLE_MS 30000
#define CIRCLE_SEEN_MS 2000

struct batch *batch_new(struct call *call, bool unpriced)
{
	struct batch *batch = xcalloc(1, sizeof *batch);

	batch->call = call;
	batch->unpriced = unpriced;
	batch->circled_ms = clock_ms();
	return batch;
}

void batch_scene(struct batch *batch, const char *scene, bool needed_only, int64_t agreed,
		 const char *currency)
{
	GROW(batch->groups, batch->group_count, batch->group_room);
	batch->groups[batch->group_count++] = (struct group){
		.scene = xstrdup(scene),
		.needed_only = needed_only,
		.agreed = agreed,
		.currency = currency ? xstrdup(currency) : NULL,
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
	if (batch->circling)
		loop_cancel(batch->call->session->loop, batch->circling);
	for (size_t i = 0; i < batch->count; i++) {
		free(batch->items[i].take);
		free(batch->items[i].error);
	}
	for (size_t i = 0; i < batch->group_count; i++) {
		free(batch->groups[i].scene);
		free(batch->groups[i].currency);
		free(batch->groups[i].others[0].scene);
		free(batch->groups[i].others[1].scene);
	}
	free(batch->items);
	free(batch->reasons);
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

static void circle_in_time(struct batch *batch);

static void on_time(void *arg)
{
	struct batch *batch = arg;

	batch->circling = 0;
	if (batch->uncircled)
		batch_circle(batch, NULL);
	circle_in_time(batch);
}

/* What has come in need not wait for the next one to be circled. */
static void circle_in_time(struct batch *batch)
{
	int64_t since = clock_ms() - batch->circled_ms;
	int64_t wait = batch->call->act ? CIRCLE_SEEN_MS : CIRCLE_MS;

	if (batch->uncircled && !batch->circling)
		batch->circling = loop_after(batch->call->session->loop,
					     since < wait ? wait - since : 0, on_time, batch);
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
	circle_in_time(batch);
	if (error)
		batch_tell_failure(batch, item, error);
	while (batch->first < batch->count && !item_is_open(&batch->items[batch->first]))
		batch->first++;
}

/* Takes the batch out of the session's list. */
static void unlink_batch(struct session *session, const struct batch *batch)
{
	struct batch **at = &session->batches;

	while (*at != batch)
		at = &(*at)->next;
	*at = batch->next;
}

static void all_here(struct call *call)
{
	call_end(call, &call->session->late);
}

/* On the command line nobody else waits for what was taken up from dead processes. */
static void end_call(struct call *call, struct err *err)
{
	struct session *session = call->session;

	call_end(call, err);
	if (!call->act && !call->error.kind && !session->batches && !session->settling &&
	    session->jobs && jobs_open(session->jobs))
		session_await(session, call, AWAIT_ALL, all_here);
}

static void end(struct batch *batch)
{
	struct call *call = batch->call;
	struct err err = {0};

	out_progress(call->out, NULL);
	batch_circle_last(batch);
	batch_tell_end(batch, &err);
	unlink_batch(call->session, batch);
	batch_free(batch);
	call->state = NULL;
	end_call(call, &err);
	err_clear(&err);
}

void batch_end_if_done(struct batch *batch)
{
	if (batch->first == batch->count && !batch->turning)
		end(batch);
}

/* NULL if the batch has no open item with this job. */
static struct item *find_item(struct batch *batch, int64_t job)
{
	for (size_t i = batch->first; i < batch->count; i++) {
		struct item *item = &batch->items[i];

		if (item->job == job && item_is_open(item))
			return item;
	}
	return NULL;
}

static void hear_end(struct batch *batch, struct item *item, const struct job_event *event)
{
	bool failed = event->error && event->error->kind != ERR_CANCELLED;

	if (event->job->state == JOB_DONE)
		batch_end_item(batch, item, ITEM_MADE, event->job->take, NULL);
	else if (failed)
		batch_end_item(batch, item, ITEM_FAILED, NULL, event->error);
	else
		batch_end_item(batch, item, ITEM_CANCELLED, NULL, NULL);
	batch_tell_progress(batch, item);
	if (!batch->groups[item->group].open) {
		if (batch->groups[item->group].awaited)
			batch_turn(batch);
		batch_wake(batch->call->session, batch);
	}
	batch_end_if_done(batch);
}

static void hear_progress(struct batch *batch, struct item *item, const struct job_event *event)
{
	double done = event->of > 0 ? event->done / event->of * item->frames : item->done;

	batch->done += done - item->done;
	item->done = done;
	batch_tell_progress(batch, NULL);
}

bool batch_has(const struct session *session, int64_t job)
{
	for (struct batch *batch = session->batches; batch; batch = batch->next)
		if (find_item(batch, job))
			return true;
	return false;
}

bool batch_hear(struct session *session, const struct job_event *event)
{
	for (struct batch *batch = session->batches; batch; batch = batch->next) {
		struct item *item = find_item(batch, event->job->number);

		if (!item)
			continue;
		if (event->kind == JOB_ENDED)
			hear_end(batch, item, event);
		else if (event->kind == JOB_STUCK)
			out_note(batch->call->out, "%s: %s", item_scene(batch, item),
				 err_text(event->error));
		else if (event->kind != JOB_WAITS)
			hear_progress(batch, item, event);
		else if (event->waits)
			out_note(batch->call->out, "%s %s", item_scene(batch, item), event->waits);
		return true;
	}
	return false;
}

void batch_stop_all(struct session *session)
{
	struct batch *next;

	for (struct batch *batch = session->batches; batch; batch = next) {
		next = batch->next;
		batch_stop(batch, NULL);
		batch_end_if_done(batch);
	}
}

size_t batch_cancel_scene(struct session *session, const char *scene)
{
	size_t all = 0;

	for (struct batch *batch = session->batches; batch; batch = batch->next)
		all += batch_stop(batch, scene);
	if (all)
		batch_wake(session, NULL); /* for those that waited for it in vain */
	return all;
}

void batch_each_waiting(const struct session *session, void (*each)(void *arg, const char *scene),
			void *arg)
{
	for (const struct batch *batch = session->batches; batch; batch = batch->next)
		for (size_t i = batch->first; i < batch->count; i++)
			if (batch->items[i].state == ITEM_WAITING)
				each(arg, item_scene(batch, &batch->items[i]));
}

void batch_free_all(struct session *session)
{
	while (session->batches) {
		struct batch *batch = session->batches;

		session->batches = batch->next;
		batch_free(batch);
	}
}

static void measure(struct batch *batch)
{
	const struct film *film = batch->call->session->store.film;

	batch->is_drawn = true;
	for (size_t i = 0; i < batch->count; i++) {
		struct item *item = &batch->items[i];
		const struct scene *scene = film_scene(film, item_scene(batch, item));

		if (!scene)
			continue;
		item->frames = (double)rate_frames(film_rate(film), scene_seconds(film, scene));
		batch->of += item->frames;
		batch->is_drawn &= scene_is_drawn(film, scene);
	}
}

int batch_start(struct batch *batch, struct err *err)
{
	struct session *session = batch->call->session;

	batch->jobs = session_jobs(session, err);
	if (!batch->jobs) {
		batch_free(batch);
		return -1;
	}
	batch->next = session->batches;
	session->batches = batch;
	batch->call->state = batch;
	batch->call->pending = true;
	measure(batch);
	batch_link(batch);
	batch_turn(batch);
	if (batch->first < batch->count)
		batch_tell_progress(batch, NULL);
	batch_end_if_done(batch);
	return 0;
}
