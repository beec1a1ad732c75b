/* SPDX-License-Identifier: MIT
 *
 * generate: which scenes, what it costs, and off they go.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "core/batch.h"
#include "core/table.h"
#include "core/takes.h"
#include "core/target.h"
#include "film/recipe.h"
#include "provider/provider.h"
#include "util/mem.h"

/* One scene that is to get takes, or only has one circled. */
struct wish {
	const struct scene *scene;
	char *adopt; /* a take that fits already; NULL: make new ones */
};

struct wishes {
	struct wish *items;
	size_t count, room;
	size_t adopted;
};

static void wishes_clear(struct wishes *wishes)
{
	for (size_t i = 0; i < wishes->count; i++)
		free(wishes->items[i].adopt);
	free(wishes->items);
}

/* Adds the scene if its state is one that was asked for. */
static int consider(struct call *call, const struct scene *scene, struct wishes *wishes,
		    struct err *err)
{
	const struct store *store = &call->session->store;
	bool all = call_option(call, "all"), missing = call_option(call, "missing"),
	     stale = call_option(call, "stale"), any = all || missing || stale;
	struct take_list takes = {0};
	const struct take *fitting;
	struct wish wish = {.scene = scene};
	bool wanted = all || (!any && call->arg_count);

	if (!wanted) {
		if (takes_load(store->dir, scene->id, &takes, NULL, NULL, err) < 0)
			return -1;

		enum scene_state state = scene_state(store->film, scene, &takes);

		wanted = (state == SCENE_MISSING && (missing || !any)) ||
			 (state == SCENE_STALE && (stale || !any));
		fitting = takes_fitting(store->film, scene, &takes);
		if (wanted && fitting && !call_option(call, "takes")) {
			wish.adopt = xstrdup(fitting->name);
			wishes->adopted++;
		}
		takes_clear(&takes);
	}
	if (wanted) {
		GROW(wishes->items, wishes->count, wishes->room);
		wishes->items[wishes->count++] = wish;
	}
	return 0;
}

/* All scenes in question have a provider that is known, before anything starts. */
static int check_providers(const struct film *film, const struct scene_list *list, struct err *err)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct scene *scene = &film->scenes[list->items[i]];
		struct err why = {0};

		if (!provider_find(scene_provider(film, scene), &why)) {
			err_prefix(&why, "scene “%s”: ", scene->id);
			return err_move(err, &why);
		}
	}
	return 0;
}

static int choose(struct call *call, struct wishes *wishes, struct err *err)
{
	const struct film *film = call->session->store.film;
	struct scene_list list = {0};
	int result = target_all_scenes(film, call->args, call->arg_count, &list, err);

	if (result == 0)
		result = check_providers(film, &list, err);
	for (size_t i = 0; result == 0 && i < list.count; i++)
		result = consider(call, &film->scenes[list.items[i]], wishes, err);
	scene_list_clear(&list);
	return result;
}

/* The seed of the scene's take number `index` of this call. */
static int choose_seed(const struct call *call, const struct scene *scene, int64_t index,
		       uint64_t *seed, struct err *err)
{
	uint32_t random;

	if (call_option(call, "seed")) {
		*seed = (uint64_t)(call_whole(call, "seed", 0) + index);
		return 0;
	}
	if (index == 0 && scene->seed >= 0) {
		*seed = (uint64_t)scene->seed;
		return 0;
	}
	if (getrandom(&random, sizeof random, 0) != sizeof random)
		return err_errno(err, "can't get a random seed");
	*seed = random >> 1; /* what every provider takes: 31 bits */
	return 0;
}

static struct json *bill_to_json(const struct film *film, const struct wishes *wishes,
				 int64_t takes)
{
	struct json *answer = json_new_object(), *array = json_new_array();

	for (size_t i = 0; i < wishes->count; i++) {
		const struct wish *wish = &wishes->items[i];
		struct json *json = json_new_object();

		json_set_str(json, "scene", wish->scene->id);
		json_set_str(json, "provider", scene_provider(film, wish->scene));
		json_set_str(json, "circle", wish->adopt);
		json_set_num(json, "takes", wish->adopt ? 0 : (double)takes);
		json_set_num(json, "seconds", scene_seconds(film, wish->scene));
		json_set_num(json, "cost", 0);
		json_push(array, json);
	}
	json_set(answer, "bill", array);
	json_set_num(answer, "cost", 0);
	return answer;
}

static void bill_to_table(struct output *out, const struct film *film, const struct wishes *wishes,
			  int64_t takes)
{
	static const struct column columns[] = {
		{.heading = "scene", .flexible = true},
		{.heading = "takes", .right = true},
		{.heading = "seconds", .right = true},
		{.heading = "provider"},
		{.heading = "cost"},
	};
	struct table table = {.columns = columns, .column_count = LENGTH(columns)};

	for (size_t i = 0; i < wishes->count; i++) {
		const struct wish *wish = &wishes->items[i];

		table_add(&table, STYLE_PLAIN, "%s", wish->scene->id);
		table_add(&table, STYLE_PLAIN, "%d", wish->adopt ? 0 : (int)takes);
		table_add(&table, STYLE_PLAIN, "%.1f", scene_seconds(film, wish->scene));
		table_add(&table, STYLE_PLAIN, "%s", scene_provider(film, wish->scene));
		if (wish->adopt)
			table_add(&table, STYLE_DIM, "%s fits, only circled", wish->adopt);
		else
			table_add(&table, STYLE_PLAIN, "nothing");
	}
	if (wishes->count)
		table_write(&table, out);
	table_free(&table);
}

static void tell_bill(struct call *call, const struct wishes *wishes)
{
	const struct film *film = call->session->store.film;
	int64_t takes = call_whole(call, "takes", 1);
	size_t made = (wishes->count - wishes->adopted) * (size_t)takes;
	double seconds = 0;

	for (size_t i = 0; i < wishes->count; i++)
		if (!wishes->items[i].adopt)
			seconds += scene_seconds(film, wishes->items[i].scene) * (double)takes;
	if (call_option(call, "dry-run") && call->out->wants_json)
		out_json(call->out, bill_to_json(film, wishes, takes));
	else if (call_option(call, "dry-run"))
		bill_to_table(call->out, film, wishes, takes);
	if (wishes->adopted)
		out_note(call->out, "%zu scene%s a take that fits already", wishes->adopted,
			 wishes->adopted == 1 ? " has" : "s have");
	if (made)
		out_note(call->out, "%zu take%s to make, %.1f s of film; costs nothing", made,
			 made == 1 ? "" : "s", seconds);
}

static int start(struct call *call, const struct wishes *wishes, struct err *err)
{
	int64_t takes = call_whole(call, "takes", 1);
	struct batch *batch = batch_new(call, err);
	int result = batch ? 0 : -1;

	for (size_t i = 0; result == 0 && i < wishes->count; i++) {
		const struct wish *wish = &wishes->items[i];

		if (wish->adopt)
			batch_adopt(batch, wish->scene->id, wish->adopt);
		for (int64_t n = 0; result == 0 && !wish->adopt && n < takes; n++) {
			uint64_t seed = 0;

			result = choose_seed(call, wish->scene, n, &seed, err);
			if (result == 0)
				batch_wish(batch, wish->scene->id, seed);
		}
	}
	return result == 0 ? batch_start(batch, err) : -1;
}

int command_generate(struct call *call, struct err *err)
{
	struct wishes wishes = {0};
	int result = choose(call, &wishes, err);

	if (result == 0)
		tell_bill(call, &wishes);
	if (result == 0 && !wishes.count)
		out_note(call->out, "nothing to make: every scene asked for is current");
	if (result == 0 && !call_option(call, "dry-run"))
		result = start(call, &wishes, err);
	wishes_clear(&wishes);
	return result;
}
