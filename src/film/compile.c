/* SPDX-License-Identifier: MIT
 *
 * The compiled prompt: what a video model reads. The cast's looks are woven in
 * where a name first stands, the camera and the light follow as one sentence,
 * then style, sound and dialogue. What is to be avoided goes its own way.
 */
#include "film/compile.h"

#include <stdlib.h>
#include <string.h>

#include "film/expect.h"
#include "film/field.h"
#include "film/mention.h"
#include "film/recipe.h"
#include "util/mem.h"
#include "util/text.h"

#define WOVEN_MAX 240 /* code points of looks that still read within a sentence */

/* What the words of the field table's choices mean to a model. */
static const struct {
	const char *word, *phrase;
} phrases[] = {
	{"extreme-wide", "extreme wide shot"},
	{"wide", "wide shot"},
	{"full", "full shot"},
	{"medium", "medium shot"},
	{"close", "close-up"},
	{"extreme-close", "extreme close-up"},
	{"eye", "at eye level"},
	{"low", "low angle"},
	{"high", "high angle"},
	{"overhead", "seen from straight above"},
	{"dutch", "dutch angle"},
	{"static", "the camera holds still"},
	{"push-in", "the camera slowly pushes in"},
	{"pull-out", "the camera slowly pulls out"},
	{"pan-left", "the camera pans left"},
	{"pan-right", "the camera pans right"},
	{"tilt-up", "the camera tilts up"},
	{"tilt-down", "the camera tilts down"},
	{"truck-left", "the camera trucks left"},
	{"truck-right", "the camera trucks right"},
	{"crane-up", "the camera cranes up"},
	{"crane-down", "the camera cranes down"},
	{"orbit", "the camera orbits the subject"},
	{"handheld", "handheld camera"},
	{"zoom-in", "slow zoom in"},
	{"zoom-out", "slow zoom out"},
	{"day", "daylight"},
	{"dawn", "the soft light of dawn"},
	{"golden", "golden hour light"},
	{"dusk", "the last light of dusk"},
	{"night", "at night"},
	{"fire", "lit by fire"},
	{"candle", "candlelight"},
	{"storm", "stormy light"},
	{"fog", "in fog"},
	{"snow", "in falling snow"},
	{"heaven", "a bright, heavenly glow"},
	{"neon", "neon light"},
};

static const char *phrase_of(const char *word)
{
	for (size_t i = 0; i < LENGTH(phrases); i++)
		if (strcmp(phrases[i].word, word) == 0)
			return phrases[i].phrase;
	return word;
}

static size_t covered(const struct compiled *out)
{
	return out->count ? out->pieces[out->count - 1].end : 0;
}

/* What has been taken back since, blanks and stops. */
static void forget(struct compiled *out)
{
	while (covered(out) > out->text.len) {
		struct prompt_piece *last = &out->pieces[--out->count];

		if (covered(out) < out->text.len) {
			last->end = out->text.len;
			out->count++;
			return;
		}
		free(last->name);
	}
}

static bool goes_on(const struct compiled *out, const char *field, const char *name)
{
	const struct prompt_piece *last = out->count ? &out->pieces[out->count - 1] : NULL;

	return last && strcmp(last->field, field) == 0 &&
	       (name ? last->name && strcmp(last->name, name) == 0 : !last->name);
}

/* What has been added since the last mark is from there; the name is taken. */
static void mark(struct compiled *out, const char *field, char *name)
{
	forget(out);
	if (covered(out) == out->text.len || goes_on(out, field, name)) {
		if (covered(out) < out->text.len)
			out->pieces[out->count - 1].end = out->text.len;
		free(name);
		return;
	}
	GROW(out->pieces, out->count, out->room);
	out->pieces[out->count++] = (struct prompt_piece){out->text.len, field, name};
}

/* Returns new: "kitten:fireman". */
static char *name_of(const struct mention *mention)
{
	return xasprintf("%s%s%s", mention->member->name, mention->look ? ":" : "",
			 mention->look ? json_name(mention->look) : "");
}

/* Adds the text without blanks around it and, when it is to go on, without the
 * stop at its end; line breaks become blanks. */
static void add_trimmed(struct buf *out, const char *text, bool goes_on)
{
	size_t bytes = strlen(text);
	while (bytes && strchr(" \t\n", text[bytes - 1]))
		bytes--;
	if (goes_on && bytes && text[bytes - 1] == '.')
		bytes--;
	size_t blanks = strspn(text, " \t\n");
	for (size_t i = blanks; i < bytes; i++)
		buf_add_char(out, strchr("\t\n", text[i]) ? ' ' : text[i]);
}

static void capitalise(char *text)
{
	if (*text >= 'a' && *text <= 'z')
		*text -= 'a' - 'A';
}

/* True where a sentence begins: at the start, or behind its predecessor's end. */
static bool begins_sentence(const struct buf *out)
{
	size_t at = out->len;
	while (at && strchr(" \t\n", out->data[at - 1]))
		at--;
	return !at || (at < out->len && strchr(".!?", out->data[at - 1]));
}

/* The sentence ends with a stop unless it has an end of its own. */
static void end_sentence(struct buf *out)
{
	static const char *const ends[] = {".", "!", "?", "…", "。", "！", "？", ":",
					   "।", "؟", "»", "”", "\"", ")",  NULL};
	while (out->len && strchr(" \t\n", out->data[out->len - 1]))
		out->data[--out->len] = '\0';
	for (size_t i = 0; ends[i]; i++) {
		size_t bytes = strlen(ends[i]);
		if (out->len >= bytes && strcmp(out->data + out->len - bytes, ends[i]) == 0)
			return;
	}
	if (out->len)
		buf_add_char(out, '.');
}

static void add_sentence(struct compiled *out, const char *lead, const char *text,
			 const char *field)
{
	if (!text)
		return;
	if (out->text.len)
		buf_add_char(&out->text, ' ');
	buf_add_str(&out->text, lead);
	add_trimmed(&out->text, text, false);
	end_sentence(&out->text);
	mark(out, field, NULL);
}

/* What is still to be said of the mentioned one's looks; returns new, "" for
 * nothing. */
static char *looks_of(const struct mention *mention, bool known)
{
	struct buf looks = {0};
	if (mention->member->looks && !known)
		add_trimmed(&looks, mention->member->looks, true);
	if (mention->look) {
		char *state = lines_join(mention->look);
		if (looks.len)
			buf_add_str(&looks, "; ");
		add_trimmed(&looks, state, true);
		free(state);
	}
	return buf_take(&looks);
}

/* "Fire Captain", "fire engine": people's names are names, so that nobody takes
 * @rose for a flower. Returns new. */
static char *spoken_name(const struct cast_member *member, bool capital)
{
	bool person = member->kind && strcmp(member->kind, "person") == 0;
	char *name = xstrdup(member->name);
	if (capital || person)
		capitalise(name);
	for (char *hyphen = name; (hyphen = strchr(hyphen, '-'));) {
		*hyphen = ' ';
		if (person)
			capitalise(hyphen + 1);
	}
	return name;
}

/* Sentences would tear the one they are woven into, and nothing comes between a
 * name and its "'s". */
static bool fits_in_sentence(const char *looks, const char *behind)
{
	return !strstr(looks, ". ") && text_count(looks) <= WOVEN_MAX && *behind != '\'' &&
	       strncmp(behind, "’", strlen("’")) != 0;
}

/* Whose looks have been told already, and in which state. */
struct told {
	struct mention *mentions;
	size_t count, room;
};

static bool is_told(struct told *told, const struct mention *mention, bool *known)
{
	*known = false;
	for (size_t i = 0; i < told->count; i++) {
		if (told->mentions[i].member != mention->member)
			continue;
		*known = true;
		if (!mention->look || told->mentions[i].look == mention->look)
			return true;
	}
	GROW(told->mentions, told->count, told->room);
	told->mentions[told->count++] = *mention;
	return false;
}

static void add_looks(struct compiled *out, struct compiled *later, struct told *told,
		      const struct mention *mention)
{
	bool known;

	if (is_told(told, mention, &known))
		return;

	char *looks = looks_of(mention, known);

	if (*looks && fits_in_sentence(looks, mention->to)) {
		buf_addf(&out->text, " (%s)", looks);
	} else if (*looks) {
		char *name = spoken_name(mention->member, true);

		buf_addf(&later->text, " %s: %s", name, looks);
		end_sentence(&later->text);
		mark(later, "cast", name_of(mention));
		free(name);
	}
	free(looks);
}

/* Moves all of it to the end of `out`. */
static void append(struct compiled *out, struct compiled *later)
{
	size_t at = 0;

	for (size_t i = 0; i < later->count; i++) {
		struct prompt_piece *piece = &later->pieces[i];

		buf_add(&out->text, later->text.data + at, piece->end - at);
		mark(out, piece->field, piece->name);
		piece->name = NULL;
		at = piece->end;
	}
	compiled_clear(later);
}

static void add_prompt(struct compiled *out, const struct film *film, const char *prompt)
{
	struct compiled later = {0};
	struct told told = {0};
	struct mention mention;
	const char *at = prompt;
	while (mention_next(film, prompt, at, &mention)) {
		const char *end = mention.member ? mention.from : mention.to;
		buf_add(&out->text, at, (size_t)(end - at));
		mark(out, "prompt", NULL);
		at = mention.to;
		if (!mention.member)
			continue;
		char *name = spoken_name(mention.member, begins_sentence(&out->text));
		buf_add_str(&out->text, name);
		free(name);
		add_looks(out, &later, &told, &mention);
		mark(out, "cast", name_of(&mention));
	}
	buf_add_str(&out->text, at);
	end_sentence(&out->text);
	mark(out, "prompt", NULL);
	append(out, &later);
	free(told.mentions);
}

static void add_framing(struct compiled *out, const struct scene *scene)
{
	const struct {
		const char *field, *word;
	} words[] = {{"shot", scene->shot},
		     {"angle", scene->angle},
		     {"move", scene->move},
		     {"lens", scene->lens},
		     {"light", scene->light}};
	const char *last = NULL;
	for (size_t i = 0; i < LENGTH(words); i++) {
		const char *word = words[i].word;
		if (!word)
			continue;
		buf_add_str(&out->text, last ? ", " : out->text.len ? " " : "");
		size_t from = out->text.len, length = strlen(word);
		add_trimmed(&out->text, word == scene->lens ? word : phrase_of(word), true);
		if (word == scene->lens && length > 2 && strcmp(word + length - 2, "mm") == 0)
			buf_add_str(&out->text, " lens");
		if (!last && out->text.len > from)
			capitalise(out->text.data + from);
		last = words[i].field;
		mark(out, last, NULL);
	}
	if (last) {
		end_sentence(&out->text);
		mark(out, last, NULL);
	}
}

void compile_prompt(const struct film *film, const struct scene *scene, struct compiled *out)
{
	*out = (struct compiled){0};
	if (scene->prompt)
		add_prompt(out, film, scene->prompt);
	add_framing(out, scene);
	add_sentence(out, "Style: ", film->style, "style");
	add_sentence(out, "Sound: ", scene->sound, "sound");
	add_sentence(out, "Dialogue: ", scene->dialogue, "dialogue");
}

void compiled_clear(struct compiled *compiled)
{
	for (size_t i = 0; i < compiled->count; i++)
		free(compiled->pieces[i].name);
	free(compiled->pieces);
	buf_free(&compiled->text);
	*compiled = (struct compiled){0};
}

char *scene_compiled_prompt(const struct film *film, const struct scene *scene)
{
	struct compiled compiled;
	compile_prompt(film, scene, &compiled);
	char *text = buf_take(&compiled.text);
	compiled_clear(&compiled);
	return text;
}
