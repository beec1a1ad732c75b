/* SPDX-License-Identifier: MIT */
#include "core/call.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/near.h"
#include "util/mem.h"

/* The words still to be read. */
struct words {
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

static int check_value(const struct option *option, const char *typed, struct err *err)
{
	int a, b;

	switch (option->kind) {
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
	return err_set(err, ERR_USAGE, "no option --%s", typed);
}

/* "--seed=7", "--seed 7", "--all" */
static int read_long(struct call *call, struct words *words, struct err *err)
{
	const char *name = words->items[words->at] + 2;
	size_t length = strcspn(name, "=");
	const struct option *option = command_option(call->command, name, length);

	words->at++;
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
	if (words->at == words->count)
		return err_set(err, ERR_USAGE, "--%s needs %s", option->name, option->value);
	return set_option(call, option, words->items[words->at++], err);
}

/* "-n3", "-n 3", "-qn3" */
static int read_letters(struct call *call, struct words *words, struct err *err)
{
	const char *letters = words->items[words->at++] + 1;

	for (; *letters; letters++) {
		const struct option *option = command_letter(call->command, *letters);

		if (!option)
			return err_set(err, ERR_USAGE, "no option -%c", *letters);
		if (!option->value) {
			if (set_option(call, option, "", err) < 0)
				return -1;
			continue;
		}
		if (letters[1])
			return set_option(call, option, letters + 1, err);
		if (words->at == words->count)
			return err_set(err, ERR_USAGE, "-%c needs %s", *letters, option->value);
		return set_option(call, option, words->items[words->at++], err);
	}
	return 0;
}

static bool is_option(const char *word)
{
	return word[0] == '-' && word[1] && strcmp(word, "--") != 0;
}

static int read_option(struct call *call, struct words *words, struct err *err)
{
	return words->items[words->at][1] == '-' ? read_long(call, words, err)
						 : read_letters(call, words, err);
}

int call_parse_globals(struct call *call, size_t count, char *const *words, size_t *used,
		       struct err *err)
{
	struct words left = {words, count, 0};

	while (left.at < count && is_option(words[left.at]))
		if (read_option(call, &left, err) < 0)
			return -1;
	*used = left.at;
	return 0;
}

static int check_args(const struct call *call, struct err *err)
{
	const struct command *command = call->command;
	size_t count = command_arg_count(command), least = 0;
	bool many = count > 0 && command->args[count - 1].many;

	while (least < count && !command->args[least].optional)
		least++;
	if (call->arg_count < least)
		return err_set(err, ERR_USAGE, "%s needs %s; “scenetty help %s” says more",
			       command->name, command->args[call->arg_count].name, command->name);
	if (call->arg_count > count && !many)
		return err_set(err, ERR_USAGE,
			       "%s: “%s” is one word too many; quote what has spaces",
			       command->name, call->args[count]);
	return 0;
}

int call_parse(struct call *call, const struct command *command, size_t count, char *const *words,
	       struct err *err)
{
	struct words left = {words, count, 0};
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
	return call->globals[GLOBAL_HELP] ? 0 : check_args(call, err);
}

int call_run(struct call *call, struct err *err)
{
	unsigned needs = call->command->needs;
	struct session *session = call->session;

	if ((needs & NEED_FILM) && !session->has_film &&
	    session_open(session, call->globals[GLOBAL_FILM], err) < 0)
		return -1;
	if ((needs & NEED_FILM) && session->store.recovered)
		out_note(call->out, "took up %zu change%s that had been logged but not saved",
			 session->store.recovered, session->store.recovered == 1 ? "" : "s");
	if ((needs & NEED_WRITE) && session->store.read_only)
		return err_set(err, ERR_IO, "%s can’t be changed: %s", session->store.path,
			       session->store.why_read_only);
	call->out->wants_json = call->globals[GLOBAL_JSON] != NULL;
	if (call->command->needs & NEED_BOARD)
		return call->act ? call->act(call, err)
				 : err_set(err, ERR_USAGE, "“%s” works on the board only",
					   call->command->name);
	return call->command->run(call, err);
}

int call_change(struct call *call,
		int (*build)(struct call *call, struct step *step, struct err *err),
		struct err *err)
{
	struct step step = {0};
	char *label = NULL;
	int result;

	if (session_begin(call->session, err) < 0)
		return -1;
	result = build(call, &step, err);
	if (result < 0 || !step.count) {
		session_end(call->session, NULL, NULL);
		step_clear(&step);
		return result;
	}
	label = xstrdup(step.label);
	result = session_end(call->session, &step, err);
	if (result == 0)
		out_note(call->out, "%s", label);
	free(label);
	return result;
}

void call_ask(struct call *call, const char *question,
	      void (*answered)(struct call *call, bool yes))
{
	call->question = xstrdup(question);
	call->answered = answered;
	call->pending = true;
}

void call_answer(struct call *call, bool yes)
{
	free(call->question);
	call->question = NULL;
	call->answered(call, yes);
}

void call_end(struct call *call, struct err *error)
{
	if (error && error->kind)
		err_move(&call->error, error);
	call->pending = false;
}

void call_clear(struct call *call)
{
	for (size_t i = 0; i < call->arg_count; i++)
		free(call->args[i]);
	free(call->args);
	for (size_t i = 0; i < COMMAND_OPTIONS_MAX; i++)
		free(call->values[i]);
	for (size_t i = 0; i < GLOBALS; i++)
		free(call->globals[i]);
	free(call->question);
	err_clear(&call->error);
	*call = (struct call){0};
}

const char *call_option(const struct call *call, const char *name)
{
	for (size_t i = 0; i < command_option_count(call->command); i++)
		if (strcmp(call->command->options[i].name, name) == 0)
			return call->values[i];
	BUG("%s has no option %s", call->command->name, name);
}

int64_t call_whole(const struct call *call, const char *name, int64_t otherwise)
{
	const char *value = call_option(call, name);

	return value ? strtoll(value, NULL, 10) : otherwise;
}

const char *call_arg(const struct call *call, size_t index)
{
	return index < call->arg_count ? call->args[index] : NULL;
}
