/* SPDX-License-Identifier: MIT
 *
 * Which scenes the cards show.
 */
#include <stdlib.h>
#include <string.h>

#include "board/board_private.h"
#include "core/language/words.h"
#include "util/mem.h"

void cards_sift(struct cards *cards)
{
	const struct board *board = cards->screen.board;
	const struct film *film = board_film(board);
	bool looks = cards->sieve && filter_looks_at_takes(cards->sieve);

	if (!cards->sieve)
		return;
	cards->shown = xrealloc(cards->shown, film->scene_count + 1, sizeof *cards->shown);
	cards->shown_count = 0;
	for (size_t i = 0; i < film->scene_count; i++) {
		const struct scene *scene = &film->scenes[i];
		const struct glance *glance =
			looks ? overview_scene(board->overview, scene->id) : NULL;

		if (filter_passes(cards->sieve, film, scene, glance,
				  cards_is_marked(cards, scene->id)))
			cards->shown[cards->shown_count++] = i;
	}
}

static void forget(struct cards *cards)
{
	filter_free(cards->sieve);
	free(cards->filter);
	cards->sieve = NULL;
	cards->filter = NULL;
}

int cards_filter(struct cards *cards, const char *what, struct err *err)
{
	char *here = cards->here ? xstrdup(cards->here) : NULL;
	struct words words = {0};
	struct filter *sieve = NULL;
	int result = 0;

	if (what) {
		result = words_split(what, true, &words, err);
		if (result == 0)
			sieve = filter_new(words.items, words.count, err);
		words_clear(&words);
	}
	if (!what || sieve) {
		forget(cards);
		cards->sieve = sieve;
		cards->filter = what ? xstrdup(what) : NULL;
		cards_sift(cards);
	}
	if (!here || !cards_go_to(cards, here))
		cards_go(cards, 0);
	free(here);
	return what && !sieve ? -1 : result;
}

void cards_unfilter(struct cards *cards)
{
	forget(cards);
	free(cards->shown);
}
