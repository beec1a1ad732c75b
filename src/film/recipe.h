/* SPDX-License-Identifier: MIT
 *
 * Intent and recipe. The intent is what a scene asks for now, as canonical JSON:
 * the members its provider is told, those of the film it inherits, the cast it
 * names. Its digest decides staleness. The recipe is the intent plus what one
 * run of it settled: the seed and the compiled prompt.
 *
 * An intent is made from film.json, so that ten thousand of them are cheap. What
 * stands outside is told by name: the upstream take of `start` and `end` as
 * "start_take" and "end_take" ("match/t003", with "@5.5" when its last frame is a
 * trim). Takes never change, so the name says it all. Pictures do: they are told by
 * path and "sha256", as far as the film knows its folder and they are there.
 */
#ifndef FILM_RECIPE_H
#define FILM_RECIPE_H

#include <stdint.h>

#include "film/field.h"
#include "film/film.h"
#include "film/take.h"
#include "util/file.h"

/* Returns new. `drawn`: the provider is the animatic, which also draws title,
 * mood and pictograms (field.h, SENT_DRAWN). */
struct json *scene_intent(const struct film *film, const struct scene *scene, bool drawn);
/* True if its provider draws it itself. */
bool scene_is_drawn(const struct film *film, const struct scene *scene);
/* What the picture holds that the field's value names, by digest; NULL if it names
 * none, or none that is there. Borrowed for the moment. */
const char *film_picture(const struct film *film, const struct field *field,
			 const struct json *value);
/* The digest of scene_intent for the scene's own provider. */
void scene_intent_digest(const struct film *film, const struct scene *scene,
			 char out[DIGEST_SIZE]);
/* Returns new: the intent with "seed" (its lowest 53 bits) and "compiled". */
struct json *scene_recipe(const struct film *film, const struct scene *scene, uint64_t seed);
/* Returns new: the prompt as a model reads it, @names replaced by the cast's
 * words, camera, light, style, sound and dialogue behind it. */
char *scene_compiled_prompt(const struct film *film, const struct scene *scene);

enum scene_state {
	SCENE_MISSING, /* nothing circled, or what is circled has no clip */
	SCENE_STALE,   /* the circled take was made from another intent */
	SCENE_CURRENT,
};
enum scene_state scene_state(const struct film *film, const struct scene *scene,
			     const struct take_list *takes);
const char *scene_state_word(enum scene_state state);

/* The cast a text (may be NULL) names as @name or @name:state, in order of first
 * mention, once each; twice only in two states. state is the name of the state,
 * NULL when none that is known is named. */
void cast_named(const struct film *film, const char *text,
		void (*each)(void *arg, const struct cast_member *member, const char *state),
		void *arg);

#endif
