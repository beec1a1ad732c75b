/* SPDX-License-Identifier: MIT
 *
 * help keys: what every key does, with the user's own.
 */
#include <stdlib.h>
#include <string.h>

#include "core/help/help.h"
#include "core/language/call.h"
#include "core/language/key_list.h"
#include "core/language/near.h"
#include "core/tell/page.h"
#include "util/mem.h"

#define INDENT 20

static void tell_mistake(void *arg, const char *what)
{
	out_note(arg, "%s", what);
}

static void list_context(struct output *out, const struct keymap *keymap, enum context context)
{
	char *heading = xasprintf("%s: %s", context_names[context], context_help[context]);
	struct key_list list;

	key_list_make(keymap, context, &list);
	page_heading(out, heading);
	for (size_t i = 0; i < list.count; i++) {
		const struct key_entry *row = &list.items[i];
		char *text = !row->says && row->help ? xasprintf("%s: %s", row->line, row->help)
						     : key_entry_text(row);

		page_entry(out, row->keys, INDENT, text);
		free(text);
	}
	key_list_clear(&list);
	free(heading);
}

static void list_keyless(struct output *out, const struct keymap *keymap)
{
	page_heading(out, "Without a key");
	for (const struct command *row = NULL; (row = command_next(row));)
		if (!keymap_has(keymap, row))
			page_entry(out, row->name, INDENT, row->help);
}

/* What is wrong with the user's file, “help keys” tells. */
static void ignore(void *arg, const char *what)
{
}

/* True if the context has the same keys for the same line. */
static bool has_entry(const struct key_list *list, const struct key_entry *entry)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].line, entry->line) == 0 &&
		    strcmp(list->items[i].keys, entry->keys) == 0)
			return true;
	return false;
}

/* "go up (board, scene, cast)", where it is not listed yet. */
static void list_entry(struct output *out, const struct key_list *lists, size_t context,
		       const struct key_entry *entry)
{
	struct buf text = {0};

	for (size_t i = 0; i < context; i++)
		if (has_entry(&lists[i], entry))
			return;
	buf_addf(&text, "%s (%s", entry->line, context_names[context]);
	for (size_t i = context + 1; i < CONTEXTS; i++)
		if (has_entry(&lists[i], entry))
			buf_addf(&text, ", %s", context_names[i]);
	buf_add_char(&text, ')');
	page_entry(out, entry->keys, INDENT, buf_str(&text));
	buf_free(&text);
}

void help_command_keys(struct output *out, const struct command *command)
{
	struct keymap *keymap = keymap_load(ignore, NULL);
	struct key_list lists[CONTEXTS];

	if (keymap_has(keymap, command))
		page_heading(out, "Keys");
	for (size_t i = 0; i < CONTEXTS; i++)
		key_list_make(keymap, (enum context)i, &lists[i]);
	for (size_t i = 0; i < CONTEXTS; i++)
		for (size_t j = 0; j < lists[i].count; j++)
			if (lists[i].items[j].command == command)
				list_entry(out, lists, i, &lists[i].items[j]);
	for (size_t i = 0; i < CONTEXTS; i++)
		key_list_clear(&lists[i]);
	keymap_free(keymap);
}

static int find_context(const char *name, enum context *out, struct err *err)
{
	struct near near = {.typed = name};

	for (size_t i = 0; i < CONTEXTS; i++) {
		near_offer(&near, context_names[i]);
		if (strcmp(context_names[i], name) != 0)
			continue;
		*out = (enum context)i;
		return 0;
	}
	return err_set(err, ERR_USAGE,
		       near.best ? "no context “%s”; did you mean “%s”?"
				 : "no context “%s”; “scenetty help keys” shows them all",
		       name, near.best);
}

int help_keys(struct call *call, struct err *err)
{
	const char *name = call_arg(call, 1);
	enum context only = CONTEXTS;
	struct keymap *keymap;

	if (name && find_context(name, &only, err) < 0)
		return -1;
	keymap = keymap_load(tell_mistake, call->out);
	if (name)
		list_context(call->out, keymap, only);
	/* On the board the rest follows. */
	if (!name || call->act) {
		for (size_t i = 0; i < CONTEXTS; i++)
			if (i != only)
				list_context(call->out, keymap, (enum context)i);
		list_keyless(call->out, keymap);
		out_say(call->out, "\n");
		page_text(call->out, STYLE_PLAIN, 0, keys_text);
	}
	keymap_free(keymap);
	return 0;
}

const char keys_text[] =
	"Each key of the board runs a command; what is typed behind : is one too. A number typed "
	"before a key does it that often. “.” is the scene under the cursor, or all that are "
	"marked.\n\n"
	"Lines of ~/.config/scenetty/keys go over these: “board x rm .” binds a key, “board x "
	"none” frees it, * is every context but those where one writes, “gg” two keys one after "
	"the other, and so is “g,C-g”. What stands behind # is told here and in the hints.";
