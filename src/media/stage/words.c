/* SPDX-License-Identifier: MIT */
#include "media/stage/words.h"

#include <stdlib.h>
#include <string.h>

#include "util/mem.h"
#include "util/text.h"

struct range {
	uint32_t first, last;
};

/* Accents as characters of their own, Hebrew points, Arabic vowels, joiners and
 * emoji selectors: they part no words and are not kept. */
static const struct range marks[] = {
	{0xad, 0xad},   {0x300, 0x36f}, {0x591, 0x5bd},   {0x610, 0x61a},   {0x640, 0x640},
	{0x64b, 0x65f}, {0x670, 0x670}, {0x200c, 0x200d}, {0xfe00, 0xfe0f},
};

/* Which scripts are written without spaces, and as what they are read. */
static const struct {
	struct range range;
	enum spacing spacing;
} unspaced[] = {
	{{0x3005, 0x3007}, SPACING_HAN},   {{0x3400, 0x4dbf}, SPACING_HAN},
	{{0x4e00, 0x9fff}, SPACING_HAN},   {{0xf900, 0xfaff}, SPACING_HAN},
	{{0x20000, 0x323af}, SPACING_HAN}, {{0x3041, 0x309f}, SPACING_KANA},
	{{0xe01, 0xe4e}, SPACING_NONE},    {{0xe81, 0xedf}, SPACING_NONE},
	{{0x1000, 0x109f}, SPACING_NONE},  {{0x1780, 0x17d3}, SPACING_NONE},
};

/* Opening and closing marks of speech. */
static const uint32_t quotes[][2] = {
	{'"', '"'},   {0x201c, 0x201d}, {0x201e, 0x201c}, {0x201f, 0x201d},
	{0xab, 0xbb}, {0xbb, 0xab},     {0x300c, 0x300d}, {0x300e, 0x300f},
};

static bool is_mark(uint32_t point)
{
	for (size_t i = 0; point >= marks[0].first && i < LENGTH(marks); i++)
		if (point >= marks[i].first && point <= marks[i].last)
			return true;
	return false;
}

static enum spacing spacing_of(uint32_t point)
{
	for (size_t i = 0; point >= 0xe01 && i < LENGTH(unspaced); i++)
		if (point >= unspaced[i].range.first && point <= unspaced[i].range.last)
			return unspaced[i].spacing;
	return SPACING_SPACES;
}

static bool is_apostrophe(uint32_t point)
{
	return point == '\'' || point == 0x2019 || point == 0x2bc;
}

/* What stands between words of one clause. */
static bool parts_softly(uint32_t point)
{
	return point == ' ' || point == '-' || point == 0xa0 || point == 0x202f ||
	       point == 0x3000 || point == '\n' || point == '\t' || point == '\r' ||
	       is_apostrophe(point) || is_mark(point);
}

/* The letters from `text` on that make one word of a spaced script. */
static size_t run_bytes(const char *text)
{
	const char *at = text;
	uint32_t point;

	for (size_t n; (n = text_next(at, &point)) > 0; at += n)
		if (!(text_is_letter(point) && spacing_of(point) == SPACING_SPACES) &&
		    !is_mark(point))
			break;
	return (size_t)(at - text);
}

/* An apostrophe and a lone s; 0 bytes when there is none. */
static size_t possessive_bytes(const char *at)
{
	uint32_t point;
	size_t mark = text_next(at, &point);

	if (mark == 0 || !is_apostrophe(point) || (at[mark] != 's' && at[mark] != 'S'))
		return 0;
	return run_bytes(at + mark) == 1 ? mark + 1 : 0;
}

/* What an English apostrophe puts behind a word. */
static bool is_contraction(const char *text, size_t bytes)
{
	static const char *const tails[] = {"t", "re", "ve", "ll", "d", "m"};

	for (size_t i = 0; i < LENGTH(tails); i++)
		if (strlen(tails[i]) == bytes && strncmp(text, tails[i], bytes) == 0)
			return true;
	return false;
}

/* The bytes of speech, marks included, that opens at `at`; 0 when none does.
 * Remembers marks without a partner, so that many of them stay cheap. */
static size_t speech_bytes(const char *at, bool unclosed[])
{
	uint32_t open, point;
	size_t first = text_next(at, &open);

	for (size_t i = 0; i < LENGTH(quotes); i++) {
		const char *end = at + first;

		if (open != quotes[i][0] || unclosed[i])
			continue;
		for (size_t n; (n = text_next(end, &point)) > 0; end += n)
			if (point == quotes[i][1])
				return (size_t)(end + n - at);
		unclosed[i] = true;
	}
	return 0;
}

struct splitter {
	struct words *out;
	char *store; /* where the next word's text goes */
	bool clause, glued;
};

static struct word *add_word(struct splitter *s, const char *source, size_t bytes)
{
	struct words *out = s->out;
	struct word *word;
	uint32_t point;

	GROW(out->list, out->count, out->room);
	word = &out->list[out->count++];
	*word = (struct word){.source = source,
			      .bytes = bytes,
			      .text = s->store,
			      .clause = s->clause,
			      .glued = s->glued};
	for (size_t n, i = 0; i < bytes && (n = text_next(source + i, &point)) > 0; i += n)
		if (!is_mark(point) && !is_apostrophe(point))
			s->store += text_put(s->store, text_lower(point));
	*s->store++ = '\0';
	s->clause = s->glued = false;
	return word;
}

/* "@kitten:fireman"; returns its bytes, 0 when it is no handle. */
static size_t add_handle(struct splitter *s, const char *at)
{
	size_t name = 0, state = 0;

	for (uint32_t point;
	     text_next(at + 1 + name, &point) &&
	     (text_is_letter(point) || is_mark(point) || point == '-' || point == '_');)
		name += text_next(at + 1 + name, &point);
	while (name > 0 && (at[name] == '-' || at[name] == '_'))
		name--;
	if (name == 0)
		return 0;
	if (at[1 + name] == ':')
		state = run_bytes(at + 2 + name);
	while (state > 0 && at[2 + name + state] == '-' && run_bytes(at + 3 + name + state) > 0)
		state += 1 + run_bytes(at + 3 + name + state);
	const char *behind = at + 1 + name + (state ? 1 + state : 0);
	struct word *word = add_word(s, at + 1, name);

	word->handle = true;
	word->possessive = possessive_bytes(behind) > 0;
	return (size_t)(behind - at) + possessive_bytes(behind);
}

/* A word of a spaced script, and what an apostrophe joins to it. */
static size_t add_run(struct splitter *s, const char *at)
{
	size_t bytes = run_bytes(at), tail = 0;
	const char *behind = at + bytes;
	uint32_t point;
	size_t mark = text_next(behind, &point);

	if (mark > 0 && is_apostrophe(point))
		tail = run_bytes(behind + mark);
	if (tail > 0 && is_contraction(behind + mark, tail)) {
		add_word(s, at, bytes + mark + tail);
		return bytes + mark + tail;
	}
	add_word(s, at, bytes)->possessive = possessive_bytes(behind) > 0;
	return bytes + possessive_bytes(behind);
}

static size_t add_unspaced(struct splitter *s, const char *at, size_t bytes, enum spacing spacing)
{
	s->glued = s->out->count > 0 && !s->clause &&
		   s->out->list[s->out->count - 1].source + s->out->list[s->out->count - 1].bytes ==
			   at;
	add_word(s, at, bytes)->spacing = spacing;
	return bytes;
}

void words_split(const char *text, struct words *out)
{
	bool unclosed[LENGTH(quotes)] = {false};
	struct splitter s = {.out = out, .clause = true};
	uint32_t point;

	out->store = s.store = xmalloc(2 * strlen(text) + 1);
	for (size_t n; (n = text_next(text, &point)) > 0; text += n) {
		enum spacing spacing = spacing_of(point);
		size_t handle = point == '@' ? add_handle(&s, text) : 0;
		size_t speech = handle ? 0 : speech_bytes(text, unclosed);

		if (handle > 0)
			n = handle;
		else if (speech > 0)
			s.clause = true, n = speech;
		else if (text_is_letter(point) && spacing != SPACING_SPACES)
			n = add_unspaced(&s, text, n, spacing);
		else if (text_is_letter(point))
			n = add_run(&s, text);
		else if (!parts_softly(point))
			s.clause = true;
	}
}

void words_clear(struct words *words)
{
	free(words->list);
	free(words->store);
	*words = (struct words){0};
}
