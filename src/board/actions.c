/* SPDX-License-Identifier: MIT
 *
 * Commands that the board itself does, on whatever screen.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "board/board_private.h"
#include "board/cast.h"
#include "board/choices.h"
#include "board/conflicts.h"
#include "board/form.h"
#include "board/ledger.h"
#include "board/line.h"
#include "board/page.h"
#include "board/palette.h"
#include "board/play.h"
#include "board/replacing.h"
#include "board/strip.h"
#include "core/scenes/target.h"
#include "util/mem.h"

static int go(struct screen *screen, struct call *call, struct err *err)
{
	return cards_act_go(screen->board->cards, call, err);
}

static int back(struct screen *screen, struct call *call, struct err *err)
{
	struct board *board = screen->board;

	if (screen != &board->cards->screen) {
		board_pop(board, screen);
		return 0;
	}
	cards_unmark_all(board->cards);
	return cards_filter(board->cards, NULL, err);
}

static void quit_unsaved(void *arg, bool yes)
{
	if (yes)
		board_quit(arg);
}

static int quit(struct screen *screen, struct call *call, struct err *err)
{
	struct board *board = screen->board;
	struct err why = {0};
	char *question;

	if (board_save(board, &why)) {
		board_quit(board);
		return 0;
	}
	question = xasprintf("%s.\n\nLeave all the same? What was changed is logged, and taken up "
			     "when film.json can be read again.",
			     err_text(&why));
	board_confirm(board, question, quit_unsaved, board);
	free(question);
	err_clear(&why);
	return 0;
}

/* Marks, or takes marks away from, the scenes that are named. */
static int mark_named(struct board *board, const struct call *call, bool marked, struct err *err)
{
	const struct film *film = board_film(board);
	struct scene_list list = {0};
	int result = target_all_scenes(film, call->args, call->arg_count, &list, err);

	for (size_t i = 0; result == 0 && i < list.count; i++)
		cards_mark(board->cards, film->scenes[list.items[i]].id, marked);
	scene_list_clear(&list);
	return result;
}

/* Those from the place `first` to `last`, as far as there are any. */
static void mark_places(struct cards *cards, size_t first, size_t last, bool marked)
{
	for (size_t at = first; at <= last && at < cards_count(cards); at++)
		cards_mark(cards, cards_scene(cards, at)->id, marked);
}

/* From the one marked last, on either side. */
static int mark_range(struct cards *cards, struct err *err)
{
	size_t from = 0, at = cards->at, count = cards_count(cards);

	while (from < count && cards->marked_last &&
	       strcmp(cards_scene(cards, from)->id, cards->marked_last) != 0)
		from++;
	if (from == count || !cards->marked_last)
		return err_set(err, ERR_NOT_FOUND, "no scene was marked here before");
	mark_places(cards, from < at ? from : at, from < at ? at : from, true);
	return 0;
}

/* So many from the one under the cursor on, and goes behind them. */
static void mark_on(struct cards *cards, size_t number)
{
	size_t last = cards->at + number - 1, count = cards_count(cards);
	const char *here = cards_scene(cards, cards->at)->id;

	if (last >= count)
		last = count - 1;
	mark_places(cards, cards->at, last, !cards_is_marked(cards, here));
	free(cards->marked_last);
	cards->marked_last = xstrdup(cards_scene(cards, last)->id);
	cards_go(cards, last + 1);
}

static int mark(struct screen *screen, struct call *call, struct err *err)
{
	struct cards *cards = screen->board->cards;

	if (call->arg_count)
		return mark_named(screen->board, call, true, err);
	if (!cards_count(cards))
		return err_set(err, ERR_NOT_FOUND, "there is no scene here");
	if (call_option(call, "range"))
		return mark_range(cards, err);
	if (call_option(call, "all"))
		mark_places(cards, 0, cards_count(cards), true);
	else
		mark_on(cards, (size_t)call_whole(call, "number", 1));
	return 0;
}

static int unmark(struct screen *screen, struct call *call, struct err *err)
{
	if (call->arg_count)
		return mark_named(screen->board, call, false, err);
	cards_unmark_all(screen->board->cards);
	return 0;
}

/* Walks the takes of the scene in the inspector. */
static int take(struct screen *screen, struct call *call, struct err *err)
{
	struct board *board = screen->board;
	const struct scene *here = board_here(board);
	const char *which = call_arg(call, 0), *times = call_arg(call, 1);
	long by = times ? strtol(times, NULL, 10) : 1;

	board_touch(board);
	if (strcmp(which, "next") == 0)
		which = NULL;
	else if (strcmp(which, "previous") == 0)
		which = NULL, by = -by;
	else if (strcmp(which, "newest") == 0)
		which = NULL, by = INT_MAX;
	else if (strcmp(which, "circled") == 0 && here->circled)
		which = here->circled;
	return inspector_walk(&board->cards->inspector, board, here, by, which, err);
}

static int repeat(struct screen *screen, struct call *call, struct err *err)
{
	struct board *board = screen->board;
	char *line;

	if (!board->last_change)
		return err_set(err, ERR_NOT_FOUND, "nothing has been changed yet");
	line = xstrdup(board->last_change);
	board_run(board, line);
	free(line);
	return 0;
}

static int stop(struct screen *screen, struct call *call, struct err *err)
{
	struct board *board = screen->board;

	if (!board->running)
		return err_set(err, ERR_NOT_FOUND, "nothing is being made");
	session_stop(board->session);
	return 0;
}

static int pictures(struct screen *screen, struct call *call, struct err *err)
{
	struct board *board = screen->board;
	const char *word = call_arg(call, 0);

	board->pictures = word ? strcmp(word, "on") == 0 : !board->pictures;
	choices_keep(board);
	return 0;
}

static int mouse(struct screen *screen, struct call *call, struct err *err)
{
	struct board *board = screen->board;
	const char *word = call_arg(call, 0);

	board->mouse = word ? strcmp(word, "on") == 0 : !board->mouse;
	if (board->host && board->host->mouse)
		board->host->mouse(board->host, board->mouse);
	board_say(board, STYLE_PLAIN, "clicks and the wheel are %s",
		  board->mouse ? "ours" : "the terminal's own");
	choices_keep(board);
	return 0;
}

static int colours(struct screen *screen, struct call *call, struct err *err)
{
	static const char *const words[] = {
		[COLOURS_NONE] = "no colours",
		[COLOURS_16] = "16 colours",
		[COLOURS_256] = "256 colours",
		[COLOURS_TRUE] = "true colour",
	};
	struct board *board = screen->board;
	const char *word = call_arg(call, 0);
	int wanted = word ? colours_of(word) : -1;

	if (word && board_recolour(board, wanted, err) < 0)
		return -1;
	board_say(board, wanted > (int)board->colours ? STYLE_WARN : STYLE_PLAIN,
		  wanted > (int)board->colours ? "%s is all this kind of terminal has" : "%s",
		  words[board->colours]);
	if (word)
		choices_keep(board);
	return 0;
}

static int messages(struct screen *screen, struct call *call, struct err *err)
{
	struct board *board = screen->board;
	struct page_text text = {0};

	for (size_t i = board->messages.count; i > 0; i--) {
		const struct notice *message = &board->messages.items[i - 1];

		page_text_add(&text, message->style, message->text);
		page_text_add(&text, STYLE_PLAIN, "\n");
	}
	if (text.count)
		board_push(board, page_new("messages, the newest first", &text));
	else
		board_say(board, STYLE_PLAIN, "nothing has been said yet");
	return 0;
}

static int redraw(struct screen *screen, struct call *call, struct err *err)
{
	struct host *host = screen->board->host;

	if (host && host->redraw)
		host->redraw(host);
	overview_takes_changed(screen->board->overview, NULL);
	return 0;
}

static int suspend(struct screen *screen, struct call *call, struct err *err)
{
	struct host *host = screen->board->host;

	if (!host || !host->suspend)
		return err_set(err, ERR_USAGE, "there is no shell to go back to");
	host->suspend(host);
	return 0;
}

static int theme(struct screen *screen, struct call *call, struct err *err)
{
	const char *name = call_arg(call, 0);
	char **names;

	if (name) {
		if (board_look(screen->board, name, err) < 0)
			return -1;
		choices_keep(screen->board);
		return 0;
	}
	names = theme_names();
	for (size_t i = 0; names[i]; i++) {
		out_text(call->out,
			 strcmp(names[i], screen->board->theme) == 0 ? STYLE_STRONG : STYLE_PLAIN,
			 "%s\n", names[i]);
		free(names[i]);
	}
	free(names);
	return 0;
}

static int take_over(struct screen *screen, struct call *call, struct err *err)
{
	return board_take_over(screen->board, err);
}

static int save(struct screen *screen, struct call *call, struct err *err)
{
	struct store *store = &screen->board->session->store;
	bool over = store->is_held && call_option(call, "over");

	if (over ? store_save_over(store, err) < 0 : !board_save(screen->board, err))
		return -1;
	board_say(screen->board, STYLE_PLAIN, "saved");
	return 0;
}

/* "stale", "missing", "none", or words that stand in a scene. */
static int filter(struct screen *screen, struct call *call, struct err *err)
{
	struct buf words = {0};
	int result;

	for (size_t i = 0; i < call->arg_count; i++)
		buf_addf(&words, "%s%s", i ? " " : "", call->args[i]);
	result = cards_filter(screen->board->cards,
			      !words.len || strcmp(words.data, "none") == 0 ? NULL : words.data,
			      err);
	buf_free(&words);
	return result;
}

/* With a beginning to go on from, and a blank behind it. */
static int line(struct screen *screen, struct call *call, struct err *err)
{
	struct buf words = {0};

	for (size_t i = 0; i < call->arg_count; i++) {
		const char *word = call->args[i];

		/* “add cast:” goes on with the name */
		buf_addf(&words, "%s%s", word, *word && word[strlen(word) - 1] == ':' ? "" : " ");
	}
	line_open(screen->board, buf_str(&words));
	buf_free(&words);
	return 0;
}

static int palette(struct screen *screen, struct call *call, struct err *err)
{
	palette_open(screen->board);
	return 0;
}

const struct action board_actions[] = {
	{"go", go},
	{"back", back},
	{"open", form_act_open},
	{"edit", form_act_edit},
	{"cast", cast_act_open},
	{"resolve", conflicts_act_resolve},
	{"quit", quit},
	{"mark", mark},
	{"unmark", unmark},
	{"filter", filter},
	{"take", take},
	{"play", play_act_open},
	{"find", cards_act_find},
	{"replace", replacing_act_open},
	{"repeat", repeat},
	{"stop", stop},
	{"pictures", pictures},
	{"mouse", mouse},
	{"colours", colours},
	{"messages", messages},
	{"redraw", redraw},
	{"suspend", suspend},
	{"theme", theme},
	{"take-over", take_over},
	{"jobs", ledger_act_open},
	{"takes", strip_act_open},
	{"compare", strip_act_compare},
	{"write", save},
	{"line", line},
	{"palette", palette},
	{NULL, NULL},
};
