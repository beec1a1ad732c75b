/* SPDX-License-Identifier: MIT */
#include "core/scenes/filter.h"

#include <stdlib.h>
#include <string.h>

#include "core/scenes/target.h"
#include "film/mention.h"
#include "util/mem.h"
#include "util/search.h"

enum term_kind {
	TERM_MISSING,
	TERM_STALE,
	TERM_CURRENT,
	TERM_FAILED,
	TERM_RUNNING,
	TERM_QUEUED,
	TERM_CIRCLED,
	TERM_MARKED,
	TERM_GROUP,
	TERM_PROVIDER,
	TERM_CAST,
	TERM_TEXT,
};

/* Those up to TERM_MARKED are whole words, the others begin one. */
static const char *const words_of[] = {
	[TERM_MISSING] = "missing", [TERM_STALE] = "stale",       [TERM_CURRENT] = "current",
	[TERM_FAILED] = "failed",   [TERM_RUNNING] = "running",   [TERM_QUEUED] = "queued",
	[TERM_CIRCLED] = "circled", [TERM_MARKED] = "marked",     [TERM_GROUP] = "group:",
	[TERM_CAST] = "cast:",      [TERM_PROVIDER] = "provider:",
};

struct term {
	enum term_kind kind;
	bool unwanted;
	struct search search;
};

struct filter {
	struct term *terms;
	size_t count, room;
};

static struct term read_term(const char *word)
{
	struct term term = {.kind = TERM_MISSING};

	while (term.kind < TERM_TEXT) {
		const char *known = words_of[term.kind];
		size_t bytes = strlen(known);
		bool whole = term.kind <= TERM_MARKED;

		if (whole ? strcmp(word, known) == 0 : strncmp(word, known, bytes) == 0) {
			word += bytes;
			break;
		}
		term.kind++;
	}
	search_make(&term.search, word, term.kind == TERM_CAST);
	return term;
}

struct filter *filter_new(char *const *words, size_t count, struct err *err)
{
	struct filter *filter = xcalloc(1, sizeof *filter);
	bool unwanted = false;

	for (size_t i = 0; i < count; i++) {
		if (strcmp(words[i], "not") == 0) {
			unwanted = !unwanted;
			continue;
		}
		GROW(filter->terms, filter->count, filter->room);
		filter->terms[filter->count] = read_term(words[i]);
		filter->terms[filter->count++].unwanted = unwanted;
		unwanted = false;
	}
	if (!unwanted)
		return filter;
	err_set(err, ERR_USAGE, "not what? a word is missing behind “not”");
	filter_free(filter);
	return NULL;
}

void filter_free(struct filter *filter)
{
	if (!filter)
		return;
	for (size_t i = 0; i < filter->count; i++)
		search_clear(&filter->terms[i].search);
	free(filter->terms);
	free(filter);
}

bool filter_looks_at_takes(const struct filter *filter)
{
	for (size_t i = 0; i < filter->count; i++)
		if (filter->terms[i].kind <= TERM_QUEUED)
			return true;
	return false;
}

static bool stands_in(const struct term *term, const char *text)
{
	size_t bytes;

	return text && search_next(&term->search, text, &bytes);
}

static bool is_in_texts(const struct term *term, const struct scene *scene)
{
	const char *const texts[] = {scene->id, scene->title, scene->prompt, scene->notes,
				     scene->dialogue};

	for (size_t i = 0; i < LENGTH(texts); i++)
		if (stands_in(term, texts[i]))
			return true;
	return false;
}

static bool is_named(const struct term *term, const struct film *film, const struct scene *scene)
{
	struct mention mention;

	for (const char *at = scene->prompt; at && mention_next(film, scene->prompt, at, &mention);
	     at = mention.to)
		if (strcmp(mention.name, term->search.wanted) == 0)
			return true;
	return false;
}

/* What an id is, too, is found as a text. */
static bool is_place(const struct term *term, const struct film *film)
{
	const char *word = term->search.wanted;

	return term->kind == TERM_TEXT && target_is_places(film, word) &&
	       film_index(film, word) == film->scene_count;
}

static bool is_of_takes(enum term_kind kind, const struct glance *glance)
{
	if (!glance)
		return false;
	switch (kind) {
	case TERM_FAILED:
		return glance->failed > 0;
	case TERM_RUNNING:
		return glance->running > 0;
	case TERM_QUEUED:
		return glance->queued > 0;
	case TERM_MISSING:
		return glance->known && glance->state == SCENE_MISSING;
	case TERM_STALE:
		return glance->known && glance->state == SCENE_STALE;
	default:
		return glance->known && glance->state == SCENE_CURRENT;
	}
}

static bool is_true(const struct term *term, const struct film *film, const struct scene *scene,
		    const struct glance *glance, bool marked)
{
	switch (term->kind) {
	case TERM_CIRCLED:
		return scene->circled != NULL;
	case TERM_MARKED:
		return marked;
	case TERM_GROUP:
		return strcmp(term->search.wanted, "none") == 0 ? !scene->group
								: stands_in(term, scene->group);
	case TERM_PROVIDER:
		return stands_in(term, scene_provider(film, scene));
	case TERM_CAST:
		return is_named(term, film, scene);
	case TERM_TEXT:
		return is_place(term, film)
			       ? target_is_at(term->search.wanted, film_index(film, scene->id) + 1)
			       : is_in_texts(term, scene);
	default:
		return is_of_takes(term->kind, glance);
	}
}

bool filter_passes(const struct filter *filter, const struct film *film, const struct scene *scene,
		   const struct glance *glance, bool marked)
{
	bool placed = false, is_there = false;

	for (size_t i = 0; i < filter->count; i++) {
		const struct term *term = &filter->terms[i];
		bool is = is_true(term, film, scene, glance, marked);

		if (!term->unwanted && is_place(term, film)) {
			placed = true;
			is_there |= is;
		} else if (is == term->unwanted) {
			return false;
		}
	}
	return !placed || is_there;
}
