/* SPDX-License-Identifier: MIT */
#include "core/help/complete.h"

#include <stdlib.h>
#include <string.h>

#include "core/language/keymap.h"
#include "core/scenes/setting.h"
#include "core/scenes/target.h"
#include "provider/shelf.h"
#include "util/mem.h"

/* One completion: the words before, the one being typed, what was found. */
struct state {
	const struct completer *completer;
	struct call line; /* the words before, as far as they parse */
	const char *typed;
	struct completion *out;
};

static void offer(struct state *at, const char *word, const char *what)
{
	completion_offer(at->out, at->typed, word, what, false);
}

/* The film the words are about; NULL if it can't be had. */
static const struct film *film_of(struct state *at)
{
	struct session *session = at->completer->session;
	struct err err = {0};

	if (!session->has_film && session_open(session, at->line.globals[GLOBAL_FILM], &err) < 0)
		err_clear(&err);
	return session->has_film ? session->store.film : NULL;
}

static void offer_words(struct state *at, const char *const *words)
{
	for (; words && *words; words++)
		offer(at, *words, NULL);
}

static void offer_scenes(struct state *at)
{
	const struct film *film = film_of(at);

	for (size_t i = 0; film && i < film->scene_count; i++)
		offer(at, film->scenes[i].id, film->scenes[i].title);
}

/* "match,cur": the last of several. */
static void go_behind_comma(struct state *at)
{
	const char *comma = strrchr(at->typed, ',');

	if (comma)
		at->out->from = (size_t)(comma + 1 - at->typed);
}

static void offer_targets(struct state *at)
{
	const struct film *film = film_of(at);

	offer(at, "film", "the film itself");
	offer_scenes(at);
	for (size_t i = 0; film && i < film->cast_count; i++) {
		char *word = xasprintf("cast:%s", film->cast[i].name);

		offer(at, word, film->cast[i].looks);
		free(word);
	}
}

static void offer_takes(struct state *at)
{
	const struct film *film = film_of(at);
	const char *typed = call_arg(&at->line, 0);
	const struct scene *scene = film && typed ? target_scene(film, typed, NULL) : NULL;
	struct take_list takes = {0};

	offer(at, "none", "no take");
	if (scene &&
	    takes_load(at->completer->session->store.dir, scene->id, &takes, NULL, NULL, NULL) == 0)
		for (size_t i = 0; i < takes.count; i++)
			offer(at, takes.takes[i].name, takes.takes[i].made);
	takes_clear(&takes);
}

static void offer_providers(struct state *at)
{
	struct shelf *shelf = session_shelf(at->completer->session);
	char **names = shelf_names(shelf);

	for (size_t i = 0; names[i]; i++) {
		const struct provider *provider = shelf_find(shelf, names[i], NULL);

		offer(at, names[i], provider ? provider->help : NULL);
	}
	shelf_names_free(names);
}

/* Whose fields the command before is about. */
static enum field_of fields_of(const struct state *at)
{
	const char *what = call_arg(&at->line, 0);

	if (what && strcmp(what, "film") == 0)
		return OF_FILM;
	return what && strncmp(what, "cast:", 5) == 0 ? OF_CAST : OF_SCENE;
}

/* The value of the field whose name and "=" is typed. */
static void offer_value(struct state *at, enum field_of of, const struct field *field)
{
	const struct film *film = film_of(at);
	const char *what = call_arg(&at->line, 0);
	const struct scene *scene =
		film && of == OF_SCENE && what ? target_scene(film, what, NULL) : NULL;

	at->out->from = strcspn(at->typed, "=") + 1;
	if (film)
		complete_value(at->completer->session, of, scene ? scene->id : NULL, field,
			       at->typed, at->out);
}

static void offer_settings(struct state *at)
{
	size_t count, name = strcspn(at->typed, "=");
	enum field_of of = fields_of(at);
	const struct field *rows = fields(of, &count);

	for (size_t i = 0; i < count; i++) {
		const struct field *field = &rows[i];
		char *word;

		if (!setting_may_change(field))
			continue;
		if (!at->typed[name]) {
			word = xasprintf("%s=", field->name);
			completion_offer(at->out, at->typed, word, field->help, true);
			free(word);
		} else if (strlen(field->name) == name &&
			   strncmp(field->name, at->typed, name) == 0) {
			offer_value(at, of, field);
		}
	}
}

static void offer_fields(struct state *at)
{
	size_t count;
	const struct field *rows = fields(OF_SCENE, &count);

	for (size_t i = 0; i < count; i++)
		if (setting_may_change(&rows[i]))
			offer(at, rows[i].name, rows[i].help);
}

/* `board`: those that only the board does too. */
static void offer_commands(struct state *at, bool board)
{
	for (const struct command *row = NULL; (row = command_next(row));)
		if (row->run || board)
			offer(at, row->name, row->help);
}

/* What help knows: commands, and pages of its own. */
static void offer_topics(struct state *at)
{
	const char *first = call_arg(&at->line, 0);

	if (first && strcmp(first, "keys") == 0) {
		for (size_t i = 0; i < CONTEXTS; i++)
			offer(at, context_names[i], NULL);
		return;
	}
	offer(at, "fields", "the fields of scenes, cast and film");
	offer(at, "keys", "the keys of the board");
	offer_commands(at, true);
}

static void offer_kind(struct state *at, enum arg_kind kind)
{
	switch (kind) {
	case ARG_SCENES:
		go_behind_comma(at);
		offer_scenes(at);
		break;
	case ARG_SCENE:
		offer_scenes(at);
		break;
	case ARG_TAKE:
		offer_takes(at);
		break;
	case ARG_TARGET:
		go_behind_comma(at);
		offer_targets(at);
		break;
	case ARG_SETTING:
		offer_settings(at);
		break;
	case ARG_FIELD:
		offer_fields(at);
		break;
	case ARG_TOPIC:
		offer_topics(at);
		break;
	case ARG_COMMAND:
		offer_commands(at, at->completer->board);
		break;
	case ARG_THEME:
		offer_words(at, (const char *const *)at->completer->themes);
		break;
	case ARG_PROVIDER:
		offer_providers(at);
		break;
	case ARG_FOLDER:
		at->out->folders = true;
		break;
	case ARG_FILE:
		at->out->files = true;
		break;
	case ARG_JOB:
	case ARG_TEXT:
	case ARG_WHOLE:
	case ARG_SIZE:
	case ARG_CELLS:
	case ARG_NUMBER:
	case ARG_CHOICE:
		break;
	}
}

static void offer_option(struct state *at, const struct option *option)
{
	char *word = xasprintf("--%s", option->name);

	offer(at, word, option->help);
	free(word);
}

static void offer_options(struct state *at)
{
	const struct command *command = at->line.command;

	for (size_t i = 0; command && i < command_option_count(command); i++)
		offer_option(at, &command->options[i]);
	for (size_t i = 0; i < GLOBALS; i++)
		if (i == GLOBAL_JSON ? command && command->json : !at->completer->board)
			offer_option(at, &global_options[i]);
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

static void offer_args(struct state *at)
{
	const struct command *command = at->line.command;
	size_t count = command_arg_count(command), index = at->line.arg_count;

	if (index >= count && count && command->args[count - 1].many)
		index = count - 1;
	if (index >= count)
		return;
	offer_words(at, command->args[index].choices);
	offer_kind(at, command->args[index].kind);
}

/* The words before the one being typed. Half a command line need not be right: what
 * parses is what counts. Returns true if a command may stand here. */
static bool read_before(struct state *at, size_t count, char *const *words)
{
	size_t used = 0;

	call_parse_globals(&at->line, count, words, &used, NULL);
	if (used == count)
		return true;
	at->line.command = command_find(words[used]);
	if (at->line.command)
		call_parse(&at->line, at->line.command, count - used - 1, words + used + 1, NULL);
	return false;
}

void complete(const struct completer *completer, const struct words *words, struct completion *out)
{
	size_t before = words->open ? words->count - 1 : words->count;
	struct state at = {
		.completer = completer,
		.line = {.here = completer->here, .chosen = completer->here},
		.typed = words->open ? words->items[before] : "",
		.out = out,
	};
	const struct option *open = NULL;
	bool is_first;

	*out = (struct completion){0};
	is_first = read_before(&at, before, words->items);
	if (before)
		open = open_option(at.line.command, words->items[before - 1]);
	if (open) {
		offer_words(&at, open->choices);
		offer_kind(&at, open->kind);
	} else if (at.typed[0] == '-') {
		offer_options(&at);
	} else if (at.line.command) {
		offer_args(&at);
	} else if (is_first) {
		offer_commands(&at, completer->board);
		out->folders = !completer->board;
	}
	call_clear(&at.line);
}

void complete_words(struct call *call, size_t count, char *const *words)
{
	struct completer completer = {.session = call->session};
	struct words line = {.items = (char **)words, .count = count, .open = count > 0};
	struct completion found;
	struct buf out = {0};

	complete(&completer, &line, &found);
	for (size_t i = 0; i < found.count; i++)
		buf_addf(&out, "%.*s%s\t%s\n", (int)found.from, count ? words[count - 1] : "",
			 found.items[i].word, found.items[i].help);
	/* The shells' paths begin where the word does. */
	if (found.files && !found.from)
		buf_add_str(&out, ":files\n");
	if (found.folders && !found.from)
		buf_add_str(&out, ":folders\n");
	out_source(call->out, buf_str(&out));
	buf_free(&out);
	completion_clear(&found);
}
