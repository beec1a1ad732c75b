/* SPDX-License-Identifier: MIT */
#include "core/scenes/stage.h"

#include "film/recipe.h"

struct json *stage_of_scene(struct session *session, const struct scene *scene, struct err *err)
{
	struct pool *pool = session_pool(session, err);
	struct json *body;

	if (!pool)
		return NULL;
	body = json_new_object();
	json_set_str(body, "do", "stage");
	json_set(body, "recipe",
		 scene_recipe(session->store.film, scene,
			      scene->seed >= 0 ? (uint64_t)scene->seed : 0));
	return pool_ask_wait(session->loop, pool, ROLE_DRAW, body, NULL, 0, 0, NULL, err);
}
