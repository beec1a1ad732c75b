/* SPDX-License-Identifier: MIT */
#include "media/stage/read.h"

#include <stdlib.h>
#include <string.h>

#include "util/mem.h"
#include "util/text.h"

#define COUNT_MAX 3
#define WORD_POINTS_MAX 40
/* How far a number or a "no" reaches, in words. */
#define REACH_WORDS 4
/* Which light a scene has when its words name several: the more telling. */
static const signed char light_ranks[] = {
	[LIGHT_HEAVEN] = 12, [LIGHT_FIRE] = 11, [LIGHT_NEON] = 10, [LIGHT_CANDLE] = 9,
	[LIGHT_STORM] = 8,   [LIGHT_SNOW] = 7,  [LIGHT_FOG] = 6,   [LIGHT_DUSK] = 5,
	[LIGHT_GOLDEN] = 4,  [LIGHT_DAWN] = 3,  [LIGHT_NIGHT] = 2, [LIGHT_DAY] = 1,
};

/* What a "no" has done so far. */
enum denial {
	DENIAL_NONE,
	DENIAL_ARMED, /* the next thing is not there */
	DENIAL_DONE,  /* one was; an "or" goes on */
};

struct reader {
	struct sights *sights;
	const struct lexicon *lexicon;
	const struct language *language;
	const struct words *words;
	const struct cast *cast;
	enum denial denial;
	bool denial_has_words; /* something stood between "no" and here */
	size_t denial_from;
	int number; /* 0: none said */
	size_t number_from;
};

void sights_init(struct sights *sights)
{
	*sights = (struct sights){0};
	for (int i = 0; i < FACETS; i++)
		sights->facets[i] = FACET_SILENT;
}

void thing_clear(struct stage_thing *thing)
{
	free(thing->word);
	free(thing->pictogram);
	free(thing->cast);
	*thing = (struct stage_thing){0};
}

void sights_clear(struct sights *sights)
{
	for (size_t i = 0; i < sights->count; i++)
		thing_clear(&sights->things[i]);
	free(sights->things);
	*sights = (struct sights){0};
}

/* The words as the text has them, without the mark of a handle. */
static char *source_text(const struct words *words, size_t at, size_t count)
{
	const struct word *first = &words->list[at], *last = &words->list[at + count - 1];
	char *raw = xstrndup(first->source, (size_t)(last->source + last->bytes - first->source));
	char *clean = text_clean(raw, false, WORD_POINTS_MAX);

	free(raw);
	return clean;
}

/* The thing the text means: the same member of the cast, or the same pictogram
 * unless each is a member of its own. */
static struct stage_thing *find_thing(struct sights *sights, const char *pictogram,
				      const struct member *member)
{
	for (size_t i = 0; i < sights->count; i++) {
		struct stage_thing *thing = &sights->things[i];

		if (strcmp(thing->pictogram, pictogram) != 0)
			continue;
		if (!member || !thing->cast || strcmp(thing->cast, member->name) == 0)
			return thing;
	}
	return NULL;
}

static void set_facet(struct sights *sights, enum facet facet, int value)
{
	int *now = &sights->facets[facet];

	if (value == FACET_SILENT)
		return;
	if (*now == FACET_SILENT ||
	    (facet == FACET_LIGHT && light_ranks[value] > light_ranks[*now]))
		*now = value;
}

static void add_thing(struct reader *reader, size_t at, size_t count, const char *pictogram,
		      int number, const struct member *member)
{
	struct sights *sights = reader->sights;
	const struct entry *known = lexicon_pictogram(reader->lexicon, pictogram);
	struct stage_thing *thing = find_thing(sights, pictogram, member);

	if (!thing) {
		GROW(sights->things, sights->count, sights->room);
		thing = &sights->things[sights->count++];
		*thing = (struct stage_thing){.pictogram = xstrdup(pictogram),
					      .word = source_text(reader->words, at, count),
					      .cast_index = -1,
					      .stance = STANCE_PROP,
					      .count = 1};
		if (known)
			thing->stance = (enum stance)known->facets[FACET_STANCE];
		if (known)
			set_facet(sights, FACET_HINT, known->facets[FACET_HINT]);
	}
	if (member && !thing->cast) {
		thing->cast = xstrdup(member->name);
		thing->cast_index = member->index;
		thing->stance = member->stance;
	}
	if (thing->count < number)
		thing->count = number;
}

static bool ends_with(const char *text, const char *ending)
{
	size_t bytes = strlen(text), tail = ending ? strlen(ending) : 0;

	return tail > 0 && bytes > tail && strcmp(text + bytes - tail, ending) == 0;
}

/* True where a noun can stand: not behind who acts or a pronoun, with or without
 * an adverb between. */
static bool noun_can_stand(const struct reader *reader, size_t at)
{
	const struct words *words = reader->words;

	for (; !words->list[at].clause; at--) {
		const struct word *before = &words->list[at - 1];
		struct match match = language_match(reader->language, words, at - 1);
		unsigned parts = match.entry && match.words == 1 ? match.entry->parts : 0;

		if (before->handle || (match.thing && match.words == 1))
			return before->possessive;
		if (parts & (PART_DETERMINER | PART_PREPOSITION))
			return true;
		if (parts & PART_PRONOUN)
			return false;
		if (!ends_with(before->text, reader->language->adverb))
			return true;
	}
	return true;
}

/* A number holds for the next thing, a "no" for the next ones; articles,
 * prepositions and distance end them. */
static void turn_page(struct reader *reader, size_t at, unsigned parts)
{
	bool far = at - reader->denial_from > REACH_WORDS;

	if (reader->words->list[at].clause || at - reader->number_from > REACH_WORDS ||
	    (parts & (PART_PREPOSITION | PART_DETERMINER)))
		reader->number = 0;
	if (reader->words->list[at].clause || far)
		reader->denial = DENIAL_NONE;
	if ((parts & (PART_PREPOSITION | PART_DETERMINER)) && reader->denial_has_words)
		reader->denial = DENIAL_NONE;
}

static bool is_denied(struct reader *reader)
{
	bool denied = reader->denial == DENIAL_ARMED;

	reader->denial = denied ? DENIAL_DONE : DENIAL_NONE;
	reader->denial_has_words = false;
	return denied;
}

static void see_member(struct reader *reader, size_t at, size_t count, const struct member *member)
{
	if (!is_denied(reader) && member->pictogram)
		add_thing(reader, at, count, member->pictogram, 1, member);
	reader->number = 0;
}

static int count_of(const struct reader *reader, const struct match *match)
{
	int stance = lexicon_stance(reader->lexicon, match->thing->pictogram);

	if (reader->number > 1)
		return reader->number; /* "two children", though children are three */
	if (match->thing->count == 1 && reader->number == 0 && match->stemmed &&
	    reader->language->plurals && stance == STANCE_ACTOR)
		return 2;
	return match->thing->count;
}

/* Signs that change how what follows is read. True when it was one. */
static bool read_sign(struct reader *reader, size_t at, const struct entry *entry)
{
	int number = entry->facets[FACET_NUMBER];

	if (number != FACET_SILENT) {
		reader->number = number;
		reader->number_from = at;
	}
	if (entry->parts & PART_NEGATION) {
		reader->denial = DENIAL_ARMED;
		reader->denial_from = at;
		reader->denial_has_words = false;
	} else if ((entry->parts & PART_JOIN) && reader->denial == DENIAL_DONE) {
		reader->denial = DENIAL_ARMED;
		reader->denial_from = at;
		reader->denial_has_words = true; /* "no cars and a dog": the dog is there */
	}
	return (entry->parts & (PART_NEGATION | PART_JOIN | PART_DETERMINER | PART_PREPOSITION)) ||
	       number != FACET_SILENT;
}

static void see_match(struct reader *reader, size_t at, const struct match *match)
{
	const struct entry *entry = match->entry;
	bool is_verb =
		(entry->parts & PART_AMBIGUOUS) && match->words == 1 && !noun_can_stand(reader, at);
	bool says = match->thing;

	for (int i = 0; i < FACETS && !says; i++)
		says = entry->facets[i] != FACET_SILENT;
	if (is_verb || !says || is_denied(reader)) {
		reader->denial_has_words |= !says;
		return;
	}
	for (int i = 0; i < FACETS; i++)
		set_facet(reader->sights, (enum facet)i, entry->facets[i]);
	if (match->thing) {
		int count = count_of(reader, match);

		add_thing(reader, at, match->words, match->thing->pictogram, count, NULL);
		if (match->thing->beside)
			add_thing(reader, at, match->words, match->thing->beside, 1, NULL);
		reader->number = 0;
	}
}

static bool is_digits(const char *text)
{
	return text[strspn(text, "0123456789")] == '\0';
}

/* A word nobody knows may be an adjective, and digits are a number. */
static void see_unknown(struct reader *reader, size_t at)
{
	const char *text = reader->words->list[at].text;

	if (is_digits(text)) {
		long number = strlen(text) < 4 ? atol(text) : COUNT_MAX;

		reader->number = number < COUNT_MAX ? (int)number : COUNT_MAX;
		reader->number_from = at;
	}
	if (!lexicon_is_stop(reader->lexicon, reader->language, text))
		reader->denial_has_words = true;
}

static void as_it_is(const void *arg, const char *word, struct buf *out)
{
	buf_add_str(out, word);
}

static struct match member_match(const struct reader *reader, size_t at)
{
	const struct word *word = &reader->words->list[at];

	if (!reader->cast)
		return (struct match){0};
	if (word->handle)
		return (struct match){.entry = dictionary_get(&reader->cast->names, word->text),
				      .words = 1};
	return dictionary_match(&reader->cast->names, reader->words, at, as_it_is, NULL);
}

/* A phrase, unless one of the cast stands in it: with a Rose in the cast, "the
 * rose" is no flower. */
static struct match phrase_match(const struct reader *reader, size_t at)
{
	struct match match = language_match(reader->language, reader->words, at);

	for (size_t i = 1; i < match.words; i++)
		if (member_match(reader, at + i).entry)
			return (struct match){0};
	return match;
}

/* Reads what starts at a word; returns how many words it was. */
static size_t read_at(struct reader *reader, size_t at)
{
	const char *text = reader->words->list[at].text;
	struct match member = member_match(reader, at);
	struct match match = phrase_match(reader, at);
	bool is_stop = match.entry && !match.entry->own && match.words == 1 &&
		       lexicon_is_stop(reader->lexicon, reader->language, text);

	turn_page(reader, at, match.entry ? match.entry->parts : 0);
	if (member.entry && member.words >= match.words) {
		see_member(reader, at, member.words, &reader->cast->list[member.entry->count - 1]);
		return member.words;
	}
	if (!match.entry || is_stop) {
		see_unknown(reader, at);
		return 1;
	}
	if (!read_sign(reader, at, match.entry))
		see_match(reader, at, &match);
	return match.words;
}

void sights_read(struct sights *sights, const struct lexicon *lexicon,
		 const struct language *language, const struct words *words,
		 const struct cast *cast)
{
	struct reader reader = {.sights = sights,
				.lexicon = lexicon,
				.language = language,
				.words = words,
				.cast = cast};

	for (size_t at = 0; at < words->count;)
		at += read_at(&reader, at);
}
