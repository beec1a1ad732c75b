/* SPDX-License-Identifier: MIT
 *
 * What words and phrases mean to the stage. A key is one or more words with a
 * space between (none where the script has none); looking a text up finds the
 * longest phrase that starts at a word.
 */
#ifndef MEDIA_STAGE_DICTIONARY_H
#define MEDIA_STAGE_DICTIONARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "media/stage/words.h"
#include "util/buf.h"

/* What a phrase can say beside its pictogram, each a number of its own. */
enum facet {
	FACET_PLACE,
	FACET_HINT, /* a place, if nothing else says one */
	FACET_LIGHT,
	FACET_SHOT,
	FACET_ANGLE,
	FACET_MOVE,
	FACET_NUMBER,
	FACET_STANCE, /* of a pictogram */
	/* the same, but only in a field that asks for it, not in a prompt */
	FACET_LIGHT_ASKED,
	FACET_SHOT_ASKED,
	FACET_ANGLE_ASKED,
	FACET_MOVE_ASKED,
	FACETS,
};
#define FACET_SILENT (-1)

/* What part a phrase plays in a sentence. */
enum part {
	PART_NOTHING = 1,      /* stages nothing, whatever CLDR thinks */
	PART_AMBIGUOUS = 2,    /* a thing only where a noun can stand */
	PART_NEGATION = 4,     /* the next thing is not there */
	PART_JOIN = 8,         /* goes on with what was said: and, or */
	PART_DETERMINER = 16,  /* a noun follows */
	PART_PREPOSITION = 32, /* the same */
	PART_PRONOUN = 64,     /* a verb follows */
};

struct entry {
	char *pictogram; /* owned; NULL: stages nothing */
	int count;       /* how many of it, 1 unless the phrase says more */
	char *beside;    /* owned; another that stands with it, or NULL */
	signed char facets[FACETS];
	unsigned parts;
	uint64_t languages; /* of a stop word: one bit each */
	bool own;           /* from a file of ours, not from CLDR */
};

struct slot;
struct dictionary {
	struct slot *slots;
	size_t room, used;
	struct entry **entries;
	size_t count, entries_room;
};

void dictionary_clear(struct dictionary *dictionary);

/* By a key as it is: pictograms, single words. put makes a silent entry when
 * there is none. */
struct entry *dictionary_get(const struct dictionary *dictionary, const char *key);
struct entry *dictionary_put(struct dictionary *dictionary, const char *key);

/* The entry of a phrase, made when there is none; the phrase without accents
 * leads to it too, unless that has a meaning of its own. */
struct entry *dictionary_add(struct dictionary *dictionary, const struct words *phrase);

/* Appends the stem of a word, or the word. */
typedef void stem_fn(const void *arg, const char *word, struct buf *out);

struct match {
	struct entry *entry; /* NULL: none */
	struct entry *thing; /* whose pictogram it is: the entry, or its stem's; NULL */
	size_t words;
	bool stemmed; /* the thing was found only by its stem */
};
/* The longest phrase that starts at word `at`; no punctuation within. */
struct match dictionary_match(const struct dictionary *dictionary, const struct words *words,
			      size_t at, stem_fn *stem, const void *arg);

#endif
