/* SPDX-License-Identifier: MIT
 *
 * prompt: what a scene's model is told, and from where each part comes.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/commands/commands.h"
#include "core/language/call.h"
#include "core/scenes/target.h"
#include "core/session/session.h"
#include "core/tell/page.h"
#include "film/compile.h"
#include "film/recipe.h"
#include "job/stills.h"
#include "provider/fit.h"
#include "provider/shelf.h"
#include "util/mem.h"

#define INDENT 14

struct view {
	const struct film *film;
	const struct scene *scene;
	const struct provider *provider;
	struct compiled compiled;
	struct json *recipe;
	bool fits;
	struct fit fit;       /* if it fits */
	struct stills stills; /* the pictures that would go along */
	struct err refused;   /* why it can't be made as it stands */
};

/* The picture an animatic is drawn upon. */
static void find_backdrop(struct view *view, const struct call *call)
{
	struct still *still = &view->stills.from[0];

	if (!view->scene->start)
		return;
	*still = (struct still){.as = "start"};
	view->stills.count = 1;
	if (frame_source_find(&still->source, call->session->store.dir, view->film, view->scene,
			      view->scene->start, &view->refused) < 0)
		err_prefix(&view->refused, "the start frame: ");
}

static int view_make(struct view *view, const struct call *call, struct err *err)
{
	struct session *session = call->session;

	*view = (struct view){.film = session->store.film};
	view->scene = target_scene(view->film, call->args[0], err);
	if (!view->scene)
		return -1;
	view->provider =
		shelf_find(session_shelf(session), scene_provider(view->film, view->scene), err);
	if (!view->provider)
		return -1;
	compile_prompt(view->film, view->scene, &view->compiled);
	view->recipe = scene_recipe(view->film, view->scene, 0);
	if (!view->provider->description) {
		find_backdrop(view, call);
		return 0;
	}
	view->fits = fit_recipe(view->provider, view->recipe, !isnan(view->scene->seed), "",
				&view->fit, &view->refused) == 0;
	if (!view->fits)
		return 0;
	view->stills.rate = film_rate(view->film);
	view->stills.room = view->fit.room;
	stills_plan(&view->stills, session->store.dir, view->film, view->scene, view->recipe,
		    &view->refused);
	return 0;
}

static void view_clear(struct view *view)
{
	compiled_clear(&view->compiled);
	json_free(view->recipe);
	if (view->fits)
		fit_clear(&view->fit);
	stills_clear(&view->stills);
	err_clear(&view->refused);
}

/* The prompt as it goes, with what fit_recipe has put behind it. */
static const char *whole(const struct view *view)
{
	const char *prompt = view->fits ? json_get_str(view->fit.values, "prompt") : NULL;

	return prompt ? prompt : buf_str(&view->compiled.text);
}

/* What goes as a field of its own, by our names for it; absent if the wire has no place
 * for it. Returns new. */
static struct json *fields_of(const struct view *view)
{
	struct json *fields = json_new_object();

	if (!view->fits)
		return fields;
	for (const struct json *item = json_first(view->fit.values); item; item = json_next(item)) {
		const char *name = json_name(item);

		if (strcmp(name, "prompt") != 0 && strcmp(name, "reference") != 0 &&
		    wire_has_place(view->fit.wire, name))
			json_set(fields, name, json_copy(item));
	}
	if (isnan(view->scene->seed) && json_get(fields, "seed"))
		json_set_str(fields, "seed", "another for each take");
	return fields;
}

/* The frames that an animatic has no use for. Returns new. */
static struct json *not_drawn(const struct view *view)
{
	struct json *list = json_new_array();

	if (view->stills.count && view->stills.from[0].source.is_drawn)
		json_push(list, json_new_str("the start frame: the animatic has drawn that, too"));
	if (view->scene->end)
		json_push(list, json_new_str("the end frame"));
	return list;
}

/* What the scene says and this model is told nowhere. Returns new. */
static struct json *left_out(const struct view *view)
{
	if (!view->provider->description)
		return not_drawn(view);

	const struct json *members[CAST_PICTURES_MAX];
	size_t count = view->fits ? cast_pictures(view->recipe, members) : 0;
	struct json *list = json_new_array();

	for (size_t i = 0; i < count && i < CAST_PICTURES_MAX && !view->fit.room.references; i++) {
		char *text = xasprintf("the picture of %s", json_get_str(members[i], "name"));

		json_push(list, json_new_str(text));
		free(text);
	}
	if (view->fits && view->scene->options && !wire_has_place(view->fit.wire, "options"))
		json_push(list, json_new_str("options"));
	return list;
}

/* Those that were found and go along. */
static size_t still_count(const struct view *view)
{
	const struct stills *stills = &view->stills;

	if (stills->count && !view->provider->description && stills->from[0].source.is_drawn)
		return 0;
	return stills->count - (view->refused.kind && stills->count);
}

/* Returns new: "the last frame of match/t003". */
static char *still_words(const struct still *still)
{
	if (!still->source.take)
		return xstrdup(still->source.path);
	if (still->source.frame)
		return xasprintf("the last frame of %s", still->source.take);
	return xasprintf("%s at %g s", still->source.take, still->source.in);
}

static struct json *piece_to_json(const char *text, size_t bytes, const char *from,
				  const char *name)
{
	struct json *json = json_new_object();
	char *part = xstrndup(text, bytes);

	json_set_str(json, "text", part);
	json_set_str(json, "from", from);
	json_set_str(json, "name", name);
	free(part);
	return json;
}

static struct json *pieces_to_json(const struct view *view)
{
	struct json *list = json_new_array();
	const char *text = whole(view);
	size_t at = 0;

	for (size_t i = 0; i < view->compiled.count; i++) {
		const struct prompt_piece *piece = &view->compiled.pieces[i];

		json_push(list,
			  piece_to_json(text + at, piece->end - at, piece->field, piece->name));
		at = piece->end;
	}
	if (text[at])
		json_push(list, piece_to_json(text + at, strlen(text + at), "avoid", NULL));
	return list;
}

static struct json *pictures_to_json(const struct view *view)
{
	struct json *list = json_new_array();

	for (size_t i = 0; i < still_count(view); i++) {
		const struct still *still = &view->stills.from[i];
		struct json *json = json_new_object();

		json_set_str(json, "as", still->as);
		json_set_str(json, "file", still->source.take ? NULL : still->source.path);
		json_set_str(json, "take", still->source.take);
		if (still->source.take && !still->source.frame)
			json_set_num(json, "at", still->source.in);
		json_push(list, json);
	}
	return list;
}

static void tell_json(struct output *out, const struct view *view)
{
	struct json *answer = json_new_object();

	json_set_str(answer, "scene", view->scene->id);
	json_set_str(answer, "provider", view->provider->name);
	json_set_str(answer, "model", scene_model(view->film, view->scene));
	json_set_str(answer, "prompt", whole(view));
	json_set(answer, "pieces", pieces_to_json(view));
	json_set(answer, "fields", fields_of(view));
	json_set(answer, "pictures", pictures_to_json(view));
	json_set(answer, "left_out", left_out(view));
	json_set_str(answer, "refused", view->refused.kind ? err_text(&view->refused) : NULL);
	out_json(out, answer);
}

/* "@kitten:fireman", "prompt", and the piece without what joins it to its neighbours. */
static void tell_piece(struct output *out, const struct json *piece)
{
	const char *name = json_get_str(piece, "name"), *text = json_get_str(piece, "text");
	size_t bytes;

	text += strspn(text, " \n,");
	bytes = strlen(text);
	while (bytes && strchr(" \n", text[bytes - 1]))
		bytes--;
	if (!bytes)
		return;

	char *from = name ? xasprintf("@%s", name) : xstrdup(json_get_str(piece, "from"));
	char *part = xstrndup(text, bytes);

	page_entry(out, from, INDENT, part);
	free(from);
	free(part);
}

static void tell_pieces(struct output *out, const struct view *view)
{
	struct json *pieces = pieces_to_json(view);

	if (json_len(pieces))
		page_heading(out, "Where it comes from");
	for (const struct json *piece = json_first(pieces); piece; piece = json_next(piece))
		tell_piece(out, piece);
	json_free(pieces);
}

static void tell_fields(struct output *out, const struct view *view)
{
	struct json *fields = fields_of(view);

	if (json_len(fields))
		page_heading(out, "In fields of their own");
	for (const struct json *item = json_first(fields); item; item = json_next(item)) {
		char *text = json_str(item) ? xstrdup(json_str(item)) : json_text(item);

		page_entry(out, json_name(item), INDENT, *text ? text : "nothing");
		free(text);
	}
	json_free(fields);
}

static void tell_pictures(struct output *out, const struct view *view)
{
	if (still_count(view))
		page_heading(out, "Pictures");
	for (size_t i = 0; i < still_count(view); i++) {
		const struct still *still = &view->stills.from[i];
		char *words = still_words(still);
		bool frame = strcmp(still->as, "references") != 0;

		page_entry(out, frame ? still->as : "cast", INDENT, words);
		free(words);
	}
}

static void tell_limits(struct output *out, const struct view *view)
{
	struct json *list = left_out(view);

	if (json_len(list))
		page_heading(out, "What it is not told");
	for (const struct json *item = json_first(list); item; item = json_next(item))
		page_text(out, STYLE_WARN, 2, json_str(item));
	if (view->refused.kind) {
		page_heading(out, "As it stands it can’t be made");
		page_text(out, STYLE_BAD, 2, err_text(&view->refused));
	}
	json_free(list);
}

static void tell(struct output *out, const struct view *view)
{
	const char *model = scene_model(view->film, view->scene);

	out_text(out, STYLE_STRONG, "%s", view->scene->id);
	out_text(out, STYLE_DIM, ", by %s%s%s\n", view->provider->name, model ? " " : "",
		 model ? model : "");
	if (!view->provider->description)
		page_text(out, STYLE_DIM, 2,
			  "It stages the scene's own words (“scenetty show” says how); a video "
			  "model would be told:");
	if (*whole(view))
		page_text(out, STYLE_PLAIN, 2, whole(view));
	else
		page_text(out, STYLE_WARN, 2, "nothing: the prompt is empty");
	tell_pieces(out, view);
	tell_fields(out, view);
	tell_pictures(out, view);
	tell_limits(out, view);
}

int command_prompt(struct call *call, struct err *err)
{
	struct view view;
	int result = view_make(&view, call, err);

	if (result == 0 && call->out->wants_json)
		tell_json(call->out, &view);
	else if (result == 0)
		tell(call->out, &view);
	view_clear(&view);
	return result;
}
