/* SPDX-License-Identifier: MIT */
#include "board/inspector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "board/board_private.h"
#include "board/card.h"
#include "board/inspector_fields.h"
#include "core/tell/takes.h"
#include "film/mention.h"
#include "util/buf.h"
#include "util/clock.h"
#include "util/mem.h"

#define PROMPT_ROWS_MIN 3
#define REFUSAL_ROWS 3
#define PRICE_LABEL "next take  "

/* The pen of the inspector: what is left of its box. */
struct pen {
	struct board *board;
	struct grid *grid;
	struct box box;
};

static void down(struct pen *pen, int rows)
{
	pen->box.row += rows;
	pen->box.rows -= rows;
}

static void draw_title(struct pen *pen, const struct scene *scene, const struct glance *glance)
{
	struct sign sign = glance_sign(pen->board, glance);
	size_t number = (size_t)(scene - board_film(pen->board)->scenes) + 1;
	struct box box = pen->box;
	int col = box.col;

	if (*sign.word) {
		box.cols -= grid_text_right(pen->grid, box.col, box.row, box.cols, sign.role,
					    sign.word) +
			    1;
		box.cols -= grid_text_right(pen->grid, box.col, box.row, box.cols, sign.role,
					    sign.sign) +
			    1;
	}
	col += grid_textf(pen->grid, col, box.row, box.cols, ROLE_DIM, "%zu  ", number);
	grid_text(pen->grid, col, box.row, box.col + box.cols - col, ROLE_STRONG,
		  scene->title ? scene->title : scene->id);
	down(pen, 1);
}

/* The picture that stood there stays until the next one can take its place. */
static void draw_picture(struct inspector *inspector, struct pen *pen, const char *clip)
{
	struct layout_wish wish = {.cell_aspect = pen->board->cell_aspect};
	struct box box = pen->box;
	bool rests = pen->board->pace == PACE_RESTS;
	const struct picture_cell *cells;
	int cols, rows;

	if (!clip && (rests || !inspector->clip))
		return;
	film_size(board_film(pen->board), &wish.width, &wish.height);
	box.rows = layout_picture_rows(&wish, box.cols);
	if (box.rows > pen->box.rows / 2)
		box.rows = pen->box.rows / 2;
	if (rests || !inspector->clip) {
		free(inspector->clip);
		inspector->clip = xstrdup(clip);
	}
	grid_fill(pen->grid, box, ROLE_EMPTY);
	cells = board_picture(pen->board, inspector->clip, NAN, box.cols, box.rows, rests, &cols,
			      &rows);
	if (cells)
		grid_cells(pen->grid,
			   (struct box){box.col + (box.cols - cols) / 2,
					box.row + (box.rows - rows) / 2, cols, rows},
			   cells, cols, rows);
	down(pen, box.rows);
}

static void add_stars(struct buf *out, const struct board *board, double stars)
{
	if (isnan(stars))
		return;
	buf_add_str(out, "  ");
	for (int i = 0; i < 5; i++)
		buf_add_str(out, i < stars ? (board->utf8 ? "★" : "*") : board->utf8 ? "☆" : ".");
}

/* The take shown if its recipe has been read, else what the glance knows of it. */
static void draw_take(const struct inspector *inspector, struct pen *pen, const struct scene *scene,
		      const struct glance *glance)
{
	const struct take *take = inspector_take(inspector, scene);
	const char *name = take ? take->name : glance->take;
	bool circled = name && scene->circled && strcmp(scene->circled, name) == 0;
	struct buf text = {0};
	int col = pen->box.col;

	if (!glance->known || !name)
		return;
	buf_addf(&text, "%s of %zu", name, glance->takes);
	col += grid_text(pen->grid, col, pen->box.row, pen->box.cols,
			 circled ? ROLE_CIRCLED : ROLE_VALUE, buf_str(&text));
	buf_clear(&text);
	add_stars(&text, pen->board, scene_take_note(scene, name).stars);
	if (!circled)
		buf_add_str(&text, "  not circled");
	buf_addf(&text, "  %.1f s", take ? take->seconds : glance->seconds);
	if (take && take->provider)
		buf_addf(&text, "  %s", take->provider);
	if (take && take->model)
		buf_addf(&text, " %s", take->model);
	grid_text(pen->grid, col, pen->box.row, pen->box.col + pen->box.cols - col, ROLE_DIM,
		  buf_str(&text));
	buf_free(&text);
	down(pen, 1);
}

/* How long its job has been at it. */
static void draw_elapsed(struct pen *pen, const struct glance *glance)
{
	char span[CLOCK_TEXT_SIZE], *waits;
	struct buf text = {0};
	int rows;

	if (!glance->running || !glance->since)
		return;
	clock_span(clock_now() - glance->since, span);
	buf_addf(&text, "%s so far", span);
	clock_span(isnan(glance->usual) ? 0 : (int64_t)glance->usual, span);
	if (glance->usual >= 1)
		buf_addf(&text, ", usually %s", span);
	if (glance->place)
		buf_addf(&text, ", number %.0f in the queue", glance->place);
	waits = job_wait_text(glance->again, glance->why);
	if (waits)
		buf_addf(&text, "; it %s", waits);
	rows = grid_wrap_beginning(pen->grid, pen->box, waits ? ROLE_WARN : ROLE_RUNNING,
			      buf_str(&text));
	buf_free(&text);
	free(waits);
	down(pen, rows < pen->box.rows ? rows : pen->box.rows);
}

static void draw_why(const struct inspector *inspector, struct pen *pen, const struct scene *scene,
		     const struct glance *glance)
{
	int rows;

	if (glance->failed && glance->error)
		rows = grid_wrap_beginning(pen->grid, pen->box, ROLE_FAILED, glance->error);
	else if (inspector_take(inspector, scene) && inspector->why)
		rows = grid_wrap_beginning(pen->grid, pen->box, ROLE_STALE, inspector->why);
	else
		return;
	down(pen, rows < pen->box.rows ? rows : pen->box.rows);
}

static bool is_slug_sign(uint32_t point)
{
	return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z') ||
	       (point >= '0' && point <= '9') || point == '-' || point == ':';
}

/* Of the cells from `col` to `end`, which begin with "@". */
static enum role mention_role(const struct film *film, const struct cell *line, int col, int end)
{
	struct buf text = {0};
	struct mention mention;
	bool known;

	for (; col < end; col++)
		buf_add_char(&text, (char)line[col].points[0]);
	known = !mention_next(film, text.data, text.data, &mention) || mention.member;
	buf_free(&text);
	return known ? ROLE_MENTION : ROLE_WARN;
}

/* Gives @names their colour where they stand. */
static void colour_mentions(const struct film *film, struct grid *grid, struct box box)
{
	for (int row = box.row; row < box.row + box.rows; row++) {
		const struct cell *line = &grid->cells[row * grid->cols];

		for (int col = box.col; col < box.col + box.cols; col++) {
			int end = col + 1;

			if (line[col].points[0] != '@')
				continue;
			while (end < box.col + box.cols && is_slug_sign(line[end].points[0]))
				end++;
			if (end > col + 1 &&
			    (col == box.col || !is_slug_sign(line[col - 1].points[0])))
				grid_role(grid, (struct box){col, row, end - col, 1},
					  mention_role(film, line, col, end));
			col = end - 1;
		}
	}
}

static void draw_prompt(struct pen *pen, const struct scene *scene, int keep)
{
	struct box box = pen->box;
	int rows;

	if (box.rows - keep >= PROMPT_ROWS_MIN)
		box.rows -= keep;
	if (!scene->prompt) {
		grid_text(pen->grid, box.col, box.row, box.cols, ROLE_DIM, "no prompt yet");
		down(pen, 1);
		return;
	}
	rows = grid_wrap_beginning(pen->grid, box, ROLE_VALUE, scene->prompt);
	if (rows > box.rows) {
		grid_text_right(pen->grid, box.col, box.row + box.rows - 1, box.cols, ROLE_DIM,
				pen->board->utf8 ? " …" : " ...");
		rows = box.rows;
	}
	box.rows = rows;
	colour_mentions(board_film(pen->board), pen->grid, box);
	down(pen, rows);
}

static bool knows_price(const struct inspector *inspector, const struct scene *scene)
{
	return inspector->price && inspector->scene && strcmp(inspector->scene, scene->id) == 0;
}

/* "next take  0.50 USD (2026-11-01)  shop fine", in two rows where one is too narrow. */
static void draw_offer(struct pen *pen, const char *price, const char *who)
{
	struct box box = pen->box;
	int row = box.row + box.rows - 1, col = box.col, end = col + box.cols;

	col += grid_width(PRICE_LABEL);
	if (price && col + grid_width(price) + 2 + grid_width(who) > end) {
		grid_text(pen->grid, col, row--, end - col, ROLE_DIM, who);
		who = "";
	}
	pen->box.rows = row - box.row - 1;
	grid_text(pen->grid, box.col, row, box.cols, ROLE_LABEL, PRICE_LABEL);
	if (price)
		col += grid_text(pen->grid, col, row, end - col, ROLE_VALUE, price) + 2;
	grid_text(pen->grid, col, row, end - col, ROLE_DIM, who);
}

/* At the foot; why there can be none takes the room it needs. */
static void draw_price(const struct inspector *inspector, struct pen *pen,
		       const struct scene *scene)
{
	const char *name = scene_provider(board_film(pen->board), scene);
	const char *model = scene_model(board_film(pen->board), scene);
	bool known = knows_price(inspector, scene);
	struct box box = pen->box;
	char *who;

	if (known && inspector->is_refused) {
		box.row += box.rows - REFUSAL_ROWS;
		box.rows = REFUSAL_ROWS;
		grid_wrap_beginning(pen->grid, box, ROLE_WARN, inspector->price);
		pen->box.rows -= REFUSAL_ROWS + 1;
		return;
	}
	who = xasprintf("%s%s%s", name, model ? " " : "", model ? model : "");
	draw_offer(pen, known ? inspector->price : NULL, who);
	free(who);
}

/* Two lines or a few below the cards: what goes on, or went wrong, before what it says. */
static void draw_strip(struct inspector *inspector, struct pen *pen, const struct scene *scene,
		       const struct glance *glance)
{
	struct box box = pen->box;

	if (knows_price(inspector, scene) && !inspector->is_refused) {
		pen->box.cols -= grid_text_right(pen->grid, box.col, box.row, box.cols, ROLE_VALUE,
						 inspector->price) +
				 2;
		pen->box.cols -= grid_text_right(pen->grid, box.col, box.row, pen->box.cols,
						 ROLE_LABEL, "next take") +
				 2;
	}
	if (glance->known && !glance->take) {
		grid_text(pen->grid, box.col, box.row, pen->box.cols, ROLE_DIM, "no take yet");
		down(pen, 1);
	}
	draw_take(inspector, pen, scene, glance);
	pen->box.cols = box.cols;
	if (glance->running)
		draw_elapsed(pen, glance);
	else if (glance->failed || pen->box.rows > 1)
		draw_why(inspector, pen, scene, glance);
	if (knows_price(inspector, scene) && inspector->is_refused && pen->box.rows > 0) {
		int rows = grid_wrap_beginning(pen->grid, pen->box, ROLE_WARN, inspector->price);

		down(pen, rows < pen->box.rows ? rows : pen->box.rows);
	}
	if (pen->box.rows > 0 && scene->prompt) {
		int rows = grid_wrap_beginning(pen->grid, pen->box, ROLE_VALUE, scene->prompt);

		pen->box.rows = rows < pen->box.rows ? rows : pen->box.rows;
		colour_mentions(board_film(pen->board), pen->grid, pen->box);
	}
}

/* Below the cards: the picture at the left, the rest beside it. */
static void split(struct pen *pen, struct inspector *inspector, const char *clip)
{
	struct pen picture = *pen;
	struct layout_wish wish = {.cell_aspect = pen->board->cell_aspect};
	int cols;

	film_size(board_film(pen->board), &wish.width, &wish.height);
	cols = (int)(pen->box.rows * (double)wish.width / wish.height / wish.cell_aspect);
	if (cols > pen->box.cols / 2)
		cols = pen->box.cols / 2;
	picture.box.cols = cols;
	picture.box.rows *= 2; /* all of its height may be the picture's */
	draw_picture(inspector, &picture, clip);
	pen->box.col += cols + 2;
	pen->box.cols -= cols + 2;
}

static const struct scene *subject_of(struct inspector *inspector, const struct board *board,
				      const struct scene *here)
{
	const struct scene *subject = inspector->subject && board->pace == PACE_MOVES
					      ? film_scene(board_film(board), inspector->subject)
					      : NULL;

	if (subject)
		return subject;
	free(inspector->subject);
	inspector->subject = xstrdup(here->id);
	return here;
}

void inspector_draw(struct inspector *inspector, struct board *board, struct grid *grid,
		    const struct layout *layout, const struct scene *here)
{
	const struct scene *scene = subject_of(inspector, board, here);
	const struct glance *glance = overview_scene(board->overview, scene->id);
	const struct take *take = inspector_take(inspector, scene);
	const char *clip = take ? take->clip : glance->clip;
	struct pen pen = {board, grid, layout->inspector};
	int keep;

	grid_fill(grid, layout->inspector, ROLE_TEXT);
	pen.box.col += 1;
	pen.box.cols -= 2;
	if (pen.box.rows < 8) {
		draw_strip(inspector, &pen, scene, glance);
		return;
	}
	if (layout->beside)
		grid_line(grid, layout->inspector.col - 1, layout->inspector.row, 1,
			  layout->inspector.rows, ROLE_FRAME);
	else if (board->pictures && clip)
		split(&pen, inspector, clip);
	draw_title(&pen, scene, glance);
	if (layout->beside && board->pictures)
		draw_picture(inspector, &pen, clip);
	draw_take(inspector, &pen, scene, glance);
	draw_elapsed(&pen, glance);
	draw_why(inspector, &pen, scene, glance);
	down(&pen, 1);
	draw_price(inspector, &pen, scene);
	keep = inspector_field_rows(board, scene, pen.box.cols) + 1;
	draw_prompt(&pen, scene, keep);
	down(&pen, 1);
	inspector_fields_draw(board, grid, pen.box, scene);
}
