/* SPDX-License-Identifier: MIT
 *
 * Takes: listing and choosing.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/commands/commands.h"
#include "core/scenes/target.h"
#include "core/session/call_run.h"
#include "core/tell/table.h"
#include "core/tell/takes.h"
#include "util/mem.h"

static struct json *take_to_json(const struct scene *scene, const struct take *take,
				 const char *state)
{
	struct json *json = json_new_object();

	json_set_str(json, "scene", scene->id);
	json_set_str(json, "take", take->name);
	json_set_bool(json, "circled", take_is_circled(scene, take));
	json_set_str(json, "state", state);
	json_set_str(json, "clip", take->clip);
	json_set_num(json, "seconds", take->seconds);
	json_set_str(json, "provider", take->provider);
	json_set_str(json, "model", take->model);
	if (!isnan(take_seed(take)))
		json_set_num(json, "seed", take_seed(take));
	json_set_str(json, "made", take->made);
	if (!isnan(take->cost))
		json_set_num(json, "cost", take->cost);
	json_set_str(json, "currency", take->currency);
	return json;
}

static void take_to_row(struct table *table, const struct scene *scene, const struct take *take,
			const char *state)
{
	bool circled = take_is_circled(scene, take);

	table_add(table, circled ? STYLE_STRONG : STYLE_PLAIN, "%s", scene->id);
	table_add(table, circled ? STYLE_STRONG : STYLE_PLAIN, "%s", take->name);
	table_add(table, STYLE_GOOD, "%s", circled ? "circled" : "");
	table_add(table, strcmp(state, "stale") == 0 ? STYLE_WARN : STYLE_PLAIN, "%s", state);
	table_add(table, STYLE_PLAIN, "%.1f", take->seconds);
	table_add(table, STYLE_PLAIN, "%s%s%s", take->provider ? take->provider : "",
		  take->model ? " " : "", take->model ? take->model : "");
	if (isnan(take_seed(take)))
		table_add(table, STYLE_PLAIN, "%s", "");
	else
		table_add(table, STYLE_PLAIN, "%.0f", take_seed(take));
	table_add(table, STYLE_DIM, "%s", take->made ? take->made : "");
}

static void broken_take(void *arg, const char *what)
{
	out_note(arg, "%s", what);
}

static int list_takes(struct call *call, const struct scene *scene, struct table *table,
		      struct json *array, struct err *err)
{
	struct session *session = call->session;
	struct take_list takes = {0};

	if (takes_load(session->store.dir, scene->id, &takes, broken_take, call->out, err) < 0)
		return -1;
	for (size_t i = 0; i < takes.count; i++) {
		const char *state = take_state_word(session->store.film, scene, &takes.takes[i]);

		if (array)
			json_push(array, take_to_json(scene, &takes.takes[i], state));
		else
			take_to_row(table, scene, &takes.takes[i], state);
	}
	takes_clear(&takes);
	return 0;
}

int command_takes(struct call *call, struct err *err)
{
	static const struct column columns[] = {
		{.heading = "scene", .flexible = true},
		{.heading = "take"},
		{.heading = ""},
		{.heading = "state"},
		{.heading = "seconds", .right = true},
		{.heading = "by", .flexible = true},
		{.heading = "seed", .right = true},
		{.heading = "made", .flexible = true},
	};
	const struct film *film = call->session->store.film;
	struct table table = {.columns = columns, .column_count = LENGTH(columns)};
	struct json *array = call->out->wants_json ? json_new_array() : NULL;
	struct scene_list list = {0};
	int result = target_all_scenes(film, call->args, call->arg_count, &list, err);

	for (size_t i = 0; result == 0 && i < list.count; i++)
		result = list_takes(call, &film->scenes[list.items[i]], &table, array, err);
	if (result == 0 && array) {
		struct json *answer = json_new_object();

		json_set(answer, "takes", array);
		array = NULL;
		out_json(call->out, answer);
	} else if (result == 0 && table.count) {
		table_write(&table, call->out);
	} else if (result == 0) {
		out_note(call->out, "no takes yet; “scenetty generate” makes them");
	}
	json_free(array);
	table_free(&table);
	scene_list_clear(&list);
	return result;
}

static int build_circle(struct call *call, struct step *step, struct err *err)
{
	struct store *store = &call->session->store;
	const struct scene *scene = target_scene(store->film, call->args[0], err);
	const struct take *take = NULL;
	struct take_list takes = {0};
	int result = -1;

	if (!scene)
		return -1;
	if (strcmp(call->args[1], "none") == 0) {
		step_set(step, OF_SCENE, scene->id, "circled", NULL);
		step_label(step, "circle no take of %s", scene->id);
		return 0;
	}
	if (takes_load(store->dir, scene->id, &takes, broken_take, call->out, err) < 0)
		return -1;
	take = target_take(&takes, scene->id, call->args[1], err);
	if (take) {
		step_set(step, OF_SCENE, scene->id, "circled", json_new_str(take->name));
		step_label(step, "circle %s of %s", take->name, scene->id);
		result = 0;
	}
	takes_clear(&takes);
	return result;
}

int command_circle(struct call *call, struct err *err)
{
	return call_change(call, build_circle, err);
}
