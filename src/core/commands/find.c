/* SPDX-License-Identifier: MIT
 *
 * find: where a text stands.
 */
#include <stdlib.h>

#include "core/commands/commands.h"
#include "core/language/call.h"
#include "core/scenes/target.h"
#include "core/scenes/texts.h"
#include "core/session/session.h"
#include "core/tell/table.h"
#include "util/mem.h"

struct finder {
	struct call *call;
	struct search search;
	struct texts texts;
	struct table table;
	struct json *array;
	size_t scenes, places;
};

static void tell_find(struct finder *finder, const struct find *find)
{
	size_t position = (size_t)(find->scene - finder->call->session->store.film->scenes) + 1;
	struct buf excerpt = {0};

	excerpt_before(&excerpt, find->text, find->place);
	excerpt_flat(&excerpt, find->place, find->place + find->bytes);
	excerpt_behind(&excerpt, find->place + find->bytes);
	if (finder->array) {
		struct json *json = json_new_object();

		json_set_num(json, "position", (double)position);
		json_set_str(json, "scene", find->scene->id);
		json_set_str(json, "field", find->field->name);
		json_set_num(json, "places", (double)find->count);
		json_set_str(json, "excerpt", buf_str(&excerpt));
		json_push(finder->array, json);
	} else {
		table_add(&finder->table, STYLE_DIM, "%zu", position);
		table_add(&finder->table, STYLE_STRONG, "%s", find->scene->id);
		table_add(&finder->table, STYLE_DIM, "%s", find->field->name);
		table_add(&finder->table, STYLE_PLAIN, "%s", buf_str(&excerpt));
	}
	finder->places += find->count;
	buf_free(&excerpt);
}

static void find_all(struct finder *finder, const struct scene_list *list)
{
	const struct film *film = finder->call->session->store.film;

	for (size_t i = 0; i < list->count; i++) {
		bool found = false;

		for (size_t j = 0; j < finder->texts.count; j++) {
			struct find find;

			if (!find_in(&finder->search, &film->scenes[list->items[i]],
				     finder->texts.rows[j], &find))
				continue;
			tell_find(finder, &find);
			found = true;
		}
		finder->scenes += found;
	}
}

static void tell_finds(struct finder *finder)
{
	struct output *out = finder->call->out;

	if (finder->array) {
		struct json *answer = json_new_object();

		json_set(answer, "found", finder->array);
		out_json(out, answer);
	} else if (finder->places) {
		table_write(&finder->table, out);
		out_note(out, "%zu place%s in %zu scene%s", finder->places,
			 finder->places == 1 ? "" : "s", finder->scenes,
			 finder->scenes == 1 ? "" : "s");
	} else {
		out_note(out, "“%s” stands nowhere", finder->call->args[0]);
	}
}

int command_find_text(struct call *call, struct err *err)
{
	static const struct column columns[] = {
		{.heading = "#", .right = true},
		{.heading = "scene", .flexible = true},
		{.heading = "field"},
		{.heading = "text", .flexible = true},
	};
	struct finder finder = {
		.call = call,
		.table = {.columns = columns, .column_count = LENGTH(columns)},
	};
	struct scene_list list = {0};
	char *text = call_text(call, 0), *in = (char *)call_option(call, "in");
	int result = -1;

	if (!*text) {
		free(text);
		return err_set(err, ERR_USAGE, "find what? the text is empty");
	}
	search_make(&finder.search, text, call_option(call, "case"));
	if (texts_choose(call_option(call, "field"), &finder.texts, err) == 0 &&
	    target_all_scenes(call->session->store.film, &in, in != NULL, &list, err) == 0) {
		finder.array = call->out->wants_json ? json_new_array() : NULL;
		find_all(&finder, &list);
		tell_finds(&finder);
		result = 0;
	}
	scene_list_clear(&list);
	table_free(&finder.table);
	search_clear(&finder.search);
	free(text);
	return result;
}
