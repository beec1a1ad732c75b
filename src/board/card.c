/* SPDX-License-Identifier: MIT */
#include "board/card.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "board/board_private.h"
#include "util/clock.h"
#include "util/mem.h"

#define BAR_COLS 8
#define FRAMED_ROWS 5 /* of an empty panel */
#define UTF8_BYTES 4  /* at most, for a column */

static const struct {
	const char *word, *sign, *ascii;
	enum role role;
} signs[] = {
	{"current", "●", "*", ROLE_CURRENT},
	{"stale", "◐", "~", ROLE_STALE},
	{"missing", "○", "o", ROLE_MISSING},
	{"failed", "✗", "x", ROLE_FAILED},
	{"unknown", "?", "?", ROLE_FAILED},
	{"running", "▶", ">", ROLE_RUNNING},
	{"queued", "…", "+", ROLE_RUNNING},
	{"", "·", ".", ROLE_DIM}, /* not known yet; the last one */
};

struct sign sign_of(const struct board *board, const char *word)
{
	size_t i = 0;

	while (*signs[i].word && strcmp(signs[i].word, word) != 0)
		i++;
	return (struct sign){board->utf8 ? signs[i].sign : signs[i].ascii, signs[i].word,
			     signs[i].role};
}

struct sign glance_sign(const struct board *board, const struct glance *glance)
{
	if (glance->running)
		return sign_of(board, "running");
	if (glance->queued)
		return sign_of(board, "queued");
	if (glance->failed)
		return sign_of(board, glance->is_unknown ? "unknown" : "failed");
	return sign_of(board, glance->known ? scene_state_word(glance->state) : "");
}

/* "5s", "4.5s", "1:30" */
static void add_seconds(struct buf *out, double seconds)
{
	if (seconds >= 100)
		buf_addf(out, "%d:%02d", (int)seconds / 60, (int)seconds % 60);
	else
		buf_addf(out, "%.*fs", seconds == floor(seconds) ? 0 : 1, seconds);
}

/* Services rarely tell how far they are; then it is how long they have been at it. */
static bool has_bar(const struct board *board, const struct glance *glance)
{
	return glance->running && glance->of > 0 && board->pictures;
}

/* "#3 0:42 ~2:10": the place in the queue, elapsed, what is usual; as much as has room. */
static void add_elapsed(struct buf *out, const struct glance *glance, int cols)
{
	char span[CLOCK_TEXT_SIZE], usual[CLOCK_TEXT_SIZE];
	char *place = glance->place ? xasprintf("#%.0f ", glance->place) : xstrdup("");

	clock_span(clock_now() - glance->since, span);
	clock_span(isnan(glance->usual) ? 0 : (int64_t)glance->usual, usual);
	if (strlen(place) + strlen(span) <= (size_t)cols)
		buf_add_str(out, place);
	buf_add_str(out, span);
	if (glance->usual >= 1 && out->len + strlen(usual) + 2 <= (size_t)cols)
		buf_addf(out, " ~%s", usual);
	free(place);
}

static bool is_asked_again(const struct glance *glance)
{
	return glance->again > clock_now();
}

/* "again in 4:12" */
static void add_again(struct buf *out, const struct glance *glance)
{
	char span[CLOCK_TEXT_SIZE];

	clock_span(glance->again - clock_now(), span);
	buf_addf(out, "again in %s", span);
}

/* What stands at the right end: how far it is, else how long and how it stands.
 * Returns the columns it took. */
static int draw_end(const struct board *board, struct grid *grid, int col, int row, int cols,
		    const struct scene *scene, const struct glance *glance)
{
	struct sign sign = glance_sign(board, glance);
	struct buf text = {0};
	int used;

	if (has_bar(board, glance) && !is_asked_again(glance) && cols > BAR_COLS * 2) {
		grid_bar(grid, col + cols - BAR_COLS, row, BAR_COLS, ROLE_PROGRESS, glance->done,
			 glance->of);
		return BAR_COLS + 1;
	}
	if (is_asked_again(glance))
		add_again(&text, glance);
	else if (glance->running && glance->since)
		add_elapsed(&text, glance, cols / 2);
	else
		add_seconds(&text, scene_seconds(board->session->store.film, scene));
	if (board->pictures) {
		grid_text_right(grid, col, row, cols, sign.role, sign.sign);
		cols -= 2;
	}
	used = grid_text_right(grid, col, row, cols, ROLE_CARD_NUMBER, buf_str(&text));
	buf_free(&text);
	return used + 1 + (board->pictures ? 2 : 0);
}

/* One without a title is called by what its prompt begins with. */
static void draw_title(struct grid *grid, int col, int row, int cols, const struct scene *scene)
{
	const char *prompt = scene->prompt ? scene->prompt : "";
	size_t bytes = strcspn(prompt, "\n"), most = (size_t)cols * UTF8_BYTES;

	if (scene->title || !bytes)
		grid_text(grid, col, row, cols, ROLE_CARD_TITLE,
			  scene->title ? scene->title : scene->id);
	else
		grid_textf(grid, col, row, cols, ROLE_CARD_NUMBER, "%.*s",
			   (int)(bytes < most ? bytes : most), prompt);
}

static void draw_caption(const struct board *board, struct grid *grid, int col, int row, int cols,
			 const struct scene *scene, const struct glance *glance, bool marked)
{
	size_t number = (size_t)(scene - board->session->store.film->scenes) + 1;

	grid_fill(grid, (struct box){col, row, cols, 1}, ROLE_CARD_NUMBER);

	int at = col, end = draw_end(board, grid, col, row, cols, scene, glance);

	at += grid_textf(grid, at, row, cols - end, marked ? ROLE_MARK : ROLE_CARD_NUMBER, "%s%zu ",
			 !marked       ? ""
			 : board->utf8 ? "◆"
				       : "#",
			 number);
	draw_title(grid, at, row, col + cols - end - at, scene);
}

/* Where there is no picture: an empty panel, with what it is to show, or why there is
 * none. */
static void draw_blank(struct grid *grid, struct box box, const struct scene *scene,
		       const struct glance *glance, bool failed)
{
	bool framed = box.rows >= FRAMED_ROWS;
	struct box inner = {box.col + 1 + framed, box.row + framed, box.cols - 2 - 2 * framed,
			    box.rows - 2 * framed};

	grid_fill(grid, box, ROLE_EMPTY);
	if (framed)
		grid_frame(grid, box, ROLE_EMPTY, NULL);
	if (glance->failed && glance->error)
		grid_wrap_beginning(grid, inner, ROLE_FAILED, glance->error);
	else if (failed)
		grid_wrap_beginning(grid, inner, ROLE_FAILED, "the clip can't be read");
	else if (glance->known && !glance->clip)
		grid_wrap_beginning(grid, inner, ROLE_EMPTY,
			       scene->prompt ? scene->prompt : "no prompt yet");
}

static void draw_picture(struct board *board, struct grid *grid, struct box box,
			 const struct scene *scene, const struct glance *glance)
{
	const struct picture_cell *cells = NULL;
	int cols = 0, rows = 0;

	if (glance->clip)
		cells = board_picture(board, glance->clip, NAN, box.cols, box.rows, true, &cols,
				      &rows);
	if (!cells) {
		draw_blank(grid, box, scene, glance, cols < 0);
		return;
	}
	if (cols < box.cols || rows < box.rows)
		grid_fill(grid, box, ROLE_EMPTY);
	box.col += (box.cols - cols) / 2;
	box.row += (box.rows - rows) / 2;
	box.cols = cols;
	box.rows = rows;
	grid_cells(grid, box, cells, cols, rows);
}

void card_draw(struct board *board, struct grid *grid, const struct layout *layout, struct box box,
	       const struct scene *scene, bool marked)
{
	const struct glance *glance = overview_scene(board->overview, scene->id);
	struct box picture = {box.col + 1, box.row + 1, layout->cols, layout->rows};

	draw_picture(board, grid, picture, scene, glance);
	draw_caption(board, grid, picture.col, picture.row + picture.rows, picture.cols, scene,
		     glance, marked);
}

/* A viewfinder's corners, and the caption lit: little to send for a held key. */
void card_frame(const struct board *board, struct grid *grid, struct box box,
		const struct scene *scene)
{
	const struct glance *glance = overview_scene(board->overview, scene->id);
	struct box caption = {box.col + 1, box.row + box.rows - 2, box.cols - 2, 1};
	int right = box.col + box.cols - 2, below = box.row + box.rows - 1;

	grid_text(grid, box.col, box.row, 2, ROLE_FRAME_FOCUS, board->utf8 ? "╭─" : "+-");
	grid_text(grid, right, box.row, 2, ROLE_FRAME_FOCUS, board->utf8 ? "─╮" : "-+");
	grid_text(grid, box.col, below, 2, ROLE_FRAME_FOCUS, board->utf8 ? "╰─" : "+-");
	grid_text(grid, right, below, 2, ROLE_FRAME_FOCUS, board->utf8 ? "─╯" : "-+");
	if (has_bar(board, glance))
		caption.cols -= BAR_COLS;
	grid_role(grid, caption, ROLE_CARD_CURSOR);
	if (!has_bar(board, glance))
		grid_role(grid, (struct box){caption.col + caption.cols - 1, caption.row, 1, 1},
			  glance_sign(board, glance).role);
}

void card_draw_line(const struct board *board, struct grid *grid, struct box box,
		    const struct scene *scene, bool marked, bool here)
{
	const struct glance *glance = overview_scene(board->overview, scene->id);
	struct sign sign = glance_sign(board, glance);
	int col = box.col;

	if (!board->pictures && box.cols >= 40) {
		/* For who listens: the state as a word. */
		const char *word = *sign.word ? sign.word : "not seen yet";

		box.cols -= grid_text_right(grid, col, box.row, box.cols, sign.role, word) + 1;
	}
	draw_caption(board, grid, col, box.row, box.cols, scene, glance, marked);
	if (here) {
		grid_role(grid, box, ROLE_CARD_CURSOR);
		grid->cursor_col = col;
		grid->cursor_row = box.row;
	}
}
