/* SPDX-License-Identifier: MIT
 *
 * What is new in a film: add.
 */
#include <stdlib.h>
#include <string.h>

#include "core/commands/commands.h"
#include "core/scenes/ids.h"
#include "core/scenes/place.h"
#include "core/scenes/setting.h"
#include "core/scenes/target.h"
#include "core/session/call_run.h"
#include "util/mem.h"
#include "util/text.h"

static bool folder_stands(void *arg, const char *id)
{
	const struct store *store = arg;

	return take_folder_stands(store->dir, id);
}

/* Puts the settings among the words into a new scene or cast member. */
static int fill(const struct call *call, size_t first, enum field_of of, struct json *value,
		struct err *err)
{
	for (size_t i = first; i < call->arg_count; i++) {
		struct setting setting;

		if (setting_parse(of, call->args[i], &setting, err) < 0)
			return -1;
		json_set(value, setting.field->name, setting.value);
	}
	return 0;
}

static int build_cast(struct call *call, struct step *step, struct err *err)
{
	const struct film *film = call->session->store.film;
	const char *name = call->args[0] + strlen("cast:");
	struct json *value;

	if (!text_is_slug(name))
		return err_set(err, ERR_INVALID,
			       "a cast member's name is made of a-z, 0-9 and -, found “%s”", name);
	if (film_cast(film, name))
		return err_set(err, ERR_INVALID, "there is a cast member “%s” already", name);
	value = json_new_object();
	json_set_str(value, "name", name);
	if (fill(call, 1, OF_CAST, value, err) < 0) {
		json_free(value);
		return -1;
	}
	step_insert(step, OF_CAST, film->cast_count, value);
	step_label(step, "add cast member %s", name);
	return 0;
}

static char *id_of(struct store *store, const struct json *scene)
{
	char *words = ids_words(json_get_str(scene, "title"), json_get_str(scene, "prompt"));
	char *id = film_free_id(store->film, words, folder_stands, store);

	free(words);
	return id;
}

/* Returns new: the id asked for, or one made from what the scene says. */
static char *new_id(const struct call *call, const struct json *scene, struct err *err)
{
	struct store *store = &call->session->store;
	const char *asked = call_option(call, "id");

	if (!asked)
		return id_of(store, scene);
	if (id_is_reserved(asked))
		err_set(err, ERR_INVALID, "--id: “%s” means something else; choose another one",
			asked);
	else if (!text_is_slug(asked))
		err_set(err, ERR_INVALID,
			"--id: expected a-z, 0-9 and -, beginning with a letter, found “%s”",
			asked);
	else if (film_scene(store->film, asked))
		err_set(err, ERR_INVALID, "--id: there is a scene “%s” already", asked);
	else if (take_folder_stands(store->dir, asked))
		err_set(err, ERR_INVALID,
			"--id: takes/%s holds the takes of a scene that was removed", asked);
	else
		return xstrdup(asked);
	return NULL;
}

static int build_scene(struct call *call, struct step *step, struct err *err)
{
	const struct film *film = call->session->store.film;
	const char *title = call_arg(call, 0);
	size_t at = film->scene_count, first = 1;
	struct json *value = NULL;
	char *id = NULL;

	if (title && setting_is_one(OF_SCENE, title))
		title = NULL;
	if (!title)
		first = 0;
	if (title && setting_check_text("title", title, err) < 0)
		return -1;
	if (place_gap(call, &at, err) < 0)
		return -1;
	value = json_new_object();
	json_set_str(value, "title", title);
	json_set_str(value, "group", place_group(call, at));
	if (fill(call, first, OF_SCENE, value, err) == 0)
		id = new_id(call, value, err);
	if (!id) {
		json_free(value);
		return -1;
	}
	json_set_str(value, "id", id);
	step_insert(step, OF_SCENE, at, value);
	step_label(step, "add %s as scene %zu", id, at + 1);
	call->state = id;
	return 0;
}

static bool names_cast(const char *typed)
{
	return typed && strncmp(typed, "cast:", 5) == 0;
}

int command_add(struct call *call, struct err *err)
{
	int result =
		call_change(call, names_cast(call_arg(call, 0)) ? build_cast : build_scene, err);
	char *id = call->state;

	/* A script wants the id; a person reads it in the note. */
	if (result == 0 && id && !call->out->columns)
		out_say(call->out, "%s\n", id);
	free(id);
	call->state = NULL;
	return result;
}
