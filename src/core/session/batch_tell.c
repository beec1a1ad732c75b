/* SPDX-License-Identifier: MIT
 *
 * What is told of a batch, on its way and at its end.
 */
#include <stdlib.h>
#include <string.h>

#include "core/session/batch_private.h"
#include "util/mem.h"

void batch_tell_progress(const struct batch *batch, const struct item *finished)
{
	struct film_rate rate = film_rate(batch->call->session->store.film);
	char *line = NULL;
	struct progress progress = {
		.what = "generate",
		.done = batch->done,
		.of = batch->of,
		.fps = (double)rate.num / rate.den,
	};
	size_t open = batch->of_state[ITEM_WAITING] + batch->of_state[ITEM_RUNNING];

	if (finished && finished->take)
		line = xasprintf("%s %s", item_scene(batch, finished), finished->take);
	progress.finished = line;
	if (!batch->is_drawn) {
		progress.ended = batch->count - open;
		progress.parts = batch->count;
	}
	out_progress(batch->call->out, &progress);
	free(line);
}

/* So is “not sent: …” behind what it was not sent for. */
static bool is_told(const struct batch *batch, const char *error)
{
	size_t bytes = strlen(error);

	for (size_t i = 0; i < batch->reason_count; i++) {
		size_t end = strlen(batch->reasons[i]);

		if (end <= bytes && strcmp(error + bytes - end, batch->reasons[i]) == 0)
			return true;
	}
	return false;
}

void batch_tell_failure(struct batch *batch, struct item *item, const struct err *error)
{
	const char *scene = item_scene(batch, item);

	item->error = xstrdup(err_text(error));
	if (is_told(batch, item->error))
		return;
	if (batch->reason_count)
		out_note(batch->call->out, "%s: %s", scene, item->error);
	else
		err_set(&batch->error, error->kind, "%s: %s", scene, item->error);
	GROW(batch->reasons, batch->reason_count, batch->reason_room);
	batch->reasons[batch->reason_count++] = item->error;
}

static struct json *item_to_json(const struct batch *batch, const struct item *item)
{
	static const char *const words[] = {
		[ITEM_MADE] = "made",           [ITEM_ADOPTED] = "adopted",
		[ITEM_CURRENT] = "current",     [ITEM_FAILED] = "failed",
		[ITEM_CANCELLED] = "cancelled",
	};
	struct json *json = json_new_object();

	json_set_str(json, "scene", item_scene(batch, item));
	json_set_str(json, "take", item->take);
	json_set_str(json, "state", words[item->state]);
	if (item->job)
		json_set_num(json, "seed", (double)item->seed);
	json_set_bool(json, "circled", item->circled);
	json_set_str(json, "error", item->error);
	return json;
}

static void tell_json(struct batch *batch)
{
	struct json *answer = json_new_object(), *array = json_new_array();

	for (size_t i = 0; i < batch->count; i++)
		json_push(array, item_to_json(batch, &batch->items[i]));
	json_set(answer, "takes", array);
	out_json(batch->call->out, answer);
}

void batch_tell_end(struct batch *batch, struct err *err)
{
	size_t made = batch->of_state[ITEM_MADE], failed = batch->of_state[ITEM_FAILED],
	       cancelled = batch->of_state[ITEM_CANCELLED], all = made + failed + cancelled;

	if (batch->call->out->wants_json)
		tell_json(batch);
	else if (made)
		out_note(batch->call->out, "%zu take%s made", made, made == 1 ? "" : "s");
	if (failed)
		err_set(err, batch->error.kind, "%zu of %zu takes failed: %s", failed, all,
			err_text(&batch->error));
	else if (cancelled)
		err_set(err, ERR_CANCELLED, "stopped; %zu of %zu takes were made", made, all);
	else if (batch->error.kind)
		err_move(err, &batch->error);
}
