/* SPDX-License-Identifier: MIT */
#include "core/scenes/replace.h"

#include <stdlib.h>
#include <string.h>

#include "core/scenes/target.h"
#include "core/scenes/texts.h"
#include "core/session/session.h"
#include "util/mem.h"

static void add_places(struct replace *replace, const struct search *search,
		       const struct scene *scene, const struct field *field)
{
	const char *text = text_of(field, scene);
	size_t bytes;

	for (const char *at = text; at && (at = search_next(search, at, &bytes)); at += bytes) {
		GROW(replace->places, replace->count, replace->room);
		replace->places[replace->count++] = (struct replace_place){
			.scene = xstrdup(scene->id),
			.field = field,
			.at = (size_t)(at - text),
			.found = xstrndup(at, bytes),
		};
	}
}

int replace_find(const struct call *call, struct replace *out, struct err *err)
{
	const struct film *film = call->session->store.film;
	const char *names = call_option(call, "field");
	struct texts texts;
	struct scene_list list = {0};
	struct search search;
	int result;

	*out = (struct replace){.text = xstrdup(call->args[0]), .with = xstrdup(call->args[1])};
	if (!*out->text)
		return err_set(err, ERR_USAGE, "replace what? the text is empty");
	result = texts_choose(names ? names : "prompt", &texts, err);
	if (result == 0)
		result = target_all_scenes(film, call->args + 2, call->arg_count - 2, &list, err);
	search_make(&search, out->text, call_option(call, "case"));
	for (size_t i = 0; result == 0 && i < list.count; i++)
		for (size_t j = 0; j < texts.count; j++)
			add_places(out, &search, &film->scenes[list.items[i]], texts.rows[j]);
	search_clear(&search);
	scene_list_clear(&list);
	return result;
}

void replace_clear(struct replace *replace)
{
	for (size_t i = 0; i < replace->count; i++) {
		free(replace->places[i].scene);
		free(replace->places[i].found);
	}
	free(replace->places);
	free(replace->text);
	free(replace->with);
	*replace = (struct replace){0};
}

const char *replace_text(const struct replace_place *place, const struct film *film)
{
	const struct scene *scene = film_scene(film, place->scene);
	const char *text = scene ? text_of(place->field, scene) : NULL;

	if (!text || strlen(text) < place->at ||
	    strncmp(text + place->at, place->found, strlen(place->found)) != 0)
		return NULL;
	return text;
}

void replace_all(struct replace *replace, size_t from)
{
	for (size_t i = from; i < replace->count; i++)
		replace->places[i].yes = true;
}

/* How many places from one on are in the same text. */
static size_t places_in_text(const struct replace *replace, size_t from)
{
	const struct replace_place *first = &replace->places[from];
	size_t i = from + 1;

	while (i < replace->count && replace->places[i].field == first->field &&
	       strcmp(replace->places[i].scene, first->scene) == 0)
		i++;
	return i - from;
}

/* Adds the edit of one text; returns how often it was replaced there. */
static size_t step_text(const struct replace *replace, const struct film *film, size_t from,
			size_t count, struct step *step)
{
	const struct replace_place *places = replace->places + from;
	const char *text = NULL;
	struct buf out = {0};
	size_t done = 0, copied = 0;

	for (size_t i = 0; i < count; i++) {
		const char *stands = places[i].yes ? replace_text(&places[i], film) : NULL;

		if (!stands)
			continue;
		text = stands;
		buf_add(&out, text + copied, places[i].at - copied);
		buf_add_str(&out, replace->with);
		copied = places[i].at + strlen(places[i].found);
		done++;
	}
	if (done) {
		buf_add_str(&out, text + copied);
		step_set(step, OF_SCENE, places->scene, places->field->name,
			 json_new_str(out.data));
	}
	buf_free(&out);
	return done;
}

void replace_step(const struct replace *replace, const struct film *film, struct step *step)
{
	size_t places = 0, scenes = 0, count;
	const char *last = "";

	for (size_t i = 0; i < replace->count; i += count) {
		count = places_in_text(replace, i);
		size_t done = step_text(replace, film, i, count, step);

		scenes += done && strcmp(replace->places[i].scene, last) != 0;
		last = done ? replace->places[i].scene : last;
		places += done;
	}
	if (places)
		step_label(step, "replace “%s” by “%s”, %zu time%s in %zu scene%s", replace->text,
			   replace->with, places, places == 1 ? "" : "s", scenes,
			   scenes == 1 ? "" : "s");
}
