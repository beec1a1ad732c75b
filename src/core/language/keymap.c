/* SPDX-License-Identifier: MIT */
#include "core/language/keymap.h"

#include <stdlib.h>
#include <string.h>

#include "core/language/keymap_line.h"
#include "util/mem.h"

struct keymap {
	struct binding *rows; /* by context */
	size_t count, room;
};

/* A file being read over a keymap. */
struct reading {
	struct keymap *keymap;
	const char *name; /* NULL: a row of the command table */
	struct entry {
		struct key_line line;
		size_t number;
		bool wrong; /* told; it is left out */
	} * entries;
	size_t count, room, mistakes;
	void (*mistake)(void *arg, const char *what);
	void *arg;
};

static void tell(struct reading *reading, size_t number, const char *what)
{
	char *text = reading->name ? xasprintf("%s:%zu: %s", reading->name, number, what)
				   : xstrdup(what);

	reading->mistakes++;
	reading->mistake(reading->arg, text);
	free(text);
}

static size_t shorter(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* True if one is the beginning of the other, or both are the same. */
static bool clash(const struct key *a, size_t a_count, const struct key *b, size_t b_count)
{
	for (size_t i = 0; i < shorter(a_count, b_count); i++)
		if (!key_equal(a[i], b[i]))
			return false;
	return true;
}

static void tell_clash(struct reading *reading, struct entry *entry, const struct key *keys,
		       size_t count, const char *whose)
{
	char *mine = keys_name(entry->line.keys, entry->line.key_count);
	char *other = keys_name(keys, count);
	char *what;

	if (count == entry->line.key_count)
		what = xasprintf("%s is bound already: %s", mine, whose);
	else if (count > entry->line.key_count)
		what = xasprintf("%s is the beginning of %s: %s", mine, other, whose);
	else
		what = xasprintf("%s begins with %s, which is bound: %s", mine, other, whose);
	entry->wrong = true;
	tell(reading, entry->number, what);
	free(what);
	free(other);
	free(mine);
}

/* Against the lines before it in the same file. */
static void check_entry(struct reading *reading, struct entry *entry)
{
	for (struct entry *row = reading->entries; row < entry; row++) {
		const struct key_line *a = &row->line, *b = &entry->line;
		char *whose;

		if (row->wrong || !(a->contexts & b->contexts) ||
		    !clash(a->keys, a->key_count, b->keys, b->key_count))
			continue;
		if (a->key_count != b->key_count && (!a->line || !b->line))
			continue;
		whose = xasprintf("line %zu", row->number);
		tell_clash(reading, entry, a->keys, a->key_count, whose);
		free(whose);
		return;
	}
}

static void read_line(struct reading *reading, const char *text, size_t number)
{
	struct err err = {0};
	struct entry *entry;

	if (text[0] == '\0' || text[0] == '#')
		return;
	GROW(reading->entries, reading->count, reading->room);
	entry = &reading->entries[reading->count];
	*entry = (struct entry){.number = number};
	if (key_line_read(text, &entry->line, &err) == 0) {
		reading->count++;
		check_entry(reading, entry);
	} else {
		tell(reading, number, err_text(&err));
	}
	err_clear(&err);
}

static void read_lines(struct reading *reading, const char *text)
{
	for (size_t number = 1; *text; number++) {
		size_t length = strcspn(text, "\n"), from = strspn(text, " \t");
		size_t to = length;

		while (to > from && strchr(" \t\r", text[to - 1]))
			to--;
		char *line = xstrndup(text + (from < to ? from : to), from < to ? to - from : 0);

		read_line(reading, line, number);
		free(line);
		text += length + (text[length] == '\n');
	}
}

static void binding_clear(struct binding *row)
{
	free(row->line);
	free(row->says);
	free(row->origin);
}

/* Takes away what the entry replaces. */
static bool free_keys(struct keymap *keymap, const struct key_line *line)
{
	size_t kept = 0;

	for (size_t i = 0; i < keymap->count; i++) {
		struct binding *row = &keymap->rows[i];

		if ((line->contexts >> row->context & 1) && row->key_count == line->key_count &&
		    clash(row->keys, row->key_count, line->keys, line->key_count))
			binding_clear(row);
		else
			keymap->rows[kept++] = *row;
	}
	bool any = kept < keymap->count;

	keymap->count = kept;
	return any;
}

/* The keys that the file binds or frees are no longer those of others. */
static void make_room(struct reading *reading)
{
	for (struct entry *row = reading->entries; row < reading->entries + reading->count; row++) {
		if (row->wrong || free_keys(reading->keymap, &row->line) || row->line.line)
			continue;
		char *keys = keys_name(row->line.keys, row->line.key_count);
		char *what = xasprintf("nothing is bound to %s there", keys);

		tell(reading, row->number, what);
		free(what);
		free(keys);
	}
}

/* Against what is in force. */
static bool fits(struct reading *reading, struct entry *entry)
{
	for (size_t i = 0; i < reading->keymap->count; i++) {
		const struct binding *row = &reading->keymap->rows[i];
		char *whose;

		if (!(entry->line.contexts >> row->context & 1) ||
		    !clash(row->keys, row->key_count, entry->line.keys, entry->line.key_count))
			continue;
		char *keys = keys_name(row->keys, row->key_count);

		whose = xasprintf("“%s”; “%s %s none” makes room", row->line,
				  context_names[row->context], keys);
		tell_clash(reading, entry, row->keys, row->key_count, whose);
		free(whose);
		free(keys);
		return false;
	}
	return true;
}

static void add_binding(struct reading *reading, const struct entry *entry, enum context context)
{
	struct keymap *keymap = reading->keymap;
	struct binding *row;

	GROW(keymap->rows, keymap->count, keymap->room);
	row = &keymap->rows[keymap->count++];
	*row = (struct binding){
		.context = context,
		.key_count = entry->line.key_count,
		.line = xstrdup(entry->line.line),
		.says = entry->line.says ? xstrdup(entry->line.says) : NULL,
		.command = entry->line.command,
		.origin = reading->name ? xasprintf("%s:%zu", reading->name, entry->number) : NULL,
	};
	memcpy(row->keys, entry->line.keys, sizeof row->keys);
}

static void apply(struct reading *reading)
{
	if (reading->name)
		make_room(reading);
	for (struct entry *row = reading->entries; row < reading->entries + reading->count; row++) {
		if (!row->wrong && row->line.line && fits(reading, row))
			for (size_t i = 0; i < CONTEXTS; i++)
				if (row->line.contexts >> i & 1)
					add_binding(reading, row, (enum context)i);
		free(row->line.line);
		free(row->line.says);
	}
	free(reading->entries);
	reading->entries = NULL;
	reading->count = reading->room = 0;
}

/* By context, and within one as they came. */
static void sort(struct keymap *keymap)
{
	struct binding *rows = xcalloc(keymap->count + 1, sizeof *rows);
	size_t count = 0;

	for (size_t context = 0; context < CONTEXTS; context++)
		for (size_t i = 0; i < keymap->count; i++)
			if (keymap->rows[i].context == context)
				rows[count++] = keymap->rows[i];
	free(keymap->rows);
	keymap->rows = rows;
	keymap->room = keymap->count + 1;
}

static void impossible(void *arg, const char *what)
{
	const struct command *row = arg;

	BUG("the keys of %s: %s", row->name, what);
}

struct keymap *keymap_new(void)
{
	struct keymap *keymap = xcalloc(1, sizeof *keymap);

	for (const struct command *row = NULL; (row = command_next(row));) {
		struct reading reading = {
			.keymap = keymap, .mistake = impossible, .arg = (void *)row};

		if (row->keys)
			read_lines(&reading, row->keys);
		apply(&reading);
	}
	sort(keymap);
	return keymap;
}

void keymap_free(struct keymap *keymap)
{
	if (!keymap)
		return;
	for (size_t i = 0; i < keymap->count; i++)
		binding_clear(&keymap->rows[i]);
	free(keymap->rows);
	free(keymap);
}

size_t keymap_read(struct keymap *keymap, const char *text, const char *name,
		   void (*mistake)(void *arg, const char *what), void *arg)
{
	struct reading reading = {.keymap = keymap, .name = name, .mistake = mistake, .arg = arg};

	read_lines(&reading, text);
	apply(&reading);
	sort(keymap);
	return reading.mistakes;
}

bool binding_begins(const struct binding *binding, const struct key *keys, size_t count)
{
	return binding->key_count >= count &&
	       clash(binding->keys, binding->key_count, keys, count);
}

enum keymap_answer keymap_find(const struct keymap *keymap, enum context context,
			       const struct key *keys, size_t count, const struct binding **out)
{
	for (size_t i = 0; i < keymap->count; i++) {
		const struct binding *row = &keymap->rows[i];

		if (row->context != context || !binding_begins(row, keys, count))
			continue;
		if (row->key_count > count)
			return KEYMAP_MORE;
		*out = row;
		return KEYMAP_FOUND;
	}
	return KEYMAP_NONE;
}

const struct binding *keymap_rows(const struct keymap *keymap, size_t *count)
{
	*count = keymap->count;
	return keymap->rows;
}

char *binding_keys(const struct binding *binding)
{
	return keys_name(binding->keys, binding->key_count);
}

char *binding_line(const struct binding *binding, unsigned count)
{
	return count_fill(binding->line, count);
}

bool keymap_has(const struct keymap *keymap, const struct command *command)
{
	size_t count;
	const struct binding *rows = keymap_rows(keymap, &count);

	for (size_t i = 0; i < count; i++)
		if (rows[i].command == command)
			return true;
	return false;
}

const struct binding *keymap_of(const struct keymap *keymap, enum context context, const char *line)
{
	for (size_t i = 0; i < keymap->count; i++)
		if (keymap->rows[i].context == context && strcmp(keymap->rows[i].line, line) == 0)
			return &keymap->rows[i];
	return NULL;
}
