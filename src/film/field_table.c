/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "film/expect.h"
#include "film/field.h"
#include "film/shape.h"
#include "util/mem.h"

#define LINE_MAX_POINTS 200
#define TEXT_MAX_POINTS 4000
#define PROMPT_MAX_POINTS 32000
#define SEED_MAX 9007199254740992.0 /* 2^53 */

static const char *const kinds[] = {"person", "place", "prop", NULL};
static const char *const shots[] = {"extreme-wide", "wide",          "full", "medium",
				    "close",        "extreme-close", NULL};
static const char *const angles[] = {"eye", "low", "high", "overhead", "dutch", NULL};
static const char *const moves[] = {
	"static",    "push-in",    "pull-out",    "pan-left", "pan-right",  "tilt-up",
	"tilt-down", "truck-left", "truck-right", "crane-up", "crane-down", "orbit",
	"handheld",  "zoom-in",    "zoom-out",    NULL,
};
static const char *const lights[] = {"day",   "dawn", "golden", "dusk",   "night", "fire", "candle",
				     "storm", "fog",  "snow",   "heaven", "neon",  NULL};

#define AT(member) .name = #member, .offset = offsetof(THING, member)
#define LINE(sends) .kind = FIELD_LINE, .max = LINE_MAX_POINTS, .sent = sends
#define TEXT(sends) .kind = FIELD_TEXT, .max = TEXT_MAX_POINTS, .sent = sends
#define WORD(list, sends)                                                                          \
	.kind = FIELD_CHOICE, .choices = list, .sent = sends, .max = LINE_MAX_POINTS
#define SHORT(form) .shorthand = shorthand_##form, .typed = typed_##form
#define SHAPE(check, sends) .kind = FIELD_SHAPE, .shape = check, .sent = sends

#define THING struct film
static const struct field film_fields[] = {
	{.name = "scenetty",
	 .offset = offsetof(THING, format),
	 .kind = FIELD_WHOLE,
	 .min = 1,
	 .max = 1e6,
	 .help = "the format version of this file"},
	{AT(id), .kind = FIELD_SLUG, .help = "names the film in the ledger; made by itself"},
	{AT(title), LINE(SENT_NEVER), .help = "what the film is called"},
	{AT(size), .kind = FIELD_SIZE, .sent = SENT_ALWAYS,
	 .help = "width and height in pixels, like 1280x720"},
	{AT(fps), .kind = FIELD_NUMBER, .min = 1, .max = 120, .unit = "fps", .sent = SENT_ALWAYS,
	 .help = "frames a second; 23.976 and its like mean 24000/1001"},
	{AT(seconds), .kind = FIELD_NUMBER, .min = 0.1, .max = 3600, .unit = "s",
	 .sent = SENT_ALWAYS, .help = "how long a scene lasts that does not say"},
	{AT(provider), LINE(SENT_ALWAYS), .help = "who makes the clips of scenes that do not say"},
	{AT(model), LINE(SENT_ALWAYS), .help = "the provider's model for scenes that do not say"},
	{AT(style), TEXT(SENT_ALWAYS), .help = "how the whole film looks; told with every scene"},
	{AT(avoid), TEXT(SENT_ALWAYS), .help = "what no scene should show"},
	{AT(music), SHAPE(shape_music, SENT_NEVER), SHORT(file),
	 .help = "a bed of music under the cut: {\"file\": …, \"gain_db\": -14}"},
	{AT(budget), SHAPE(shape_budget, SENT_NEVER), SHORT(budget),
	 .help = "what the film may cost: 20 USD, 5 USD a day; or seconds of clip: 90 s a day"},
	{AT(label), LINE(SENT_NEVER),
	 .help = "a visible label in the cut that says how it was made"},
};
#undef THING

#define THING struct scene
static const struct field scene_fields[] = {
	{AT(id), .kind = FIELD_SLUG, .help = "names the scene; stays when it moves"},
	{AT(title), LINE(SENT_DRAWN), .help = "a few words for the card and the slate"},
	{AT(prompt), .kind = FIELD_TEXT, .max = PROMPT_MAX_POINTS, .sent = SENT_ALWAYS,
	 .help = "what is seen; @name brings in a member of the cast"},
	{AT(seconds), .kind = FIELD_NUMBER, .min = 0.1, .max = 3600, .unit = "s",
	 .sent = SENT_ALWAYS, .help = "how long it lasts"},
	{AT(shot), WORD(shots, SENT_ALWAYS), .open = true,
	 .help = "how much of the subject is in the frame"},
	{AT(angle), WORD(angles, SENT_ALWAYS), .open = true, .help = "from where the camera looks"},
	{AT(move), WORD(moves, SENT_ALWAYS), .open = true, .help = "what the camera does"},
	{AT(lens), LINE(SENT_ALWAYS), .help = "the lens, like 35mm"},
	{AT(light), WORD(lights, SENT_ALWAYS), .open = true,
	 .help = "the light and the time of day"},
	{AT(sound), TEXT(SENT_ALWAYS), .help = "what is heard"},
	{AT(dialogue), TEXT(SENT_ALWAYS), .help = "what is said; captions are made from it"},
	{AT(start), SHAPE(shape_frame, SENT_ALWAYS), SHORT(frame),
	 .help = "the first frame: previous, SCENE/last, SCENE@SECONDS or a picture's path"},
	{AT(end), SHAPE(shape_frame, SENT_ALWAYS), SHORT(frame),
	 .help = "the last frame, named like start"},
	{AT(avoid), TEXT(SENT_ALWAYS), .help = "what the scene should not show"},
	{AT(seed), .kind = FIELD_WHOLE, .min = 0, .max = SEED_MAX, .sent = SENT_ALWAYS,
	 .help = "pins the seed, so that every take starts alike"},
	{AT(provider), LINE(SENT_ALWAYS), .help = "who makes the clip"},
	{AT(model), LINE(SENT_ALWAYS), .help = "which of the provider's models"},
	{AT(circled), .kind = FIELD_TAKE, .help = "the take chosen for the cut, like t003"},
	{AT(takes), SHAPE(shape_takes, SENT_NEVER),
	 .help = "what people say of takes: {\"t003\": {\"in\": 0.5, \"stars\": 4}}"},
	{AT(transition), SHAPE(shape_transition, SENT_NEVER), SHORT(transition),
	 .help = "how it gives way to the next: cut, or dissolve SECONDS"},
	{AT(mood), .kind = FIELD_NUMBER, .min = -5, .max = 5, .sent = SENT_DRAWN,
	 .help = "where it stands on the emotional arc, -5 to 5"},
	{AT(notes), TEXT(SENT_NEVER), .help = "for people; nobody is sent it"},
	{AT(group), LINE(SENT_NEVER), .help = "the act or sequence it belongs to"},
	{AT(options), SHAPE(shape_options, SENT_ALWAYS),
	 .help = "whatever else the provider takes, as an object"},
};
#undef THING

#define THING struct cast_member
static const struct field cast_fields[] = {
	{AT(name), .kind = FIELD_SLUG, .help = "what prompts call it, behind an @"},
	{AT(kind), WORD(kinds, SENT_ALWAYS), .help = "person, place or prop"},
	{AT(looks), TEXT(SENT_ALWAYS), .help = "what it looks like, the same in every scene"},
	{AT(picture), SHAPE(shape_picture, SENT_ALWAYS), SHORT(file),
	 .help = "a picture of it: {\"file\": …}"},
	{AT(pictogram), .kind = FIELD_LINE, .max = 16, .sent = SENT_DRAWN,
	 .help = "the emoji that stands for it in animatics"},
	{AT(states), SHAPE(shape_states, SENT_ALWAYS),
	 .help = "how else it may look, named @name:state: {\"wet\": \"fur soaked\"}"},
};

static const struct {
	const struct field *rows;
	size_t count;
	const char *lists[3]; /* members that are no fields */
} tables[] = {
	[OF_FILM] = {film_fields, LENGTH(film_fields), {"cast", "scenes", NULL}},
	[OF_SCENE] = {scene_fields, LENGTH(scene_fields), {NULL}},
	[OF_CAST] = {cast_fields, LENGTH(cast_fields), {NULL}},
};

const struct field *fields(enum field_of of, size_t *count)
{
	*count = tables[of].count;
	return tables[of].rows;
}

const struct field *field_find(enum field_of of, const char *name)
{
	const struct field *row = tables[of].rows, *end = row + tables[of].count;
	for (; row < end; row++)
		if (strcmp(row->name, name) == 0)
			return row;
	return NULL;
}

const char *field_near(enum field_of of, const char *name)
{
	for (size_t i = 0; i < tables[of].count; i++)
		if (is_near(name, tables[of].rows[i].name))
			return tables[of].rows[i].name;
	return near_choice(name, tables[of].lists);
}
