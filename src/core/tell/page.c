/* SPDX-License-Identifier: MIT */
#include "core/tell/page.h"

#include <stdlib.h>
#include <string.h>

#include "util/mem.h"
#include "util/text.h"

#define WIDTH 80 /* where there is no terminal; wider than this tires the eye */

/* Bytes of the text that go on a line of so many columns, at least one character
 * of it; broken at a blank if there is one. */
static size_t line_bytes(const char *text, size_t columns)
{
	size_t at = 0, blank = 0, step;
	uint32_t point;

	for (; (step = text_next(text + at, &point)) && point != '\n'; at += step) {
		char one[5] = {0};

		if (point == ' ')
			blank = at;
		memcpy(one, text + at, step);
		if (text_width(one) > columns && at)
			return blank ? blank : at;
		columns -= text_width(one) < columns ? text_width(one) : columns;
	}
	return at;
}

static size_t page_width(const struct output *out)
{
	return out->columns > 20 && out->columns < WIDTH ? (size_t)out->columns : WIDTH;
}

/* What has been written before the first line stands at column `indent`. */
static void wrap(struct output *out, enum style style, size_t indent, const char *text)
{
	size_t room = page_width(out) - indent;
	bool first = true;

	do {
		size_t bytes = line_bytes(text, room);

		if (!first && bytes)
			out_say(out, "%*s", (int)indent, "");
		out_text(out, style, "%.*s", (int)bytes, text);
		out_say(out, "\n");
		text += bytes;
		text += *text == ' ' || *text == '\n';
		first = false;
	} while (*text);
}

void page_heading(struct output *out, const char *heading)
{
	out_say(out, "\n");
	out_text(out, STYLE_STRONG, "%s", heading);
	out_say(out, "\n");
}

void page_text(struct output *out, enum style style, size_t indent, const char *text)
{
	out_say(out, "%*s", (int)indent, "");
	wrap(out, style, indent, text);
}

void page_entry(struct output *out, const char *head, size_t indent, const char *text)
{
	size_t width = text_width(head);

	out_say(out, "  %s", head);
	if (width + 4 > indent)
		out_say(out, "\n%*s", (int)indent, "");
	else
		out_say(out, "%*s", (int)(indent - width - 2), "");
	wrap(out, STYLE_PLAIN, indent, text);
}
