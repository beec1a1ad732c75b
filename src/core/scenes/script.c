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
	bool listed;  /* some lines are marked as items: the others go on with one */
	bool prelude; /* nothing but “FADE IN:” so far: the heading behind it is of this part */
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

/* "1. ", "12) ", "- ": taken away, for it is no part of what is seen. */
static bool take_mark(struct line *line)
{
	static const char *const marks[] = {"-", "*", "+", "•"};
	struct line rest = *line;
	size_t bytes = 0;

	while (bytes < 3 && bytes < rest.bytes && isdigit((unsigned char)rest.at[bytes]))
		bytes++;
	if (bytes)
		bytes = bytes < rest.bytes && strchr(".)", rest.at[bytes]) ? bytes + 1 : 0;
	for (size_t i = 0; !bytes && i < LENGTH(marks); i++)
		if (strncmp(rest.at, marks[i], strlen(marks[i])) == 0)
			bytes = strlen(marks[i]);
	if (!bytes || bytes >= rest.bytes || !strchr(" \t", rest.at[bytes]))
		return false;
	skip(&rest, bytes);
	while (rest.bytes && strchr(" \t", *rest.at))
		skip(&rest, 1);
	*line = rest;
	return true;
}

/* "FADE IN:", which says nothing by itself. */
static bool is_transition(struct line line)
{
	if (!line.bytes || line.at[line.bytes - 1] != ':')
		return false;
	for (size_t i = 0; i < line.bytes; i++)
		if (!isupper((unsigned char)line.at[i]) && !strchr(" :", line.at[i]))
			return false;
	return true;
}

/* Fountain's title page is no scene. It ends at an empty line. */
static const char *behind_title_page(const char *text)
{
	static const char *const keys[] = {"title", "credit", "author", "authors", "source",
					   "draft date", "contact", "copyright"};
	struct line line;
	const char *at = text, *next;
	bool found = false;

	while (next_line(&at, &line) && !line.bytes)
		;
	for (size_t i = 0; i < LENGTH(keys); i++)
		found |= line.bytes > strlen(keys[i]) && line.at[strlen(keys[i])] == ':' &&
			 strncasecmp(line.at, keys[i], strlen(keys[i])) == 0;
	if (!found)
		return text;
	for (next = at; next_line(&next, &line) && line.bytes && !is_heading(line); at = next)
		;
	return at;
}

static enum way way_of(const char *text, bool *listed)
{
	enum way way = AT_LINES;
	bool behind_text = false, behind_gap = false;
	struct line line;

	while (next_line(&text, &line)) {
		bool is_text = line.bytes && !is_group(line);

		if (is_heading(line))
			return AT_HEADINGS;
		*listed |= take_mark(&line);
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
	bool item = reader->way != AT_HEADINGS && take_mark(&line);

	if (is_group(line)) {
		end_part(reader);
		while (line.bytes && strchr("# \t", *line.at))
			skip(&line, 1);
		reader->group = line;
		return;
	}
	if ((heading && !reader->prelude) || item || (reader->way == AT_LINES && !reader->listed) ||
	    (!line.bytes && reader->way == AT_EMPTY_LINES))
		end_part(reader);
	if (!line.bytes)
		return;
	if (heading)
		reader->title = unnumbered(line);
	if (reader->way == AT_HEADINGS)
		reader->prelude = (!reader->from || reader->prelude) && is_transition(line);
	if (!reader->from)
		reader->from = line.at;
	reader->end = line.at + line.bytes;
}

void script_read(const char *text, struct script *out)
{
	struct reader reader = {.out = out};
	struct line line;

	reader.way = way_of(text, &reader.listed);
	if (reader.way == AT_HEADINGS)
		text = behind_title_page(text);
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
