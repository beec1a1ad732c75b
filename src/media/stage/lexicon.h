/* SPDX-License-Identifier: MIT
 *
 * The words of every language the stage can read: our own overlay first
 * (DATADIR/lexicon/LANG.txt), then CLDR's names. A language is loaded when a
 * prompt first needs it. stage.h has lexicon_load and lexicon_free.
 */
#ifndef MEDIA_STAGE_LEXICON_H
#define MEDIA_STAGE_LEXICON_H

#include "media/stage/dictionary.h"
#include "media/stage/stage.h"

/* "ies" becomes "y"; the first rule whose suffix fits is the one. */
struct stem_rule {
	char *suffix, *instead;
};

struct language {
	char code[12];
	struct dictionary words; /* the overlay's */
	struct dictionary names; /* CLDR's */
	struct stem_rule *rules;
	size_t rule_count, rule_room;
	bool plurals; /* what the rules take away is the plural */
	char *adverb; /* what adverbs end in ("ly"); NULL */
};

#define LEXICON_LANGUAGES_MAX 64

struct lexicon {
	char *data_dir, *cldr_dir, *words_dir; /* words_dir may be NULL */
	struct dictionary stances; /* pictograms and how they stand; no others are staged */
	struct dictionary stops;   /* function words; a bit for each language */
	char codes[LEXICON_LANGUAGES_MAX][12]; /* whose bit is whose */
	size_t code_count;
	struct language **languages; /* loaded ones */
	size_t count, room;
};

/* The language, loaded when it wasn't; borrowed from the lexicon. */
const struct language *lexicon_language(struct lexicon *lexicon, const char *code, struct err *err);
/* The language of a text, by its script and its function words; `locale` ("fr",
 * "pt_BR.UTF-8", NULL) where they do not decide. Writes a code. */
int lexicon_detect(struct lexicon *lexicon, const struct words *words, const char *locale,
		   char code[12], struct err *err);
bool lexicon_is_stop(const struct lexicon *lexicon, const struct language *language,
		     const char *word);
/* What stances.txt says of a pictogram, FACET_STANCE and maybe FACET_HINT; NULL for
 * one the stage does not know. U+FE0F is ignored, and 👩‍🚒 stands as 👩 does. */
const struct entry *lexicon_pictogram(const struct lexicon *lexicon, const char *pictogram);
int lexicon_stance(const struct lexicon *lexicon, const char *pictogram);

/* The longest phrase at a word, ours before CLDR's where they are as long. */
struct match language_match(const struct language *language, const struct words *words, size_t at);

/* Reads FOLDER/LANG.txt into the language (overlay.c); a missing one adds
 * nothing. With `over`, what it says takes the place of what was said before. */
int overlay_read(const char *folder, const struct lexicon *lexicon, struct language *language,
		 bool over, struct err *err);

/* The words of a facet's values, and back (FACET_SILENT); in camera.c. */
const char *facet_word(enum facet facet, int value);
int facet_value(enum facet facet, const char *word);

#endif
