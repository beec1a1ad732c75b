/* SPDX-License-Identifier: MIT */
#include "core/language/key_list.h"

#include <stdlib.h>
#include <string.h>

#include "util/buf.h"
#include "util/mem.h"

const char *const context_help[CONTEXTS] = {
	[CONTEXT_BOARD] = "the cards of the film",
	[CONTEXT_SCENE] = "a form, between its fields",
	[CONTEXT_TEXT] = "writing in a field",
	[CONTEXT_LINE] = "the line of commands, and questions that want words",
	[CONTEXT_TAKES] = "the takes of a scene, and two side by side",
	[CONTEXT_PLAY] = "a take or the film is playing",
	[CONTEXT_LEDGER] = "the jobs",
	[CONTEXT_CAST] = "the cast",
	[CONTEXT_LIST] = "help and other lists",
};

/* Cuts off the last word if it is an option. */
static void drop_option(struct buf *out)
{
	char *space = out->len ? strrchr(out->data, ' ') : NULL;

	if (!space || space[1] != '-')
		return;
	*space = '\0';
	out->len = (size_t)(space - out->data);
}

/* Returns new: the line as one reads it. What a count does is said once for all. */
static char *readable(const char *line)
{
	struct buf out = {0};

	while (*line) {
		size_t bytes = strcspn(line, " ");

		if (strncmp(line, "{count}", bytes) == 0) {
			drop_option(&out);
		} else {
			bool otherwise = strncmp(line, "{count:", 7) == 0;

			buf_addf(&out, "%s%.*s", out.len ? " " : "",
				 (int)(otherwise ? bytes - 8 : bytes), line + (otherwise ? 7 : 0));
		}
		line += bytes + strspn(line + bytes, " ");
	}
	return buf_take(&out);
}

/* True if the list has said what the command does: its line says the rest. */
static bool is_said(const struct binding *rows, const struct binding *row)
{
	for (const struct binding *before = rows; before < row; before++)
		if (before->context == row->context && before->command == row->command)
			return true;
	return false;
}

/* The entry that has this line already; NULL if none has. */
static struct key_entry *find_line(struct key_list *list, const char *line)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].line, line) == 0)
			return &list->items[i];
	return NULL;
}

static void add_keys(struct key_entry *entry, const struct binding *row)
{
	char *keys = binding_keys(row);
	char *both = entry->keys ? xasprintf("%s, %s", entry->keys, keys) : xstrdup(keys);

	free(entry->keys);
	free(keys);
	entry->keys = both;
}

void key_list_make(const struct keymap *keymap, enum context context, struct key_list *out)
{
	size_t count;
	const struct binding *rows = keymap_rows(keymap, &count);

	*out = (struct key_list){0};
	for (const struct binding *row = rows; row < rows + count; row++) {
		struct key_entry *entry;
		char *line;

		if (row->context != context)
			continue;
		line = readable(row->line);
		entry = find_line(out, line);
		if (!entry) {
			GROW(out->items, out->count, out->room);
			entry = &out->items[out->count++];
			*entry = (struct key_entry){
				.command = row->command,
				.line = xstrdup(line),
				.says = row->says,
				.help = is_said(rows, row) ? NULL : row->command->help,
			};
		}
		add_keys(entry, row);
		free(line);
	}
}

char *key_entry_text(const struct key_entry *entry)
{
	if (!entry->says)
		return xstrdup(entry->line);
	return strcmp(entry->says, entry->line) == 0
		       ? xstrdup(entry->says)
		       : xasprintf("%s (:%s)", entry->says, entry->line);
}

void key_list_clear(struct key_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].keys);
		free(list->items[i].line);
	}
	free(list->items);
	*list = (struct key_list){0};
}
