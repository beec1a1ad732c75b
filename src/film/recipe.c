/* SPDX-License-Identifier: MIT */
#include "film/recipe.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "film/expect.h"
#include "film/field.h"
#include "film/frame.h"
#include "film/pictures.h"
#include "film/shape.h"
#include "util/mem.h"

#define INTENT_BYTES 4096 /* room for most */
#define SEED_MASK ((UINT64_C(1) << 53) - 1) /* what a JSON number keeps */

static int by_name(const void *a, const void *b)
{
	return strcmp(json_name(*(struct json *const *)a), json_name(*(struct json *const *)b));
}

/* A copy with the members of every object by name, so that their order in the
 * file changes no digest. */
static struct json *canonical(const struct json *value)
{
	size_t count = json_len(value);
	if (json_type(value) == JSON_ARRAY) {
		struct json *array = json_new_array();
		for (struct json *item = json_first(value); item; item = json_next(item))
			json_push(array, canonical(item));
		return array;
	}
	if (json_type(value) != JSON_OBJECT)
		return json_copy(value);
	struct json *object = json_new_object();
	const struct json **items = xcalloc(count + 1, sizeof *items);
	size_t at = 0;
	for (struct json *item = json_first(value); item; item = json_next(item))
		items[at++] = item;
	qsort(items, count, sizeof *items, by_name);
	for (at = 0; at < count; at++)
		json_set(object, json_name(items[at]), canonical(items[at]));
	free(items);
	return object;
}

/* Takes the value. */
static struct json *sorted(struct json *value)
{
	struct json *copy = canonical(value);
	json_free(value);
	return copy;
}

/* Which take a start or end stands for now: "match/t003", and "match/t003@5.5"
 * where its last frame is one people chose by trimming it. */
static void add_upstream(struct json *intent, const char *name, const struct film *film,
			 const struct scene *scene, const struct json *frame)
{
	double seconds;
	const char *text = json_str(frame);
	const struct scene *from = text ? frame_upstream(film, scene, text, &seconds) : NULL;
	if (!from || !from->circled)
		return;
	struct buf value = {0};
	buf_addf(&value, "%s/%s", from->id, from->circled);
	double out = scene_take_note(from, from->circled).out;
	if (isnan(seconds) && !isnan(out)) {
		buf_add_char(&value, '@');
		json_print_num(&value, out);
	}
	json_set_str(intent, name, buf_str(&value));
	buf_free(&value);
}

const char *film_picture(const struct film *film, const struct field *field,
			 const struct json *value)
{
	bool is_picture = field->shape == shape_frame || field->shape == shape_picture;
	const char *path = is_picture ? json_get_str(value, "file") : NULL;
	return path && film->pictures ? pictures_digest(film->pictures, path) : NULL;
}

/* A picture painted over is another one. */
static void add_digest(const struct film *film, const struct field *row, struct json *value)
{
	const char *digest = film_picture(film, row, value);
	if (digest)
		json_set_str(value, "sha256", digest);
}

struct cast_list {
	const struct film *film;
	bool drawn;
	struct json *array;
};

static void add_cast(void *arg, const struct cast_member *member, const char *state)
{
	struct cast_list *list = arg;
	size_t count;
	struct json *object = json_new_object();
	for (const struct field *row = fields(OF_CAST, &count); count; row++, count--) {
		struct json *value =
			strcmp(row->name, "states") != 0 && (list->drawn || row->sent != SENT_DRAWN)
				? field_get(row, member)
				: NULL;
		if (!value)
			continue;
		add_digest(list->film, row, value);
		json_set(object, row->name, value);
	}
	if (state) {
		char *text = lines_join(json_get(member->states, state));
		json_set_str(object, "state", text);
		free(text);
	}
	if (list->drawn) /* its colour and its side of the frame */
		json_set_num(object, "index", (double)(member - list->film->cast));
	json_push(list->array, object);
}

/* Members a scene inherits or shares with its film: put in resolved. */
static void add_inherited(struct json *intent, const struct film *film, const struct scene *scene)
{
	int width, height;
	struct buf text = {0};
	film_size(film, &width, &height);
	buf_addf(&text, "%dx%d", width, height);
	json_set_num(intent, "seconds", scene_seconds(film, scene));
	json_set_str(intent, "size", buf_str(&text));
	json_set_num(intent, "fps", film->fps > 0 ? film->fps : FILM_FPS);
	json_set_str(intent, "style", film->style);
	buf_clear(&text);
	if (scene->avoid)
		buf_add_str(&text, scene->avoid);
	if (film->avoid)
		buf_addf(&text, "%s%s", text.len ? ", " : "", film->avoid);
	json_set_str(intent, "avoid", text.len ? buf_str(&text) : NULL);
	buf_free(&text);
}

static bool is_resolved(const char *member)
{
	static const char *const members[] = {"provider", "model", "seconds", "avoid"};
	for (size_t i = 0; i < LENGTH(members); i++)
		if (strcmp(members[i], member) == 0)
			return true;
	return false;
}

struct json *scene_intent(const struct film *film, const struct scene *scene, bool drawn)
{
	size_t count;
	struct cast_list cast = {film, drawn, json_new_array()};
	struct json *intent = json_new_object();
	json_set_str(intent, "provider", scene_provider(film, scene));
	json_set_str(intent, "model", scene_model(film, scene));
	for (const struct field *row = fields(OF_SCENE, &count); count; row++, count--) {
		if (is_resolved(row->name) || row->sent == SENT_NEVER ||
		    (row->sent == SENT_DRAWN && !drawn))
			continue;
		struct json *value = field_get(row, scene);
		add_digest(film, row, value);
		if (row->kind == FIELD_SHAPE)
			value = sorted(value);
		if (value)
			json_set(intent, row->name, value);
	}
	add_inherited(intent, film, scene);
	add_upstream(intent, "start_take", film, scene, scene->start);
	add_upstream(intent, "end_take", film, scene, scene->end);
	cast_named(film, scene->prompt, add_cast, &cast);
	if (json_first(cast.array))
		json_set(intent, "cast", cast.array);
	else
		json_free(cast.array);
	return intent;
}

bool scene_is_drawn(const struct film *film, const struct scene *scene)
{
	return strcmp(scene_provider(film, scene), FILM_PROVIDER) == 0;
}

void scene_intent_digest(const struct film *film, const struct scene *scene, char out[DIGEST_SIZE])
{
	struct buf text = {0};
	struct json *intent = scene_intent(film, scene, scene_is_drawn(film, scene));
	buf_reserve(&text, INTENT_BYTES);
	json_print(&text, intent);
	digest_bytes(text.data, text.len, out);
	json_free(intent);
	buf_free(&text);
}

struct json *scene_recipe(const struct film *film, const struct scene *scene, uint64_t seed)
{
	struct json *recipe = scene_intent(film, scene, scene_is_drawn(film, scene));
	char *compiled = scene_compiled_prompt(film, scene);
	json_set_str(recipe, "compiled", compiled);
	json_set_num(recipe, "seed", (double)(seed & SEED_MASK));
	free(compiled);
	return recipe;
}

enum scene_state scene_state(const struct film *film, const struct scene *scene,
			     const struct take_list *takes)
{
	char digest[DIGEST_SIZE];
	const struct take *take = takes_find(takes, scene->circled);
	if (!take)
		return SCENE_MISSING;
	if (!take->intent)
		return SCENE_CURRENT;
	scene_intent_digest(film, scene, digest);
	return strcmp(digest, take->intent) == 0 ? SCENE_CURRENT : SCENE_STALE;
}

const char *scene_state_word(enum scene_state state)
{
	static const char *const words[] = {
		[SCENE_MISSING] = "missing", [SCENE_STALE] = "stale", [SCENE_CURRENT] = "current"};
	return words[state];
}
