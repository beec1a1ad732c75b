/* SPDX-License-Identifier: MIT */
#include "core/complete.h"

#include <stdlib.h>
#include <string.h>

#include "core/setting.h"
#include "core/target.h"
#include "util/mem.h"
#include "util/text.h"

/* One completion: the words before, the one being typed, what was found. */
struct completion {
	struct session *session;
	struct call line; /* the words before, as far as they parse */
	const char *typed;
	struct buf out;
};

static void offer(struct completion *at, const char *front, const char *word, const char *what)
{
	char *whole = xasprintf("%s%s", front, word);

	if (strncmp(whole, at->typed, strlen(at->typed)) == 0) {
		char *clean = text_clean(what ? what : "", false, 60);

		buf_addf(&at->out, "%s\t%s\n", whole, clean);
		free(clean);
	}
	free(whole);
}

/* The film the words are about; NULL if it can't be had. */
static const struct film *film_of(struct completion *at)
{
	struct session *session = at->session;
	struct err err = {0};

	if (!session->has_film && session_open(session, at->line.globals[GLOBAL_FILM], &err) < 0)
		err_clear(&err);
	return session->has_film ? session->store.film : NULL;
}

static void offer_scenes(struct completion *at)
{
	const struct film *film = film_of(at);

	for (size_t i = 0; film && i < film->scene_count; i++)
		offer(at, "", film->scenes[i].id, film->scenes[i].title);
}

static void offer_targets(struct completion *at)
{
	const struct film *film = film_of(at);

	offer(at, "", "film", "the film itself");
	offer_scenes(at);
	for (size_t i = 0; film && i < film->cast_count; i++)
		offer(at, "cast:", film->cast[i].name, film->cast[i].looks);
}

static void offer_takes(struct completion *at)
{
	const struct film *film = film_of(at);
	const char *typed = call_arg(&at->line, 0);
	const struct scene *scene = film && typed ? target_scene(film, typed, NULL) : NULL;
	struct take_list takes = {0};

	offer(at, "", "none", "no take");
	if (scene && takes_load(at->session->store.dir, scene->id, &takes, NULL, NULL, NULL) == 0)
		for (size_t i = 0; i < takes.count; i++)
			offer(at, "", takes.takes[i].name, takes.takes[i].made);
	takes_clear(&takes);
}

/* Whose fields the command before is about. */
static enum field_of fields_of(const struct completion *at)
{
	const char *what = call_arg(&at->line, 0);

	if (what && strcmp(what, "film") == 0)
		return OF_FILM;
	return what && strncmp(what, "cast:", 5) == 0 ? OF_CAST : OF_SCENE;
}

static void offer_setting(struct completion *at, const struct field *field)
{
	char *front = xasprintf("%s=", field->name);

	if (strncmp(at->typed, front, strlen(front)) != 0)
		offer(at, "", front, field->help);
	else
		for (size_t i = 0; field->choices && field->choices[i]; i++)
			offer(at, front, field->choices[i], NULL);
	free(front);
}

static void offer_settings(struct completion *at)
{
	size_t count;
	const struct field *rows = fields(fields_of(at), &count);

	for (size_t i = 0; i < count; i++)
		if (setting_may_change(&rows[i]))
			offer_setting(at, &rows[i]);
}

static void offer_commands(struct completion *at)
{
	for (const struct command *row = NULL; (row = command_next(row));)
		if (row->run)
			offer(at, "", row->name, row->help);
}

static void offer_kind(struct completion *at, enum arg_kind kind, const char *const *choices)
{
	switch (kind) {
	case ARG_SCENE:
	case ARG_SCENES:
		offer_scenes(at);
		break;
	case ARG_TAKE:
		offer_takes(at);
		break;
	case ARG_TARGET:
		offer_targets(at);
		break;
	case ARG_SETTING:
		offer_settings(at);
		break;
	case ARG_TOPIC:
		offer(at, "", "fields", "the fields of scenes, cast and film");
		offer(at, "", "keys", "the keys of the board");
		offer_commands(at);
		break;
	case ARG_COMMAND:
		offer_commands(at);
		break;
	case ARG_CHOICE:
		for (; *choices; choices++)
			offer(at, "", *choices, NULL);
		break;
	case ARG_FOLDER:
		buf_add_str(&at->out, ":folders\n");
		break;
	case ARG_FILE:
		buf_add_str(&at->out, ":files\n");
		break;
	case ARG_FIELD:
	case ARG_THEME:
	case ARG_TEXT:
	case ARG_WHOLE:
	case ARG_SIZE:
	case ARG_CELLS:
	case ARG_NUMBER:
		break;
	}
}

static void offer_options(struct completion *at)
{
	const struct command *command = at->line.command;

	for (size_t i = 0; command && i < command_option_count(command); i++)
		offer(at, "--", command->options[i].name, command->options[i].help);
	for (size_t i = 0; i < GLOBALS; i++)
		if (i != GLOBAL_JSON || (command && command->json))
			offer(at, "--", global_options[i].name, global_options[i].help);
}

/* The option whose value is being typed because it is the word before. */
static const struct option *open_option(const struct command *command, const char *before)
{
	const struct option *option = NULL;

	if (before[0] == '-' && before[1] == '-')
		option = command_option(command, before + 2, strlen(before + 2));
	else if (before[0] == '-' && before[1])
		option = command_letter(command, before[strlen(before) - 1]);
	return option && option->value ? option : NULL;
}

static void offer_args(struct completion *at)
{
	const struct command *command = at->line.command;
	size_t count = command_arg_count(command), index = at->line.arg_count;

	if (index >= count && count && command->args[count - 1].many)
		index = count - 1;
	if (index < count)
		offer_kind(at, command->args[index].kind, NULL);
}

void complete_words(struct call *call, size_t count, char *const *words)
{
	struct completion at = {.session = call->session, .typed = count ? words[count - 1] : ""};
	size_t before = count ? count - 1 : 0, used = 0;
	const struct option *open;

	/* Half a command line need not be right: what parses is what counts. */
	call_parse_globals(&at.line, before, words, &used, NULL);
	if (used < before)
		at.line.command = command_find(words[used]);
	open = count > 1 ? open_option(at.line.command, words[count - 2]) : NULL;
	if (at.line.command)
		call_parse(&at.line, at.line.command, before - used - 1, words + used + 1, NULL);
	if (open)
		offer_kind(&at, open->kind, open->choices);
	else if (at.typed[0] == '-')
		offer_options(&at);
	else if (at.line.command)
		offer_args(&at);
	else if (used == before)
		offer_commands(&at);
	if (!at.line.command && !open && used == before && at.typed[0] != '-')
		buf_add_str(&at.out, ":folders\n");
	out_source(call->out, buf_str(&at.out));
	buf_free(&at.out);
	call_clear(&at.line);
}
