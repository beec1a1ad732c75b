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
#include "core/underway.h"
#include "film/recipe.h"
#include "provider/shelf.h"
#include "util/mem.h"

/* What is to be done about one scene. */
struct wish {
	bool costs; /* its provider may charge */
	const struct scene *scene;
	bool wanted;
	char *adopt; /* a take that fits already; NULL: make new ones */
};

struct wishes {
	bool costs; /* some take may cost something */
	struct wish *items;
	size_t count; /* of them, wanted or not */
	size_t wanted, adopted;
	size_t underway;  /* would be wanted, but are in the making already */
	bool needed_only; /* those that are missing or stale when their turn comes */
};

static void wishes_clear(struct wishes *wishes)
{
	for (size_t i = 0; i < wishes->count; i++)
		free(wishes->items[i].adopt);
	free(wishes->items);
}

/* Wants the scene if its state is one that was asked for. */
static int consider(const struct call *call, struct wish *wish, struct err *err)
{
	const struct store *store = &call->session->store;
	bool missing = call_option(call, "missing"), stale = call_option(call, "stale"),
	     any = missing || stale;
	struct take_list takes = {0};
	const struct take *fitting;

	if (takes_load(store->dir, wish->scene->id, &takes, NULL, NULL, err) < 0)
		return -1;

	enum scene_state state = scene_state(store->film, wish->scene, &takes);

	wish->wanted = (state == SCENE_MISSING && (missing || !any)) ||
		       (state == SCENE_STALE && (stale || !any));
	fitting = takes_fitting(store->film, wish->scene, &takes);
	if (wish->wanted && fitting && call_whole(call, "takes", 1) == 1)
		wish->adopt = xstrdup(fitting->name);
	takes_clear(&takes);
	return 0;
}

/* A scene that takes a frame from one that gets another take will be stale. The
 * wishes are all scenes of the film. */
static void follow(const struct film *film, struct wishes *wishes)
{
	bool again;

	do {
		again = false;
		for (size_t i = 0; i < wishes->count; i++) {
			struct wish *wish = &wishes->items[i];
			const struct scene *ups[2];
			size_t count = wish->wanted ? 0 : scene_upstream(film, wish->scene, ups);

			for (size_t j = 0; j < count; j++)
				wish->wanted |= wishes->items[ups[j] - film->scenes].wanted;
			again |= count && wish->wanted;
		}
	} while (again);
}

/* What is in the making is not made twice because it is still missing. */
static void leave_out(struct session *session, struct wishes *wishes)
{
	size_t *underway = scenes_underway(session);

	for (size_t i = 0; i < wishes->count; i++) {
		struct wish *wish = &wishes->items[i];

		if (wish->adopt || !underway[wish->scene - session->store.film->scenes])
			continue;
		wishes->underway += wish->wanted;
		wish->wanted = false;
	}
	free(underway);
}

/* Every scene that is wanted has a provider that is known, before anything
 * starts. */
static int check_providers(struct session *session, struct wishes *wishes, struct err *err)
{
	const struct film *film = session->store.film;
	struct shelf *shelf = session_shelf(session);

	for (size_t i = 0; i < wishes->count; i++) {
		struct wish *wish = &wishes->items[i];
		const struct provider *provider;
		struct err why = {0};

		if (!wish->wanted)
			continue;
		provider = shelf_find(shelf, scene_provider(film, wish->scene), &why);
		if (provider) {
			wish->costs = !provider->free && !wish->adopt;
			wishes->costs |= wish->costs;
			continue;
		}
		err_prefix(&why, "scene “%s”: ", wish->scene->id);
		return err_move(err, &why);
	}
	return 0;
}

static int choose(const struct call *call, struct wishes *wishes, struct err *err)
{
	const struct film *film = call->session->store.film;
	bool states = call_option(call, "missing") || call_option(call, "stale");
	struct scene_list list = {0};
	int result = target_all_scenes(film, call->args, call->arg_count, &list, err);

	wishes->needed_only = states || (!call->arg_count && !call_option(call, "all"));
	wishes->items = xcalloc(list.count + 1, sizeof *wishes->items);
	for (size_t i = 0; result == 0 && i < list.count; i++) {
		struct wish *wish = &wishes->items[wishes->count++];

		wish->scene = &film->scenes[list.items[i]];
		wish->wanted = true;
		if (wishes->needed_only)
			result = consider(call, wish, err);
	}
	scene_list_clear(&list);
	if (result == 0 && wishes->needed_only && !states)
		follow(film, wishes);
	if (result == 0 && wishes->needed_only)
		leave_out(call->session, wishes);
	for (size_t i = 0; i < wishes->count; i++) {
		wishes->wanted += wishes->items[i].wanted;
		wishes->adopted += wishes->items[i].adopt != NULL;
	}
	return result == 0 ? check_providers(call->session, wishes, err) : -1;
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
		struct json *json;

		if (!wish->wanted)
			continue;
		json = json_new_object();
		json_set_str(json, "scene", wish->scene->id);
		json_set_str(json, "provider", scene_provider(film, wish->scene));
		json_set_str(json, "circle", wish->adopt);
		json_set_num(json, "takes", wish->adopt ? 0 : (double)takes);
		json_set_num(json, "seconds", scene_seconds(film, wish->scene));
		if (!wish->costs)
			json_set_num(json, "cost", 0);
		json_push(array, json);
	}
	json_set(answer, "bill", array);
	if (!wishes->costs)
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

		if (!wish->wanted)
			continue;
		table_add(&table, STYLE_PLAIN, "%s", wish->scene->id);
		table_add(&table, STYLE_PLAIN, "%d", wish->adopt ? 0 : (int)takes);
		table_add(&table, STYLE_PLAIN, "%.1f", scene_seconds(film, wish->scene));
		table_add(&table, STYLE_PLAIN, "%s", scene_provider(film, wish->scene));
		if (wish->adopt)
			table_add(&table, STYLE_DIM, "%s fits, only circled", wish->adopt);
		else
			table_add(&table, wish->costs ? STYLE_WARN : STYLE_PLAIN, "%s",
				  wish->costs ? "not known here" : "nothing");
	}
	if (wishes->wanted)
		table_write(&table, out);
	table_free(&table);
}

static void tell_bill(struct call *call, const struct wishes *wishes)
{
	const struct film *film = call->session->store.film;
	int64_t takes = call_whole(call, "takes", 1);
	size_t made = (wishes->wanted - wishes->adopted) * (size_t)takes;
	double seconds = 0;

	for (size_t i = 0; i < wishes->count; i++)
		if (wishes->items[i].wanted && !wishes->items[i].adopt)
			seconds += scene_seconds(film, wishes->items[i].scene) * (double)takes;
	if (call_option(call, "dry-run") && call->out->wants_json)
		out_json(call->out, bill_to_json(film, wishes, takes));
	else if (call_option(call, "dry-run") || call_option(call, "ask"))
		bill_to_table(call->out, film, wishes, takes);
	if (wishes->adopted)
		out_note(call->out, "%zu scene%s a take that fits already", wishes->adopted,
			 wishes->adopted == 1 ? " has" : "s have");
	if (wishes->underway)
		out_note(call->out, "%zu scene%s in the making already", wishes->underway,
			 wishes->underway == 1 ? " is" : "s are");
	if (made)
		out_note(call->out, "%zu take%s to make, %.1f s of film; %s", made,
			 made == 1 ? "" : "s", seconds,
			 wishes->costs ? "what it costs is not known here" : "costs nothing");
}

static int start(struct call *call, const struct wishes *wishes, struct err *err)
{
	int64_t takes = call_whole(call, "takes", 1);
	struct batch *batch = batch_new(call);

	for (size_t i = 0; i < wishes->count; i++) {
		const struct scene *scene = wishes->items[i].scene;

		if (!wishes->items[i].wanted)
			continue;
		batch_scene(batch, scene->id, wishes->needed_only);
		for (int64_t n = 0; n < takes; n++) {
			uint64_t seed = 0;

			if (choose_seed(call, scene, n, &seed, err) < 0) {
				batch_free(batch);
				return -1;
			}
			batch_wish(batch, seed);
		}
	}
	return batch_start(batch, err);
}

static void answered(struct call *call, bool yes)
{
	struct wishes wishes = {0};
	struct err err = {0};
	int result = -1;

	/* The film may be another one than when it was asked. */
	if (!yes)
		err_set(&err, ERR_REFUSED, "nothing was made: nobody said yes");
	else if (choose(call, &wishes, &err) == 0)
		result = start(call, &wishes, &err);
	if (result < 0)
		call_end(call, &err);
	wishes_clear(&wishes);
	err_clear(&err);
}

static void ask(struct call *call, const struct wishes *wishes)
{
	size_t takes = (wishes->wanted - wishes->adopted) * (size_t)call_whole(call, "takes", 1);
	char *question = xasprintf("make %zu take%s%s?", takes, takes == 1 ? "" : "s",
				   wishes->costs ? "; they may cost money" : ", for nothing");

	call_ask(call, question, answered);
	free(question);
}

int command_generate(struct call *call, struct err *err)
{
	struct wishes wishes = {0};
	int result = choose(call, &wishes, err);

	if (result == 0)
		tell_bill(call, &wishes);
	if (result == 0 && !wishes.wanted && !wishes.underway)
		out_note(call->out, "%s",
			 call->session->store.film->scene_count
				 ? "nothing to make: every scene asked for is current"
				 : "no scenes yet; “scenetty add TITLE prompt=…” adds one");
	if (result < 0 || call_option(call, "dry-run"))
		goto out;
	if (wishes.wanted > wishes.adopted && (wishes.costs || call_option(call, "ask")) &&
	    !call_option(call, "yes"))
		ask(call, &wishes);
	else
		result = start(call, &wishes, err);
out:
	wishes_clear(&wishes);
	return result;
}
