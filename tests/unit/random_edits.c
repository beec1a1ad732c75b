/* SPDX-License-Identifier: MIT */
#include "random_edits.h"

#include <stdlib.h>
#include <string.h>

#include "film/film_json.h"
#include "util/mem.h"

unsigned dice_roll(struct dice *dice, unsigned sides)
{
	dice->state ^= dice->state << 13;
	dice->state ^= dice->state >> 7;
	dice->state ^= dice->state << 17;
	return (unsigned)((dice->state >> 33) % sides);
}

static struct json *text_value(struct dice *dice)
{
	static const char *const texts[] = {"",        "wide",      "a\nb\n\nc", "\"quoted\" \\ /",
					    "火事 🐱",  "tab\there", "night",     "x\n",
					    " blanks "};
	return json_new_str(texts[dice_roll(dice, LENGTH(texts))]);
}

/* Members and the JSON they may get; absent is always possible. */
static const struct row {
	enum field_of of;
	const char *member;
	const char *values[4]; /* NULL: a text */
} rows[] = {
	{OF_FILM, "title", {"\"x\"", "\"y\""}},
	{OF_FILM, "fps", {"24", "23.976", "120"}},
	{OF_FILM, "size", {"\"1280x720\"", "\"720x1280\""}},
	{OF_FILM, "style", {0}},
	{OF_FILM, "budget", {"{\"film\":20,\"currency\":\"USD\"}", "{}"}},
	{OF_FILM, "x-film", {"[1,{\"a\":null}]", "1.5"}},
	{OF_SCENE, "prompt", {0}},
	{OF_SCENE, "notes", {0}},
	{OF_SCENE, "sound", {0}},
	{OF_SCENE, "seconds", {"0.1", "5", "3.0000000000000004"}},
	{OF_SCENE, "seed", {"0", "9007199254740992"}},
	{OF_SCENE, "mood", {"-5", "0", "5"}},
	{OF_SCENE, "start", {"\"previous\"", "\"a/last\"", "{\"file\":\"refs/a.png\"}"}},
	{OF_SCENE, "circled", {"\"t001\"", "\"t1000\""}},
	{OF_SCENE, "takes", {"{\"t001\":{\"in\":0.5,\"why\":[\"hands\"]}}", "{}"}},
	{OF_SCENE, "transition", {"{\"kind\":\"dissolve\",\"seconds\":0.5}", "{\"kind\":\"cut\"}"}},
	{OF_SCENE, "options", {"{\"b\":1,\"a\":[]}", "{\"b\":{}}"}},
	{OF_SCENE, "x-b", {"true", "\"text\""}},
	{OF_SCENE, "x-a", {"{\"z\":1,\"a\":2}", "[]"}},
	{OF_SCENE, "x-c", {"1", "null"}},
	{OF_CAST, "looks", {0}},
	{OF_CAST, "kind", {"\"person\"", "\"prop\""}},
	{OF_CAST, "states", {"{\"wet\":\"fur soaked\"}", "{}"}},
	{OF_CAST, "x-age", {"3"}},
};

static struct json *value_for(struct dice *dice, const struct row *row)
{
	size_t count = 0;
	while (count < LENGTH(row->values) && row->values[count])
		count++;
	if (dice_roll(dice, 4) == 0)
		return NULL;
	if (!count)
		return text_value(dice);
	const char *text = row->values[dice_roll(dice, (unsigned)count)];
	return json_parse(text, strlen(text), 1000, "value", NULL);
}

static const char *any_id(struct dice *dice, const struct film *film, enum field_of of)
{
	if (of == OF_SCENE && film->scene_count)
		return film->scenes[dice_roll(dice, (unsigned)film->scene_count)].id;
	if (of == OF_CAST && film->cast_count)
		return film->cast[dice_roll(dice, (unsigned)film->cast_count)].name;
	return NULL;
}

static void random_set(struct dice *dice, const struct film *film, struct step *step)
{
	const struct row *row = &rows[dice_roll(dice, LENGTH(rows))];
	const char *id = any_id(dice, film, row->of);
	if (row->of == OF_FILM || id)
		step_set(step, row->of, id, row->member, value_for(dice, row));
}

static void random_insert(struct dice *dice, const struct film *film, struct step *step)
{
	bool scene = dice_roll(dice, 4) > 0;
	struct json *value = json_new_object();
	for (char id[] = "a"; *id <= 'z'; ++*id) {
		if (scene ? !film_scene(film, id) : !film_cast(film, id)) {
			json_set_str(value, scene ? "id" : "name", id);
			json_set(value, scene ? "prompt" : "looks", text_value(dice));
			json_set_num(value, "x-new", dice_roll(dice, 9));
			step_insert(step, scene ? OF_SCENE : OF_CAST, dice_roll(dice, 28), value);
			return;
		}
	}
	json_free(value);
}

static void random_edit(struct dice *dice, const struct film *film, struct step *step)
{
	enum field_of of = dice_roll(dice, 4) ? OF_SCENE : OF_CAST;
	const char *id = any_id(dice, film, of);
	unsigned what = dice_roll(dice, 10);
	if (what < 2)
		random_insert(dice, film, step);
	else if (what == 2 && id)
		step_remove(step, of, id);
	else if (what == 3 && id)
		step_move(step, of, id, dice_roll(dice, 28));
	else
		random_set(dice, film, step);
}

static void spoil(struct dice *dice, const struct film *film, struct step *step)
{
	const char *id = any_id(dice, film, OF_SCENE);
	struct json *twice = json_new_object();
	json_set_str(twice, "id", id ? id : "Not a slug");
	switch (dice_roll(dice, 5)) {
	case 0:
		step_insert(step, OF_SCENE, 0, twice);
		return;
	case 1:
		step_remove(step, OF_SCENE, "nobody");
		break;
	case 2:
		step_move(step, OF_CAST, "nobody", 0);
		break;
	case 3:
		step_set(step, OF_FILM, NULL, "fps", json_new_str("fast"));
		break;
	default:
		step_set(step, OF_SCENE, id ? id : "nobody", "id", json_new_str("new"));
	}
	json_free(twice);
}

void random_step(struct dice *dice, const struct film *film, bool spoilt, struct step *step)
{
	/* Each edit is chosen for the film as the ones before it leave it. */
	struct film *ahead = film_copy(film);
	for (unsigned left = 1 + dice_roll(dice, 4); left; left--) {
		struct step one = {0};
		random_edit(dice, ahead, &one);
		struct json *json = step_to_json(&one);
		if (one.count && step_apply(ahead, &one, NULL) == 0) {
			struct step again;
			step_from_json(&again, json, NULL);
			GROW(step->edits, step->count, step->room);
			step->edits[step->count++] = again.edits[0];
			free(again.edits);
			free(again.label);
		}
		json_free(json);
		step_clear(&one);
	}
	if (spoilt)
		spoil(dice, ahead, step);
	step_label(step, "step %u", dice_roll(dice, 1000));
	film_free(ahead);
}
