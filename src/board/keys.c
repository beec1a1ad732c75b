/* SPDX-License-Identifier: MIT
 *
 * From events to command lines: counts, bindings of several keys, and what screens
 * take themselves.
 */
#include <stdlib.h>
#include <string.h>

#include "board/board_private.h"
#include "board/play.h"
#include "core/language/keymap_line.h"
#include "util/mem.h"

#define COUNT_MAX 99999

static void tell_mistake(void *arg, const char *what)
{
	board_say(arg, STYLE_WARN, "%s", what);
}

void board_load_keys(struct board *board)
{
	board->keymap = keymap_load(tell_mistake, board);
}

static void forget_keys(struct board *board)
{
	board->pressed_count = 0;
	board->count = 0;
}

/* A digit before a command; where digits are bound they are keys like others. */
static bool take_digit(struct board *board, struct key key)
{
	const struct screen *top = board_top(board);
	const struct binding *binding;

	if (key.mods || key.code < '0' || key.code > '9' || context_types(top->context) ||
	    board->pressed_count || (key.code == '0' && !board->count))
		return false;
	if (!board->count && keymap_find(board->keymap, top->context, &key, 1, &binding))
		return false;
	board->count = board->count * 10 + (long)(key.code - '0');
	if (board->count > COUNT_MAX)
		board->count = COUNT_MAX;
	return true;
}

static void run_binding(struct board *board, const struct binding *binding)
{
	char *line = binding_line(binding, (unsigned)board->count);

	forget_keys(board);
	board_run(board, line);
	free(line);
}

/* No key does nothing without a word. */
static void tell_unbound(struct board *board)
{
	enum context context = board_top(board)->context;
	char *all = xasprintf("help keys %s", context_names[context]);
	const struct binding *binding = keymap_of(board->keymap, context, all);
	char *help = binding ? binding_keys(binding) : NULL;
	char *keys = keys_name(board->pressed, board->pressed_count);

	board_say(board, STYLE_PLAIN, "%s does nothing here%s%s%s", keys, help ? "; " : "",
		  help ? help : "", help ? " lists the keys that do" : "");
	free(keys);
	free(help);
	free(all);
}

static void press(struct board *board, struct key key)
{
	const struct screen *top = board_top(board);
	const struct binding *binding = NULL;

	if (take_digit(board, key))
		return;
	if (key.code == KEY_ESCAPE && (board->pressed_count || board->count)) {
		forget_keys(board);
		return;
	}
	board->pressed[board->pressed_count++] = key;
	switch (keymap_find(board->keymap, top->context, board->pressed, board->pressed_count,
			    &binding)) {
	case KEYMAP_FOUND:
		run_binding(board, binding);
		return;
	case KEYMAP_MORE:
		if (board->pressed_count < PRESSED_MAX)
			return;
		break;
	case KEYMAP_NONE:
		if (board->pressed_count > 1 || !top->kind->type ||
		    !top->kind->type(board_top(board), key))
			tell_unbound(board);
		break;
	}
	forget_keys(board);
}

static void mouse(struct board *board, const struct event *event)
{
	struct screen *top = board_top(board);

	if (!top->kind->mouse || !top->kind->mouse(top, event))
		return;
	board_touch(board);
}

void board_event(struct board *board, const struct event *event)
{
	struct screen *top = board_top(board);

	switch (event->kind) {
	case EVENT_KEY:
		messages_read(&board->messages);
		press(board, event->key);
		board_touch(board);
		break;
	case EVENT_PASTE:
		forget_keys(board);
		if (event->is_cut)
			board_say(board, STYLE_BAD,
				  "that is too much to paste: %u MB at most, and nothing was "
				  "pasted",
				  PASTE_MAX >> 20);
		else if (!top->kind->paste || !top->kind->paste(top, event->text))
			board_say(board, STYLE_WARN,
				  "pasted text has no place here: the cards make scenes of it, a "
				  "field takes it");
		board_touch(board);
		break;
	case EVENT_MOUSE:
		mouse(board, event);
		break;
	case EVENT_FOCUS:
		if (board->play)
			play_focus(board->play, event->focused);
		break;
	case EVENT_ANSWER:
		break;
	}
}

char *board_key(const struct board *board, enum context context, const char *line)
{
	const struct binding *binding = keymap_of(board->keymap, context, line);

	return binding ? binding_keys(binding) : xasprintf("“:%s”", line);
}
