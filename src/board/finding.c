/* SPDX-License-Identifier: MIT
 *
 * Finding on the cards: the text is kept, and "go next-match" goes on with it.
 */
#include <stdlib.h>

#include "board/board_private.h"
#include "core/scenes/texts.h"
#include "util/mem.h"

static bool stands_in(const struct cards *cards, const struct texts *texts, size_t at)
{
	struct find find;

	for (size_t i = 0; i < texts->count; i++)
		if (find_in(&cards->sought, cards_scene(cards, at), texts->rows[i], &find))
			return true;
	return false;
}

static void tell_match(const struct cards *cards, size_t which, size_t found)
{
	struct board *board = cards->screen.board;
	const struct binding *on = keymap_of(board->keymap, CONTEXT_BOARD, "go next-match {count}");
	char *keys = on && found > 1 ? binding_keys(on) : NULL;

	board_say(board, STYLE_PLAIN, "“%s”: %zu of %zu scene%s%s%s", cards->sought_text, which,
		  found, found == 1 ? "" : "s", keys ? ", the next with " : "", keys ? keys : "");
	free(keys);
}

/* Goes so many matches on, or back, round and round, and tells which it is. */
int cards_go_match(struct cards *cards, long by, struct err *err)
{
	size_t count = cards_count(cards), found = 0, before = 0, *places;
	struct texts texts;
	bool here = false;

	if (!cards->sought_text)
		return err_set(err, ERR_NOT_FOUND, "nothing has been looked for yet");
	if (texts_choose(NULL, &texts, err) < 0)
		return -1;
	places = xcalloc(count + 1, sizeof *places);
	for (size_t i = 0; i < count; i++) {
		if (!stands_in(cards, &texts, i))
			continue;
		before += i < cards->at;
		here |= i == cards->at;
		places[found++] = i;
	}
	if (found) {
		/* Between two matches the one behind is the first on. */
		long n = (long)found, to = (long)before + by - (by > 0 && !here);

		to = (to % n + n) % n;
		cards_go(cards, places[to]);
		tell_match(cards, (size_t)to + 1, found);
	} else {
		board_say(cards->screen.board, STYLE_PLAIN, "“%s” stands nowhere%s",
			  cards->sought_text, cards->filter ? " in the scenes shown" : "");
	}
	free(places);
	return 0;
}

int cards_act_find(struct screen *screen, struct call *call, struct err *err)
{
	struct cards *cards = screen->board->cards;
	char *text;

	for (size_t i = 0; i < command_option_count(call->command); i++)
		if (call->values[i])
			return 1; /* a list, as on the command line */
	if (screen != &cards->screen || call->globals[GLOBAL_JSON])
		return 1;
	text = call_text(call, 0);
	if (!*text) {
		free(text);
		return 1;
	}
	free(cards->sought_text);
	search_clear(&cards->sought);
	cards->sought_text = text;
	search_make(&cards->sought, text, false);
	return cards_go_match(cards, 1, err);
}
