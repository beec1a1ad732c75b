/* SPDX-License-Identifier: MIT */
#include "core/scenes/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "core/scenes/picture.h"
#include "core/tell/takes.h"
#include "film/recipe.h"
#include "util/mem.h"
#include "util/text.h"

#define CARD_COLS 24 /* a thumbnail is at least this wide, if there is room */
#define CARD_ROWS_MAX 12
#define GAP 2

struct card {
	const struct scene *scene;
	enum scene_state state;
	bool has_take;
	struct picture picture; /* without cells where it can't be had */
};

struct sheet {
	struct call *call;
	int across;       /* cards side by side */
	int cols, rows;   /* of a thumbnail's box */
	struct err error; /* the first clip that can't be read */
};

/* A clip that can't be read spoils its own card only. */
static int load_picture(struct sheet *sheet, const struct take *take, struct card *card,
			struct err *err)
{
	struct err why = {0};

	card->has_take = true;
	if (picture_of_clip(sheet->call->session, sheet->call->out, take->clip, sheet->cols,
			    sheet->rows, &card->picture, &why) == 0)
		return 0;
	if (why.kind != ERR_MEDIA && why.kind != ERR_NOT_FOUND)
		return err_move(err, &why);
	if (sheet->error.kind)
		out_note(sheet->call->out, "%s", err_text(&why));
	else
		err_move(&sheet->error, &why);
	err_clear(&why);
	return 0;
}

static int load_card(struct sheet *sheet, const struct scene *scene, struct card *card,
		     struct err *err)
{
	const struct store *store = &sheet->call->session->store;
	struct take_list takes = {0};
	const struct take *take;
	int result = takes_load(store->dir, scene->id, &takes, NULL, NULL, err);

	*card = (struct card){.scene = scene};
	if (result == 0) {
		card->state = scene_state(store->film, scene, &takes);
		take = take_to_show(scene, &takes);
		if (take)
			result = load_picture(sheet, take, card, err);
	}
	takes_clear(&takes);
	return result;
}

/* Blanks from a card's `used` columns to the next card. */
static void fill(const struct sheet *sheet, int used, bool last)
{
	if (last)
		out_say(sheet->call->out, "\n");
	else
		out_say(sheet->call->out, "%*s", sheet->cols - used + GAP, "");
}

static int write_words(const struct sheet *sheet, enum style style, const char *text, int room)
{
	char *line = out_line(sheet->call->out, text, (size_t)room);
	int width = (int)text_width(line);

	out_text(sheet->call->out, style, "%s", line);
	free(line);
	return width;
}

static int write_head(const struct sheet *sheet, const struct card *card)
{
	const struct film *film = sheet->call->session->store.film;
	char *head = xasprintf("%zu %s", (size_t)(card->scene - film->scenes) + 1, card->scene->id);
	const char *word = card->state == SCENE_CURRENT ? "" : scene_state_word(card->state);
	int room = sheet->cols - (*word ? (int)strlen(word) + 1 : 0);
	int used = write_words(sheet, STYLE_STRONG, head, room);

	free(head);
	if (!*word)
		return used;
	out_say(sheet->call->out, "%*s", room - used + 1, "");
	out_text(sheet->call->out, scene_style(card->state), "%s", word);
	return sheet->cols;
}

static int write_row(const struct sheet *sheet, const struct card *card, int row)
{
	if (card->picture.cells)
		return picture_write_row(&card->picture, sheet->call->out, row);
	if (row != sheet->rows / 2)
		return 0;
	return write_words(sheet, STYLE_DIM, card->has_take ? "(can’t be read)" : "(no take yet)",
			   sheet->cols);
}

static void write_band(const struct sheet *sheet, const struct card *cards, int count)
{
	const struct film *film = sheet->call->session->store.film;

	for (int i = 0; i < count; i++)
		fill(sheet, write_head(sheet, &cards[i]), i + 1 == count);
	for (int row = 0; row < sheet->rows; row++)
		for (int i = 0; i < count; i++)
			fill(sheet, write_row(sheet, &cards[i], row), i + 1 == count);
	for (int i = 0; i < count; i++) {
		const struct scene *scene = cards[i].scene;
		char *line = xasprintf("%.1f s  %s", scene_seconds(film, scene),
				       scene->title ? scene->title : "");

		fill(sheet, write_words(sheet, STYLE_PLAIN, line, sheet->cols), i + 1 == count);
		free(line);
	}
	out_say(sheet->call->out, "\n");
}

static struct sheet lay_out(struct call *call, int columns, int rows)
{
	struct sheet sheet = {.call = call, .across = (columns + GAP) / (CARD_COLS + GAP)};
	int width, height;

	if (sheet.across < 1)
		sheet.across = 1;
	sheet.cols = (columns - GAP * (sheet.across - 1)) / sheet.across;
	film_size(call->session->store.film, &width, &height);
	/* A cell is twice as high as wide. */
	sheet.rows = (sheet.cols * height + width) / (2 * width);
	if (sheet.rows > (rows ? rows : CARD_ROWS_MAX))
		sheet.rows = rows ? rows : CARD_ROWS_MAX;
	if (sheet.rows < 1)
		sheet.rows = 1;
	return sheet;
}

int sheet_write(struct call *call, int columns, int rows, struct err *err)
{
	const struct film *film = call->session->store.film;
	struct sheet sheet = lay_out(call, columns, rows);
	struct card *cards = xcalloc((size_t)sheet.across, sizeof *cards);
	int result = 0;

	for (size_t i = 0; result == 0 && i < film->scene_count; i += (size_t)sheet.across) {
		int count = 0;

		while (result == 0 && count < sheet.across &&
		       i + (size_t)count < film->scene_count) {
			result = load_card(&sheet, &film->scenes[i + (size_t)count], &cards[count],
					   err);
			count++;
		}
		if (result == 0)
			write_band(&sheet, cards, count);
		while (count > 0)
			picture_clear(&cards[--count].picture);
	}
	free(cards);
	if (result == 0 && sheet.error.kind)
		result = err_move(err, &sheet.error);
	err_clear(&sheet.error);
	return result;
}
