/* SPDX-License-Identifier: MIT
 *
 * Whose turn it is in a batch: a scene after those it takes a frame from.
 */
#include <stdlib.h>
#include <string.h>

#include "core/batch_private.h"
#include "core/takes.h"
#include "util/mem.h"

/* Whose take goes with the film's scene at each position; group_count: nobody's. */
static size_t *groups_by_position(const struct batch *batch, const struct film *film)
{
	size_t *groups = xcalloc(film->scene_count + 1, sizeof *groups);

	for (size_t i = 0; i < film->scene_count; i++)
		groups[i] = batch->group_count;
	for (size_t i = 0; i < batch->group_count; i++)
		groups[film_index(film, batch->groups[i].scene)] = i;
	return groups;
}

void batch_link(struct batch *batch)
{
	const struct film *film = batch->call->session->store.film;
	size_t *groups = groups_by_position(batch, film);

	for (size_t i = 0; i < batch->group_count; i++) {
		struct group *group = &batch->groups[i];
		const struct scene *scene = film_scene(film, group->scene), *ups[2];
		size_t count = scene ? scene_upstream(film, scene, ups) : 0;

		for (size_t j = 0; j < count; j++) {
			size_t up = groups[ups[j] - film->scenes];

			if (up == batch->group_count || up == i)
				continue;
			group->up[group->up_count++] = up;
			batch->groups[up].awaited = true;
		}
	}
	free(groups);
}

/* The items of a group; NULL behind the last. */
static struct item *next_item(struct batch *batch, const struct group *group, struct item *item)
{
	item = item ? item + 1 : &batch->items[group->first];
	return item < &batch->items[group->first + group->count] ? item : NULL;
}

static void end_group(struct batch *batch, struct group *group, enum item_state state,
		      const char *take, const struct err *error)
{
	group->waits = false;
	for (struct item *item = NULL; (item = next_item(batch, group, item));)
		if (item_is_open(item)) {
			batch_end_item(batch, item, state, take, error);
			take = NULL;
		}
}

/* True when nothing has to be made: the scene is current, or a take that fits is
 * there already. The group is at its end then. */
static bool spare_group(struct batch *batch, struct group *group, const struct scene *scene)
{
	const struct store *store = &batch->call->session->store;
	const struct take *fitting;
	struct take_list takes = {0};
	bool spared = false;

	if (!group->needed_only || takes_load(store->dir, scene->id, &takes, NULL, NULL, NULL) < 0)
		return false;
	fitting = takes_fitting(store->film, scene, &takes);
	if (scene_state(store->film, scene, &takes) == SCENE_CURRENT) {
		end_group(batch, group, ITEM_CURRENT, NULL, NULL);
		spared = true;
	} else if (fitting && group->count == 1) {
		end_group(batch, group, ITEM_ADOPTED, fitting->name, NULL);
		spared = true;
	}
	takes_clear(&takes);
	return spared;
}

static void start_group(struct batch *batch, struct group *group)
{
	const struct film *film = batch->call->session->store.film;
	const struct scene *scene = film_scene(film, group->scene);

	group->waits = false;
	if (scene && spare_group(batch, group, scene))
		return;
	for (struct item *item = NULL; (item = next_item(batch, group, item));) {
		struct err err = {0};
		int64_t job = -1;

		batch->of_state[ITEM_WAITING]--;
		batch->of_state[ITEM_RUNNING]++;
		item->state = ITEM_RUNNING;
		if (!scene)
			err_set(&err, ERR_NOT_FOUND, "the scene has just been removed");
		else
			job = jobs_start(batch->jobs, film, scene, item->seed, &err);
		if (job >= 0)
			item->job = job;
		/* A job that can't even begin has failed like any other. */
		if (err.kind)
			batch_end_item(batch, item, ITEM_FAILED, NULL, &err);
		err_clear(&err);
	}
}

static bool has_failed(struct batch *batch, const struct group *group)
{
	for (struct item *item = NULL; (item = next_item(batch, group, item));)
		if (item->state < ITEM_FAILED)
			return false;
	return true;
}

/* Starts the group, or ends it where it has waited in vain, unless it must wait
 * on. */
static bool try_group(struct batch *batch, struct group *group)
{
	struct err err = {0};

	for (size_t i = 0; i < group->up_count; i++)
		if (batch->groups[group->up[i]].open)
			return false;
	for (size_t i = 0; i < group->up_count; i++) {
		const struct group *up = &batch->groups[group->up[i]];

		if (!has_failed(batch, up))
			continue;
		err_set(&err, ERR_MEDIA, "waited for a frame of %s, which has no take", up->scene);
		end_group(batch, group, ITEM_FAILED, NULL, &err);
		err_clear(&err);
		return true;
	}
	/* What the scene asks for depends on which takes are circled before it. */
	if (group->up_count && batch->uncircled)
		batch_circle(batch, NULL);
	start_group(batch, group);
	return true;
}

/* Breaks a circle of scenes that wait for each other, at its first one. */
static bool break_circle(struct batch *batch)
{
	if (batch->of_state[ITEM_RUNNING])
		return false;
	for (size_t i = 0; i < batch->group_count; i++)
		if (batch->groups[i].waits) {
			batch->groups[i].up_count = 0;
			return true;
		}
	return false;
}

void batch_turn(struct batch *batch)
{
	bool again;

	do {
		again = false;
		for (size_t i = 0; i < batch->group_count; i++) {
			struct group *group = &batch->groups[i];

			if (group->waits && try_group(batch, group))
				again |= group->awaited && !group->open;
		}
	} while (again || break_circle(batch));
}

size_t batch_stop(struct batch *batch, const char *scene)
{
	size_t count = 0;

	for (size_t i = 0; i < batch->group_count; i++) {
		struct group *group = &batch->groups[i];

		if (!group->waits || (scene && strcmp(group->scene, scene) != 0))
			continue;
		count += group->open;
		end_group(batch, group, ITEM_CANCELLED, NULL, NULL);
	}
	return count;
}
