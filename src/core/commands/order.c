/* SPDX-License-Identifier: MIT
 *
 * The order of scenes and what stands beside what: move, duplicate, group.
 */
#include <stdlib.h>
#include <string.h>

#include "core/commands/commands.h"
#include "core/scenes/ids.h"
#include "core/scenes/place.h"
#include "core/scenes/target.h"
#include "core/session/call_run.h"
#include "film/rows.h"
#include "util/mem.h"

/* The scenes as the edits so far leave them, by where they stood first. */
struct order {
	const struct film *film;
	struct step *step;
	size_t *now;
	bool *chosen; /* by where they stood first */
	size_t count;
};

static struct order order_of(const struct film *film, const struct scene_list *list,
			     struct step *step)
{
	struct order order = {
		.film = film,
		.step = step,
		.now = xcalloc(film->scene_count + 1, sizeof *order.now),
		.chosen = xcalloc(film->scene_count + 1, sizeof *order.chosen),
		.count = film->scene_count,
	};

	for (size_t i = 0; i < order.count; i++)
		order.now[i] = i;
	for (size_t i = 0; i < list->count; i++)
		order.chosen[list->items[i]] = true;
	return order;
}

static void order_clear(struct order *order)
{
	free(order->now);
	free(order->chosen);
}

static void put(struct order *order, size_t from, size_t to)
{
	size_t moved = order->now[from], *now = order->now;

	if (from == to)
		return;
	if (from < to)
		memmove(now + from, now + from + 1, (to - from) * sizeof *now);
	else
		memmove(now + to + 1, now + to, (from - to) * sizeof *now);
	now[to] = moved;
	step_move(order->step, OF_SCENE, order->film->scenes[moved].id, to);
}

/* Each by so many places; those at the end push nobody out. */
static void shift_later(struct order *order, size_t times)
{
	size_t limit = order->count;

	for (size_t at = order->count; at > 0; at--) {
		size_t room = limit - at;

		if (!order->chosen[order->now[at - 1]])
			continue;
		put(order, at - 1, at - 1 + (times < room ? times : room));
		limit = at - 1 + (times < room ? times : room);
	}
}

static void shift_earlier(struct order *order, size_t times)
{
	size_t limit = 0;

	for (size_t at = 0; at < order->count; at++) {
		size_t to;

		if (!order->chosen[order->now[at]])
			continue;
		to = at - limit > times ? at - times : limit;
		put(order, at, to);
		limit = to + 1;
	}
}

/* All of them side by side, before the scene that stood at `gap` and is not one of
 * them (the count: to the end). */
static void gather(struct order *order, size_t gap)
{
	size_t to;

	while (gap < order->count && order->chosen[gap])
		gap++;
	to = gap;
	for (size_t at = gap; at > 0; at--)
		if (order->chosen[order->now[at - 1]])
			put(order, at - 1, --to);
	to = gap;
	for (size_t at = gap; at < order->count; at++)
		if (order->chosen[order->now[at]])
			put(order, at, to++);
}

/* The gap that makes the first of them come to stand at this position. */
static size_t gap_for(const struct order *order, size_t position)
{
	size_t others = 0, gap = 0;

	for (; gap < order->count; gap++) {
		if (order->chosen[gap])
			continue;
		if (others == position)
			break;
		others++;
	}
	return gap;
}

static int read_count(const char *typed, size_t otherwise, size_t *out)
{
	char *end;

	*out = otherwise;
	if (!typed)
		return 0;
	*out = strtoul(typed, &end, 10);
	return *typed < '0' || *typed > '9' || *end ? -1 : 0;
}

static int shift(struct call *call, struct order *order, const char *where, struct err *err)
{
	size_t times;

	if (read_count(call_arg(call, 2), 1, &times) < 0)
		return err_set(err, ERR_USAGE, "expected how many places, found “%s”",
			       call->args[2]);
	if (strcmp(where, "later") == 0)
		shift_later(order, times);
	else
		shift_earlier(order, times);
	return 0;
}

static int move_to(struct order *order, const char *where, struct err *err)
{
	size_t position;

	if (read_count(where, 0, &position) < 0)
		return err_set(err, ERR_USAGE,
			       "expected a position from 1 to %zu, “later” or “earlier”, "
			       "found “%s”",
			       order->count, where);
	if (position < 1 || position > order->count)
		return err_set(err, ERR_NOT_FOUND, "no position %s: the film has %zu scenes", where,
			       order->count);
	gather(order, gap_for(order, position - 1));
	return 0;
}

static int move(struct call *call, struct order *order, struct err *err)
{
	const char *where = call_arg(call, 1);
	size_t gap;
	int placed = place_gap(call, &gap, err);

	if (placed > 0 && where)
		return err_set(err, ERR_USAGE, "a position or an option, not both");
	if (placed < 0)
		return -1;
	if (placed > 0)
		gather(order, gap);
	else if (!where)
		return err_set(err, ERR_USAGE,
			       "where to? a POSITION, later, earlier, --before or --after");
	else if (strcmp(where, "later") == 0 || strcmp(where, "earlier") == 0)
		return shift(call, order, where, err);
	else
		return move_to(order, where, err);
	return 0;
}

/* True if a scene that stays where it was has this group. */
static bool is_of_others(const struct order *order, const char *group)
{
	for (size_t i = 0; i < order->count; i++) {
		const char *other = order->film->scenes[i].group;

		if (!order->chosen[i] && other && strcmp(other, group) == 0)
			return true;
	}
	return false;
}

/* Those from `first` to before `end` have come into the middle of a group: it is theirs
 * then, but no group is lost by it. */
static void join_group(struct order *order, size_t first, size_t end)
{
	const struct scene *scenes = order->film->scenes;
	const char *left = scenes[order->now[first - 1]].group,
		   *right = scenes[order->now[end]].group, *last = NULL;
	bool stays = false;

	if (!left || !right || strcmp(left, right) != 0)
		return;
	for (size_t at = first; at < end; at++) {
		const struct scene *scene = &scenes[order->now[at]];

		if (scene->group && (!last || strcmp(last, scene->group) != 0))
			stays = !is_of_others(order, scene->group);
		last = scene->group;
		if (scene->group && (stays || strcmp(scene->group, left) == 0))
			continue;
		step_set(order->step, OF_SCENE, scene->id, "group", json_new_str(left));
	}
}

static void join_groups(struct order *order)
{
	for (size_t at = 0; order->step->count && at < order->count; at++) {
		size_t first = at;

		while (at < order->count && order->chosen[order->now[at]])
			at++;
		if (first && at > first && at < order->count)
			join_group(order, first, at);
	}
}

static int build_move(struct call *call, struct step *step, struct err *err)
{
	const struct film *film = call->session->store.film;
	struct scene_list list = {0};
	struct order order = {0};
	int result = target_scenes(film, call->args[0], &list, err);

	if (result == 0) {
		order = order_of(film, &list, step);
		result = move(call, &order, err);
		join_groups(&order);
	}
	if (result == 0 && list.count == 1) {
		size_t at = 0;

		while (order.now[at] != list.items[0])
			at++;
		step_label(step, "move %s to position %zu", film->scenes[list.items[0]].id, at + 1);
	} else if (result == 0) {
		step_label(step, "move %zu scenes", list.count);
	}
	order_clear(&order);
	scene_list_clear(&list);
	return result;
}

int command_move(struct call *call, struct err *err)
{
	return call_change(call, build_move, err);
}

/* A copy that has no takes yet. */
static struct json *copy_of(const struct scene *scene, const char *id)
{
	static const char *const own[] = {"circled", "takes"};
	struct json *copy = row_to_json(OF_SCENE, scene);

	json_set_str(copy, "id", id);
	for (size_t i = 0; i < LENGTH(own); i++)
		json_set(copy, own[i], NULL);
	return copy;
}

/* All ids first, so that copies refer to each other. Returns new: those of the
 * originals. */
static const char **choose_ids(const struct film *film, const struct scene_list *list,
			       struct ids *ids)
{
	const char **were = xcalloc(list->count + 1, sizeof *were);

	for (size_t i = 0; i < list->count; i++) {
		const struct scene *scene = &film->scenes[list->items[i]];

		were[i] = scene->id;
		ids_new(ids, scene->title ? scene->title : scene->id);
	}
	return were;
}

static void duplicate(const struct film *film, const struct scene_list *list, struct ids *ids,
		      struct step *step)
{
	const char **were = choose_ids(film, list, ids);

	for (size_t i = 0; i < list->count; i++) {
		struct json *copy = copy_of(&film->scenes[list->items[i]], ids->given[i]);

		ids_refer(ids, were, copy);
		step_insert(step, OF_SCENE, list->items[list->count - 1] + 1 + i, copy);
	}
	if (list->count == 1)
		step_label(step, "duplicate %s as %s", were[0], ids->given[0]);
	else
		step_label(step, "duplicate %zu scenes", list->count);
	free(were);
}

static int build_duplicate(struct call *call, struct step *step, struct err *err)
{
	const struct store *store = &call->session->store;
	struct ids ids = {.store = store};
	struct buf told = {0};
	struct scene_list list = {0};
	int result = target_all_scenes(store->film, call->args, call->arg_count, &list, err);

	if (result == 0) {
		scene_list_sort(&list);
		duplicate(store->film, &list, &ids, step);
	}
	for (size_t i = 0; i < ids.count; i++)
		buf_addf(&told, "%s\n", ids.given[i]);
	call->state = buf_take(&told);
	ids_clear(&ids);
	scene_list_clear(&list);
	return result;
}

int command_duplicate(struct call *call, struct err *err)
{
	int result = call_change(call, build_duplicate, err);
	char *ids = call->state;

	/* A script wants the ids; a person reads of them in the note. */
	if (result == 0 && ids && !call->out->columns)
		out_say(call->out, "%s", ids);
	free(ids);
	call->state = NULL;
	return result;
}

static int build_group(struct call *call, struct step *step, struct err *err)
{
	const struct film *film = call->session->store.film;
	const char *name = call->args[0];
	struct scene_list list = {0};
	struct err why = {0};
	struct json *value = field_parse(field_find(OF_SCENE, "group"), name, &why);
	int result = why.kind ? err_move(err, &why)
			      : target_all_scenes(film, call->args + 1, call->arg_count - 1, &list,
						  err);

	for (size_t i = 0; result == 0 && i < list.count; i++)
		step_set(step, OF_SCENE, film->scenes[list.items[i]].id, "group", json_copy(value));
	if (value)
		step_label(step, "group %zu scene%s as “%s”", list.count,
			   list.count == 1 ? "" : "s", name);
	else
		step_label(step, "take %zu scene%s out of the group", list.count,
			   list.count == 1 ? "" : "s");
	json_free(value);
	scene_list_clear(&list);
	return result;
}

int command_group(struct call *call, struct err *err)
{
	return call_change(call, build_group, err);
}
