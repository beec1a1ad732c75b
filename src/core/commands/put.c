/* SPDX-License-Identifier: MIT
 *
 * put: what was copied or removed comes into the film; from another film with its
 * takes, which are copied first.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/commands/commands.h"
#include "core/scenes/ids.h"
#include "core/scenes/place.h"
#include "core/scenes/register.h"
#include "core/session/call_run.h"
#include "core/session/carry.h"
#include "film/film_json.h"
#include "film/take.h"
#include "film/take_dir.h"
#include "util/file.h"
#include "util/mem.h"

struct put {
	struct json *content;
	struct ids ids; /* of the scenes, in their order */
	int from;       /* the other film's folder; -1: this one's, or it is gone */
	size_t takes;   /* that come along */
};

static void put_free(struct put *put)
{
	if (put->from >= 0)
		close(put->from);
	ids_clear(&put->ids);
	json_free(put->content);
	free(put);
}

static struct json *scenes_of(const struct put *put)
{
	return json_get(put->content, "scenes");
}

/* Whether the scene finds its takes under the id it gets. */
static bool keeps_takes(const struct call *call, const struct put *put, const struct json *scene,
			const char *id)
{
	const char *was = json_get_str(scene, "id");

	if (register_is_of(put->content, call->session))
		return was && strcmp(was, id) == 0;
	return take_folder_stands(call->session->store.dir, id);
}

/* The members of the cast that are to come along. */
static void put_cast(const struct film *film, const struct put *put, struct step *step,
		     struct buf *told)
{
	size_t at = film->cast_count;

	for (const struct json *item = json_first(json_get(put->content, "cast")); item;
	     item = json_next(item)) {
		const char *name = json_get_str(item, "name");

		if (!name || film_cast(film, name))
			continue;
		step_insert(step, OF_CAST, at++, json_copy(item));
		buf_addf(told, "%s%s", told->len ? ", " : "", name);
	}
}

/* Returns new: the ids the scenes had. */
static const char **names_before(const struct put *put)
{
	const char **were = xcalloc(put->ids.count + 1, sizeof *were);
	size_t at = 0;

	for (const struct json *item = json_first(scenes_of(put)); item; item = json_next(item))
		were[at++] = json_get_str(item, "id");
	return were;
}

static bool has_group(const struct film *film, const char *group)
{
	for (size_t i = 0; i < film->scene_count; i++)
		if (film->scenes[i].group && strcmp(film->scenes[i].group, group) == 0)
			return true;
	return false;
}

/* In the middle of a group it is of that, but brings a group along that is not here. */
static void put_into_group(const struct film *film, size_t gap, struct json *scene)
{
	const char *own = json_get_str(scene, "group"), *left, *right;

	if (!gap || gap == film->scene_count || (own && !has_group(film, own)))
		return;
	left = film->scenes[gap - 1].group;
	right = film->scenes[gap].group;
	if (left && right && strcmp(left, right) == 0)
		json_set_str(scene, "group", left);
}

static int build_put(struct call *call, struct step *step, struct err *err)
{
	const struct film *film = call->session->store.film;
	const struct put *put = call->state;
	struct buf cast = {0};
	size_t gap = film->scene_count, at = 0;
	const char **were;

	if (place_gap(call, &gap, err) < 0)
		return -1;
	were = names_before(put);
	put_cast(film, put, step, &cast);
	for (const struct json *item = json_first(scenes_of(put)); item; item = json_next(item)) {
		const char *id = put->ids.given[at];
		struct json *scene = json_copy(item);

		json_set_str(scene, "id", id);
		ids_refer(&put->ids, were, scene);
		if (!keeps_takes(call, put, item, id)) {
			json_set(scene, "circled", NULL);
			json_set(scene, "takes", NULL);
		}
		put_into_group(film, gap, scene);
		step_insert(step, OF_SCENE, gap + at++, scene);
	}
	if (at == 1)
		step_label(step, "put %s as scene %zu", put->ids.given[0], gap + 1);
	else
		step_label(step, "put %zu scenes", at);
	if (cast.len)
		out_note(call->out, "the cast gets %s too", buf_str(&cast));
	buf_free(&cast);
	free(were);
	return 0;
}

static int finish(struct call *call, struct err *err)
{
	struct put *put = call->state;
	int result = call_change(call, build_put, err);

	if (result == 0 && put->takes)
		out_note(call->out, "%zu take%s came along", put->takes,
			 put->takes == 1 ? "" : "s");
	for (size_t i = 0; result == 0 && !call->out->columns && i < put->ids.count; i++)
		out_say(call->out, "%s\n", put->ids.given[i]);
	call->state = NULL;
	put_free(put);
	return result;
}

/* Folders of takes that did not come about stand in nobody's way. */
static void drop_folders(const struct call *call, const struct put *put)
{
	for (size_t i = 0; i < put->ids.count; i++) {
		char *path = xasprintf("takes/%s", put->ids.given[i]);

		unlinkat(call->session->store.dir, path, AT_REMOVEDIR);
		free(path);
	}
}

static void hear_carried(struct call *call, struct err *error)
{
	struct put *put = call->state;
	struct err err = {0};

	if (error->kind) {
		drop_folders(call, put);
		call->state = NULL;
		put_free(put);
		call_end(call, error);
		return;
	}
	finish(call, &err);
	call_end(call, &err);
	err_clear(&err);
}

/* The recipe of a take under its scene's new id. Returns new; NULL if it can't be read. */
static char *recipe_for(const struct put *put, const char *path, const char *id)
{
	struct buf text = {0}, out = {0};
	struct json *recipe = NULL;

	if (file_read(put->from, path, FILM_BYTES_MAX, &text, NULL) == 0)
		recipe = json_parse(buf_str(&text), text.len, FILM_BYTES_MAX, path, NULL);
	if (recipe) {
		json_set_str(recipe, "scene", id);
		json_print_pretty(&out, recipe, 0);
		buf_add_char(&out, '\n');
	}
	json_free(recipe);
	buf_free(&text);
	return out.len ? buf_take(&out) : NULL;
}

static void carry_take(struct carry *carry, struct put *put, const char *was, const char *id,
		       const struct take_file *clip)
{
	char *from = xasprintf("takes/%s/t%03ld.%s", was, clip->number, clip->extension);
	char *to = xasprintf("takes/%s/t%03ld.%s", id, clip->number, clip->extension);
	char *from_recipe = xasprintf("takes/%s/t%03ld.json", was, clip->number);
	char *to_recipe = xasprintf("takes/%s/t%03ld.json", id, clip->number);
	char *recipe = recipe_for(put, from_recipe, id);

	if (recipe) { /* with it, written last, the take exists */
		carry_file(carry, put->from, from, to, false);
		carry_text(carry, recipe, to_recipe);
		put->takes++;
	}
	free(from);
	free(to);
	free(from_recipe);
	free(to_recipe);
}

static int carry_takes(struct carry *carry, const struct call *call, struct put *put,
		       const char *was, const char *id, struct err *err)
{
	struct take_files files = {0};
	int dir = take_dir_open(put->from, was, NULL), made = -1, result = 0;

	if (dir < 0)
		return 0;
	if (take_files_list(dir, was, &files, NULL) == 0 && files.count) {
		made = take_dir_make(call->session->store.dir, id, err);
		result = made < 0 ? -1 : 0;
	}
	for (size_t i = 1; result == 0 && i < files.count; i++)
		if (files.files[i].kind == TAKE_FILE_CLIP &&
		    files.files[i - 1].kind == TAKE_FILE_RECIPE &&
		    files.files[i - 1].number == files.files[i].number)
			carry_take(carry, put, was, id, &files.files[i]);
	if (made >= 0)
		close(made);
	take_files_clear(&files);
	close(dir);
	return result;
}

/* A picture that is referred to, unless one of that name is there. */
static void carry_picture(struct carry *carry, const struct call *call, const struct put *put,
			  const struct json *reference)
{
	const char *path = json_get_str(reference, "file"), *slash;
	int made = -1, dir = call->session->store.dir;

	if (!path || !file_is_inside(path) || faccessat(put->from, path, R_OK, 0) < 0 ||
	    faccessat(dir, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		return;
	slash = strchr(path, '/');
	if (slash) {
		char *folder = xstrndup(path, (size_t)(slash - path));

		if (!strchr(slash + 1, '/'))
			made = file_make_dir(dir, folder, NULL);
		free(folder);
		if (made < 0)
			return; /* check tells of what is missing */
		close(made);
	}
	carry_file(carry, put->from, path, path, true);
}

static int carry_all(struct call *call, struct put *put, struct err *err)
{
	struct carry *carry = carry_new(call, "copy", hear_carried);
	size_t at = 0;
	int result = 0;

	for (const struct json *item = json_first(scenes_of(put)); result == 0 && item;
	     item = json_next(item)) {
		carry_picture(carry, call, put, json_get(item, "start"));
		carry_picture(carry, call, put, json_get(item, "end"));
		result = carry_takes(carry, call, put, json_get_str(item, "id"),
				     put->ids.given[at++], err);
	}
	for (const struct json *item = json_first(json_get(put->content, "cast")); item;
	     item = json_next(item))
		carry_picture(carry, call, put, json_get(item, "picture"));
	if (result == 0)
		return carry_start(carry, err);
	carry_drop(carry);
	return -1;
}

/* The id a scene had, where it may have it again; else a new one. */
static void choose_id(const struct call *call, struct put *put, const struct json *scene, bool same)
{
	const char *was = json_get_str(scene, "id"), *title = json_get_str(scene, "title");
	bool back = same && register_is_removed(put->content) && was &&
		    !film_scene(call->session->store.film, was);

	if (back)
		ids_give(&put->ids, was);
	else if (same || !was || !ids_take(&put->ids, was))
		ids_new(&put->ids, title ? title : was);
}

/* Every scene in the register is one. */
static int check_content(const struct put *put, struct err *err)
{
	for (const struct json *item = json_first(scenes_of(put)); item; item = json_next(item)) {
		struct scene scene = {0};

		if (scene_from_json(&scene, item, err) < 0)
			return err_prefix(err, "what was copied can’t be put: ");
		scene_clear(&scene);
	}
	if (json_first(scenes_of(put)))
		return 0;
	return err_set(err, ERR_NOT_FOUND, "nothing to put: no scenes were copied");
}

int command_put(struct call *call, struct err *err)
{
	struct put *put = xmalloc(sizeof *put);
	bool same;

	*put = (struct put){.ids = {.store = &call->session->store}, .from = -1};
	put->content = register_load(err);
	if (!put->content || check_content(put, err) < 0) {
		put_free(put);
		return -1;
	}
	same = register_is_of(put->content, call->session);
	for (const struct json *item = json_first(scenes_of(put)); item; item = json_next(item))
		choose_id(call, put, item, same);
	call->state = put;
	if (same)
		return finish(call, err);
	put->from = register_folder(put->content);
	if (put->from < 0) {
		out_note(call->out, "the film they come from is gone, and so are their takes");
		return finish(call, err);
	}
	if (carry_all(call, put, err) == 0)
		return 0;
	drop_folders(call, put);
	call->state = NULL;
	put_free(put);
	return -1;
}
