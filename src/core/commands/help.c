/* SPDX-License-Identifier: MIT
 *
 * help and version.
 */
#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "core/commands/commands.h"
#include "core/help/complete.h"
#include "core/help/help.h"
#include "core/help/manual.h"
#include "core/language/call.h"
#include "core/session/session.h"
#include "core/tell/exit_code.h"
#include "core/tell/page.h"
#include "provider/shelf.h"
#include "util/mem.h"

#define INDENT 14

/* From `row` on, those under its heading. */
static void list_group(struct output *out, const struct command *row)
{
	const char *group = row->group;

	page_heading(out, group);
	for (; row; row = command_next(row))
		if (!(row->needs & NEED_BOARD) && strcmp(row->group, group) == 0)
			page_entry(out, row->name, INDENT, row->help);
}

static bool begins_group(const struct command *row)
{
	const struct command *before = NULL;

	while ((before = command_next(before)) != row)
		if (strcmp(before->group, row->group) == 0)
			return false;
	return true;
}

static void list_commands(struct output *out)
{
	for (const struct command *row = NULL; (row = command_next(row));)
		if (!(row->needs & NEED_BOARD) && begins_group(row))
			list_group(out, row);
}

/* Returns new: "-n, --takes TAKES" */
static char *option_head(const struct option *option)
{
	struct buf head = {0};

	if (option->letter)
		buf_addf(&head, "-%c, ", option->letter);
	buf_addf(&head, "--%s%s%s", option->name, option->value ? " " : "",
		 option->value ? option->value : "");
	return buf_take(&head);
}

static void list_option(struct output *out, const struct option *option)
{
	char *head = option_head(option);

	page_entry(out, head, 24, option->help);
	free(head);
}

static void list_exit_codes(struct output *out)
{
	page_heading(out, "Exit codes");
	for (const struct exit_code *row = exit_codes; row->meaning; row++) {
		char *code = xasprintf("%d", row->code);

		page_entry(out, code, 8, row->meaning);
		free(code);
	}
}

/* What can only be done where there are screens: their names. */
static void list_board(struct output *out)
{
	struct buf names = {0};

	for (const struct command *row = NULL; (row = command_next(row));)
		if (!row->run)
			buf_addf(&names, "%s%s", names.len ? ", " : "", row->name);
	page_heading(out, "On the board only, by a key or behind :");
	page_text(out, STYLE_PLAIN, 2, buf_str(&names));
	buf_free(&names);
}

static void help_overview(struct output *out)
{
	out_text(out, STYLE_STRONG, "scenetty");
	out_say(out, ": a storyboard editor for AI film\n\n"
		     "  scenetty [-C FILM] [--trace FILE] COMMAND [ARGS]\n"
		     "  scenetty FILM\n");
	list_commands(out);
	list_board(out);
	page_heading(out, "Options");
	for (const struct option *row = global_options; row->name; row++)
		list_option(out, row);
	list_exit_codes(out);
	out_say(out, "\n");
	page_text(out, STYLE_PLAIN, 0,
		  "A scene is named by its id or, in digits, by its position: match, 3, 2-5, "
		  "match,7. A take is t002 or 2. “scenetty help COMMAND” says more.");
}

static void help_command(struct output *out, const struct command *command)
{
	char *words = command_usage(command);
	char *usage = xasprintf("%s%s", command->run ? "scenetty " : ":", words);

	page_text(out, STYLE_STRONG, 0, usage);
	out_say(out, "\n");
	free(usage);
	free(words);
	page_text(out, STYLE_PLAIN, 0, command->help);
	if (command->aliases)
		out_say(out, "\nAlso: %s\n", command->aliases);
	if (command->more) {
		out_say(out, "\n");
		page_text(out, STYLE_PLAIN, 0, command->more);
	}
	if (command->options[0].name || command->json)
		page_heading(out, "Options");
	for (size_t i = 0; i < command_option_count(command); i++)
		list_option(out, &command->options[i]);
	if (command->json)
		page_entry(out, "--json", 24, command->json);
	help_command_keys(out, command);
	if (command->examples[0].line)
		page_heading(out, "Examples");
	for (size_t i = 0; i < COMMAND_EXAMPLES_MAX && command->examples[i].line; i++)
		page_entry(out, command->examples[i].line, 6, command->examples[i].what);
}

static void list_fields(struct output *out, enum field_of of, const char *heading)
{
	size_t count;
	const struct field *rows = fields(of, &count);

	page_heading(out, heading);
	for (size_t i = 0; i < count; i++) {
		char *text = help_field(&rows[i]);

		page_entry(out, rows[i].name, INDENT, text);
		free(text);
	}
}

static void help_fields(struct call *call)
{
	struct output *out = call->out;
	struct shelf *shelf = session_shelf(call->session);
	char **names = shelf_names(shelf);

	out_say(out, "What set and add take as FIELD=VALUE.\n");
	list_fields(out, OF_SCENE, "A scene");
	list_fields(out, OF_CAST, "A cast member");
	list_fields(out, OF_FILM, "The film");
	page_heading(out, "Providers");
	for (size_t i = 0; names[i]; i++) {
		struct err err = {0};
		const struct provider *provider = shelf_find(shelf, names[i], &err);

		page_entry(out, names[i], INDENT, provider ? provider->help : err_text(&err));
		err_clear(&err);
	}
	shelf_names_free(names);
}

static int help_on(struct call *call, const char *name, struct err *err)
{
	const struct command *command;

	if (strcmp(name, "keys") == 0)
		return help_keys(call, err);
	if (strcmp(name, "fields") == 0)
		help_fields(call);
	else if (command_named(name, &command, err) < 0)
		return -1;
	else
		help_command(call->out, command);
	return 0;
}

int command_help(struct call *call, struct err *err)
{
	const char *shell = call_option(call, "completions");
	const char *name = call_arg(call, 0);
	struct buf source = {0};

	if (call_option(call, "complete"))
		complete_words(call, call->arg_count, call->args);
	else if (call_option(call, "man"))
		manual_page(&source);
	else if (shell)
		manual_completions(&source, shell);
	else if (name)
		return help_on(call, name, err);
	else
		help_overview(call->out);
	if (source.len)
		out_source(call->out, buf_str(&source));
	buf_free(&source);
	return 0;
}

int command_version(struct call *call, struct err *err)
{
	out_say(call->out, "scenetty %s\n", PACKAGE_VERSION);
	return 0;
}
