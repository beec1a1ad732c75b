/* SPDX-License-Identifier: MIT */
#include "app/cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/ask.h"
#include "app/screen.h"
#include "app/tui.h"
#include "core/session/call_run.h"
#include "core/tell/exit_code.h"
#include "util/loop.h"
#include "util/mem.h"

#define STDIN_BYTES_MAX (1u << 20)

/* `nothing`: what is to be done about that. */
static int read_stdin(struct buf *text, const char *nothing, struct err *err)
{
	ssize_t got;

	while ((got = read(STDIN_FILENO, buf_reserve(text, 4096), 4096)) > 0) {
		text->len += (size_t)got;
		if (text->len > STDIN_BYTES_MAX)
			return err_set(err, ERR_INVALID, "stdin: more than %u bytes",
				       STDIN_BYTES_MAX);
	}
	if (got < 0)
		return err_errno(err, "stdin");
	if (!text->len)
		return err_set(err, ERR_INVALID, "nothing came from stdin; %s", nothing);
	text->data[text->len] = '\0';
	if (strlen(text->data) != text->len)
		return err_set(err, ERR_INVALID, "stdin: a text has no NUL bytes");
	/* The last line's end is the file's, not the text's. */
	while (text->len && text->data[text->len - 1] == '\n')
		text->data[--text->len] = '\0';
	return 0;
}

/* The word that is FIELD=-, whose value stdin says: its index, -1 if there is none. */
static int find_dash(const struct call *call, struct err *err)
{
	size_t last = command_arg_count(call->command);
	int found = -1;

	if (!last || call->command->args[last - 1].kind != ARG_SETTING)
		return -1;
	for (size_t i = 0; i < call->arg_count; i++) {
		size_t length = strlen(call->args[i]);

		if (length < 3 || strcmp(call->args[i] + length - 2, "=-") != 0)
			continue;
		if (found >= 0)
			err_set(err, ERR_USAGE, "only one value can come from stdin");
		found = (int)i;
	}
	return found;
}

/* "-" in place of a file, where its text may be given as an option as well. */
static int fill_file(struct call *call, struct err *err)
{
	const struct option *option = command_option(call->command, "text", strlen("text"));
	struct buf text = {0};

	if (!option || call->arg_count != 1 || strcmp(call->args[0], "-") != 0 ||
	    call->values[option - call->command->options])
		return 0;
	if (read_stdin(&text, "a script is a text", err) < 0) {
		buf_free(&text);
		return -1;
	}
	call->values[option - call->command->options] = buf_take(&text);
	free(call->args[--call->arg_count]);
	return 0;
}

static int fill_field(struct call *call, struct err *err)
{
	int at = find_dash(call, err);
	struct buf text = {0}, value = {0};

	if (at < 0 || err->kind || read_stdin(&value, "FIELD=none takes a field away", err) < 0) {
		buf_free(&value);
		return err->kind ? -1 : 0;
	}
	buf_add(&text, call->args[at], strlen(call->args[at]) - 1);
	buf_add_str(&text, buf_str(&value));
	buf_free(&value);
	free(call->args[at]);
	call->args[at] = buf_take(&text);
	return 0;
}

/* A stop that takes a while: an answer is waited for, to know if a service has the job. */
struct stopping {
	struct call *call;
	uint64_t timer;
	unsigned heard; /* signals */
	bool told;
};

static void tell_why(void *arg)
{
	struct stopping *stopping = arg;

	stopping->timer = 0;
	stopping->told = true;
	out_note(stopping->call->out, SESSION_WAITS);
}

/* The first signal stops the call's work, and then it ends by itself; another one, when
 * that has been said, does not wait for it. */
static int hear_signals(struct stopping *stopping, struct err *err)
{
	struct session *session = stopping->call->session;
	bool first = !stopping->heard;

	if (loop_signal_count(session->loop) == stopping->heard)
		return 0;
	stopping->heard = loop_signal_count(session->loop);
	if (first)
		session_cancel(session);
	if (first)
		stopping->timer =
			loop_after(session->loop, SESSION_PATIENCE_MS, tell_why, stopping);
	return stopping->told ? err_set(err, ERR_CANCELLED, SESSION_LEFT) : 0;
}

/* Turns the loop until the call has ended. */
static int wait_for(struct call *call, struct screen *screen, struct err *err)
{
	struct stopping stopping = {.call = call};
	int result = 0;

	while (call->pending && result == 0)
		if (call->question)
			result = ask(call, screen, err);
		else if ((result = loop_turn(call->session->loop, err)) == 0)
			result = hear_signals(&stopping, err);
	if (call->session->loop)
		loop_cancel(call->session->loop, stopping.timer);
	if (result < 0)
		return -1;
	if (call->session->going_on)
		out_note(call->out,
			 "%zu job%s on at the service; “scenetty jobs --settle” fetches %s",
			 call->session->going_on, call->session->going_on == 1 ? " goes" : "s go",
			 call->session->going_on == 1 ? "it" : "them");
	return call->error.kind ? err_move(err, &call->error) : 0;
}

static int help_on(struct call *call, struct err *err)
{
	char *const name[] = {(char *)call->command->name, NULL};
	struct call help = {.session = call->session, .out = call->out};
	int result = call_parse(&help, command_find("help"), 1, name, err);

	if (result == 0)
		result = call_run(&help, err);
	call_clear(&help);
	return result;
}

static int run(struct call *call, struct screen *screen, struct err *err)
{
	screen->quiet = call->globals[GLOBAL_QUIET] != NULL;
	if (call->globals[GLOBAL_HELP])
		return help_on(call, err);
	if (fill_field(call, err) < 0 || fill_file(call, err) < 0 || call_run(call, err) < 0)
		return -1;
	return wait_for(call, screen, err);
}

static int no_command(const char *word, struct err *err)
{
	const struct command *near = command_near(word, false);

	if (strchr(word, '/') || access(word, F_OK) == 0)
		return err_set(err, ERR_NOT_FOUND, "%s: no film there", word);
	if (near)
		return err_set(err, ERR_USAGE, "no command “%s”; did you mean “%s”?", word,
			       near->name);
	return err_set(err, ERR_USAGE,
		       "no command and no film “%s”; “scenetty help” lists the commands", word);
}

/* A film alone, or nothing in a film's folder: the board, or where there is no
 * terminal to work at its status. */
static int parse_film(struct call *call, size_t count, char *const *words, bool *board,
		      struct err *err)
{
	if (count && call->globals[GLOBAL_FILM])
		return err_set(err, ERR_USAGE, "no command “%s”; “scenetty help” lists them",
			       words[0]);
	if (count)
		call->globals[GLOBAL_FILM] = xstrdup(words[0]);
	*board = count <= 1 && !call->globals[GLOBAL_JSON] && !call->globals[GLOBAL_QUIET] &&
		 tui_is_possible();
	if (call_parse(call, command_find("status"), count ? count - 1 : 0, words + (count > 0),
		       err) < 0)
		return -1;
	if (call->arg_count)
		return err_set(err, ERR_USAGE,
			       "a film alone opens it; its commands go like this: "
			       "scenetty -C %s %s",
			       words[0], call->args[0]);
	return 0;
}

static int parse(struct call *call, size_t count, char *const *words, bool *board, struct err *err)
{
	const struct command *command;
	size_t used = 0;

	if (call_parse_globals(call, count, words, &used, err) < 0)
		return -1;
	words += used;
	count -= used;
	if (call->globals[GLOBAL_VERSION])
		return call_parse(call, command_find("version"), 0, words, err);
	command = count ? command_find(words[0]) : NULL;
	/* What only the board does hides no folder. */
	if (command && (command->run || !session_is_film(words[0])))
		return call_parse(call, command, count - 1, words + 1, err);
	if (call->globals[GLOBAL_HELP]) {
		free(call->globals[GLOBAL_HELP]);
		call->globals[GLOBAL_HELP] = NULL;
		return call_parse(call, command_find("help"), 0, words, err);
	}
	if (count && !session_is_film(words[0]))
		return no_command(words[0], err);
	if (!count && !call->globals[GLOBAL_FILM] && !session_is_film(NULL))
		return err_set(err, ERR_USAGE,
			       "no film here; “scenetty new FOLDER” makes one, "
			       "“scenetty help” says what else there is");
	return parse_film(call, count, words, board, err);
}

/* 128 and the signal that stopped us; else what the error says. */
static int code_of(const struct session *session, int result, const struct err *err)
{
	int caught = session->loop ? loop_signal(session->loop) : 0;

	if (caught)
		return 128 + caught;
	return result < 0 ? exit_code_of(err->kind) : 0;
}

int cli_run(int argc, char *const *argv)
{
	struct session session = {0};
	struct screen screen;
	struct call call = {.session = &session, .out = &screen.output};
	struct err err = {0}, late = {0};
	int result, code;
	bool board = false;

	screen_init(&screen);
	result = parse(&call, argc > 0 ? (size_t)argc - 1 : 0, argv + 1, &board, &err);
	if (result == 0 && call.globals[GLOBAL_TRACE])
		result = session_trace(&session, call.globals[GLOBAL_TRACE], &err);
	if (result == 0 && board)
		result = tui_run(&session, call.globals[GLOBAL_FILM], &err);
	else if (result == 0)
		result = run(&call, &screen, &err);
	if (screen_finish(&screen, &late) < 0 && result == 0)
		result = err_move(&err, &late);
	if (result < 0)
		screen_error(&screen, &err);
	code = code_of(&session, result, &err);
	call_clear(&call);
	session_close(&session);
	screen_free(&screen);
	err_clear(&late);
	err_clear(&err);
	return code;
}
