/* SPDX-License-Identifier: MIT
 *
 * The cast: who is in it and in which scenes; another name for one of it.
 */
#include <stdlib.h>
#include <string.h>

#include "core/commands/commands.h"
#include "core/scenes/target.h"
#include "core/session/call_run.h"
#include "core/tell/table.h"
#include "film/mention.h"
#include "film/rows.h"
#include "util/mem.h"
#include "util/text.h"

#define LOOKS_MAX 60 /* characters of them in the table */

static bool names(const struct film *film, const char *prompt, const struct cast_member *member)
{
	struct mention mention;

	for (const char *at = prompt; at && mention_next(film, prompt, at, &mention);
	     at = mention.to)
		if (mention.member == member)
			return true;
	return false;
}

static struct json *member_to_json(const struct film *film, const struct cast_member *member)
{
	struct json *json = row_to_json(OF_CAST, member), *scenes = json_new_array();

	for (size_t i = 0; i < film->scene_count; i++)
		if (names(film, film->scenes[i].prompt, member))
			json_push(scenes, json_new_str(film->scenes[i].id));
	json_set(json, "scenes", scenes);
	return json;
}

/* Returns new: the names of the states, "fireman, wet". */
static char *state_names(const struct cast_member *member)
{
	struct buf out = {0};

	for (const struct json *item = json_first(member->states); item; item = json_next(item))
		buf_addf(&out, "%s%s", out.len ? ", " : "", json_name(item));
	return buf_take(&out);
}

static void add_row(struct table *table, const struct film *film, const struct cast_member *member)
{
	char *states = state_names(member);
	char *looks = text_clean(member->looks ? member->looks : "", false, LOOKS_MAX);
	size_t scenes = 0;

	for (size_t i = 0; i < film->scene_count; i++)
		scenes += names(film, film->scenes[i].prompt, member);
	table_add(table, STYLE_STRONG, "%s", member->name);
	table_add(table, STYLE_PLAIN, "%s", member->pictogram ? member->pictogram : "");
	table_add(table, STYLE_PLAIN, "%s", member->kind ? member->kind : "");
	table_add(table, scenes ? STYLE_PLAIN : STYLE_DIM, "%zu", scenes);
	table_add(table, STYLE_PLAIN, "%s", states);
	table_add(table, STYLE_PLAIN, "%s", looks);
	free(states);
	free(looks);
}

static void tell_json(struct call *call)
{
	const struct film *film = call->session->store.film;
	struct json *answer = json_new_object(), *array = json_new_array();

	for (size_t i = 0; i < film->cast_count; i++)
		json_push(array, member_to_json(film, &film->cast[i]));
	json_set(answer, "cast", array);
	out_json(call->out, answer);
}

int command_cast(struct call *call, struct err *err)
{
	static const struct column columns[] = {
		{.heading = "name"},
		{.heading = ""},
		{.heading = "kind"},
		{.heading = "scenes", .right = true},
		{.heading = "states", .flexible = true},
		{.heading = "looks", .flexible = true},
	};
	const struct film *film = call->session->store.film;
	struct table table = {.columns = columns, .column_count = LENGTH(columns)};

	if (call->out->wants_json) {
		tell_json(call);
		return 0;
	}
	for (size_t i = 0; i < film->cast_count; i++)
		add_row(&table, film, &film->cast[i]);
	if (film->cast_count)
		table_write(&table, call->out);
	else
		out_note(call->out, "no cast yet; “scenetty add cast:NAME looks=…” adds a member");
	table_free(&table);
	return 0;
}

/* Returns new: the prompt with the member's mentions under the other name; NULL if it
 * has none. */
static char *renamed(const struct film *film, const char *prompt, const struct cast_member *member,
		     const char *name)
{
	struct buf out = {0};
	struct mention mention;
	const char *from = prompt;
	bool found = false;

	for (const char *at = prompt; at && mention_next(film, prompt, at, &mention);
	     at = mention.to) {
		if (mention.member != member)
			continue;
		buf_add(&out, from, (size_t)(mention.from + 1 - from));
		buf_add_str(&out, name);
		from = mention.from + 1 + strlen(member->name);
		found = true;
	}
	if (found)
		buf_add_str(&out, from);
	return found ? buf_take(&out) : NULL;
}

static int check_name(const struct film *film, const char *typed, const char *name, struct err *err)
{
	if (strncmp(typed, "cast:", 5) != 0)
		return err_set(err, ERR_USAGE,
			       "only members of the cast get another name: cast:NAME; a scene’s id "
			       "stays, its title is set");
	if (target_cast(film, typed + 5, err) < 0)
		return -1;
	if (!text_is_slug(name))
		return err_set(err, ERR_INVALID,
			       "a cast member's name is made of a-z, 0-9 and -, found “%s”", name);
	if (strcmp(name, typed + 5) != 0 && film_cast(film, name))
		return err_set(err, ERR_INVALID, "there is a cast member “%s” already", name);
	return 0;
}

static int build_rename(struct call *call, struct step *step, struct err *err)
{
	const struct film *film = call->session->store.film;
	const char *typed = call->args[0], *name = call->args[1];
	const struct cast_member *member;
	struct json *json;
	size_t scenes = 0;

	if (check_name(film, typed, name, err) < 0)
		return -1;
	member = film_cast(film, typed + 5);
	if (strcmp(name, member->name) == 0)
		return 0;
	json = row_to_json(OF_CAST, member);
	json_set_str(json, "name", name);
	step_remove(step, OF_CAST, member->name);
	step_insert(step, OF_CAST, (size_t)(member - film->cast), json);
	for (size_t i = 0; i < film->scene_count; i++) {
		const struct scene *scene = &film->scenes[i];
		char *prompt = renamed(film, scene->prompt, member, name);

		if (prompt)
			step_set(step, OF_SCENE, scene->id, "prompt", json_new_str(prompt));
		scenes += prompt != NULL;
		free(prompt);
	}
	step_label(step, "rename %s to %s, in %zu scene%s", member->name, name, scenes,
		   scenes == 1 ? "" : "s");
	return 0;
}

int command_rename(struct call *call, struct err *err)
{
	return call_change(call, build_rename, err);
}
