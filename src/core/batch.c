/* SPDX-License-Identifier: MIT */
#include "core/batch_private.h"

#include <stdlib.h>
#include <string.h>

#include "util/clock.h"
#include "util/mem.h"

/* Between two savings of what has been circled, while a long batch runs. */
#define CIRCLE_MS 30000

struct batch *batch_new(struct call *call, struct err *err)
{
	struct batch *batch;

	if (call->session->batch) {
		err_set(err, ERR_BUSY, "other takes are still being made");
		return NULL;
	}
	batch = xcalloc(1, sizeof *batch);
	batch->call = call;
	batch->circled_ms = clock_ms();
	call->session->batch = batch;
	return batch;
}

static struct item *add_item(struct batch *batch, const char *scene)
{
	GROW(batch->items, batch->count, batch->room);

	struct item *item = &batch->items[batch->count++];

	*item = (struct item){.scene = xstrdup(scene)};
	return item;
}

void batch_wish(struct batch *batch, const char *scene, uint64_t seed)
{
	add_item(batch, scene)->seed = seed;
}

void batch_adopt(struct batch *batch, const char *scene, const char *take)
{
	struct item *item = add_item(batch, scene);

	item->take = xstrdup(take);
	item->adopted = item->ended = true;
}

void batch_free(struct batch *batch)
{
	if (!batch)
		return;
	for (size_t i = 0; i < batch->count; i++) {
		free(batch->items[i].scene);
		free(batch->items[i].take);
		free(batch->items[i].error);
	}
	free(batch->items);
	err_clear(&batch->error);
	free(batch);
}

static struct json *item_to_json(const struct item *item)
{
	struct json *json = json_new_object();

	json_set_str(json, "scene", item->scene);
	json_set_str(json, "take", item->take);
	json_set_str(json, "state",
		     item->adopted ? "adopted"
		     : item->take  ? "made"
		     : item->error ? "failed"
				   : "cancelled");
	if (!item->adopted)
		json_set_num(json, "seed", (double)item->seed);
	json_set_bool(json, "circled", item->circled);
	json_set_str(json, "error", item->error);
	return json;
}

static void tell(const struct batch *batch)
{
	struct output *out = batch->call->out;
	struct json *answer, *array;

	if (!out->wants_json) {
		if (batch->made)
			out_note(out, "%zu take%s made", batch->made, batch->made == 1 ? "" : "s");
		return;
	}
	answer = json_new_object();
	array = json_new_array();
	for (size_t i = 0; i < batch->count; i++)
		json_push(array, item_to_json(&batch->items[i]));
	json_set(answer, "takes", array);
	out_json(out, answer);
}

/* What the call ends with. */
static void sum_up(struct batch *batch, struct err *err)
{
	size_t asked = batch->made + batch->failed + batch->cancelled;

	if (batch->failed)
		err_set(err, batch->error.kind, "%zu of %zu takes failed: %s", batch->failed, asked,
			err_text(&batch->error));
	else if (batch->cancelled)
		err_set(err, ERR_CANCELLED, "stopped; %zu of %zu takes were made", batch->made,
			asked);
	else if (batch->error.kind)
		err_move(err, &batch->error);
}

static void end(struct batch *batch)
{
	struct call *call = batch->call;
	struct err err = {0};

	out_progress(call->out, NULL);
	batch_circle_last(batch);
	tell(batch);
	sum_up(batch, &err);
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
		if (!fresh && !item->ended && !item->job && strcmp(item->scene, job->scene) == 0)
			fresh = item;
	}
	if (fresh)
		fresh->job = job->number;
	return fresh;
}

static void fail_item(struct batch *batch, struct item *item, const struct err *error)
{
	item->error = xstrdup(err_text(error));
	if (!batch->failed++) {
		batch->reason = item->error;
		err_set(&batch->error, error->kind, "%s: %s", item->scene, item->error);
	} else if (strcmp(batch->reason, item->error) != 0) {
		out_note(batch->call->out, "%s: %s", item->scene, item->error);
	}
}

/* `error` as in struct job_event. */
static void end_item(struct batch *batch, struct item *item, const char *take,
		     const struct err *error)
{
	item->ended = true;
	batch->done += item->frames - item->done;
	item->done = item->frames;
	if (take) {
		item->take = xstrdup(take);
		batch->made++;
	} else if (error && error->kind != ERR_CANCELLED) {
		fail_item(batch, item, error);
	} else {
		batch->cancelled++;
	}
	while (batch->first < batch->count && batch->items[batch->first].ended)
		batch->first++;
}

static void show_progress(struct batch *batch, const struct item *finished)
{
	struct film_rate rate = film_rate(batch->call->session->store.film);
	char *line = NULL;
	struct progress progress = {
		.what = "generate",
		.done = batch->done,
		.of = batch->of,
		.fps = (double)rate.num / rate.den,
	};

	if (finished && finished->take)
		line = xasprintf("%s %s", finished->scene, finished->take);
	progress.finished = line;
	out_progress(batch->call->out, &progress);
	free(line);
}

static void hear(void *arg, const struct job_event *event)
{
	struct batch *batch = ((struct session *)arg)->batch;
	struct item *item = batch ? find_item(batch, event->job) : NULL;

	if (!item || item->ended)
		return;
	if (event->kind == JOB_ENDED) {
		end_item(batch, item, event->job->state == JOB_DONE ? event->job->take : NULL,
			 event->error);
	} else if (event->of > 0) {
		double done = event->done / event->of * item->frames;

		batch->done += done - item->done;
		item->done = done;
	}
	show_progress(batch, item->ended ? item : NULL);
	if (batch->first == batch->count)
		end(batch);
	else if (item->ended && clock_ms() - batch->circled_ms > CIRCLE_MS)
		batch_circle(batch, NULL);
}

static void measure(struct batch *batch)
{
	const struct film *film = batch->call->session->store.film;

	for (size_t i = 0; i < batch->count; i++) {
		struct item *item = &batch->items[i];
		const struct scene *scene = film_scene(film, item->scene);

		if (scene && !item->ended)
			item->frames =
				(double)rate_frames(film_rate(film), scene_seconds(film, scene));
		batch->of += item->frames;
	}
}

/* A job that can't even begin has failed like any other. */
static void start_item(struct batch *batch, struct jobs *jobs, struct item *item)
{
	const struct film *film = batch->call->session->store.film;
	const struct scene *scene = film_scene(film, item->scene);
	struct err err = {0};

	if (!scene)
		err_set(&err, ERR_NOT_FOUND, "the scene has just been removed");
	else
		jobs_start(jobs, film, scene, item->seed, &err);
	if (err.kind)
		end_item(batch, item, NULL, &err);
	err_clear(&err);
}

int batch_start(struct batch *batch, struct err *err)
{
	struct session *session = batch->call->session;
	struct jobs *jobs = session_jobs(session, hear, session, err);

	if (!jobs) {
		session->batch = NULL;
		batch_free(batch);
		return -1;
	}
	batch->call->pending = true;
	measure(batch);
	for (size_t i = 0; i < batch->count; i++)
		if (!batch->items[i].ended)
			start_item(batch, jobs, &batch->items[i]);
	while (batch->first < batch->count && batch->items[batch->first].ended)
		batch->first++;
	if (batch->first == batch->count)
		end(batch);
	else
		show_progress(batch, NULL);
	return 0;
}
