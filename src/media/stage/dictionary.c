/* SPDX-License-Identifier: MIT */
#include "media/stage/dictionary.h"

#include <stdlib.h>
#include <string.h>

#include "util/mem.h"
#include "util/text.h"

/* A key that is only the first word of longer ones has a reach and no entry. */
struct slot {
	char *key; /* owned; NULL: free */
	struct entry *entry;
	bool plain;   /* the key lacks accents the phrase has: gives way */
	size_t reach; /* words of the longest phrase that starts with it */
};

static uint32_t hash(const char *key)
{
	uint32_t h = 2166136261u;

	for (; *key; key++)
		h = (h ^ (unsigned char)*key) * 16777619u;
	return h;
}

static struct slot *find(const struct dictionary *d, const char *key)
{
	size_t at = hash(key) & (d->room - 1);

	while (d->slots[at].key && strcmp(d->slots[at].key, key) != 0)
		at = (at + 1) & (d->room - 1);
	return &d->slots[at];
}

static void widen(struct dictionary *d)
{
	struct dictionary wide = {.room = d->room ? d->room * 2 : 64};

	wide.slots = xcalloc(wide.room, sizeof *wide.slots);
	for (size_t i = 0; i < d->room; i++)
		if (d->slots[i].key)
			*find(&wide, d->slots[i].key) = d->slots[i];
	free(d->slots);
	d->slots = wide.slots;
	d->room = wide.room;
}

static struct slot *put(struct dictionary *d, const char *key)
{
	struct slot *slot;

	if (2 * (d->used + 1) > d->room)
		widen(d);
	slot = find(d, key);
	if (!slot->key) {
		slot->key = xstrdup(key);
		d->used++;
	}
	return slot;
}

static struct entry *new_entry(struct dictionary *d)
{
	struct entry *entry = xcalloc(1, sizeof *entry);

	entry->count = 1;
	for (int i = 0; i < FACETS; i++)
		entry->facets[i] = FACET_SILENT;
	GROW(d->entries, d->count, d->entries_room);
	return d->entries[d->count++] = entry;
}

struct entry *dictionary_get(const struct dictionary *d, const char *key)
{
	return d->room ? find(d, key)->entry : NULL;
}

struct entry *dictionary_put(struct dictionary *d, const char *key)
{
	struct slot *slot = put(d, key);

	if (!slot->entry || slot->plain) {
		slot->entry = new_entry(d);
		slot->plain = false;
	}
	return slot->entry;
}

/* Which words of a phrase are looked up by their stem: "fire trucks", "camions
 * de pompiers", "hommes politiques". */
enum stemmed { STEM_NONE, STEM_LAST, STEM_FIRST, STEM_ALL };

struct lookup {
	const struct words *words;
	stem_fn *stem;
	const void *arg;
};

static void write_key(const struct lookup *lookup, size_t first, size_t count, enum stemmed stemmed,
		      struct buf *out)
{
	buf_clear(out);
	for (size_t i = first; i < first + count; i++) {
		const struct word *word = &lookup->words->list[i];
		bool stem = stemmed == STEM_ALL || (stemmed == STEM_FIRST && i == first) ||
			    (stemmed == STEM_LAST && i == first + count - 1);

		if (i > first && !word->glued)
			buf_add_char(out, ' ');
		if (stem)
			lookup->stem(lookup->arg, word->text, out);
		else
			buf_add_str(out, word->text);
	}
}

/* Notes that a phrase of so many words starts with the key's first word. */
static void reach(struct dictionary *d, const char *key, const struct words *phrase)
{
	bool glued = phrase->count > 1 && phrase->list[1].glued;
	size_t bytes = glued ? strlen(phrase->list[0].text) : strcspn(key, " ");
	char *word = xstrndup(key, bytes);
	struct slot *slot = put(d, word);

	if (slot->reach < phrase->count)
		slot->reach = phrase->count;
	free(word);
}

static bool is_ascii(const char *text)
{
	while ((signed char)*text > 0)
		text++;
	return *text == '\0';
}

/* Another way to the entry: its key without accents, if that is free. */
static void add_plain(struct dictionary *d, const char *key, const struct words *phrase,
		      struct entry *entry)
{
	char *plain = text_plain(key);
	struct slot *slot = put(d, plain);

	if (!slot->entry) {
		slot->entry = entry;
		slot->plain = true;
		reach(d, plain, phrase);
	}
	free(plain);
}

struct entry *dictionary_add(struct dictionary *d, const struct words *phrase)
{
	struct lookup lookup = {.words = phrase};
	struct buf key = {0};
	struct entry *entry;

	write_key(&lookup, 0, phrase->count, STEM_NONE, &key);
	entry = dictionary_put(d, buf_str(&key));
	reach(d, buf_str(&key), phrase);
	if (!is_ascii(buf_str(&key)))
		add_plain(d, buf_str(&key), phrase, entry);
	buf_free(&key);
	return entry;
}

/* How many words from `at` on belong to one clause, at most `limit`. */
static size_t clause_words(const struct words *words, size_t at, size_t limit)
{
	size_t count = 1;

	while (count < limit && at + count < words->count && !words->list[at + count].clause &&
	       !words->list[at + count].handle)
		count++;
	return count;
}

/* Looks `count` words up as they are, then by their stems; *form is how far it
 * got and where it starts. */
static struct entry *find_phrase(const struct dictionary *d, const struct lookup *lookup, size_t at,
				 size_t count, bool things, enum stemmed *form, struct buf *key)
{
	enum stemmed last = count > 1 ? STEM_ALL : STEM_LAST;

	for (; *form <= last; (*form)++) {
		write_key(lookup, at, count, *form, key);
		struct entry *entry = find(d, buf_str(key))->entry;
		if (entry && (entry->pictogram || !things))
			return entry;
	}
	return NULL;
}

static size_t longest_phrase(const struct dictionary *d, const struct lookup *lookup, size_t at,
			     struct buf *key)
{
	size_t longest = 0;

	for (enum stemmed form = STEM_NONE; d->room && form <= STEM_LAST; form++) {
		write_key(lookup, at, 1, form, key);
		const struct slot *slot = find(d, buf_str(key));
		if (slot->reach > longest)
			longest = slot->reach;
	}
	return longest > 0 ? clause_words(lookup->words, at, longest) : 0;
}

struct match dictionary_match(const struct dictionary *d, const struct words *words, size_t at,
			      stem_fn *stem, const void *arg)
{
	struct lookup lookup = {words, stem, arg};
	struct match match = {0};
	struct buf key = {0};
	enum stemmed form = STEM_NONE;

	match.words = longest_phrase(d, &lookup, at, &key);
	for (; match.words > 0; match.words--) {
		form = STEM_NONE;
		match.entry = find_phrase(d, &lookup, at, match.words, false, &form, &key);
		if (match.entry)
			break;
	}
	/* a row about the place of "camels" leaves the camel what it is */
	if (match.entry && !(match.entry->parts & PART_NOTHING))
		match.thing = find_phrase(d, &lookup, at, match.words, true, &form, &key);
	match.stemmed = form != STEM_NONE;
	buf_free(&key);
	return match;
}

void dictionary_clear(struct dictionary *d)
{
	for (size_t i = 0; i < d->count; i++) {
		free(d->entries[i]->pictogram);
		free(d->entries[i]->beside);
		free(d->entries[i]);
	}
	for (size_t i = 0; i < d->room; i++)
		free(d->slots[i].key);
	free(d->entries);
	free(d->slots);
	*d = (struct dictionary){0};
}
