/* SPDX-License-Identifier: MIT */
#include "media/stage/camera.h"

#include <string.h>

#include "util/mem.h"

static const char *const place_words[] = {
	[PLACE_NONE] = "none",   [PLACE_INDOOR] = "indoor",         [PLACE_STREET] = "street",
	[PLACE_FIELD] = "field", [PLACE_FOREST] = "forest",         [PLACE_MOUNTAIN] = "mountain",
	[PLACE_SEA] = "sea",     [PLACE_UNDERWATER] = "underwater", [PLACE_DESERT] = "desert",
	[PLACE_SKY] = "sky",     [PLACE_SPACE] = "space",
};
static const char *const light_words[] = {
	[LIGHT_DAY] = "day",       [LIGHT_DAWN] = "dawn",     [LIGHT_GOLDEN] = "golden",
	[LIGHT_DUSK] = "dusk",     [LIGHT_NIGHT] = "night",   [LIGHT_FIRE] = "fire",
	[LIGHT_CANDLE] = "candle", [LIGHT_STORM] = "storm",   [LIGHT_FOG] = "fog",
	[LIGHT_SNOW] = "snow",     [LIGHT_HEAVEN] = "heaven", [LIGHT_NEON] = "neon",
};
static const char *const shot_words[] = {
	[SHOT_EXTREME_WIDE] = "extreme-wide",
	[SHOT_WIDE] = "wide",
	[SHOT_FULL] = "full",
	[SHOT_MEDIUM] = "medium",
	[SHOT_CLOSE] = "close",
	[SHOT_EXTREME_CLOSE] = "extreme-close",
};
static const char *const angle_words[] = {
	[ANGLE_EYE] = "eye",           [ANGLE_LOW] = "low",     [ANGLE_HIGH] = "high",
	[ANGLE_OVERHEAD] = "overhead", [ANGLE_DUTCH] = "dutch",
};
static const char *const move_words[] = {
	[MOVE_STATIC] = "static",           [MOVE_PUSH_IN] = "push-in",
	[MOVE_PULL_OUT] = "pull-out",       [MOVE_PAN_LEFT] = "pan-left",
	[MOVE_PAN_RIGHT] = "pan-right",     [MOVE_TILT_UP] = "tilt-up",
	[MOVE_TILT_DOWN] = "tilt-down",     [MOVE_TRUCK_LEFT] = "truck-left",
	[MOVE_TRUCK_RIGHT] = "truck-right", [MOVE_CRANE_UP] = "crane-up",
	[MOVE_CRANE_DOWN] = "crane-down",   [MOVE_ORBIT] = "orbit",
	[MOVE_HANDHELD] = "handheld",       [MOVE_ZOOM_IN] = "zoom-in",
	[MOVE_ZOOM_OUT] = "zoom-out",
};
static const char *const stance_words[] = {
	[STANCE_ACTOR] = "actor", [STANCE_PROP] = "prop",     [STANCE_SET] = "set",
	[STANCE_ABOVE] = "above", [STANCE_EFFECT] = "effect",
};
/* 0 calls a number off: "seven years old" are not seven of anything. */
static const char *const number_words[] = {"0", "1", "2", "3"};

static const struct {
	const char *const *words;
	size_t count;
	enum facet asked; /* the facet of phrases for the field alone; 0: none */
} facets[FACETS] = {
	[FACET_PLACE] = {place_words, LENGTH(place_words), 0},
	[FACET_HINT] = {place_words, LENGTH(place_words), 0},
	[FACET_LIGHT] = {light_words, LENGTH(light_words), FACET_LIGHT_ASKED},
	[FACET_SHOT] = {shot_words, LENGTH(shot_words), FACET_SHOT_ASKED},
	[FACET_ANGLE] = {angle_words, LENGTH(angle_words), FACET_ANGLE_ASKED},
	[FACET_MOVE] = {move_words, LENGTH(move_words), FACET_MOVE_ASKED},
	[FACET_NUMBER] = {number_words, LENGTH(number_words), 0},
	[FACET_STANCE] = {stance_words, LENGTH(stance_words), 0},
	[FACET_LIGHT_ASKED] = {light_words, LENGTH(light_words), 0},
	[FACET_SHOT_ASKED] = {shot_words, LENGTH(shot_words), 0},
	[FACET_ANGLE_ASKED] = {angle_words, LENGTH(angle_words), 0},
	[FACET_MOVE_ASKED] = {move_words, LENGTH(move_words), 0},
};

int facet_value(enum facet facet, const char *word)
{
	for (size_t i = 0; i < facets[facet].count; i++)
		if (strcmp(facets[facet].words[i], word) == 0)
			return (int)i;
	return FACET_SILENT;
}

const char *facet_word(enum facet facet, int value)
{
	if (value < 0 || (size_t)value >= facets[facet].count)
		BUG("facet %d has no value %d", (int)facet, value);
	return facets[facet].words[value];
}

/* The words as film.json writes them, longest first: "extreme close", "close". */
static int value_of_words(enum facet facet, const struct words *words, size_t at, size_t count)
{
	struct buf word = {0};
	int value;

	for (size_t i = at; i < at + count; i++) {
		if (i > at)
			buf_add_char(&word, '-');
		buf_add_str(&word, words->list[i].text);
	}
	value = facet_value(facet, buf_str(&word));
	buf_free(&word);
	return value;
}

static int value_of_phrase(enum facet facet, const struct words *words,
			   const struct language *language)
{
	for (size_t i = 0; i < words->count;) {
		struct match match = language_match(language, words, i);
		int value = FACET_SILENT;

		if (match.entry)
			value = match.entry->facets[facets[facet].asked];
		if (match.entry && value == FACET_SILENT)
			value = match.entry->facets[facet];
		if (value != FACET_SILENT)
			return value;
		i += match.entry ? match.words : 1;
	}
	return FACET_SILENT;
}

/* The words of film.json somewhere in the text. */
static int value_of_any(enum facet facet, const struct words *words)
{
	int value = FACET_SILENT;

	for (size_t n = 2; n > 0 && value == FACET_SILENT; n--)
		for (size_t i = 0; i + n <= words->count && value == FACET_SILENT; i++)
			value = value_of_words(facet, words, i, n);
	return value;
}

int camera_value(struct lexicon *lexicon, const struct language *language, enum facet facet,
		 const char *text, int *value, struct err *err)
{
	const char *const codes[] = {language->code, "en", "fr"};
	struct words words = {0};
	int result = 0;

	words_split(text, &words);
	*value = words.count <= 2 ? value_of_words(facet, &words, 0, words.count) : FACET_SILENT;
	for (size_t i = 0; i < LENGTH(codes) && *value == FACET_SILENT && result == 0; i++) {
		const struct language *speaks = lexicon_language(lexicon, codes[i], err);

		if (speaks)
			*value = value_of_phrase(facet, &words, speaks);
		else
			result = -1;
	}
	if (result == 0 && *value == FACET_SILENT)
		*value = value_of_any(facet, &words);
	words_clear(&words);
	return result;
}

const char *place_word(enum place place)
{
	return facet_word(FACET_PLACE, (int)place);
}

const char *light_word(enum light light)
{
	return facet_word(FACET_LIGHT, (int)light);
}

const char *shot_word(enum shot shot)
{
	return facet_word(FACET_SHOT, (int)shot);
}

const char *angle_word(enum angle angle)
{
	return facet_word(FACET_ANGLE, (int)angle);
}

const char *move_word(enum move move)
{
	return facet_word(FACET_MOVE, (int)move);
}
