/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "media/stage/read.h"
#include "util/mem.h"
#include "util/text.h"

#define PICTOGRAM_BYTES_MAX 64

/* How a member stands and what stands for it when its words say nothing. */
static const struct {
	const char *kind;
	enum stance stance, second; /* what to look for in its words */
	const char *fallback;
} kinds[] = {
	{"person", STANCE_ACTOR, STANCE_ACTOR, "🧑"},
	{"place", STANCE_SET, STANCE_PROP, NULL},
	{"prop", STANCE_PROP, STANCE_SET, NULL},
};

static size_t kind_of(const char *kind)
{
	for (size_t i = 0; kind && i < LENGTH(kinds); i++)
		if (strcmp(kinds[i].kind, kind) == 0)
			return i;
	return 0;
}

static const struct stage_thing *first_of(const struct sights *sights, enum stance stance)
{
	for (size_t i = 0; i < sights->count; i++)
		if (sights->things[i].stance == stance)
			return &sights->things[i];
	return NULL;
}

static void choose_pictogram(struct member *member, const struct sights *seen, size_t kind)
{
	const struct stage_thing *thing = first_of(seen, kinds[kind].stance);

	if (!thing)
		thing = first_of(seen, kinds[kind].second);
	if (thing)
		member->pictogram = xstrdup(thing->pictogram);
	else if (kinds[kind].fallback)
		member->pictogram = xstrdup(kinds[kind].fallback);
}

static void read_text(struct sights *seen, const struct lexicon *lexicon,
		      const struct language *language, const char *text)
{
	struct words words = {0};

	if (!text)
		return;
	words_split(text, &words);
	sights_read(seen, lexicon, language, &words, NULL);
	words_clear(&words);
}

/* By name as it stands in a handle, and by the name's words. */
static void enter_name(struct cast *cast, const char *name)
{
	char *mention = xasprintf("@%s", name);
	struct words handle = {0}, words = {0};
	int place = (int)cast->count;

	words_split(mention, &handle);
	words_split(name, &words);
	if (handle.count > 0 && handle.list[0].handle)
		dictionary_put(&cast->names, handle.list[0].text)->count = place;
	if (words.count > 0)
		dictionary_add(&cast->names, &words)->count = place;
	words_clear(&words);
	words_clear(&handle);
	free(mention);
}

static void enter_member(struct cast *cast, const struct lexicon *lexicon,
			 const struct language *language, const struct json *json,
			 struct sights *scenery)
{
	const char *name = json_get_str(json, "name");
	const char *own = json_get_str(json, "pictogram");
	const char *looks = json_get_str(json, "looks");
	double index = json_get_num(json, "index");
	size_t kind = kind_of(json_get_str(json, "kind"));
	struct sights seen;
	struct member *member;

	GROW(cast->list, cast->count, cast->room);
	member = &cast->list[cast->count++];
	*member = (struct member){.name = text_clean(name, false, 0),
				  .index = index >= 0 && index < 1e6 ? (int)index : -1,
				  .stance = kinds[kind].stance};
	sights_init(&seen);
	read_text(&seen, lexicon, language, name);
	read_text(&seen, lexicon, language, looks);
	if (own && *own && strlen(own) <= PICTOGRAM_BYTES_MAX)
		member->pictogram = text_clean(own, false, 0);
	else
		choose_pictogram(member, &seen, kind);
	if (member->pictogram && member->stance != STANCE_ACTOR &&
	    lexicon_stance(lexicon, member->pictogram) >= 0)
		member->stance = (enum stance)lexicon_stance(lexicon, member->pictogram);
	for (int i = 0; i < FACETS && kinds[kind].stance == STANCE_SET; i++)
		if (scenery->facets[i] == FACET_SILENT)
			scenery->facets[i] = seen.facets[i];
	sights_clear(&seen);
	enter_name(cast, name);
}

int cast_read(struct cast *cast, const struct lexicon *lexicon, const struct language *language,
	      const struct json *list, struct sights *scenery, struct err *err)
{
	for (const struct json *json = json_first(list); json; json = json_next(json)) {
		if (!json_get_str(json, "name"))
			return err_set(err, ERR_INVALID,
				       "a member of the recipe's cast has no name");
		enter_member(cast, lexicon, language, json, scenery);
	}
	return 0;
}

void cast_clear(struct cast *cast)
{
	for (size_t i = 0; i < cast->count; i++) {
		free(cast->list[i].name);
		free(cast->list[i].pictogram);
	}
	free(cast->list);
	dictionary_clear(&cast->names);
	*cast = (struct cast){0};
}
