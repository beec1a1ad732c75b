/* SPDX-License-Identifier: MIT
 *
 * Pictures of the cast that a model has no room for stay here: that is said once.
 */
#include <stdlib.h>
#include <string.h>

#include "core/batch_private.h"
#include "film/recipe.h"
#include "provider/describe.h"
#include "provider/fit_pictures.h"
#include "provider/shelf.h"
#include "util/mem.h"

static bool has_pictures(const struct film *film)
{
	for (size_t i = 0; i < film->cast_count; i++)
		if (film->cast[i].picture)
			return true;
	return false;
}

/* True if the scene's model is told of the cast in words alone. */
static bool takes_none(const struct provider *provider, const char *model,
		       const struct json *recipe)
{
	const struct json *caps;
	struct json *wire;
	bool none;

	if (!provider || !provider->description)
		return false;
	wire = description_of_job(provider->description, model, recipe, &caps);
	none = picture_room_of(wire, caps).references == 0;
	json_free(wire);
	return none;
}

/* Adds those of the scene whose pictures stay here to what `told` says of its model. */
static void add_scene(struct session *session, const struct scene *scene, struct json *told)
{
	const struct film *film = session->store.film;
	const char *model = scene_model(film, scene), *maker = scene_provider(film, scene);
	const struct provider *provider = shelf_find(session_shelf(session), maker, NULL);
	const struct json *members[CAST_PICTURES_MAX];
	struct json *recipe = scene_recipe(film, scene, 0), *names;
	size_t count = cast_pictures(recipe, members);

	if (count && takes_none(provider, model, recipe)) {
		const char *key = model ? model : maker;

		if (!json_get(told, key))
			json_set(told, key, json_new_object());
		names = json_get(told, key);
		for (size_t i = 0; i < count && i < CAST_PICTURES_MAX; i++)
			json_set_bool(names, json_get_str(members[i], "name"), true);
	}
	json_free(recipe);
}

void batch_tell_pictures(struct batch *batch)
{
	struct session *session = batch->call->session;
	const struct film *film = session->store.film;
	struct json *told = json_new_object();

	for (size_t i = 0; has_pictures(film) && i < batch->group_count; i++) {
		const struct scene *scene = film_scene(film, batch->groups[i].scene);

		if (scene && !scene_is_drawn(film, scene))
			add_scene(session, scene, told);
	}
	for (const struct json *model = json_first(told); model; model = json_next(model)) {
		struct buf names = {0};

		for (const struct json *name = json_first(model); name; name = json_next(name))
			buf_addf(&names, "%s%s", names.len ? ", " : "", json_name(name));
		out_note(batch->call->out,
			 "%s takes no pictures of the cast: it is told of %s in words alone",
			 json_name(model), buf_str(&names));
		buf_free(&names);
	}
	json_free(told);
}
