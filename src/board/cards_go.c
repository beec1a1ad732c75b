/* SPDX-License-Identifier: MIT
 *
 * Where "go" leads among the cards.
 */
#include <stdlib.h>
#include <string.h>

#include "board/board_private.h"
#include "board/scroll.h"
#include "core/scenes/target.h"
#include "util/mem.h"

/* Where a scene begins a group, or wants attention. */
static bool begins_group(const struct cards *cards, size_t at)
{
	return cards_heading(cards, at) != NULL;
}

static bool has_problem(const struct cards *cards, size_t at)
{
	const struct glance *glance =
		overview_scene(cards->screen.board->overview, cards_scene(cards, at)->id);

	return glance->failed || (glance->known && glance->state != SCENE_CURRENT);
}

/* On to the next one of that kind, or back; stays where there is none. */
static void hop(struct cards *cards, bool forward, long times,
		bool (*is_one)(const struct cards *cards, size_t at))
{
	size_t count = cards_count(cards), at = cards->at;

	for (; times > 0; times--) {
		size_t next = at;

		do
			next += forward ? 1 : (size_t)-1;
		while (next < count && !is_one(cards, next));
		if (next >= count)
			break;
		at = next;
	}
	cards_go(cards, at);
}

static const struct way {
	const char *word;
	int by; /* scenes */
	bool forward;
	bool (*is_one)(const struct cards *cards, size_t at);
} ways[] = {
	{.word = "left", .by = -1},
	{.word = "right", .by = 1},
	{.word = "previous-scene", .by = -1},
	{.word = "next-scene", .by = 1},
	{.word = "previous-group", .is_one = begins_group},
	{.word = "next-group", .forward = true, .is_one = begins_group},
	{.word = "previous-problem", .is_one = has_problem},
	{.word = "next-problem", .forward = true, .is_one = has_problem},
};

int cards_act_go(struct cards *cards, const struct call *call, struct err *err)
{
	struct layout layout = cards_layout(cards);
	const char *word = call_arg(call, 0), *times = call_arg(call, 1);
	long count = times ? strtol(times, NULL, 10) : 1, all = (long)cards_count(cards),
	     at = (long)cards->at, step = layout.across;
	int to;

	if (!all)
		return 0;
	if (strcmp(word, "next-match") == 0 || strcmp(word, "previous-match") == 0)
		return cards_go_match(cards, *word == 'n' ? count : -count, err);
	for (size_t i = 0; i < LENGTH(ways); i++) {
		if (strcmp(word, ways[i].word) != 0)
			continue;
		if (ways[i].is_one)
			hop(cards, ways[i].forward, count, ways[i].is_one);
		else
			cards_go(cards,
				 (size_t)(at + ways[i].by * count < 0 ? 0
								      : at + ways[i].by * count));
		return 0;
	}
	if (strcmp(word, "first") == 0 || strcmp(word, "last") == 0) {
		cards_go(cards, *word == 'f' ? 0 : (size_t)all);
		return 0;
	}
	if ((*word >= '0' && *word <= '9') ||
	    !go_row(call, (int)(at / step), layout.seen, (int)((all + step - 1) / step), &to)) {
		const struct scene *scene =
			target_scene(board_film(cards->screen.board), word, err);

		if (!scene)
			return -1;
		return cards_go_to(cards, scene->id)
			       ? 0
			       : err_set(err, ERR_NOT_FOUND, "%s is not among those shown",
					 scene->id);
	}
	/* In its column; from above a hole to the last one. */
	cards_go(cards, (size_t)(at % step + to * step));
	return 0;
}
