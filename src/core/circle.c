/* SPDX-License-Identifier: MIT */
#include "core/circle.h"

#include "core/takes.h"

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

int circle_new(struct session *session, const char *scene, const char *take, struct err *err)
{
	struct step step = {0};
	bool circled;
	int result;

	if (session_begin(session, err) < 0)
		return -1;
	result = circle_build(&session->store, scene, take, &step, &circled, err);
	if (result == 0 && circled)
		return session_end(session, &step, err);
	session_end(session, NULL, NULL);
	step_clear(&step);
	return result;
}
