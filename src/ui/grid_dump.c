/* SPDX-License-Identifier: MIT */
#include "ui/grid_private.h"

#include <stdlib.h>
#include <string.h>

#include "util/mem.h"
#include "util/text.h"

static void add_text(const struct grid *grid, int row, struct buf *out)
{
	char bytes[4];
	for (int col = 0; col < grid->cols; col++) {
		const uint32_t *points = grid_at(grid, col, row)->points;
		for (int i = 0; i < CELL_POINTS && points[i]; i++)
			buf_add(out, bytes, text_put(bytes, points[i]));
	}
	while (out->len && out->data[out->len - 1] == ' ')
		out->data[--out->len] = '\0';
}

static void add_colour(uint32_t colour, struct buf *out)
{
	if (colour == CELL_DEFAULT)
		buf_add_str(out, "default");
	else if (colour >= CELL_RGB)
		buf_addf(out, "#%06x", (unsigned)(colour & 0xffffff));
	else
		buf_addf(out, "%u", (unsigned)colour);
}

static void add_look(const struct look *look, struct buf *out)
{
	static const char *const names[] = {"bold", "dim", "underline", "reverse", "italic"};
	add_colour(look->fg, out);
	buf_add_str(out, " on ");
	add_colour(look->bg, out);
	for (size_t i = 0; i < LENGTH(names); i++)
		if (look->attrs & 1 << i)
			buf_addf(out, " %s", names[i]);
}

struct legend {
	struct look *looks;
	size_t count, room;
};

static bool same_look(const struct look *a, const struct look *b)
{
	return a->fg == b->fg && a->bg == b->bg && a->attrs == b->attrs;
}

static char letter_of(struct legend *legend, const struct look *look)
{
	static const char letters[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
	size_t i = 0;
	while (i < legend->count && !same_look(&legend->looks[i], look))
		i++;
	if (i == legend->count) {
		GROW(legend->looks, legend->count, legend->room);
		legend->looks[legend->count++] = *look;
	}
	return i < sizeof letters - 1 ? letters[i] : '?';
}

void grid_dump(const struct grid *grid, bool looks, struct buf *out)
{
	struct legend legend = {0};
	for (int row = 0; row < grid->rows; row++) {
		struct buf line = {0};
		add_text(grid, row, &line);
		buf_addf(out, "%s\n", buf_str(&line));
		buf_free(&line);
		for (int col = 0; looks && col < grid->cols; col++)
			buf_add_char(out, letter_of(&legend, &grid_at(grid, col, row)->look));
		if (looks)
			buf_add_char(out, '\n');
	}
	for (size_t i = 0; i < legend.count; i++) {
		buf_addf(out, "%c ", letter_of(&legend, &legend.looks[i]));
		add_look(&legend.looks[i], out);
		buf_add_char(out, '\n');
	}
	free(legend.looks);
}
