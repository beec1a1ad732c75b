/* SPDX-License-Identifier: MIT */
#include "media/stage/stage.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "media/stage/camera.h"
#include "media/stage/read.h"
#include "util/mem.h"
#include "util/text.h"

#define TITLE_POINTS_MAX 200
#define LABEL_COLUMNS_MAX 28
#define MOOD_MAX 5.0

/* What stays when there is more to see than the stage has room for: the cast
 * before all, then who acts. */
static const int tellings[] = {
	[STANCE_ACTOR] = 4, [STANCE_EFFECT] = 3, [STANCE_SET] = 3,
	[STANCE_PROP] = 2,  [STANCE_ABOVE] = 1,
};
#define TELLING_CAST 10

static int telling(const struct stage_thing *thing)
{
	return tellings[thing->stance] + (thing->cast ? TELLING_CAST : 0);
}

/* Takes the most telling things into the stage, in the order of mention. */
static void choose_things(struct sights *sights, struct stage *out)
{
	while (sights->count > STAGE_THINGS_MAX) {
		size_t least = 0;

		for (size_t i = 1; i < sights->count; i++)
			if (telling(&sights->things[i]) <= telling(&sights->things[least]))
				least = i;
		thing_clear(&sights->things[least]);
		memmove(&sights->things[least], &sights->things[least + 1],
			(sights->count - least - 1) * sizeof *sights->things);
		sights->count--;
	}
	for (size_t i = 0; i < sights->count; i++)
		out->things[i] = sights->things[i];
	out->count = sights->count;
	sights->count = 0;
}

/* A member that is text, or its lines. Returns new; NULL when there is none. */
static char *text_of(const struct json *recipe, const char *name)
{
	const struct json *value = json_get(recipe, name);
	struct buf text = {0};

	if (json_str(value))
		return xstrdup(json_str(value));
	for (const struct json *line = json_first(value); line; line = json_next(line)) {
		if (text.len > 0)
			buf_add_char(&text, '\n');
		buf_add_str(&text, json_str(line) ? json_str(line) : "");
	}
	return text.len > 0 ? buf_take(&text) : NULL;
}

static char *clean_text_of(const struct json *recipe, const char *name, bool lines, size_t limit)
{
	char *raw = text_of(recipe, name);
	char *clean = raw && *raw ? text_clean(raw, lines, limit) : NULL;

	free(raw);
	return clean;
}

struct asking {
	const struct json *recipe;
	struct lexicon *lexicon;
	const struct language *language;
};

/* The field if it says something we understand, else what the words say. */
static int asked(const struct asking *asking, enum facet facet, const char *field, int otherwise,
		 int *value, struct err *err)
{
	char *text = text_of(asking->recipe, field);
	int said = *value, result = 0;

	*value = FACET_SILENT;
	if (text)
		result = camera_value(asking->lexicon, asking->language, facet, text, value, err);
	if (*value == FACET_SILENT)
		*value = said != FACET_SILENT ? said : otherwise;
	free(text);
	return result;
}

/* What the slate says of the camera: as it was asked, even if we can't do it. */
static char *label_of(const struct json *recipe, enum move move)
{
	char *text = clean_text_of(recipe, "move", false, 0);
	char *label = NULL;

	if (text && strcmp(text, move_word(MOVE_STATIC)) != 0)
		label = text_ellipsize(text, LABEL_COLUMNS_MAX);
	else if (move != MOVE_STATIC)
		label = xstrdup(move_word(move));
	free(text);
	return label;
}

static int set_camera(const struct asking *asking, int facets[FACETS], struct stage *out,
		      struct err *err)
{
	int place = facets[FACET_PLACE] != FACET_SILENT ? facets[FACET_PLACE] : facets[FACET_HINT];

	if (asked(asking, FACET_LIGHT, "light", LIGHT_DAY, &facets[FACET_LIGHT], err) != 0 ||
	    asked(asking, FACET_SHOT, "shot", SHOT_FULL, &facets[FACET_SHOT], err) != 0 ||
	    asked(asking, FACET_ANGLE, "angle", ANGLE_EYE, &facets[FACET_ANGLE], err) != 0 ||
	    asked(asking, FACET_MOVE, "move", MOVE_STATIC, &facets[FACET_MOVE], err) != 0)
		return -1;
	out->place = place != FACET_SILENT ? (enum place)place : PLACE_NONE;
	out->light = (enum light)facets[FACET_LIGHT];
	out->shot = (enum shot)facets[FACET_SHOT];
	out->angle = (enum angle)facets[FACET_ANGLE];
	out->move = (enum move)facets[FACET_MOVE];
	out->move_label = label_of(asking->recipe, out->move);
	return 0;
}

/* What the prompt says, and where it is silent, what its places say of themselves. */
static int read_prompt(const struct asking *asking, const struct words *words,
		       struct sights *sights, struct err *err)
{
	struct cast cast = {0};
	struct sights scenery;
	int result;

	sights_init(&scenery);
	result = cast_read(&cast, asking->lexicon, asking->language,
			   json_get(asking->recipe, "cast"), &scenery, err);
	if (result == 0)
		sights_read(sights, asking->lexicon, asking->language, words, &cast);
	for (int i = 0; i < FACETS; i++)
		if (sights->facets[i] == FACET_SILENT)
			sights->facets[i] = scenery.facets[i];
	sights_clear(&scenery);
	cast_clear(&cast);
	return result;
}

static int read_recipe(struct lexicon *lexicon, const struct json *recipe,
		       const struct words *words, const char *locale, struct stage *out,
		       struct err *err)
{
	struct asking asking = {.recipe = recipe, .lexicon = lexicon};
	struct sights sights;
	int result = lexicon_detect(lexicon, words, locale, out->language, err);

	sights_init(&sights);
	if (result == 0)
		asking.language = lexicon_language(lexicon, out->language, err);
	if (!asking.language || read_prompt(&asking, words, &sights, err) != 0 ||
	    set_camera(&asking, sights.facets, out, err) != 0)
		result = -1;
	else
		choose_things(&sights, out);
	sights_clear(&sights);
	return result;
}

int stage_set(struct lexicon *lexicon, const struct json *recipe, const char *locale,
	      struct stage *out, struct err *err)
{
	char *prompt = text_of(recipe, "prompt");
	double mood = json_get_num(recipe, "mood");
	struct words words = {0};
	int result;

	words_split(prompt ? prompt : "", &words);
	result = read_recipe(lexicon, recipe, &words, locale, out, err);
	out->mood = isnan(mood) ? 0 : fmax(-MOOD_MAX, fmin(MOOD_MAX, mood));
	out->title = clean_text_of(recipe, "title", false, TITLE_POINTS_MAX);
	out->dialogue = clean_text_of(recipe, "dialogue", true, 0);
	if (result != 0)
		stage_clear(out);
	words_clear(&words);
	free(prompt);
	return result;
}

static struct json *thing_to_json(const struct stage_thing *thing)
{
	struct json *json = json_new_object();

	json_set_str(json, "word", thing->word);
	json_set_str(json, "pictogram", thing->pictogram);
	json_set_str(json, "cast", thing->cast);
	json_set_str(json, "stance", facet_word(FACET_STANCE, (int)thing->stance));
	json_set_num(json, "count", thing->count);
	return json;
}

struct json *stage_to_json(const struct stage *stage)
{
	struct json *json = json_new_object();
	struct json *things = json_new_array();

	for (size_t i = 0; i < stage->count; i++)
		json_push(things, thing_to_json(&stage->things[i]));
	json_set(json, "stage", things);
	json_set_str(json, "place", place_word(stage->place));
	json_set_str(json, "light", light_word(stage->light));
	json_set_str(json, "shot", shot_word(stage->shot));
	json_set_str(json, "angle", angle_word(stage->angle));
	json_set_str(json, "move", move_word(stage->move));
	json_set_str(json, "language", stage->language);
	return json;
}

void stage_clear(struct stage *stage)
{
	for (size_t i = 0; i < stage->count; i++)
		thing_clear(&stage->things[i]);
	free(stage->title);
	free(stage->dialogue);
	free(stage->move_label);
	*stage = (struct stage){0};
}
