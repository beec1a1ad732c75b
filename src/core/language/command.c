/* SPDX-License-Identifier: MIT
 *
 * Looking things up in the command table.
 */
#include "core/language/command.h"

#include <stdint.h>
#include <string.h>

#include "core/language/near.h"
#include "util/buf.h"

const struct command *command_next(const struct command *row)
{
	row = row ? row + 1 : command_table;
	while (!row->name && row->next)
		row = row->next;
	return row->name ? row : NULL;
}

static bool is_alias(const char *aliases, const char *name)
{
	size_t length = strlen(name);

	for (const char *at = aliases; at && *at; at += strspn(at, " ")) {
		size_t bytes = strcspn(at, " ");

		if (bytes == length && strncmp(at, name, bytes) == 0)
			return true;
		at += bytes;
	}
	return false;
}

const struct command *command_find(const char *name)
{
	for (const struct command *row = NULL; (row = command_next(row));)
		if (strcmp(row->name, name) == 0 || is_alias(row->aliases, name))
			return row;
	return NULL;
}

int command_named(const char *name, const struct command **out, struct err *err)
{
	const struct command *near;

	*out = command_find(name);
	if (*out)
		return 0;
	near = command_near(name, true);
	if (near)
		return err_set(err, ERR_USAGE, "no command “%s”; did you mean “%s”?", name,
			       near->name);
	return err_set(err, ERR_USAGE, "no command “%s”; “scenetty help” lists them", name);
}

const struct command *command_near(const char *name, bool board)
{
	struct near near = {.typed = name};

	for (const struct command *row = NULL; (row = command_next(row));)
		if (row->run || board)
			near_offer(&near, row->name);
	return near.best ? command_find(near.best) : NULL;
}

static const struct option *find_name(const struct option *options, size_t count, const char *name,
				      size_t length)
{
	for (size_t i = 0; i < count && options[i].name; i++)
		if (strlen(options[i].name) == length &&
		    strncmp(options[i].name, name, length) == 0)
			return &options[i];
	return NULL;
}

static const struct option *find_letter(const struct option *options, size_t count, char letter)
{
	for (size_t i = 0; i < count && options[i].name; i++)
		if (options[i].letter == letter)
			return &options[i];
	return NULL;
}

const struct option *command_option(const struct command *command, const char *name, size_t length)
{
	const struct option *found = NULL;

	if (command)
		found = find_name(command->options, COMMAND_OPTIONS_MAX, name, length);
	return found ? found : find_name(global_options, SIZE_MAX, name, length);
}

const struct option *command_letter(const struct command *command, char letter)
{
	const struct option *found = NULL;

	if (command)
		found = find_letter(command->options, COMMAND_OPTIONS_MAX, letter);
	return found ? found : find_letter(global_options, SIZE_MAX, letter);
}

size_t command_arg_count(const struct command *command)
{
	size_t count = 0;

	while (count < COMMAND_ARGS_MAX && command->args[count].name)
		count++;
	return count;
}

size_t command_option_count(const struct command *command)
{
	size_t count = 0;

	while (count < COMMAND_OPTIONS_MAX && command->options[count].name)
		count++;
	return count;
}

char *command_usage(const struct command *command)
{
	struct buf out = {0};

	buf_add_str(&out, command->name);
	for (size_t i = 0; i < command_arg_count(command); i++) {
		const struct arg *arg = &command->args[i];

		buf_addf(&out, " %s%s%s%s", arg->optional ? "[" : "", arg->name,
			 arg->many ? "…" : "", arg->optional ? "]" : "");
	}
	for (size_t i = 0; i < command_option_count(command); i++) {
		const struct option *option = &command->options[i];

		if (option->letter)
			buf_addf(&out, " [-%c", option->letter);
		else
			buf_addf(&out, " [--%s", option->name);
		buf_addf(&out, "%s%s]", option->value ? " " : "",
			 option->value ? option->value : "");
	}
	if (command->json)
		buf_add_str(&out, " [--json]");
	return buf_take(&out);
}
