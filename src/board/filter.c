/* SPDX-License-Identifier: MIT
 *
 * Which scenes the cards show.
 */
#include <stdlib.h>
#include <string.h>

#include "board/board_private.h"
#include "util/mem.h"

static bool is_state(const char *filter)
{
	static const char *const words[] = {"stale", "missing", "current"};

	for (size_t i = 0; i < LENGTH(words); i++)
		if (strcmp(words[i], filter) == 0)
			return true;
	return false;
}

static bool stands_in(const struct scene *scene, const char *text)
{
	const char *const places[] = {scene->id,    scene->title, scene->prompt,
				      scene->group, scene->notes, scene->dialogue};

	for (size_t i = 0; i < LENGTH(places); i++)
		if (places[i] && strcasestr(places[i], text))
			return true;
	return false;
}

static bool passes(const struct cards *cards, const struct scene *scene, const char *filter)
{
	const struct glance *glance;

	if (strcmp(filter, "marked") == 0)
		return cards_is_marked(cards, scene->id);
	if (!is_state(filter) && strcmp(filter, "failed") != 0)
		return stands_in(scene, filter);
	glance = overview_scene(cards->screen.board->overview, scene->id);
	if (*filter == 'f')
		return glance->failed > 0;
	return glance->known && strcmp(scene_state_word(glance->state), filter) == 0;
}

void cards_sift(struct cards *cards)
{
	const struct film *film = board_film(cards->screen.board);

	if (!cards->filter)
		return;
	cards->shown = xrealloc(cards->shown, film->scene_count + 1, sizeof *cards->shown);
	cards->shown_count = 0;
	for (size_t i = 0; i < film->scene_count; i++)
		if (passes(cards, &film->scenes[i], cards->filter))
			cards->shown[cards->shown_count++] = i;
}

int cards_filter(struct cards *cards, const char *what, struct err *err)
{
	char *here = cards->here ? xstrdup(cards->here) : NULL;
	int result = 0;

	free(cards->filter);
	cards->filter = what ? xstrdup(what) : NULL;
	cards_sift(cards);
	if (what && !cards->shown_count) {
		free(cards->filter);
		cards->filter = NULL;
		result = err_set(err, ERR_NOT_FOUND, "no scene is “%s”", what);
	}
	if (!here || !cards_go_to(cards, here))
		cards_go(cards, 0);
	free(here);
	return result;
}
