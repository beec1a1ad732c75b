/* SPDX-License-Identifier: MIT
 *
 * What the animatic puts on its stage for a recipe: pictograms from the words,
 * a place, a light, the camera. Pure (the lexicon is loaded before); draw.c
 * makes pictures of it.
 */
#ifndef MEDIA_STAGE_STAGE_H
#define MEDIA_STAGE_STAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "util/err.h"
#include "util/json.h"

struct lexicon;

/* What the stage knows of words: pictograms and how they stand, function words,
 * and a language when a prompt first needs it: our overlay (data_dir/lexicon/
 * LANG.txt), the user's own over it (words_dir/LANG.txt; NULL or missing: none),
 * CLDR's annotations (cldr_dir/LANG.xml). Returns new. */
struct lexicon *lexicon_load(const char *data_dir, const char *cldr_dir, const char *words_dir,
			     struct err *err);
void lexicon_free(struct lexicon *lexicon);

enum place {
	PLACE_NONE, /* the honest empty stage */
	PLACE_INDOOR,
	PLACE_STREET,
	PLACE_FIELD,
	PLACE_FOREST,
	PLACE_MOUNTAIN,
	PLACE_SEA,
	PLACE_UNDERWATER,
	PLACE_DESERT,
	PLACE_SKY,
	PLACE_SPACE,
};
enum light {
	LIGHT_DAY,
	LIGHT_DAWN,
	LIGHT_GOLDEN,
	LIGHT_DUSK,
	LIGHT_NIGHT,
	LIGHT_FIRE,
	LIGHT_CANDLE,
	LIGHT_STORM,
	LIGHT_FOG,
	LIGHT_SNOW,
	LIGHT_HEAVEN,
	LIGHT_NEON,
};
enum shot {
	SHOT_EXTREME_WIDE,
	SHOT_WIDE,
	SHOT_FULL,
	SHOT_MEDIUM,
	SHOT_CLOSE,
	SHOT_EXTREME_CLOSE,
};
enum angle { ANGLE_EYE, ANGLE_LOW, ANGLE_HIGH, ANGLE_OVERHEAD, ANGLE_DUTCH };
enum move {
	MOVE_STATIC,
	MOVE_PUSH_IN,
	MOVE_PULL_OUT,
	MOVE_PAN_LEFT,
	MOVE_PAN_RIGHT,
	MOVE_TILT_UP,
	MOVE_TILT_DOWN,
	MOVE_TRUCK_LEFT,
	MOVE_TRUCK_RIGHT,
	MOVE_CRANE_UP,
	MOVE_CRANE_DOWN,
	MOVE_ORBIT,
	MOVE_HANDHELD,
	MOVE_ZOOM_IN,
	MOVE_ZOOM_OUT,
};
/* The words of the enums as film.json writes them ("extreme-wide", "push-in"). */
const char *place_word(enum place place);
const char *light_word(enum light light);
const char *shot_word(enum shot shot);
const char *angle_word(enum angle angle);
const char *move_word(enum move move);

/* How a pictogram stands on the stage. */
enum stance {
	STANCE_ACTOR,  /* a person or animal: faces are kept in the frame */
	STANCE_PROP,   /* a thing among the actors */
	STANCE_SET,    /* a building, tree, vehicle: large, further back */
	STANCE_ABOVE,  /* sun, moon, bird, cloud, plane: in the sky */
	STANCE_EFFECT, /* fire, smoke, water, snow: in front of or around the rest */
};

#define STAGE_THINGS_MAX 7

struct stage_thing {
	char *word;      /* as the prompt has it */
	char *pictogram; /* an emoji, without U+FE0F unless the film gave it one */
	char *cast;      /* name of the cast member; NULL */
	int cast_index;  /* its place in the film's cast, -1; keeps colour and side */
	enum stance stance;
	int count; /* 1 … 3: "three kittens" */
};

struct stage {
	struct stage_thing things[STAGE_THINGS_MAX]; /* in order of mention */
	size_t count;
	enum place place;
	enum light light;
	enum shot shot;
	enum angle angle;
	enum move move;
	double mood;       /* -5 … +5, 0 when absent */
	char language[12]; /* "en": whose words were read */
	char *title;       /* owned; NULL */
	char *dialogue;
	char *move_label; /* what the slate says of the camera, as it was asked; NULL for static */
};

/* Fills a zeroed stage from a recipe (HACKING.md, "The worker protocol"). `locale`
 * is the asker's language ("fr"), a hint. */
int stage_set(struct lexicon *lexicon, const struct json *recipe, const char *locale,
	      struct stage *out, struct err *err);
/* The stage as JSON: {"stage":[{"word","pictogram",…}],"place":…,"light":…}; new. */
struct json *stage_to_json(const struct stage *stage);
void stage_clear(struct stage *stage);

#endif
