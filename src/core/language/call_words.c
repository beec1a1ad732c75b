/* SPDX-License-Identifier: MIT
 *
 * Reading the words of a call.
 */
#include "core/language/call.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/language/near.h"
#include "core/language/words.h"
#include "util/mem.h"

/* The words still to be read. */
struct left {
	char *const *items;
	size_t count, at;
};

bool call_pair(const char *typed, int *first, int *second)
{
	char *end;
	long a, b;

	if (*typed < '0' || *typed > '9')
		return false;
	a = strtol(typed, &end, 10);
	if (*end != 'x' || end[1] < '0' || end[1] > '9')
		return false;
	b = strtol(end + 1, &end, 10);
	if (*end || a < 1 || b < 1 || a > 100000 || b > 100000)
		return false;
	*first = (int)a;
	*second = (int)b;
	return true;
}

static bool is_number(const char *typed, bool whole, double min, double max)
{
	char *end;
	double number = strtod(typed, &end);

	return end != typed && !*end && isfinite(number) && number >= min && number <= max &&
	       (!whole || (number == floor(number) && !strpbrk(typed, ".eExX")));
}

static bool is_choice(const char *typed, const char *const *choices)
{
	for (; *choices; choices++)
		if (strcmp(typed, *choices) == 0)
			return true;
	return false;
}

/* Returns new: "bash, zsh or fish". */
static char *choice_list(const char *const *choices)
{
	struct buf out = {0};

	for (size_t i = 0; choices[i]; i++)
		buf_addf(&out, "%s%s", i == 0 ? "" : choices[i + 1] ? ", " : " or ", choices[i]);
	return buf_take(&out);
}

/* An empty path is a variable that was never set. */
static int no_name(const char *what, struct err *err)
{
	return err_set(err, ERR_USAGE, "%s is empty; name one", what);
}

static int check_value(const struct option *option, const char *typed, struct err *err)
{
	int a, b;

	switch (option->kind) {
	case ARG_FILE:
	case ARG_FOLDER:
		return *typed ? 0 : no_name(option->value, err);
	case ARG_WHOLE:
		if (is_number(typed, true, option->min, option->max))
			return 0;
		return err_set(err, ERR_USAGE,
			       "--%s: expected a whole number from %.0f to %.0f, found “%s”",
			       option->name, option->min, option->max, typed);
	case ARG_CELLS:
		if (call_pair(typed, &a, &b))
			return 0;
		return err_set(err, ERR_USAGE,
			       "--%s: expected columns and rows (“80x24”), found “%s”",
			       option->name, typed);
	case ARG_CHOICE:
		if (!is_choice(typed, option->choices)) {
			char *list = choice_list(option->choices);

			err_set(err, ERR_USAGE, "--%s: expected %s, found “%s”", option->name, list,
				typed);
			free(list);
			return -1;
		}
		return 0;
	default:
		return 0;
	}
}

/* What "." stands for on the board; NULL: for itself. */
static const char *dot_of(const struct call *call, enum arg_kind kind)
{
	switch (kind) {
	case ARG_SCENE:
		return call->here;
	case ARG_SCENES:
	case ARG_TARGET:
	case ARG_JOB:
		return call->chosen;
	case ARG_TAKE:
		return call->take;
	default:
		return NULL;
	}
}

/* Where the value of an option is kept. */
static char **value_place(struct call *call, const struct option *option)
{
	if (call->command && option >= call->command->options &&
	    option < call->command->options + COMMAND_OPTIONS_MAX)
		return &call->values[option - call->command->options];
	return &call->globals[option - global_options];
}

static int set_option(struct call *call, const struct option *option, const char *value,
		      struct err *err)
{
	char **place = value_place(call, option);
	const char *dot = strcmp(value, ".") == 0 ? dot_of(call, option->kind) : NULL;

	if (dot && !*dot) /* before or after no scene: as without */
		return 0;
	value = dot ? dot : value;
	if (option == &global_options[GLOBAL_JSON] && !(call->command && call->command->json))
		return err_set(err, ERR_USAGE, "“%s” has nothing to say in JSON",
			       call->command ? call->command->name : "scenetty");
	if (check_value(option, value, err) < 0)
		return -1;
	free(*place);
	*place = xstrdup(value);
	return 0;
}

static int unknown_option(const struct command *command, const char *typed, struct err *err)
{
	struct near near = {.typed = typed};

	for (size_t i = 0; command && i < command_option_count(command); i++)
		near_offer(&near, command->options[i].name);
	for (const struct option *row = global_options; row->name; row++)
		near_offer(&near, row->name);
	if (near.best)
		return err_set(err, ERR_USAGE, "no option --%s; did you mean --%s?", typed,
			       near.best);
	return err_set(err, ERR_USAGE, "no option --%s; what begins with - goes behind --", typed);
}

/* "--seed=7", "--seed 7", "--all" */
static int read_long(struct call *call, struct left *left, struct err *err)
{
	const char *name = left->items[left->at] + 2;
	size_t length = strcspn(name, "=");
	const struct option *option = command_option(call->command, name, length);

	left->at++;
	if (!option) {
		char *typed = xstrndup(name, length);

		unknown_option(call->command, typed, err);
		free(typed);
		return -1;
	}
	if (!option->value && name[length])
		return err_set(err, ERR_USAGE, "--%s takes no value", option->name);
	if (!option->value)
		return set_option(call, option, "", err);
	if (name[length])
		return set_option(call, option, name + length + 1, err);
	if (left->at == left->count)
		return err_set(err, ERR_USAGE, "--%s needs %s", option->name, option->value);
	return set_option(call, option, left->items[left->at++], err);
}

/* "-n3", "-n 3", "-qn3" */
static int read_letters(struct call *call, struct left *left, struct err *err)
{
	const char *letters = left->items[left->at++] + 1;

	for (; *letters; letters++) {
		const struct option *option = command_letter(call->command, *letters);

		if (!option)
			return err_set(err, ERR_USAGE,
				       "no option -%c; what begins with - goes behind --",
				       *letters);
		if (!option->value) {
			if (set_option(call, option, "", err) < 0)
				return -1;
			continue;
		}
		if (letters[1])
			return set_option(call, option, letters + 1, err);
		if (left->at == left->count)
			return err_set(err, ERR_USAGE, "-%c needs %s", *letters, option->value);
		return set_option(call, option, left->items[left->at++], err);
	}
	return 0;
}

/* "-" is stdin, and "-3" a number: no option is a digit. */
static bool is_option(const char *word)
{
	return word[0] == '-' && word[1] && !(word[1] >= '0' && word[1] <= '9') &&
	       strcmp(word, "--") != 0;
}

static int read_option(struct call *call, struct left *left, struct err *err)
{
	return left->items[left->at][1] == '-' ? read_long(call, left, err)
					       : read_letters(call, left, err);
}

int call_parse_globals(struct call *call, size_t count, char *const *words, size_t *used,
		       struct err *err)
{
	struct left left = {words, count, 0};

	while (left.at < count && is_option(words[left.at]))
		if (read_option(call, &left, err) < 0)
			return -1;
	*used = left.at;
	return 0;
}

/* The row's word that the word at this place is; NULL: it takes none. */
static const struct arg *arg_at(const struct command *command, size_t at)
{
	size_t count = command_arg_count(command);

	if (at >= count && count && command->args[count - 1].many)
		at = count - 1;
	return at < count ? &command->args[at] : NULL;
}

/* "." becomes what it stands for; an arg that may only be one of some words is. */
static int check_arg(const struct call *call, size_t at, struct err *err)
{
	const struct arg *arg = arg_at(call->command, at);
	const char *typed = call->args[at], *dot;
	char *list;

	dot = arg && strcmp(typed, ".") == 0 ? dot_of(call, arg->kind) : NULL;
	if (dot && !*dot)
		return err_set(err, ERR_NOT_FOUND,
			       arg->kind == ARG_TAKE  ? "there is no take here"
			       : arg->kind == ARG_JOB ? "there is no job here"
						      : "there is no scene here");
	if (dot) {
		free(call->args[at]);
		call->args[at] = xstrdup(dot);
	}
	if (arg && (arg->kind == ARG_FILE || arg->kind == ARG_FOLDER) && !*typed)
		return no_name(arg->name, err);
	if (!arg || arg->kind != ARG_CHOICE || is_choice(typed, arg->choices))
		return 0;
	list = choice_list(arg->choices);
	err_set(err, ERR_USAGE, "%s: expected %s, found “%s”", call->command->name, list, typed);
	free(list);
	return -1;
}

/* On the board the scenes that are chosen need not be named where they stand last. */
static void add_chosen(struct call *call)
{
	size_t count = command_arg_count(call->command);
	const struct arg *arg = &call->command->args[count ? count - 1 : 0];

	if (!call->chosen || !count || call->arg_count != count - 1 || arg->optional ||
	    !dot_of(call, arg->kind))
		return;
	call->args = xrealloc(call->args, count + 1, sizeof *call->args);
	call->args[call->arg_count++] = xstrdup(".");
}

bool call_lacks_words(const struct call *call)
{
	size_t least = 0, count = call->command ? command_arg_count(call->command) : 0;

	while (least < count && !call->command->args[least].optional)
		least++;
	return call->arg_count < least;
}

static int check_args(const struct call *call, struct err *err)
{
	const struct command *command = call->command;
	size_t count = command_arg_count(command);
	bool many = count > 0 && command->args[count - 1].many;

	if (call_lacks_words(call))
		return err_set(err, ERR_USAGE, "%s needs %s; “scenetty help %s” says more",
			       command->name, command->args[call->arg_count].name, command->name);
	if (call->arg_count > count && !many)
		return err_set(err, ERR_USAGE, "%s: “%s” is one word too many%s", command->name,
			       call->args[count], count ? "; quote what has spaces" : "");
	for (size_t i = 0; i < call->arg_count; i++)
		if (check_arg(call, i, err) < 0)
			return -1;
	return 0;
}

int call_parse(struct call *call, const struct command *command, size_t count, char *const *words,
	       struct err *err)
{
	struct left left = {words, count, 0};
	bool only_args = false;

	call->command = command;
	call->args = xcalloc(count + 1, sizeof *call->args);
	while (left.at < count) {
		const char *word = words[left.at];

		if (!only_args && is_option(word)) {
			if (read_option(call, &left, err) < 0)
				return -1;
			continue;
		}
		left.at++;
		if (!only_args && strcmp(word, "--") == 0)
			only_args = true;
		else
			call->args[call->arg_count++] = xstrdup(word);
	}
	if (call->globals[GLOBAL_HELP])
		return 0;
	add_chosen(call);
	return check_args(call, err);
}

int call_parse_line(struct call *call, const char *line, struct err *err)
{
	struct words words;
	const struct command *command;
	int result = words_split(line, false, &words, err);

	if (result == 0 && !words.count)
		result = err_set(err, ERR_USAGE, "expected a command");
	if (result == 0 && is_number(words.items[0], true, 1, 1e9))
		result = call_parse(call, command_find("go"), words.count, words.items, err);
	else if (result == 0 && command_named(words.items[0], &command, err) == 0)
		result = call_parse(call, command, words.count - 1, words.items + 1, err);
	else
		result = -1;
	words_clear(&words);
	return result;
}
