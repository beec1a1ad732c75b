/* SPDX-License-Identifier: MIT */
#include "core/scenes/script.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "util/mem.h"

/* Without blanks around it; nothing: an empty one. */
struct line {
	const char *at;
	size_t bytes;
};

enum way { AT_LINES, AT_EMPTY_LINES, AT_HEADINGS };

struct reader {
	struct script *out;
	enum way way;
	struct line title, group;
	const char *from, *end; /* of the part that is being read; NULL: none is */
};

/* The next line, false at the end. */
static bool next_line(const char **text, struct line *out)
{
	const char *at = *text;
	size_t bytes = strcspn(at, "\n");

	if (!*at)
		return false;
	*text += bytes + (at[bytes] == '\n');
	while (bytes && strchr(" \t\r", *at)) {
		at++;
		bytes--;
	}
	while (bytes && strchr(" \t\r", at[bytes - 1]))
		bytes--;
	*out = (struct line){at, bytes};
	return true;
}

static void skip(struct line *line, size_t bytes)
{
	line->at += bytes;
	line->bytes -= bytes;
}

/* Without its number: "12.", "12A)". */
static struct line unnumbered(struct line line)
{
	size_t digits = 0;

	while (digits < line.bytes && isdigit((unsigned char)line.at[digits]))
		digits++;
	skip(&line, digits);
	if (digits && line.bytes && isalpha((unsigned char)*line.at) && line.bytes > 1 &&
	    !isalpha((unsigned char)line.at[1]))
		skip(&line, 1);
	while (digits && line.bytes && strchr(".) \t", *line.at))
		skip(&line, 1);
	return line;
}

/* As screenwriters write them; without a stop in capitals only, for "ext" may be a word. */
static bool is_heading(struct line line)
{
	static const char *const words[] = {"INT", "EXT", "EST", "I/E"};

	line = unnumbered(line);
	for (size_t i = 0; line.bytes > 3 && i < LENGTH(words); i++)
		if (strchr("./", line.at[3])
			    ? strncasecmp(line.at, words[i], 3) == 0
			    : line.at[3] == ' ' && strncmp(line.at, words[i], 3) == 0)
			return true;
	return false;
}

static bool is_group(struct line line)
{
	return line.bytes && *line.at == '#';
}

static enum way way_of(const char *text)
{
	enum way way = AT_LINES;
	bool behind_text = false, behind_gap = false;
	struct line line;

	while (next_line(&text, &line)) {
		bool is_text = line.bytes && !is_group(line);

		if (is_heading(line))
			return AT_HEADINGS;
		if (is_text && behind_gap)
			way = AT_EMPTY_LINES;
		behind_gap = !line.bytes && (behind_text || behind_gap);
		behind_text = is_text;
	}
	return way;
}

static char *copy_line(struct line line)
{
	return line.bytes ? xstrndup(line.at, line.bytes) : NULL;
}

static void end_part(struct reader *reader)
{
	struct script *out = reader->out;

	if (!reader->from)
		return;
	GROW(out->parts, out->count, out->room);
	out->parts[out->count++] = (struct script_part){
		.title = copy_line(reader->title),
		.text = xstrndup(reader->from, (size_t)(reader->end - reader->from)),
		.group = copy_line(reader->group),
	};
	reader->from = NULL;
	reader->title = (struct line){0};
}

static void read_line(struct reader *reader, struct line line)
{
	bool heading = reader->way == AT_HEADINGS && is_heading(line);

	if (is_group(line)) {
		end_part(reader);
		while (line.bytes && strchr("# \t", *line.at))
			skip(&line, 1);
		reader->group = line;
		return;
	}
	if (heading || reader->way == AT_LINES || (!line.bytes && reader->way == AT_EMPTY_LINES))
		end_part(reader);
	if (!line.bytes)
		return;
	if (heading)
		reader->title = unnumbered(line);
	if (!reader->from)
		reader->from = line.at;
	reader->end = line.at + line.bytes;
}

void script_read(const char *text, struct script *out)
{
	struct reader reader = {.out = out, .way = way_of(text)};
	struct line line;

	while (next_line(&text, &line))
		read_line(&reader, line);
	end_part(&reader);
}

void script_clear(struct script *script)
{
	for (size_t i = 0; i < script->count; i++) {
		free(script->parts[i].title);
		free(script->parts[i].text);
		free(script->parts[i].group);
	}
	free(script->parts);
	*script = (struct script){0};
}
