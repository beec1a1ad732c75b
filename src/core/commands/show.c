/* SPDX-License-Identifier: MIT
 *
 * show: a scene with its picture, or all of them on a sheet.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/commands/commands.h"
#include "core/language/call.h"
#include "core/scenes/picture.h"
#include "core/scenes/sheet.h"
#include "core/scenes/stage.h"
#include "core/scenes/target.h"
#include "core/session/session.h"
#include "core/tell/page.h"
#include "core/tell/takes.h"
#include "film/film_json.h"
#include "film/recipe.h"
#include "provider/shelf.h"
#include "util/mem.h"
#include "util/text.h"

#define INDENT 14

/* A scene and what there is of it. */
struct view {
	struct call *call;
	const struct scene *scene;
	struct take_list takes;
	const struct take *take; /* the one to look at; NULL: none */
};

/* The take asked for, or the one to show. */
static int choose_take(struct view *view, struct err *err)
{
	const char *typed = call_option(view->call, "take");
	const struct take_list *takes = &view->takes;

	if (typed) {
		view->take = target_take(takes, view->scene->id, typed, err);
		return view->take ? 0 : -1;
	}
	view->take = take_to_show(view->scene, takes);
	return 0;
}

static int view_open(struct view *view, struct call *call, struct err *err)
{
	struct store *store = &call->session->store;

	*view = (struct view){.call = call, .scene = target_scene(store->film, call->args[0], err)};
	if (!view->scene ||
	    takes_load(store->dir, view->scene->id, &view->takes, NULL, NULL, err) < 0)
		return -1;
	return choose_take(view, err);
}

static void write_fields(struct output *out, const struct scene *scene)
{
	static const char *const apart[] = {"id", "title", "circled"};
	size_t count;
	const struct field *rows = fields(OF_SCENE, &count);

	for (size_t i = 0; i < count; i++) {
		char *value = field_typed(&rows[i], scene);
		bool said = !value;

		for (size_t j = 0; j < LENGTH(apart); j++)
			said |= strcmp(apart[j], rows[i].name) == 0;
		if (!said)
			page_entry(out, rows[i].name, INDENT, value);
		free(value);
	}
}

/* "🐱 kitten  🔥 fire" */
static int write_stage(const struct view *view, struct err *err)
{
	const struct film *film = view->call->session->store.film;
	const struct provider *provider = shelf_find(session_shelf(view->call->session),
						     scene_provider(film, view->scene), NULL);
	struct buf line = {0};
	struct json *stage;

	if (!provider || !provider->drawn)
		return 0;
	stage = stage_of_scene(view->call->session, view->scene, err);
	if (!stage)
		return -1;
	for (const struct json *thing = json_first(json_get(stage, "stage")); thing;
	     thing = json_next(thing)) {
		const char *word = json_get_str(thing, "word"),
			   *pictogram = json_get_str(thing, "pictogram");

		/* Some are one column here and two in the terminal. */
		buf_addf(&line, "%s%s%s\u00a0%s", line.len ? "   " : "", pictogram ? pictogram : "",
			 pictogram && text_width(pictogram) < 2 ? "\u00a0" : "", word ? word : "");
	}
	if (line.len)
		page_entry(view->call->out, "stage", INDENT, buf_str(&line));
	buf_free(&line);
	json_free(stage);
	return 0;
}

static void write_head(const struct view *view)
{
	const struct film *film = view->call->session->store.film;
	const struct scene *scene = view->scene;
	struct output *out = view->call->out;
	enum scene_state state = scene_state(film, scene, &view->takes);

	out_text(out, STYLE_DIM, "%zu ", (size_t)(scene - film->scenes) + 1);
	out_text(out, STYLE_STRONG, "%s", scene->id);
	if (scene->title)
		out_say(out, "  %s", scene->title);
	out_say(out, "  %.1f s  ", scene_seconds(film, scene));
	out_text(out, scene_style(state), "%s", scene_state_word(state));
	if (view->take)
		out_say(out, "  %s of %zu take%s", view->take->name, view->takes.count,
			view->takes.count == 1 ? "" : "s");
	out_say(out, "\n");
}

/* The box for a picture; false when none is to be drawn. */
static bool picture_box(const struct call *call, int *cols, int *rows)
{
	const char *size = call_option(call, "size");
	const struct output *out = call->out;

	if (size)
		return call_pair(size, cols, rows);
	*cols = out->columns < 100 ? out->columns : 100;
	/* What is said below it takes some 15 lines. */
	*rows = out->lines > 23 ? out->lines - 15 : 8;
	return out->columns > 0;
}

static int write_picture(const struct view *view, int cols, int rows, struct err *err)
{
	struct output *out = view->call->out;
	struct picture picture;

	if (!view->take) {
		out_note(out, "no take yet; “scenetty generate %s” makes one", view->scene->id);
		return 0;
	}
	if (picture_of_clip(view->call->session, out, view->take->clip, cols, rows, &picture, err) <
	    0)
		return -1;
	for (int row = 0; row < picture.rows; row++) {
		picture_write_row(&picture, out, row);
		out_say(out, "\n");
	}
	picture_clear(&picture);
	return 0;
}

static int tell_json(const struct view *view, struct err *err)
{
	const struct film *film = view->call->session->store.film;
	struct json *answer, *takes;
	/* What the animatic stages belongs to the scene whoever makes its clip. */
	struct json *stage = stage_of_scene(view->call->session, view->scene, err);

	if (!stage)
		return -1;
	answer = json_new_object();
	takes = json_new_array();
	for (size_t i = 0; i < view->takes.count; i++)
		json_push(takes, json_new_str(view->takes.takes[i].name));
	json_set(answer, "scene", scene_to_json(view->scene));
	json_set_num(answer, "position", (double)(view->scene - film->scenes) + 1);
	json_set_num(answer, "seconds", scene_seconds(film, view->scene));
	json_set_str(answer, "state",
		     scene_state_word(scene_state(film, view->scene, &view->takes)));
	json_set(answer, "takes", takes);
	json_set_str(answer, "take", view->take ? view->take->name : NULL);
	json_set_str(answer, "clip", view->take ? view->take->clip : NULL);
	for (const struct json *member = json_first(stage); member; member = json_next(member))
		json_set(answer, json_name(member), json_copy(member));
	out_json(view->call->out, answer);
	json_free(stage);
	return 0;
}

static int show_scene(struct call *call, struct err *err)
{
	struct view view;
	int cols, rows, result = view_open(&view, call, err);
	bool draws = picture_box(call, &cols, &rows);

	if (result == 0 && call->out->wants_json) {
		result = tell_json(&view, err);
	} else if (result == 0) {
		if (draws)
			result = write_picture(&view, cols, rows, err);
		write_head(&view);
		write_fields(call->out, view.scene);
		if (result == 0 && draws)
			result = write_stage(&view, err);
	}
	takes_clear(&view.takes);
	return result;
}

static void list_json(struct call *call)
{
	const struct film *film = call->session->store.film;
	struct json *answer = json_new_object(), *scenes = json_new_array();

	for (size_t i = 0; i < film->scene_count; i++)
		json_push(scenes, scene_to_json(&film->scenes[i]));
	json_set(answer, "scenes", scenes);
	out_json(call->out, answer);
}

static int list_text(struct call *call, struct err *err)
{
	struct store *store = &call->session->store;

	for (size_t i = 0; i < store->film->scene_count; i++) {
		struct view view = {.call = call, .scene = &store->film->scenes[i]};

		if (takes_load(store->dir, view.scene->id, &view.takes, NULL, NULL, err) < 0 ||
		    choose_take(&view, err) < 0)
			return -1;
		if (i)
			out_say(call->out, "\n");
		write_head(&view);
		write_fields(call->out, view.scene);
		takes_clear(&view.takes);
	}
	return 0;
}

int command_show(struct call *call, struct err *err)
{
	const char *size = call_option(call, "size");
	int cols = call->out->columns, rows = 0;

	if (call->arg_count)
		return show_scene(call, err);
	if (call_option(call, "take"))
		return err_set(err, ERR_USAGE, "--take needs a SCENE");
	if (!call->session->store.film->scene_count)
		out_note(call->out, "no scenes yet; “scenetty add TITLE prompt=…” adds one");
	if (call->out->wants_json)
		list_json(call);
	else if (size && call_pair(size, &cols, &rows))
		return sheet_write(call, cols, rows, err);
	else if (cols)
		return sheet_write(call, cols, 0, err);
	else
		return list_text(call, err);
	return 0;
}
