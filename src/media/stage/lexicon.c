/* SPDX-License-Identifier: MIT */
#include "media/stage/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "media/stage/annotations.h"
#include "media/stage/rows.h"
#include "util/mem.h"
#include "util/text.h"

#define VARIATION_SELECTOR 0xfe0f

static char *without_selector(const char *pictogram)
{
	struct buf bare = {0};
	uint32_t point;

	for (size_t n; (n = text_next(pictogram, &point)) > 0; pictogram += n)
		if (point != VARIATION_SELECTOR)
			buf_add(&bare, pictogram, n);
	return buf_take(&bare);
}

const struct entry *lexicon_pictogram(const struct lexicon *lexicon, const char *pictogram)
{
	char *bare = without_selector(pictogram);
	const struct entry *entry = dictionary_get(&lexicon->stances, bare);
	uint32_t point;

	if (!entry) {
		bare[text_next(bare, &point)] = '\0';
		entry = dictionary_get(&lexicon->stances, bare);
	}
	free(bare);
	return entry && entry->facets[FACET_STANCE] != FACET_SILENT ? entry : NULL;
}

int lexicon_stance(const struct lexicon *lexicon, const char *pictogram)
{
	const struct entry *entry = lexicon_pictogram(lexicon, pictogram);

	return entry ? entry->facets[FACET_STANCE] : FACET_SILENT;
}

/* "[actor]" says how its pictograms stand, "[at sea]" where. */
static int on_stance(void *arg, const char *section, char *row, struct err *err)
{
	struct lexicon *lexicon = arg;
	bool is_place = strncmp(section, "at ", 3) == 0;
	enum facet facet = is_place ? FACET_HINT : FACET_STANCE;
	int value = facet_value(facet, is_place ? section + 3 : section);

	if (value < 0)
		return err_set(err, ERR_INVALID, "no stance or place is called “%s”", section);
	for (char *word; (word = strsep(&row, " "));) {
		char *bare = without_selector(word);
		signed char *now =
			*bare ? &dictionary_put(&lexicon->stances, bare)->facets[facet] : NULL;

		free(bare);
		if (now && *now != FACET_SILENT)
			return err_set(err, ERR_INVALID, "%s is in a section like [%s] already",
				       word, section);
		if (now)
			*now = (signed char)value;
	}
	return 0;
}

/* The language's number, a new one when it has none; -1 when there are too many. */
static int code_number(struct lexicon *lexicon, const char *code)
{
	for (size_t i = 0; i < lexicon->code_count; i++)
		if (strcmp(lexicon->codes[i], code) == 0)
			return (int)i;
	if (lexicon->code_count == LEXICON_LANGUAGES_MAX ||
	    strlen(code) >= sizeof lexicon->codes[0])
		return -1;
	strcpy(lexicon->codes[lexicon->code_count], code);
	return (int)lexicon->code_count++;
}

/* "en TAB the a an …" */
static int on_stop(void *arg, const char *section, char *row, struct err *err)
{
	struct lexicon *lexicon = arg;
	const char *code = strsep(&row, "\t");
	struct words words = {0};
	int number = row ? code_number(lexicon, code) : -1;

	if (number < 0)
		return err_set(err, ERR_INVALID,
			       "expected a language's code, a tab and words (%d languages at most)",
			       LEXICON_LANGUAGES_MAX);
	words_split(row, &words);
	for (size_t i = 0; i < words.count; i++)
		dictionary_put(&lexicon->stops, words.list[i].text)->languages |= 1ull << number;
	words_clear(&words);
	return 0;
}

struct lexicon *lexicon_load(const char *data_dir, const char *cldr_dir, const char *words_dir,
			     struct err *err)
{
	struct lexicon *lexicon = xcalloc(1, sizeof *lexicon);

	lexicon->data_dir = xasprintf("%s/lexicon", data_dir);
	lexicon->cldr_dir = xstrdup(cldr_dir);
	lexicon->words_dir = words_dir ? xstrdup(words_dir) : NULL;
	if (rows_read(lexicon->data_dir, "stances.txt", on_stance, lexicon, err) == 0 &&
	    rows_read(lexicon->data_dir, "stop.txt", on_stop, lexicon, err) == 0)
		return lexicon;
	lexicon_free(lexicon);
	return NULL;
}

static void language_free(struct language *language)
{
	for (size_t i = 0; i < language->rule_count; i++) {
		free(language->rules[i].suffix);
		free(language->rules[i].instead);
	}
	free(language->rules);
	free(language->adverb);
	dictionary_clear(&language->words);
	dictionary_clear(&language->names);
	free(language);
}

void lexicon_free(struct lexicon *lexicon)
{
	if (!lexicon)
		return;
	for (size_t i = 0; i < lexicon->count; i++)
		language_free(lexicon->languages[i]);
	free(lexicon->languages);
	dictionary_clear(&lexicon->stances);
	dictionary_clear(&lexicon->stops);
	free(lexicon->data_dir);
	free(lexicon->cldr_dir);
	free(lexicon->words_dir);
	free(lexicon);
}

static uint64_t stop_bit(const struct lexicon *lexicon, const char *code)
{
	for (size_t i = 0; i < lexicon->code_count; i++)
		if (strcmp(lexicon->codes[i], code) == 0)
			return 1ull << i;
	return 0;
}

bool lexicon_is_stop(const struct lexicon *lexicon, const struct language *language,
		     const char *word)
{
	const struct entry *entry = dictionary_get(&lexicon->stops, word);

	return entry && (entry->languages & stop_bit(lexicon, language->code));
}

static int language_read(const struct lexicon *lexicon, struct language *language, struct err *err)
{
	struct annotations_wanted wanted = {language->code, &lexicon->stances, &lexicon->stops,
					    stop_bit(lexicon, language->code)};

	if (overlay_read(lexicon->data_dir, lexicon, language, false, err) != 0)
		return -1;
	if (lexicon->words_dir &&
	    overlay_read(lexicon->words_dir, lexicon, language, true, err) != 0)
		return -1;
	return annotations_read(lexicon->cldr_dir, &wanted, &language->names, err);
}

const struct language *lexicon_language(struct lexicon *lexicon, const char *code, struct err *err)
{
	struct language *language;

	for (size_t i = 0; i < lexicon->count; i++)
		if (strcmp(lexicon->languages[i]->code, code) == 0)
			return lexicon->languages[i];
	if (strlen(code) >= sizeof language->code)
		BUG("language %s", code);
	language = xcalloc(1, sizeof *language);
	strcpy(language->code, code);

	if (language_read(lexicon, language, err) != 0) {
		language_free(language);
		return NULL;
	}
	GROW(lexicon->languages, lexicon->count, lexicon->room);
	return lexicon->languages[lexicon->count++] = language;
}

#define STEM_BYTES_MIN 2

static void stem(const void *arg, const char *word, struct buf *out)
{
	const struct language *language = arg;
	size_t bytes = strlen(word);

	for (size_t i = 0; i < language->rule_count; i++) {
		const struct stem_rule *rule = &language->rules[i];
		size_t suffix = strlen(rule->suffix);

		if (bytes >= suffix && bytes - suffix + strlen(rule->instead) >= STEM_BYTES_MIN &&
		    strcmp(word + bytes - suffix, rule->suffix) == 0) {
			buf_add(out, word, bytes - suffix);
			buf_add_str(out, rule->instead);
			return;
		}
	}
	buf_add_str(out, word);
}

/* Scripts without spaces: a name may be a piece of another word. One ideograph
 * of CLDR's must stand alone among other scripts, hiragana at the start of a run
 * and three long, others three long; our own rows are trusted. */
static bool is_piece(const struct words *words, size_t at, const struct match *match)
{
	const struct word *first = &words->list[at];
	const struct word *behind = &words->list[at + match->words];
	bool glued_before = first->glued && first[-1].spacing == first->spacing;
	bool glued_behind = at + match->words < words->count && behind->glued &&
			    behind->spacing == first->spacing;

	switch (match->entry->own ? SPACING_SPACES : first->spacing) {
	case SPACING_HAN:
		return match->words == 1 && (glued_before || glued_behind);
	case SPACING_KANA:
		return glued_before || match->words < 3;
	case SPACING_NONE:
		return match->words < 3 && (glued_before || glued_behind);
	case SPACING_SPACES:
		break;
	}
	return false;
}

struct match language_match(const struct language *language, const struct words *words, size_t at)
{
	struct match own = dictionary_match(&language->words, words, at, stem, language);
	struct match name = dictionary_match(&language->names, words, at, stem, language);

	if (name.entry && is_piece(words, at, &name))
		return own;
	if (!own.entry || own.words < name.words)
		return name;
	if (!own.thing && !(own.entry->parts & PART_NOTHING) && own.words == name.words) {
		own.thing = name.thing;
		own.stemmed = name.stemmed;
	}
	return own;
}
