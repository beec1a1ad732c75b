/* SPDX-License-Identifier: MIT
 *
 * The first scenes of a long film, to have something to show while the whole is read.
 */
#include <stdlib.h>
#include <string.h>

#include "film/film_json.h"
#include "util/buf.h"

/* Where the quotation that begins here ends; `end` if it does not. */
static const char *skip_quoted(const char *at, const char *end)
{
	for (at++; at < end && *at != '"'; at++)
		at += *at == '\\';
	return at < end ? at : end;
}

/* Behind the last thing that ends, whole, in a list of the film's own. */
static const char *find_cut(const char *at, const char *end)
{
	const char *cut = NULL;
	int depth = 0;
	bool in_list = false;

	for (; at < end; at++) {
		if (*at == '"') {
			at = skip_quoted(at, end);
		} else if (*at == '{' || *at == '[') {
			if (++depth == 2)
				in_list = *at == '[';
		} else if (*at == '}' || *at == ']') {
			if (--depth == 2 && in_list)
				cut = at + 1;
		}
	}
	return cut;
}

struct film *film_beginning(const char *text, size_t bytes, size_t *used)
{
	const char *cut = find_cut(text, text + bytes);
	struct buf whole = {0};
	struct film *film;

	if (!cut)
		return NULL;
	*used = (size_t)(cut - text);
	buf_add(&whole, text, *used);
	buf_add_str(&whole, "]}");
	film = film_parse(whole.data, whole.len, "", NULL);
	buf_free(&whole);
	return film;
}
