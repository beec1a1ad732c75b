/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "util/text.h"

/* What may not begin a line in East Asian text, and what may not end one. */
static const char no_begin[] =
	"、。，．：；！？）］｝」』】〉》〕ー々…‥ぁぃぅぇぉっゃゅょァィゥェォッャュョ";
static const char no_end[] = "（［｛「『【〈《〔";

/* All in the lists have three bytes and one of these in front. */
static bool is_one_of(const char *cluster, size_t bytes, const char *list, size_t length)
{
	unsigned char first = (unsigned char)*cluster;
	return bytes == 3 && (first == 0xe3 || first == 0xef || first == 0xe2) &&
	       memmem(list, length, cluster, bytes);
}

struct cluster {
	const char *at;
	size_t bytes, columns;
};

static bool is_blank(struct cluster c)
{
	return c.bytes == 1 && (*c.at == ' ' || *c.at == '\t');
}

static bool is_dash(struct cluster c)
{
	return (c.bytes == 1 && (*c.at == '-' || *c.at == '/')) ||
	       (c.bytes == 3 && (memcmp(c.at, "–", 3) == 0 || memcmp(c.at, "—", 3) == 0));
}

/* True if a line may end between the two. */
static bool may_break(struct cluster before, struct cluster after)
{
	if (is_blank(before))
		return !is_blank(after);
	if (is_blank(after))
		return false;
	if (is_dash(before))
		return !is_dash(after);
	if (before.columns < 2 && after.columns < 2)
		return false;
	return !is_one_of(after.at, after.bytes, no_begin, sizeof no_begin - 1) &&
	       !is_one_of(before.at, before.bytes, no_end, sizeof no_end - 1);
}

static struct cluster cluster_at(const char *text)
{
	struct cluster c = {text, 1, 1};
	if (*text >= ' ' && *text <= '~' && (unsigned char)text[1] < 0x80)
		return c;
	c.bytes = text_cluster(text, &c.columns);
	return c;
}

/* How many signs from here on, at most so many, are plain and have no place between them
 * where a line may end. */
static size_t within_word(const char *text, size_t most)
{
	size_t count = 0;
	while (count < most && text[count] > ' ' && text[count] <= '~' && text[count] != '-' &&
	       text[count] != '/')
		count++;
	return count - (count && text[count] & 0x80);
}

/* Bytes of the line without blanks at its end. */
static size_t without_blanks(const char *text, size_t bytes)
{
	while (bytes && (text[bytes - 1] == ' ' || text[bytes - 1] == '\t'))
		bytes--;
	return bytes;
}

size_t text_line(const char *text, size_t columns, size_t *fit)
{
	struct cluster before = {0}, c = cluster_at(text);
	size_t used = 0, may_end = 0, bytes = 0;
	for (; c.bytes && *c.at != '\n'; before = c, c = cluster_at(text + bytes)) {
		if (before.bytes && may_break(before, c))
			may_end = bytes;
		if (used + c.columns > columns && !is_blank(c) && bytes) {
			bytes = may_end ? may_end : bytes;
			if (fit)
				*fit = without_blanks(text, bytes);
			return bytes;
		}
		used += c.columns;
		bytes += c.bytes;
		if (used >= columns)
			continue;
		size_t inside = is_blank(c) ? 0 : within_word(text + bytes, columns - used);
		if (inside > 1 && c.columns == 1 && !is_dash(c)) {
			used += inside - 1;
			bytes += inside - 1;
		}
	}
	if (fit)
		*fit = bytes;
	return bytes + c.bytes;
}
