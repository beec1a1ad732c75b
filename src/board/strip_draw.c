/* SPDX-License-Identifier: MIT */
#include "board/strip_draw.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "board/board_private.h"
#include "board/layout.h"
#include "core/tell/takes.h"
#include "util/mem.h"

#define CIRCLED_COLS 11 /* for the word as well */
#define CARD_COLS 76
#define CARD_LEAST 20
#define WORDS_ROWS 4 /* below a picture */
#define DIFFERENCES_ROWS 6
#define PROMPT_ROWS 3
#define PROMPT_FROM 20 /* rows there must be for it to stand here */

static struct layout_wish wish_of(const struct board *board)
{
	struct layout_wish wish = {.cell_aspect = board->cell_aspect, .pictures = board->pictures};

	film_size(board_film(board), &wish.width, &wish.height);
	return wish;
}

struct box take_card_size(const struct board *board, struct box box, size_t count)
{
	struct layout_wish wish = wish_of(board);
	int cols = CARD_COLS, rows;

	/* As large as all of them fit; no smaller than can be told apart. */
	for (;; cols -= 4) {
		int across = box.cols / cols > 0 ? box.cols / cols : 1;
		int down = ((int)count + across - 1) / across;

		rows = board->pictures ? layout_picture_rows(&wish, cols - 2) : 0;
		if (cols <= CARD_LEAST || down * (rows + WORDS_ROWS + 1) <= box.rows)
			break;
	}
	if (cols > box.cols)
		cols = box.cols;
	rows += WORDS_ROWS + 1;
	return (struct box){box.col, box.row, cols, rows < box.rows ? rows : box.rows};
}

/* Returns new: "★★★☆☆", "" when nobody rated it. */
static char *stars_of(const struct board *board, double stars)
{
	struct buf out = {0};

	for (int i = 0; !isnan(stars) && i < 5; i++)
		buf_add_str(&out, i < stars - 0.25 ? (board->utf8 ? "★" : "*")
						   : (board->utf8 ? "☆" : "."));
	return buf_take(&out);
}

/* Returns new: "hands, face"; "" when nothing was noted. */
static char *why_of(const struct scene *scene, const char *take)
{
	const struct json *said = json_get(scene->takes, take);
	struct buf out = {0};

	for (const struct json *item = json_first(json_get(said, "why")); item;
	     item = json_next(item))
		buf_addf(&out, "%s%s", out.len ? ", " : "", json_str(item) ? json_str(item) : "");
	return buf_take(&out);
}

static void draw_picture(struct board *board, struct grid *grid, struct box box,
			 const struct take *take)
{
	int cols, rows;
	const struct picture_cell *cells =
		board_picture(board, take->clip, NAN, box.cols, box.rows, true, &cols, &rows);

	grid_fill(grid, box, ROLE_EMPTY);
	if (cells) {
		box.col += (box.cols - cols) / 2;
		grid_cells(grid, box, cells, cols, rows);
	} else if (cols < 0) {
		grid_text(grid, box.col + 1, box.row, box.cols - 2, ROLE_FAILED,
			  "the clip can't be read");
	}
}

/* t002 ● circled  stale     ★★★☆☆ */
static void draw_name(const struct board *board, struct grid *grid, struct box box,
		      const struct scene *scene, const struct take *take, bool here)
{
	const char *state = take_state_word(board_film(board), scene, take);
	bool circled = take_is_circled(scene, take);
	char *stars = stars_of(board, scene_take_note(scene, take->name).stars);
	const char *sign = board->utf8 ? "◉" : "(o)";
	int col = box.col, end = box.col + box.cols;

	grid_fill(grid, (struct box){box.col, box.row, box.cols, 1},
		  here ? ROLE_CARD_CURSOR : ROLE_CARD);
	col += grid_text(grid, col, box.row, box.cols, here ? ROLE_CARD_CURSOR : ROLE_CARD_TITLE,
			 take->name) +
	       1;
	if (*stars)
		end -= grid_text_right(grid, box.col, box.row, box.cols, ROLE_MARK, stars) + 1;
	if (circled)
		col += grid_textf(grid, col, box.row, end - col, ROLE_CIRCLED, "%s%s", sign,
				  end - col < CIRCLED_COLS ? "" : " circled") +
		       1;
	if (strcmp(state, "current") != 0)
		grid_text(grid, col, box.row, end - col, ROLE_STALE, state);
	free(stars);
}

/* 5.0 s  animatic  seed 1755734697 */
static void draw_words(struct grid *grid, struct box box, const struct scene *scene,
		       const struct take *take)
{
	struct buf text = {0};
	double seed = take_seed(take);
	struct take_note note = scene_take_note(scene, take->name);
	const char *said = json_get_str(json_get(scene->takes, take->name), "note");
	char *why = why_of(scene, take->name);

	if (box.rows < 1) {
		free(why);
		return;
	}
	buf_addf(&text, "%.1f s  %s%s%s", take->seconds, take->provider ? take->provider : "",
		 take->model ? " " : "", take->model ? take->model : "");
	if (!isnan(seed))
		buf_addf(&text, "  seed %.0f", seed);
	grid_text(grid, box.col, box.row, box.cols, ROLE_DIM, buf_str(&text));
	buf_clear(&text);
	if (!isnan(note.in) || !isnan(note.out))
		buf_addf(&text, "from %g to %g s  ", isnan(note.in) ? 0 : note.in,
			 isnan(note.out) ? take->seconds : note.out);
	buf_add_str(&text, why);
	if (box.rows > 1)
		grid_text(grid, box.col, box.row + 1, box.cols, ROLE_WARN, buf_str(&text));
	if (box.rows > 2 && said)
		grid_text(grid, box.col, box.row + 2, box.cols, ROLE_NOTE, said);
	buf_free(&text);
	free(why);
}

void take_card_draw(struct board *board, struct grid *grid, struct box box,
		    const struct scene *scene, const struct take *take, bool here)
{
	struct layout_wish wish = wish_of(board);
	struct box picture = {box.col + 1, box.row, box.cols - 2, 0}, words;

	if (board->pictures)
		picture.rows = layout_picture_rows(&wish, picture.cols);
	if (picture.rows > box.rows - 2)
		picture.rows = box.rows - 2 > 0 ? box.rows - 2 : 0;
	if (picture.rows)
		draw_picture(board, grid, picture, take);
	words = (struct box){box.col + 1, box.row + picture.rows, box.cols - 2,
			     box.rows - picture.rows};
	draw_name(board, grid, words, scene, take, here);
	words.row++;
	words.rows--;
	draw_words(grid, words, scene, take);
}

/* What the takes are held against; returns the rows it took. */
static int draw_prompt(struct grid *grid, struct box box, const char *prompt)
{
	struct box text = {box.col + 1, box.row, box.cols - 2, PROMPT_ROWS};
	int rows = grid_wrap(grid, text, 0, ROLE_DIM, prompt);

	return rows < PROMPT_ROWS ? rows : PROMPT_ROWS;
}

int strip_heading_draw(const struct board *board, struct grid *grid, struct box box,
		       const struct scene *scene, size_t takes, bool pair)
{
	size_t number = (size_t)(scene - board_film(board)->scenes) + 1;
	int col = box.col + 1, rows = 1;

	col += grid_textf(grid, col, box.row, box.cols - 2, ROLE_CARD_NUMBER, "%zu  ", number);
	col += grid_text(grid, col, box.row, box.cols / 2, ROLE_HEADING,
			 scene->title ? scene->title : scene->id) +
	       2;
	grid_textf(grid, col, box.row, box.col + box.cols - col - 1, ROLE_DIM, "%zu take%s%s",
		   takes, takes == 1 ? "" : "s", pair ? ", two side by side" : "");
	box.row++;
	if (scene->prompt && box.rows >= PROMPT_FROM)
		rows += draw_prompt(grid, box, scene->prompt);
	return rows + 1;
}

/* A member of a recipe in few words; returns new. */
static char *shortly(const struct json *value)
{
	return !value            ? xstrdup("–")
	       : json_str(value) ? xstrdup(json_str(value))
				 : json_text(value);
}

static void draw_difference(struct grid *grid, struct box box, const char *name,
			    const struct json *value)
{
	char *text = shortly(value);
	int used = grid_text(grid, box.col, box.row, box.cols, ROLE_LABEL, name) + 1;

	grid_text(grid, box.col + used, box.row, box.cols - used, ROLE_VALUE, text);
	free(text);
}

void take_differences_draw(struct grid *grid, struct box right, struct box left,
			   const struct take *other, const struct take *shown)
{
	const struct json *a = json_get(other->json, "recipe"),
			  *b = json_get(shown->json, "recipe");
	int row = 0, first = left.row + left.rows - DIFFERENCES_ROWS;

	if (left.rows < 16)
		return;
	for (const struct json *item = json_first(b); item && row < DIFFERENCES_ROWS;
	     item = json_next(item)) {
		const char *name = json_name(item);
		struct box one = {left.col + 1, first + row, left.cols - 2, 1};
		struct box two = {right.col + 1, first + row, right.cols - 2, 1};

		/* A seed stands with its take. */
		if (strcmp(name, "compiled") == 0 || strcmp(name, "seed") == 0 ||
		    json_equal(item, json_get(a, name)))
			continue;
		draw_difference(grid, one, name, json_get(a, name));
		draw_difference(grid, two, name, item);
		row++;
	}
}
