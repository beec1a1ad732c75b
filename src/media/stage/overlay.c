/* SPDX-License-Identifier: MIT
 *
 * An overlay: what we say about the words of one language, before CLDR is asked.
 * Rows are "value TAB phrase, phrase, …"; in the sections of one meaning the value
 * is left out.
 */
#include "media/stage/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "media/stage/rows.h"
#include "util/mem.h"
#include "util/text.h"

struct reading;
typedef int section_fn(struct reading *reading, const char *value, const struct words *phrase,
		       const char *text, struct err *err);

struct section {
	const char *name;
	bool has_value;
	section_fn *add;
	int what; /* a part, a facet */
};

struct reading {
	const struct lexicon *lexicon;
	struct language *language;
	const struct section *section;
	bool over; /* what was said before gives way */
};

static struct entry *entry_of(struct reading *reading, const struct words *phrase)
{
	struct entry *entry = dictionary_add(&reading->language->words, phrase);

	entry->own = true;
	return entry;
}

/* Puts the pictogram in, one of those that may stand on a stage. */
static int set_pictogram(const struct reading *reading, char **to, const char *from, size_t bytes,
			 struct err *err)
{
	char *pictogram = xstrndup(from, bytes);

	if (lexicon_stance(reading->lexicon, pictogram) < 0) {
		err_set(err, ERR_INVALID, "“%s” is no pictogram of stances.txt", pictogram);
		free(pictogram);
		return -1;
	}
	*to = pictogram;
	return 0;
}

static void forget_thing(struct entry *entry)
{
	free(entry->pictogram);
	free(entry->beside);
	entry->pictogram = entry->beside = NULL;
}

/* "🧑*3" is three of them, "🧑 🥊" two things for one word. */
static int add_thing(struct reading *reading, const char *value, const struct words *phrase,
		     const char *text, struct err *err)
{
	struct entry *entry = entry_of(reading, phrase);
	size_t bytes = strcspn(value, "* ");
	const char *beside = strchr(value, ' ');
	size_t first = beside ? (size_t)(beside - value) : strlen(value);

	if (reading->over) {
		forget_thing(entry);
		entry->parts = 0;
	}
	if (entry->pictogram)
		return err_set(err, ERR_INVALID, "“%s” stands for %s already", text,
			       entry->pictogram);
	if (entry->parts & PART_NOTHING)
		return err_set(err, ERR_INVALID, "“%s” stages nothing, it says above", text);
	if (set_pictogram(reading, &entry->pictogram, value, bytes, err) < 0)
		return -1;
	if (beside &&
	    set_pictogram(reading, &entry->beside, beside + 1, strlen(beside + 1), err) < 0)
		return -1;
	if (value[bytes] == '*')
		entry->count = value[bytes + 1] - '0';
	if (entry->count < 1 || entry->count > 3 || (first > bytes && first != bytes + 2))
		return err_set(err, ERR_INVALID, "“%s”: a count is *2 or *3", value);
	return 0;
}

static int add_part(struct reading *reading, const char *value, const struct words *phrase,
		    const char *text, struct err *err)
{
	struct entry *entry = entry_of(reading, phrase);

	if (reading->over && reading->section->what == PART_NOTHING)
		forget_thing(entry);
	if (reading->section->what == PART_NOTHING && entry->pictogram)
		return err_set(err, ERR_INVALID, "“%s” stands for %s already", text,
			       entry->pictogram);
	entry->parts |= (unsigned)reading->section->what;
	return 0;
}

static int add_facet(struct reading *reading, const char *value, const struct words *phrase,
		     const char *text, struct err *err)
{
	struct entry *entry = entry_of(reading, phrase);
	enum facet facet = (enum facet)reading->section->what;
	int number = facet_value(facet, value);

	if (number < 0)
		return err_set(err, ERR_INVALID, "[%s] has no “%s”", reading->section->name, value);
	if (!reading->over && entry->facets[facet] != FACET_SILENT &&
	    entry->facets[facet] != number)
		return err_set(err, ERR_INVALID, "“%s” has another meaning in [%s] already", text,
			       reading->section->name);
	entry->facets[facet] = (signed char)number;
	return 0;
}

static int add_rule(struct reading *reading, const char *value, const struct words *phrase,
		    const char *text, struct err *err)
{
	struct language *language = reading->language;

	if (language->rule_count > 0 && language->plurals != reading->section->what)
		return err_set(err, ERR_INVALID, "a language has [plurals] or [endings], not both");
	GROW(language->rules, language->rule_count, language->rule_room);
	language->rules[language->rule_count++] = (struct stem_rule){
		.suffix = xstrdup(phrase->list[0].text),
		.instead = xstrdup(strcmp(value, "-") == 0 ? "" : value),
	};
	language->plurals = reading->section->what;
	return 0;
}

static int add_adverb(struct reading *reading, const char *value, const struct words *phrase,
		      const char *text, struct err *err)
{
	free(reading->language->adverb);
	reading->language->adverb = xstrdup(phrase->list[0].text);
	return 0;
}

static const struct section sections[] = {
	{"things", true, add_thing, 0},
	{"nothing", false, add_part, PART_NOTHING},
	{"ambiguous", false, add_part, PART_AMBIGUOUS},
	{"negation", false, add_part, PART_NEGATION},
	{"joins", false, add_part, PART_JOIN},
	{"determiners", false, add_part, PART_DETERMINER},
	{"prepositions", false, add_part, PART_PREPOSITION},
	{"pronouns", false, add_part, PART_PRONOUN},
	{"number", true, add_facet, FACET_NUMBER},
	{"place", true, add_facet, FACET_PLACE},
	{"place, if no other", true, add_facet, FACET_HINT},
	{"light", true, add_facet, FACET_LIGHT},
	{"light, in its field", true, add_facet, FACET_LIGHT_ASKED},
	{"shot", true, add_facet, FACET_SHOT},
	{"shot, in its field", true, add_facet, FACET_SHOT_ASKED},
	{"angle", true, add_facet, FACET_ANGLE},
	{"angle, in its field", true, add_facet, FACET_ANGLE_ASKED},
	{"move", true, add_facet, FACET_MOVE},
	{"move, in its field", true, add_facet, FACET_MOVE_ASKED},
	{"plurals", true, add_rule, true},
	{"endings", true, add_rule, false},
	{"adverbs", false, add_adverb, 0},
};

static const struct section *section_find(const char *name)
{
	for (size_t i = 0; i < LENGTH(sections); i++)
		if (strcmp(sections[i].name, name) == 0)
			return &sections[i];
	return NULL;
}

static int add_phrase(struct reading *reading, const char *value, const char *text, struct err *err)
{
	struct words phrase = {0};
	int result;

	words_split(text, &phrase);
	if (phrase.count == 0)
		result = err_set(err, ERR_INVALID,
				 "a phrase without words; phrases stand between commas");
	else
		result = reading->section->add(reading, value, &phrase, text, err);
	words_clear(&phrase);
	return result;
}

static int on_row(void *arg, const char *section, char *row, struct err *err)
{
	struct reading *reading = arg;
	const char *value = NULL;

	reading->section = section_find(section);
	if (!reading->section)
		return err_set(err, ERR_INVALID, "no section is called “%s”", section);
	if (reading->section->has_value) {
		value = strsep(&row, "\t");
		if (!row)
			return err_set(err, ERR_INVALID, "expected a value, a tab and phrases");
	}
	for (char *text; (text = strsep(&row, ","));) {
		text += strspn(text, " ");
		if (add_phrase(reading, value, text, err) != 0)
			return -1;
	}
	return 0;
}

int overlay_read(const char *folder, const struct lexicon *lexicon, struct language *language,
		 bool over, struct err *err)
{
	struct reading reading = {.lexicon = lexicon, .language = language, .over = over};
	char *name = xasprintf("%s.txt", language->code);
	struct err problem = {0};
	int result = rows_read(folder, name, on_row, &reading, &problem);

	if (result != 0 && problem.kind == ERR_NOT_FOUND)
		result = 0;
	else if (result != 0)
		err_move(err, &problem);
	err_clear(&problem);
	free(name);
	return result;
}
