/* SPDX-License-Identifier: MIT
 *
 * Command lines on the board: filled in, run, and those that take long heard out.
 */
#include <stdlib.h>
#include <string.h>

#include "board/talk.h"
#include "core/session/call_run.h"
#include "util/clock.h"
#include "util/mem.h"

struct running {
	struct running *next;
	struct board *board;
	char *line;
	struct call call;
	struct talk talk;
	char *here, *chosen, *take;
	struct screen *bill; /* what it has said before it asked; NULL: nothing */
	bool asked;          /* its question is on the screen, */
	int64_t late_ms;     /* since then, if no key brought it; else 0 */
	char **before;       /* the ids there were, of a command that makes scenes; else NULL */
	size_t before_count;
};

/* What "." stands for is kept as long as the call. */
static void set_here(struct running *running)
{
	const struct board *board = running->board;
	const struct scene *here = board_here(board);
	const char *take = board_take(board);

	running->chosen = board_chosen(board);
	running->here = xstrdup(here ? here->id : "");
	running->take = xstrdup(take ? take : "");
	running->call.here = running->here;
	running->call.chosen = running->chosen;
	running->call.take = running->take;
}

/* The top screen's own way goes before the board's. */
static int act(struct call *call, struct err *err)
{
	struct board *board = call->board;
	const struct action *tables[] = {board_top(board)->kind->actions, board_actions};

	for (size_t i = 0; i < LENGTH(tables); i++)
		for (const struct action *row = tables[i]; row && row->command; row++)
			if (strcmp(row->command, call->command->name) == 0)
				return row->run(board_top(board), call, err);
	return 1;
}

/* Commands that make scenes, or bring them back: the cursor goes to the first of them. */
static bool makes_scenes(const struct command *command)
{
	static const char *const names[] = {"add",   "script", "put", "duplicate",
					    "split", "undo",   "redo"};

	for (size_t i = 0; i < LENGTH(names); i++)
		if (strcmp(command->name, names[i]) == 0)
			return true;
	return false;
}

static void remember_ids(struct running *running)
{
	const struct film *film = board_film(running->board);

	running->before = xcalloc(film->scene_count + 1, sizeof *running->before);
	for (size_t i = 0; i < film->scene_count; i++)
		running->before[running->before_count++] = xstrdup(film->scenes[i].id);
}

static void go_to_new(const struct running *running)
{
	struct board *board = running->board;
	const struct film *film = board_film(board);
	const char *id;
	size_t i = 0;

	if (film->scene_count <= running->before_count)
		return;
	while (i < running->before_count && strcmp(running->before[i], film->scenes[i].id) == 0)
		i++;
	id = film->scenes[i].id;
	/* A filter hides nothing that one has just made. */
	if (!board_go(board, id) && cards_filter(board->cards, NULL, NULL) == 0)
		board_go(board, id);
	/* One with nothing in it yet wants its prompt: what is typed next is that. */
	if (strcmp(running->call.command->name, "add") == 0 && !running->call.arg_count)
		board_run(board, "open . --write");
}

/* Who has a name and no more wants to be described. */
static void open_member(const struct running *running)
{
	const struct call *call = &running->call;
	char *line;

	if (!call->command || strcmp(call->command->name, "add") != 0 || call->arg_count != 1 ||
	    strncmp(call->args[0], "cast:", 5) != 0)
		return;
	line = xasprintf("open %s --write", call->args[0]);
	board_run(running->board, line);
	free(line);
}

static void running_free(struct running *running)
{
	for (size_t i = 0; i < running->before_count; i++)
		free(running->before[i]);
	free(running->before);
	call_clear(&running->call);
	talk_clear(&running->talk);
	free(running->line);
	free(running->here);
	free(running->chosen);
	free(running->take);
	free(running);
}

/* What can be repeated: a change of the film itself, at once. */
static void remember(struct board *board, const struct running *running)
{
	static const char *const others[] = {"undo", "redo", "repeat", "generate"};
	const struct command *command = running->call.command;

	if (!command || !(command->needs & NEED_WRITE) || (command->needs & NEED_BOARD) ||
	    board->seen == board->session->store.version)
		return;
	for (size_t i = 0; i < LENGTH(others); i++)
		if (strcmp(command->name, others[i]) == 0)
			return;
	free(board->last_change);
	board->last_change = xstrdup(running->line);
}

static void end(struct running *running, const struct err *err)
{
	struct board *board = running->board;

	remember(board, running);
	board_see_film(board);
	if (running->before && !err->kind) {
		go_to_new(running);
		open_member(running);
	}
	talk_end(&running->talk, running->line);
	if (err->kind == ERR_CANCELLED)
		board_say(board, STYLE_PLAIN, "%s", err_text(err));
	else if (err->kind)
		board_say(board, STYLE_BAD, "%s", err_text(err));
	running_free(running);
}

static void answered(void *arg, bool yes)
{
	struct running *running = arg;
	struct board *board = running->board;

	if (yes && running->late_ms && clock_ms() - running->late_ms < board->hasty_ms) {
		board_say(board, STYLE_WARN, "this question came up as you typed: answer it again");
		board_confirm(board, running->call.question, answered, running);
		return;
	}
	running->asked = false;
	if (running->bill)
		board_pop(board, running->bill);
	running->bill = NULL;
	call_answer(&running->call, yes);
	board_hear_calls(board);
}

/* A question of `prompt` comes with the key that is being pressed. */
static void hear_calls(struct board *board, const struct running *prompt)
{
	struct running **at = &board->running;

	while (*at) {
		struct running *running = *at;

		if (!running->call.pending) {
			struct err err = {0};

			*at = running->next;
			err_move(&err, &running->call.error);
			board->rings = true;
			end(running, &err);
			err_clear(&err);
			at = &board->running; /* ending one may have begun another */
			continue;
		}
		if (running->call.question && !running->asked) {
			running->asked = true;
			running->late_ms = running == prompt ? 0 : clock_ms();
			running->bill = talk_show(&running->talk, running->line);
			board_confirm(board, running->call.question, answered, running);
		}
		at = &running->next;
	}
}

static void help_instead(struct running *running, struct err *err)
{
	struct call help = {.session = running->board->session, .out = &running->talk.output};
	char *name = (char *)running->call.command->name;

	if (call_parse(&help, command_find("help"), 1, &name, err) == 0)
		call_run(&help, err);
	call_clear(&help);
}

bool board_run(struct board *board, const char *line)
{
	struct running *running;
	struct err err = {0};
	bool whole = true;

	if (!line[strspn(line, " ")])
		return true;
	running = xcalloc(1, sizeof *running);
	*running = (struct running){
		.board = board,
		.line = xstrdup(line),
		.call = {.session = board->session, .act = act, .board = board},
	};
	talk_init(&running->talk, board);
	running->call.out = &running->talk.output;
	set_here(running);
	if (call_parse_line(&running->call, line, &err) == 0) {
		if (makes_scenes(running->call.command))
			remember_ids(running);
		if (running->call.globals[GLOBAL_HELP])
			help_instead(running, &err);
		else
			call_run(&running->call, &err);
	} else {
		whole = !call_lacks_words(&running->call);
	}
	if (!err.kind && running->call.pending) {
		running->next = board->running;
		board->running = running;
		hear_calls(board, running);
	} else {
		if (!err.kind) /* long work that ended at once */
			err_move(&err, &running->call.error);
		end(running, &err);
	}
	err_clear(&err);
	board_touch(board);
	return whole;
}

void board_hear_calls(struct board *board)
{
	hear_calls(board, NULL);
}

bool board_is_working(const struct board *board)
{
	for (const struct running *at = board->running; at; at = at->next)
		if (!at->asked)
			return true;
	return false;
}

const struct activity *board_activity(const struct board *board, size_t *others)
{
	const struct activity *first = NULL;

	*others = 0;
	for (const struct running *at = board->running; at; at = at->next) {
		if (!at->talk.activity.what)
			continue;
		*others += first != NULL;
		first = &at->talk.activity; /* the oldest is last */
	}
	return first;
}

void board_drop_calls(struct board *board)
{
	while (board->running) {
		struct running *next = board->running->next;

		running_free(board->running);
		board->running = next;
	}
}
