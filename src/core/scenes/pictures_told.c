/* SPDX-License-Identifier: MIT */
#include "core/scenes/pictures_told.h"

#include <stdlib.h>

#include "film/frame.h"
#include "film/frame_source.h"
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

static void add_name(void *arg, const struct cast_member *member, const char *state)
{
	if (member->picture)
		json_set_bool(arg, member->name, true);
}

/* Adds those of the scene whose pictures stay here to what `told` says of its model: an
 * object of names; true for one that takes pictures. A model is looked at once. */
static void add_scene(struct session *session, const struct scene *scene, struct json *told)
{
	const struct film *film = session->store.film;
	const char *model = scene_model(film, scene), *maker = scene_provider(film, scene);
	const char *key = model ? model : maker;
	struct json *names = json_new_object();

	cast_named(film, scene->prompt, add_name, names);
	if (json_len(names) && !json_get(told, key)) {
		struct json *recipe = scene_recipe(film, scene, 0);
		bool none =
			takes_none(shelf_find(session_shelf(session), maker, NULL), model, recipe);

		json_set(told, key, none ? json_new_object() : json_new_bool(true));
		json_free(recipe);
	}
	if (json_type(json_get(told, key)) == JSON_OBJECT)
		for (const struct json *name = json_first(names); name; name = json_next(name))
			json_set_bool(json_get(told, key), json_name(name), true);
	json_free(names);
}

static void tell_cast(struct output *out, const struct json *told)
{
	for (const struct json *model = json_first(told); model; model = json_next(model)) {
		struct buf names = {0};

		if (json_type(model) != JSON_OBJECT)
			continue;
		for (const struct json *name = json_first(model); name; name = json_next(name))
			buf_addf(&names, "%s%s", names.len ? ", " : "", json_name(name));
		out_note(out, "%s takes no pictures of the cast: it is told of %s in words alone",
			 json_name(model), buf_str(&names));
		buf_free(&names);
	}
}

/* Returns new: the animatic's take that the frame would be taken from, unless its scene
 * gets another one first. */
static char *drawn_take(const struct session *session, const struct scene *scene,
			const struct json *frame, const bool *wanted)
{
	const struct film *film = session->store.film;
	double seconds;
	const char *text = json_str(frame);
	const struct scene *from = text ? frame_upstream(film, scene, text, &seconds) : NULL;
	struct frame_source source = {0};
	struct err err = {0};
	char *take = NULL;

	if (!from || wanted[from - film->scenes])
		return NULL;
	if (frame_source_find(&source, session->store.dir, film, scene, frame, &err) == 0 &&
	    source.is_drawn)
		take = xstrdup(source.take);
	frame_source_clear(&source);
	err_clear(&err);
	return take;
}

static void tell_drawn(struct session *session, struct output *out, const struct scene *scene,
		       const bool *wanted)
{
	const struct json *frames[] = {scene->start, scene->end};

	for (size_t i = 0; i < LENGTH(frames); i++) {
		char *take = drawn_take(session, scene, frames[i], wanted);

		if (take)
			out_note(out, "%s %s with a frame of %s, which the animatic has drawn",
				 scene->id, i ? "ends" : "starts", take);
		free(take);
	}
}

void pictures_tell(struct session *session, struct output *out, const bool *wanted)
{
	const struct film *film = session->store.film;
	struct json *told = json_new_object();
	bool pictured = has_pictures(film);

	for (size_t i = 0; i < film->scene_count; i++) {
		const struct scene *scene = &film->scenes[i];

		if (!wanted[i] || scene_is_drawn(film, scene))
			continue;
		if (pictured)
			add_scene(session, scene, told);
		tell_drawn(session, out, scene, wanted);
	}
	tell_cast(out, told);
	json_free(told);
}
