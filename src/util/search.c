/* SPDX-License-Identifier: MIT */
#include "util/search.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "util/mem.h"
#include "util/text.h"

/* Lead bytes of what becomes no Latin letter or sign: ideographs and Hangul. */
enum { EAST_FIRST = 0xe4, EAST_LAST = 0xed, LEAD_FIRST = 0xc2 };

static unsigned char case_bit(unsigned char byte)
{
	return byte >= 'a' && byte <= 'z' ? 'a' ^ 'A' : 0;
}

static void find_begins(struct search *search)
{
	unsigned char first = (unsigned char)*search->wanted;
	search->begins[first] = true;
	search->begins[first ^ case_bit(first)] = true;
	for (size_t lead = LEAD_FIRST; lead < 256; lead++)
		search->begins[lead] |= lead < EAST_FIRST || lead > EAST_LAST || first >= 0x80;
	for (uint32_t point = 0x80; point < SEARCH_PAIRS; point++) {
		char form[TEXT_PLAIN_MAX];
		search->pairs[point] = text_plain_point(point, form) && *form == (char)first;
	}
	search->first = first;
	search->first_case = case_bit(first);
	search->second = first ? (unsigned char)search->wanted[1] : 0;
	search->second_case = case_bit(search->second);
}

void search_make(struct search *search, const char *wanted, bool exact)
{
	char *plain = exact ? NULL : text_plain(wanted);
	*search = (struct search){.exact = exact || !*plain};
	search->wanted = search->exact ? xstrdup(wanted) : plain;
	if (search->wanted != plain)
		free(plain);
	find_begins(search);
}

void search_clear(struct search *search)
{
	free(search->wanted);
	search->wanted = NULL;
}

/* How many bytes of `text` begin it as `wanted` goes on; *plain gets those of `wanted`.
 * 0: they differ. */
static size_t step(const char *text, const char *wanted, size_t *plain)
{
	char form[TEXT_PLAIN_MAX];
	uint32_t point;
	unsigned char byte = (unsigned char)*text;
	if (byte < 0x80) {
		char lower = (char)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
		*plain = 1;
		return lower == *wanted;
	}
	size_t bytes = text_next(text, &point), length = text_plain_point(point, form);
	size_t left = strnlen(wanted, length);
	*plain = left;
	return memcmp(form, wanted, left) == 0 ? bytes : 0;
}

/* The bytes of a code point that has no plain form; 0 if it has one. */
static size_t unseen(const char *text)
{
	char form[TEXT_PLAIN_MAX];
	uint32_t point;
	size_t bytes = text_next(text, &point);
	return text_plain_point(point, form) ? 0 : bytes;
}

/* The bytes of the place if there is one right here. */
static size_t match(const char *text, const char *wanted)
{
	const char *at = text;
	size_t plain, bytes;
	while (*wanted) {
		bytes = *at ? step(at, wanted, &plain) : 0;
		if (!bytes || (at == text && !plain))
			return 0;
		at += bytes;
		wanted += plain;
	}
	/* What stands over or under the last letter is its own. */
	while ((unsigned char)*at >= 0x80 && (bytes = unseen(at)) > 0)
		at += bytes;
	return (size_t)(at - text);
}

typedef unsigned char bytes16 __attribute__((vector_size(16)));

static bytes16 load(const char *from)
{
	bytes16 out;
	memcpy(&out, from, sizeof out);
	return out;
}

/* Skips where no place begins, sixteen bytes at a time: a place begins with its first
 * two bytes, or with what may become something else when it is plain. */
static const char *skip(const struct search *search, const char *text, const char *end)
{
	for (; end - text > (ptrdiff_t)sizeof(bytes16); text += sizeof(bytes16)) {
		bytes16 a = load(text), b = load(text + 1);
		bytes16 one = (bytes16)((a | search->first_case) == search->first);
		bytes16 two = (bytes16)((b | search->second_case) == search->second) |
			      (bytes16)(b >= 0x80);
		bytes16 other = (bytes16)(a >= LEAD_FIRST);
		uint64_t hits[2];
		if (!search->second)
			two = one;
		if (search->first < 0x80)
			other &= (bytes16)(a < EAST_FIRST) | (bytes16)(a > EAST_LAST);
		one = (one & two) | other;
		memcpy(hits, &one, sizeof hits);
		if (hits[0] | hits[1])
			break;
	}
	return text;
}

static bool may_begin(const struct search *search, const char *text)
{
	unsigned char byte = (unsigned char)*text;
	if (byte < LEAD_FIRST || byte >= 0xe0 || !search->begins[byte])
		return search->begins[byte];
	return search->pairs[(byte & 0x1f) << 6 | (text[1] & 0x3f)];
}

const char *search_next(const struct search *search, const char *text, size_t *bytes)
{
	if (!*search->wanted)
		return NULL;
	if (search->exact) {
		*bytes = strlen(search->wanted);
		return strstr(text, search->wanted);
	}
	for (const char *end = text + strlen(text), *until; text < end;) {
		text = skip(search, text, end);
		until = text + sizeof(bytes16) < end ? text + sizeof(bytes16) : end;
		for (; text < until; text++) {
			*bytes = may_begin(search, text) ? match(text, search->wanted) : 0;
			if (*bytes)
				return text;
		}
	}
	return NULL;
}
