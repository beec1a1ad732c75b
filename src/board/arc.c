/* SPDX-License-Identifier: MIT */
#include "board/arc.h"

#include <math.h>
#include <stdlib.h>

#include "util/mem.h"

#define MOOD_MAX 5.0
#define COLS_A_SCENE 2

/* The mean of the scenes a column stands for. */
static double mood_of(const struct film *film, size_t from, size_t to)
{
	double sum = 0;
	int count = 0;

	for (size_t i = from; i < to; i++) {
		if (isnan(film->scenes[i].mood))
			continue;
		sum += film->scenes[i].mood;
		count++;
	}
	return count ? sum / count : NAN;
}

void arc_make(struct arc *arc, const struct film *film, int cols)
{
	size_t scenes = film->scene_count, columns = (size_t)(cols > 0 ? cols : 0);

	arc_clear(arc);
	if (columns > scenes * COLS_A_SCENE)
		columns = scenes * COLS_A_SCENE;
	arc->room = cols;
	arc->cols = (int)columns;
	arc->moods = xcalloc(columns + 1, sizeof *arc->moods);
	arc->is_flat = true;
	for (size_t i = 0; i < columns; i++) {
		size_t from = i * scenes / columns, to = (i + 1) * scenes / columns;

		arc->moods[i] = mood_of(film, from, to > from ? to : from + 1);
		arc->is_flat &= isnan(arc->moods[i]);
	}
}

void arc_clear(struct arc *arc)
{
	free(arc->moods);
	*arc = (struct arc){0};
}

void arc_draw(const struct arc *arc, struct grid *grid, int col, int row, size_t at, size_t of)
{
	static const char *const bars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
	static const char *const plain[] = {"_", "_", ".", ".", "-", "-", "^", "^"};

	if (arc->is_flat)
		return;
	for (int i = 0; i < arc->cols; i++) {
		double mood = arc->moods[i];
		int level = isnan(mood) ? 0 : (int)lrint((mood + MOOD_MAX) / (2 * MOOD_MAX) * 7);
		size_t from = (size_t)i * of / (size_t)arc->cols,
		       to = (size_t)(i + 1) * of / (size_t)arc->cols;
		bool here = at == from || (at > from && at < to);
		enum role role = isnan(mood) ? ROLE_DIM : mood < 0 ? ROLE_MOOD_DOWN : ROLE_MOOD_UP;
		const char *sign = grid->ascii ? plain[level] : bars[level];

		if (isnan(mood))
			sign = grid->ascii ? " " : "·";
		grid_text(grid, col + i, row, 1, here ? ROLE_CARD_CURSOR : role, sign);
	}
}
