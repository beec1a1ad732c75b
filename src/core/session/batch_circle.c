/* SPDX-License-Identifier: MIT
 *
 * Circling what a batch has made.
 */
#include <string.h>

#include "core/session/batch_private.h"
#include "core/session/call_run.h"
#include "core/session/circle.h"
#include "util/clock.h"

/* Of several takes of a scene the first is circled. */
static bool has_circled(const struct batch *batch, const struct item *item)
{
	const struct item *first = &batch->items[batch->groups[item->group].first];

	while (item > first)
		if ((--item)->circled)
			return true;
	return false;
}

static int build_circles(struct call *call, struct step *step, struct err *err)
{
	struct batch *batch = call->state;
	const struct item *last = NULL;

	for (size_t i = 0; i < batch->count; i++) {
		struct item *item = &batch->items[i];

		if (!item->take || item->settled)
			continue;
		item->tried = true;
		if (!has_circled(batch, item) &&
		    circle_build(&call->session->store, item_scene(batch, item), item->take, step,
				 &item->circled, err) < 0)
			return -1;
		if (item->circled)
			last = item;
	}
	if (step->count == 1)
		step_label(step, "circle %s of %s", last->take, item_scene(batch, last));
	else
		step_label(step, "circle %zu new takes", step->count);
	return 0;
}

int batch_circle(struct batch *batch, struct err *err)
{
	int result = call_change(batch->call, build_circles, err);

	batch->circled_ms = clock_ms();
	batch->uncircled = result < 0;
	for (size_t i = 0; i < batch->count; i++) {
		struct item *item = &batch->items[i];

		if (!item->tried)
			continue;
		item->tried = false;
		item->settled = result == 0;
		item->circled &= result == 0;
	}
	return result;
}

void batch_circle_last(struct batch *batch)
{
	struct err err = {0};

	if (batch_circle(batch, &err) < 0 && batch->error.kind)
		out_note(batch->call->out, "new takes are not circled: %s", err_text(&err));
	else if (err.kind)
		err_move(&batch->error, &err);
	err_clear(&err);
}
