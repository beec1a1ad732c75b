/* SPDX-License-Identifier: MIT
 *
 * fit: scenes are made what their model can do, where it says what comes nearest.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/commands/commands.h"
#include "core/scenes/target.h"
#include "core/session/call_run.h"
#include "core/session/catalogs.h"
#include "film/field.h"
#include "film/recipe.h"
#include "provider/fit.h"
#include "util/mem.h"

/* What becomes of the scenes that were named. */
struct fitting {
	size_t changed, fine;
	char *size;      /* the film's, that the first one that needs another asks for */
	struct err last; /* why one can't be made that nothing comes near to */
};

/* What its model refuses first: 0 nothing, else -1 with the nearest, if there is one. */
static int refusal(struct session *session, const struct film *film, const struct scene *scene,
		   struct fit *fit, struct err *err)
{
	const struct provider *provider =
		shelf_find(session_shelf(session), scene_provider(film, scene), err);
	struct json *recipe;
	int result;

	*fit = (struct fit){0};
	if (!provider)
		return -1;
	if (!provider->description)
		return 0;
	recipe = scene_recipe(film, scene, 0);
	result = fit_recipe(provider, recipe, !isnan(scene->seed), "", fit, err);
	json_free(recipe);
	return result;
}

static void look_at(struct call *call, struct step *step, const struct scene *scene,
		    struct fitting *out)
{
	const struct film *film = call->session->store.film;
	struct err why = {0};
	struct fit fit;

	if (refusal(call->session, film, scene, &fit, &why) == 0) {
		fit_clear(&fit);
		out->fine++;
	} else if (*fit.nearest && fit.nearest_of_film) {
		if (!out->size)
			out->size = xstrdup(fit.nearest);
	} else if (*fit.nearest) {
		step_set(step, OF_SCENE, scene->id, "seconds",
			 json_new_num(strtod(fit.nearest, NULL)));
		step_label(step, "%s takes %s s: %s", scene->id, fit.nearest, err_text(&why));
		out->changed++;
	} else if (!out->last.kind) {
		err_prefix(&why, "%s: ", scene->id);
		err_move(&out->last, &why);
	}
	err_clear(&why);
}

static void fitting_clear(struct fitting *fitting)
{
	free(fitting->size);
	err_clear(&fitting->last);
}

static int look_at_all(struct call *call, struct step *step, struct fitting *out, struct err *err)
{
	const struct film *film = call->session->store.film;
	struct scene_list list = {0};
	int result = 0;

	for (size_t i = 0; result == 0 && i < call->arg_count; i++)
		result = target_scenes(film, call->args[i], &list, err);
	for (size_t i = 0; call->arg_count == 0 && i < film->scene_count; i++)
		look_at(call, step, &film->scenes[i], out);
	for (size_t i = 0; result == 0 && i < list.count; i++)
		look_at(call, step, &film->scenes[list.items[i]], out);
	scene_list_clear(&list);
	return result;
}

/* The scenes' lengths. */
static int build_scenes(struct call *call, struct step *step, struct err *err)
{
	struct fitting *out = call->state;

	if (look_at_all(call, step, out, err) < 0)
		return -1;
	if (out->changed > 1)
		step_label(step, "%zu scenes take what their models make", out->changed);
	return 0;
}

/* The film's size, as it is asked for now. */
static int build_size(struct call *call, struct step *step, struct err *err)
{
	struct fitting fitting = {0};
	struct step aside = {0};
	struct json *size = NULL;
	int result = look_at_all(call, &aside, &fitting, err);

	if (result == 0 && fitting.size) {
		size = field_parse(field_find(OF_FILM, "size"), fitting.size, err);
		result = size ? 0 : -1;
	}
	if (size) {
		step_set(step, OF_FILM, NULL, "size", size);
		step_label(step, "the film is %s now", fitting.size);
	}
	step_clear(&aside);
	fitting_clear(&fitting);
	return result;
}

static void answered(struct call *call, bool yes)
{
	struct err err = {0};

	if (yes)
		call_change(call, build_size, &err);
	else
		err_set(&err, ERR_REFUSED, "the film's size stays");
	call_end(call, &err);
	err_clear(&err);
}

static int fit_size(struct call *call, const char *size, struct err *err)
{
	char *question;

	if (call_option(call, "yes"))
		return call_change(call, build_size, err);
	question = xasprintf("make the whole film %s?", size);
	call_ask(call, question, answered);
	free(question);
	return 0;
}

static int fit_now(struct call *call, struct err *err)
{
	struct fitting fitting = {0};
	int result;

	call->state = &fitting;
	result = call_change(call, build_scenes, err);
	call->state = NULL;
	if (result == 0 && fitting.size)
		result = fit_size(call, fitting.size, err);
	else if (result == 0 && fitting.last.kind)
		result = err_move(err, &fitting.last);
	else if (result == 0 && !fitting.changed)
		out_note(call->out, "it fits: the model can make that");
	fitting_clear(&fitting);
	return result;
}

int command_fit(struct call *call, struct err *err)
{
	return catalogs_of_film_first(call, fit_now) ? 0 : fit_now(call, err);
}
