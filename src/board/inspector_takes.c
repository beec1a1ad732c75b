/* SPDX-License-Identifier: MIT
 *
 * The takes of the scene under the cursor, read once it rests.
 */
#include <stdlib.h>
#include <string.h>

#include "board/board_private.h"
#include "board/inspector_price.h"
#include "core/scenes/target.h"
#include "core/session/catalogs.h"
#include "core/tell/takes.h"
#include "util/mem.h"

void inspector_forget(struct inspector *inspector)
{
	takes_clear(&inspector->takes);
	free(inspector->scene);
	free(inspector->why);
	free(inspector->price);
	inspector->scene = inspector->why = inspector->price = NULL;
	inspector->shown = 0;
}

void inspector_clear(struct inspector *inspector)
{
	inspector_forget(inspector);
	free(inspector->clip);
	free(inspector->subject);
	inspector->clip = inspector->subject = NULL;
	free(inspector->walked);
	free(inspector->walked_scene);
	inspector->walked = inspector->walked_scene = NULL;
}

const struct take *inspector_take(const struct inspector *inspector, const struct scene *scene)
{
	if (!inspector->scene || strcmp(inspector->scene, scene->id) != 0 ||
	    inspector->shown >= inspector->takes.count)
		return NULL;
	return &inspector->takes.takes[inspector->shown];
}

/* Members that one run settles, and no edit. */
static bool is_settled_later(const char *member)
{
	return strcmp(member, "seed") == 0 || strcmp(member, "compiled") == 0;
}

/* Returns new: "changed since this take: prompt, light"; NULL when nothing tells. */
static char *differences(const struct film *film, const struct scene *scene,
			 const struct take *take)
{
	struct json *intent = scene_intent(film, scene, scene_is_drawn(film, scene));
	const struct json *recipe = json_get(take->json, "recipe");
	struct buf out = {0};
	char *why = NULL;

	for (struct json *member = json_first(intent); member; member = json_next(member))
		if (!json_equal(member, json_get(recipe, json_name(member))))
			buf_addf(&out, "%s%s", out.len ? ", " : "", json_name(member));
	for (struct json *member = json_first(recipe); member; member = json_next(member))
		if (!json_get(intent, json_name(member)) && !is_settled_later(json_name(member)))
			buf_addf(&out, "%s%s", out.len ? ", " : "", json_name(member));
	if (out.len)
		why = xasprintf("changed since this take: %s", buf_str(&out));
	buf_free(&out);
	json_free(intent);
	return why;
}

static void find_why(struct inspector *inspector, const struct film *film,
		     const struct scene *scene)
{
	const struct take *take = inspector_take(inspector, scene);

	free(inspector->why);
	inspector->why = NULL;
	if (take && take->intent && !take_fits(film, scene, take))
		inspector->why = differences(film, scene, take);
}

const char *inspector_walked(const struct inspector *inspector, const struct scene *scene)
{
	bool here = inspector->walked && strcmp(inspector->walked_scene, scene->id) == 0;

	return here ? inspector->walked : NULL;
}

static void keep_walked(struct inspector *inspector, const struct scene *scene)
{
	char *walked = xstrdup(inspector->takes.takes[inspector->shown].name);

	free(inspector->walked);
	free(inspector->walked_scene);
	inspector->walked = walked;
	inspector->walked_scene = xstrdup(scene->id);
}

static void find_price(struct inspector *inspector, struct board *board, const struct scene *scene)
{
	struct session *session = board->session;
	struct err err = {0};

	free(inspector->price);
	catalog_want(session, scene_provider(session->store.film, scene));
	inspector->price = price_text(board, CONTEXT_BOARD, scene, &err);
	inspector->is_refused = !inspector->price;
	if (inspector->is_refused)
		inspector->price = xstrdup(err_text(&err));
	err_clear(&err);
}

static int load(struct inspector *inspector, struct board *board, const struct scene *scene,
		struct err *err)
{
	const struct take *take;

	if (inspector->scene && strcmp(inspector->scene, scene->id) == 0)
		return 0;
	inspector_forget(inspector);
	if (takes_load(board->session->store.dir, scene->id, &inspector->takes, NULL, NULL, err) <
	    0)
		return -1;
	inspector->scene = xstrdup(scene->id);
	take = takes_find(&inspector->takes, inspector_walked(inspector, scene));
	if (!take)
		take = take_to_show(scene, &inspector->takes);
	inspector->shown = take ? (size_t)(take - inspector->takes.takes) : inspector->takes.count;
	find_why(inspector, board->session->store.film, scene);
	find_price(inspector, board, scene);
	return 0;
}

bool inspector_rest(struct inspector *inspector, struct board *board, const struct scene *scene)
{
	if (inspector->scene && strcmp(inspector->scene, scene->id) == 0)
		return false;
	if (!overview_scene(board->overview, scene->id)->known)
		return false;
	if (load(inspector, board, scene, NULL) < 0)
		inspector->scene = xstrdup(scene->id); /* not to be tried again and again */
	return true;
}

int inspector_walk(struct inspector *inspector, struct board *board, const struct scene *scene,
		   long by, const char *name, struct err *err)
{
	const struct take *take = NULL;
	long to;

	if (load(inspector, board, scene, err) < 0)
		return -1;
	if (!inspector->takes.count)
		return err_set(err, ERR_NOT_FOUND, "%s has no takes yet", scene->id);
	to = (long)inspector->shown + by;
	if (name) {
		take = target_take(&inspector->takes, scene->id, name, err);
		if (!take)
			return -1;
		to = take - inspector->takes.takes;
	}
	if (to > (long)inspector->takes.count - 1)
		to = (long)inspector->takes.count - 1;
	inspector->shown = to < 0 ? 0 : (size_t)to;
	if (by || name)
		keep_walked(inspector, scene);
	find_why(inspector, board->session->store.film, scene);
	return 0;
}
