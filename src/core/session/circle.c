/* SPDX-License-Identifier: MIT */
#include "core/session/circle.h"

#include <stdlib.h>
#include <string.h>

#include "core/tell/takes.h"
#include "util/mem.h"

#define CIRCLE_MS 1000 /* what comes within it is one step */

struct arrival {
	char *scene, *take;
	bool circled;
};

int circle_build(const struct store *store, const char *scene_id, const char *name,
		 struct step *step, bool *circled, struct err *err)
{
	const struct scene *scene = film_scene(store->film, scene_id);
	struct take_list takes = {0};
	const struct take *take;

	*circled = false;
	if (!scene)
		return 0;
	if (takes_load(store->dir, scene->id, &takes, NULL, NULL, err) < 0)
		return -1;
	take = takes_find(&takes, name);
	if (take && (!take->intent || take_fits(store->film, scene, take)) &&
	    scene_state(store->film, scene, &takes) != SCENE_CURRENT) {
		step_set(step, OF_SCENE, scene->id, "circled", json_new_str(take->name));
		step_label(step, "circle %s of %s", take->name, scene->id);
		*circled = true;
	}
	takes_clear(&takes);
	return 0;
}

/* Of several takes of a scene the first is circled. */
static bool has_circled(const struct session *session, const struct arrival *arrival)
{
	const struct arrival *other = session->arrivals;

	while (other < arrival && !(other->circled && strcmp(other->scene, arrival->scene) == 0))
		other++;
	return other < arrival;
}

/* One that can't be looked at is left uncircled; the others are not. */
static void build(const struct session *session, struct step *step)
{
	size_t count = 0;

	for (size_t i = 0; i < session->arrival_count; i++) {
		struct arrival *arrival = &session->arrivals[i];

		arrival->circled = false;
		if (!has_circled(session, arrival))
			circle_build(&session->store, arrival->scene, arrival->take, step,
				     &arrival->circled, NULL);
		count += arrival->circled;
	}
	if (count > 1)
		step_label(step, "circle %zu new takes", count);
}

static void forget(struct session *session)
{
	for (size_t i = 0; i < session->arrival_count; i++) {
		free(session->arrivals[i].scene);
		free(session->arrivals[i].take);
	}
	session->arrival_count = 0;
}

int circle_arrivals(struct session *session, struct err *err)
{
	struct step step = {0};
	int result;

	if (session->circling)
		loop_cancel(session->loop, session->circling);
	session->circling = 0;
	if (!session->arrival_count)
		return 0;
	if (session_begin(session, err) < 0)
		return -1;
	build(session, &step);
	result = session_end(session, step.count ? &step : NULL, err);
	if (result == 0)
		forget(session);
	return result;
}

static void on_time(void *arg)
{
	struct session *session = arg;

	session->circling = 0;
	circle_arrivals(session, NULL);
}

void circle_soon(struct session *session, const char *scene, const char *take)
{
	GROW(session->arrivals, session->arrival_count, session->arrival_room);
	session->arrivals[session->arrival_count++] =
		(struct arrival){.scene = xstrdup(scene), .take = xstrdup(take)};
	if (!session->circling)
		session->circling = loop_after(session->loop, CIRCLE_MS, on_time, session);
}

void circle_drop(struct session *session)
{
	if (session->circling)
		loop_cancel(session->loop, session->circling);
	forget(session);
	free(session->arrivals);
	session->arrivals = NULL;
	session->arrival_room = 0;
	session->circling = 0;
}
