/* SPDX-License-Identifier: MIT */
#include "core/help/manual.h"

#include <stdlib.h>
#include <string.h>

#include "core/help/help.h"
#include "core/language/call.h"
#include "core/language/key_list.h"
#include "core/tell/exit_code.h"
#include "provider/shelf.h"
#include "util/mem.h"
#include "util/text.h"

#define LINE_BYTES 60

static const struct {
	const char *name, *what;
} variables[] =
	{
		{"COLORTERM", "“truecolor” or “24bit”: pictures in 24-bit colour."},
		{"http_proxy, https_proxy, no_proxy",
		 "By which proxy services are asked, and which are not."},
		{"LC_ALL, LC_CTYPE, LANG",
		 "Where they name no UTF-8 locale, text comes in ASCII. The "
		 "language is a hint to the animatic."},
		{"NO_COLOR", "Set and not empty: no colours."},
		{"SCENETTY_MEDIA", "The program that decodes, draws and encodes, in place of the "
				   "installed scenetty-media."},
		{"SSL_CERT_FILE",
		 "The authorities whose certificates are trusted, in place of the system’s."},
		{"TERM", "What the terminal can show: 256 colours, unless its name says 16, none, "
			 "or more."},
		{"VISUAL, EDITOR", "What E on the board edits a text with, else vi."},
		{"XDG_CACHE_HOME", "Where the models that services list are kept (~/.cache)."},
		{"XDG_CONFIG_HOME", "Where your own keys, themes, providers and lexicon are looked "
				    "for, in a folder scenetty (~/.config)."},
		{"XDG_STATE_HOME", "Where the ledger of jobs is kept (~/.local/state)."},
},
  files[] = {
	  {"film.json", "The storyboard, to edit by hand, diff and merge."},
	  {"takes/SCENE/t001.mp4, t001.json", "A take and how it was made. Never deleted."},
	  {"refs/", "Pictures that scenes and cast refer to."},
	  {"film.mp4", "The last cut."},
	  {"~/.config/scenetty/keys", "Your own keys of the board."},
	  {"~/.config/scenetty/budget.json",
	   "What all your films may cost: {\"day\": 20, \"currency\": \"USD\"}; film is for each "
	   "film, day_seconds and film_seconds are of clip."},
	  {"~/.config/scenetty/providers/NAME.json",
	   "A provider of your own, or what is different about a shipped one."},
	  {"~/.config/scenetty/themes/NAME.theme, lexicon/LANG.txt",
	   "Themes of your own, and what words stand for in animatics."},
	  {"~/.local/state/scenetty/ledger.db", "The ledger: all jobs, and what they cost."},
	  {".scenetty/", "What can be made again: segments, the log of edits, the lock."},
};

/* A character as mdoc has it, in ASCII. */
static void add_point(struct buf *out, uint32_t point)
{
	if (point == '\\')
		buf_add_str(out, "\\e");
	else if (point == '-')
		buf_add_str(out, "\\-");
	else if (point < 0x80)
		buf_add_char(out, (char)point);
	else if (point == 0x2026) /* groff has none outside UTF-8 */
		buf_add_str(out, "\\&...");
	else
		buf_addf(out, "\\[u%04X]", (unsigned)point);
}

/* A line as it is: behind a macro its quotes would be mdoc's. */
static void add_line(struct buf *out, const char *line)
{
	uint32_t point;

	for (size_t bytes; (bytes = text_next(line, &point)) > 0; line += bytes)
		add_point(out, point);
	buf_add_char(out, '\n');
}

/* Text as mdoc wants its source: short lines, a new one for each sentence. */
static void add_text(struct buf *out, const char *text)
{
	uint32_t point, before = '\n', earlier = '\n';
	size_t bytes, start = out->len;

	for (; (bytes = text_next(text, &point)) > 0; text += bytes) {
		bool sentence = earlier != ' ' && before == '.' && point == ' ';

		if (point == ' ' && (sentence || out->len - start > LINE_BYTES))
			point = '\n';
		if (before == '\n' && (point == '.' || point == '\''))
			buf_add_str(out, "\\&");
		if (point == '\n' && before == '\n')
			buf_add_str(out, ".Pp");
		if (point == '\n')
			start = out->len + 1;
		add_point(out, point);
		earlier = before;
		before = point;
	}
	buf_add_char(out, '\n');
}

static void add_item(struct buf *out, const char *head, const char *text)
{
	buf_add_str(out, ".It Xo\n");
	add_text(out, head);
	buf_add_str(out, ".Xc\n");
	add_text(out, text);
}

static void add_option(struct buf *out, const struct option *option)
{
	buf_add_str(out, ".It");
	if (option->letter)
		buf_addf(out, " Fl %c ,", option->letter);
	buf_addf(out, " Fl \\-%s", option->name);
	if (option->value)
		buf_addf(out, " Ar %s", option->value);
	buf_add_char(out, '\n');
	add_text(out, option->help);
}

static void add_command(struct buf *out, const struct command *command)
{
	char *usage = command_usage(command);

	add_item(out, usage, command->help);
	free(usage);
	if (command->aliases) {
		buf_add_str(out, "Also:\n");
		add_text(out, command->aliases);
	}
	if (command->more) {
		buf_add_str(out, ".Pp\n");
		add_text(out, command->more);
	}
	if (!command_option_count(command) && !command->json)
		return;
	buf_add_str(out, ".Bl -tag -width indent\n");
	for (size_t i = 0; i < command_option_count(command); i++)
		add_option(out, &command->options[i]);
	if (command->json) {
		buf_add_str(out, ".It Fl \\-json\n");
		add_text(out, command->json);
	}
	buf_add_str(out, ".El\n");
}

/* Those that scripts may run, or those that only the board does. */
static void add_commands(struct buf *out, bool board)
{
	buf_add_str(out, ".Bl -tag -width indent\n");
	for (const struct command *row = NULL; (row = command_next(row));)
		if ((row->run == NULL) == board)
			add_command(out, row);
	buf_add_str(out, ".El\n");
}

static void add_key(struct buf *out, const struct key_entry *entry)
{
	char *text = key_entry_text(entry);

	add_item(out, entry->keys, text);
	free(text);
}

static void add_context(struct buf *out, const struct keymap *keymap, enum context context)
{
	struct key_list list;

	buf_addf(out, ".Ss %s\n", context_names[context]);
	add_text(out, context_help[context]);
	buf_add_str(out, ".Bl -tag -width \"C-f, PageDown\" -compact\n");
	key_list_make(keymap, context, &list);
	for (size_t i = 0; i < list.count; i++)
		add_key(out, &list.items[i]);
	key_list_clear(&list);
	buf_add_str(out, ".El\n");
}

static void add_keys(struct buf *out)
{
	struct keymap *keymap = keymap_new();

	buf_add_str(out, ".Sh KEYS\n");
	add_text(out, keys_text);
	for (size_t i = 0; i < CONTEXTS; i++)
		add_context(out, keymap, (enum context)i);
	keymap_free(keymap);
}

static void add_fields(struct buf *out, enum field_of of, const char *heading)
{
	size_t count;
	const struct field *rows = fields(of, &count);

	buf_addf(out, ".Ss %s\n.Bl -tag -width transition\n", heading);
	for (size_t i = 0; i < count; i++) {
		char *text = help_field(&rows[i]);

		add_item(out, rows[i].name, text);
		free(text);
	}
	buf_add_str(out, ".El\n");
}

static void add_front(struct buf *out)
{
	buf_add_str(out, ".Dd November 22, 2026\n.Dt SCENETTY 1\n.Os\n");
	buf_add_str(out, ".Sh NAME\n.Nm scenetty\n.Nd a storyboard editor for AI film\n"
			 ".Sh SYNOPSIS\n.Nm\n.Op Fl C Ar FILM\n.Op Fl \\-trace Ar FILE\n"
			 ".Ar COMMAND\n.Op Ar ARGS\n.Nm\n.Ar FILM\n.Sh DESCRIPTION\n");
	add_text(out,
		 "A film is a folder with a film.json: scenes in their order, each with a prompt. "
		 "Takes are clips made of a scene; one of them is circled, and the circled ones "
		 "are cut together.\n\n"
		 "A scene is named by its id or, in digits, by its position: match, 3, 2-5, or "
		 "several with commas between. A take is t002 or 2. A FILM alone is opened on the "
		 "board; where there is no terminal its status is shown. A command's name wins "
		 "over a folder of the same name, ./status is the folder.");
	buf_add_str(out, ".Pp\nOptions every command knows:\n.Bl -tag -width indent\n");
	for (const struct option *row = global_options; row->name; row++)
		add_option(out, row);
	buf_add_str(out, ".El\n");
}

static void add_examples(struct buf *out)
{
	buf_add_str(out, ".Sh EXAMPLES\n");
	for (const struct command *row = NULL; (row = command_next(row));)
		for (size_t i = 0; i < COMMAND_EXAMPLES_MAX && row->examples[i].line; i++) {
			add_text(out, row->examples[i].what);
			buf_add_str(out, ".Bd -literal -offset indent -compact\n");
			add_line(out, row->examples[i].line);
			buf_add_str(out, ".Ed\n.Pp\n");
		}
	out->len -= strlen(".Pp\n"); /* no paragraph at a section's end */
	out->data[out->len] = '\0';
}

void manual_page(struct buf *out)
{
	struct shelf *shelf = shelf_shipped();
	char **names = shelf_names(shelf);

	add_front(out);
	buf_add_str(out, ".Sh COMMANDS\n");
	add_commands(out, false);
	buf_add_str(out, ".Sh COMMANDS OF THE BOARD\n");
	add_text(out, "Typed behind a colon, or run by a key.");
	add_commands(out, true);
	add_keys(out);
	buf_add_str(out, ".Sh STORYBOARD FIELDS\n");
	add_fields(out, OF_SCENE, "A scene");
	add_fields(out, OF_CAST, "A cast member");
	add_fields(out, OF_FILM, "The film");
	buf_add_str(out, ".Sh PROVIDERS\n.Bl -tag -width animatic\n");
	for (size_t i = 0; names[i]; i++) {
		const struct provider *provider = shelf_find(shelf, names[i], NULL);

		if (provider)
			add_item(out, provider->name, provider->help);
	}
	shelf_names_free(names);
	shelf_free(shelf);
	buf_add_str(out, ".El\n.Sh ENVIRONMENT\n.Bl -tag -width indent\n");
	for (size_t i = 0; i < LENGTH(variables); i++)
		add_item(out, variables[i].name, variables[i].what);
	buf_add_str(out, ".El\n.Sh FILES\n.Bl -tag -width indent\n");
	for (size_t i = 0; i < LENGTH(files); i++)
		add_item(out, files[i].name, files[i].what);
	buf_add_str(out, ".El\n.Sh EXIT STATUS\n.Bl -tag -width indent\n");
	for (const struct exit_code *row = exit_codes; row->meaning; row++) {
		buf_addf(out, ".It %d\n", row->code);
		add_text(out, row->meaning);
	}
	buf_add_str(out, ".El\n");
	add_examples(out);
}
