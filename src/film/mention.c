/* SPDX-License-Identifier: MIT */
#include "film/mention.h"

#include <stdlib.h>
#include <string.h>

#include "film/recipe.h"
#include "util/mem.h"

static bool is_letter_or_digit(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/* Reads a slug, small or capital, hyphens at its end left out; returns its bytes. */
static size_t read_slug(const char *text, char out[MENTION_NAME_SIZE])
{
	size_t bytes = 0;
	while (is_letter_or_digit(text[bytes]) || text[bytes] == '-')
		bytes++;
	while (bytes && text[bytes - 1] == '-')
		bytes--;
	if (bytes >= MENTION_NAME_SIZE)
		bytes = 0; /* no name is this long */
	for (size_t i = 0; i < bytes; i++)
		out[i] = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] | 32 : text[i]);
	out[bytes] = '\0';
	return bytes;
}

bool mention_next(const struct film *film, const char *start, const char *text, struct mention *out)
{
	for (; (text = strchr(text, '@')); text++) {
		size_t bytes = read_slug(text + 1, out->name);
		if (!bytes || (text > start && is_letter_or_digit(text[-1])))
			continue; /* "mail@example.org" names nobody */
		out->from = text;
		out->to = text + 1 + bytes;
		out->member = film_cast(film, out->name);
		out->look = NULL;
		out->state[0] = '\0';
		size_t more = *out->to == ':' ? read_slug(out->to + 1, out->state) : 0;
		if (more && out->member)
			out->look = json_get(out->member->states, out->state);
		if (out->look)
			out->to += 1 + more;
		return true;
	}
	return false;
}

struct named {
	const struct cast_member *member;
	const struct json *look;
};

/* True if a mention before `count` says at least as much. */
static bool is_said(const struct named *named, size_t count, const struct named *one)
{
	for (size_t i = 0; i < count; i++)
		if (named[i].member == one->member && (!one->look || named[i].look == one->look))
			return true;
	return false;
}

/* Where the member stands without a state, to be given one; count if nowhere. */
static size_t find_plain(const struct named *named, size_t count, const struct named *one)
{
	size_t i = 0;
	while (i < count && (named[i].member != one->member || named[i].look))
		i++;
	return i;
}

size_t mention_list(const struct film *film, const char *text, struct mention *out, size_t room)
{
	size_t count = 0, i;
	for (const char *at = text; count < room && mention_next(film, text, at, &out[count]);) {
		at = out[count].to;
		for (i = 0; i < count; i++)
			if (strcmp(out[i].name, out[count].name) == 0 &&
			    strcmp(out[i].state, out[count].state) == 0)
				break;
		count += i == count;
	}
	return count;
}

void cast_named(const struct film *film, const char *text,
		void (*each)(void *arg, const struct cast_member *member, const char *state),
		void *arg)
{
	struct named *named = NULL;
	size_t count = 0, room = 0;
	struct mention mention;
	for (const char *at = text; at && mention_next(film, text, at, &mention); at = mention.to) {
		struct named one = {mention.member, mention.look};
		if (!one.member || is_said(named, count, &one))
			continue;
		size_t plain = find_plain(named, count, &one);
		if (plain == count) {
			GROW(named, count, room);
			count++;
		}
		named[plain] = one;
	}
	for (size_t i = 0; i < count; i++)
		each(arg, named[i].member, json_name(named[i].look));
	free(named);
}
