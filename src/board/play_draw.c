/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "board/play_private.h"
#include "util/buf.h"

#define LEAST_COLS 30 /* of a picture that another screen draws; smaller, and it fills all */
#define BAR_COLS 30
#define BAR_LEAST 8

void play_begin(struct play *play)
{
	for (int i = 0; i < VIEWS_MAX; i++)
		play->streams[i].wanted = (struct stage){0};
}

const struct picture *play_picture(struct play *play, const char *clip, int cols, int rows,
				   double cell_aspect)
{
	struct stage stage = {cols, rows, cell_aspect};

	for (int i = 0; i < VIEWS_MAX && cols >= LEAST_COLS && !play->is_cut; i++) {
		struct stream *stream = &play->streams[i];

		if (!stream->view || strcmp(stream->view->clip, clip) != 0)
			continue;
		if (stream->wanted.cols <= cols)
			stream->wanted = stage;
		if (stream->picture.cells && stream->wanted.cols == cols &&
		    stream->picture.cols <= cols && stream->picture.rows <= rows)
			return &stream->picture;
	}
	return NULL;
}

/* A scene that is not there yet. */
static void draw_slate(struct grid *grid, struct box box, const struct part *part)
{
	int row = box.row + box.rows / 2 - 1, cols = grid_width(part->title);

	cols = cols < box.cols ? cols : box.cols;
	grid_fill(grid, box, ROLE_EMPTY);
	grid_text(grid, box.col + (box.cols - cols) / 2, row, cols, ROLE_HEADING, part->title);
	grid_text(grid, box.col + (box.cols > 12 ? (box.cols - 12) / 2 : 0), row + 1, box.cols,
		  ROLE_MISSING, "no take yet");
}

static void draw_stream(struct stream *stream, struct grid *grid, struct box box)
{
	const struct picture *picture = &stream->picture;

	stream->wanted =
		(struct stage){box.cols, box.rows, stream->play->screen.board->cell_aspect};
	if (stream->failed) {
		grid_text(grid, box.col + 1, box.row, box.cols - 2, ROLE_FAILED,
			  "the clip can't be read");
		return;
	}
	if (picture->cells && picture->cols <= box.cols && picture->rows <= box.rows)
		grid_cells(grid,
			   (struct box){box.col + (box.cols - picture->cols) / 2,
					box.row + (box.rows - picture->rows) / 2, picture->cols,
					picture->rows},
			   picture->cells, picture->cols, picture->rows);
}

/* In all of the room. */
static void fill(struct play *play, struct grid *grid, struct box box)
{
	const struct part *part = &play->parts.items[play->part];
	int count = part->count, gap = count - 1;

	grid_fill(grid, box, ROLE_TEXT);
	if (box.rows > 6) {
		grid_text(grid, box.col + 1, box.row, box.cols - 2, ROLE_HEADING, part->title);
		box.row++;
		box.rows--;
	}
	if (!count)
		draw_slate(grid, box, part);
	for (int i = 0; i < count; i++) {
		int cols = (box.cols - gap) / count;

		draw_stream(play_stream(play, i), grid,
			    (struct box){box.col + i * (cols + 1), box.row, cols, box.rows});
	}
	if (count < VIEWS_MAX)
		play_stream(play, 1)->wanted = (struct stage){
			box.cols, box.rows, play->screen.board->cell_aspect};
}

/* The screens below have drawn, and asked for what they show of it. */
void play_draw(struct screen *screen, struct grid *grid, struct box box)
{
	struct play *play = (struct play *)screen;
	const struct part *part = &play->parts.items[play->part];

	play->fills = play->is_cut;
	for (int i = 0; i < part->count; i++)
		play->fills |= !play->streams[i].wanted.cols;
	if (play->fills)
		fill(play, grid, box);
}

static void add_time(struct buf *out, const struct play *play, double seconds)
{
	if (play->is_cut)
		buf_addf(out, "%ld:%02ld", lrint(seconds) / 60, lrint(seconds) % 60);
	else
		buf_addf(out, "%.1f", seconds);
}

void play_draw_time(const struct play *play, struct grid *grid, int row, int cols)
{
	const struct part *part = &play->parts.items[play->part];
	const char *going = grid->ascii ? ">" : "►", *paused = grid->ascii ? "=" : "▌▌";
	struct buf text = {0};
	int col = 1, bar;

	buf_addf(&text, "%s ", play->runs ? going : paused);
	add_time(&text, play, play->at);
	buf_add_str(&text, " / ");
	add_time(&text, play, play->parts.seconds);
	buf_add_str(&text, play->is_cut ? "" : " s");
	col += grid_text(grid, col, row, cols - col, ROLE_STRONG, buf_str(&text)) + 2;
	bar = cols - col < BAR_COLS ? cols - col : BAR_COLS;
	if (bar >= BAR_LEAST) {
		grid_bar(grid, col, row, bar, ROLE_PROGRESS, play->at,
			 play->parts.seconds > 0 ? play->parts.seconds : 1);
		col += bar + 2;
	}
	if (play->is_cut)
		grid_textf(grid, col, row, cols - col, ROLE_DIM, "scene %zu of %zu", play->part + 1,
			   play->parts.count);
	else if (part->take)
		grid_text(grid, col, row, cols - col, ROLE_DIM, part->take);
	buf_free(&text);
}
