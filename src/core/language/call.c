/* SPDX-License-Identifier: MIT */
#include "core/language/call.h"

#include <stdlib.h>
#include <string.h>

#include "util/mem.h"

void call_ask(struct call *call, const char *question,
	      void (*answered)(struct call *call, bool yes))
{
	call->question = xstrdup(question);
	call->answered = answered;
	call->pending = true;
}

void call_answer(struct call *call, bool yes)
{
	free(call->asked);
	call->asked = call->question;
	call->question = NULL;
	call->answered(call, yes);
}

void call_end(struct call *call, struct err *error)
{
	if (error && error->kind)
		err_move(&call->error, error);
	call->pending = false;
}

static void clear_words(struct call *call)
{
	for (size_t i = 0; i < call->arg_count; i++)
		free(call->args[i]);
	free(call->args);
	call->args = NULL;
	call->arg_count = 0;
	for (size_t i = 0; i < COMMAND_OPTIONS_MAX; i++) {
		free(call->values[i]);
		call->values[i] = NULL;
	}
}

int call_become(struct call *call, const struct command *command, size_t count, char *const *words,
		struct err *err)
{
	clear_words(call);
	return call_parse(call, command, count, words, err) < 0 ? -1 : command->run(call, err);
}

void call_clear(struct call *call)
{
	clear_words(call);
	for (size_t i = 0; i < GLOBALS; i++)
		free(call->globals[i]);
	free(call->question);
	free(call->asked);
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

char *call_text(const struct call *call, size_t index)
{
	struct buf text = {0};

	for (size_t i = index; i < call->arg_count; i++)
		buf_addf(&text, "%s%s", i > index ? " " : "", call->args[i]);
	buf_add_str(&text, "");
	return buf_take(&text);
}
