/* SPDX-License-Identifier: MIT
 *
 * usage: play FRAMES CLIP [COLS ROWS]
 * Plays the clip at ten frames a second in cells, 40x11 unless said, as fast as the media
 * process answers. Prints medians of a frame in milliseconds: asked until it is here, its
 * pixels made into half blocks, into chafa's cells; and what a terminal of 256 colours is
 * sent of both, in kilobits a second.
 */
#include <fcntl.h>
#include <libavutil/frame.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/median.h"
#include "core/scenes/picture.h"
#include "media/clip/halves.h"
#include "media/clip/input.h"
#include "media/clip/raster.h"
#include "util/mem.h"

#define FPS 10

struct shown {
	struct picture last;
	double bytes;
};

struct play {
	struct picture picture;
	int cols, rows, got;
};

static void hear(void *arg, const struct reply *reply)
{
	struct play *play = arg;
	if (reply->ended) {
		fprintf(stderr, "play: %s\n", err_text(reply->error));
		exit(1);
	}
	if (!reply->fd_count)
		return;
	picture_clear(&play->picture);
	picture_answer(reply->answer, reply->fds[0], play->cols, play->rows, &play->picture, NULL);
	play->got++;
}

static int colour_bytes(uint32_t colour)
{
	return colour < 10 ? 6 : colour < 100 ? 7 : 8; /* 38;5;N; */
}

/* Cells that differ, as a program that knows what stands there sends them. */
static void show(struct shown *shown, const struct picture *picture)
{
	uint32_t fg = CELL_DEFAULT, bg = CELL_DEFAULT;
	bool follows = false;
	for (int i = 0; i < picture->cols * picture->rows; i++) {
		const struct picture_cell *cell = &picture->cells[i];
		if (i % picture->cols == 0)
			follows = false;
		if (shown->last.cells && memcmp(cell, &shown->last.cells[i], sizeof *cell) == 0) {
			follows = false;
			continue;
		}
		if (!follows)
			shown->bytes += 7; /* the cursor goes there */
		if ((cell->point != ' ' && cell->fg != fg) || cell->bg != bg)
			shown->bytes +=
				2 +
				(cell->point != ' ' && cell->fg != fg ? colour_bytes(cell->fg)
								      : 0) +
				(cell->bg != bg ? colour_bytes(cell->bg) : 0);
		shown->bytes += cell->point < 0x80 ? 1 : 3;
		fg = cell->point != ' ' ? cell->fg : fg;
		bg = cell->bg;
		follows = true;
	}
	picture_clear(&shown->last);
	size_t bytes = (size_t)(picture->cols * picture->rows) * sizeof *picture->cells;
	shown->last = (struct picture){picture->cols, picture->rows, xmalloc(bytes)};
	memcpy(shown->last.cells, picture->cells, bytes);
}

static struct json *wish(const struct play *play)
{
	struct json *body = picture_request(0, play->cols, play->rows, 0.5, "256");
	json_set_str(body, "do", "play");
	return body;
}

static double kilobits(const struct shown *shown, int frames)
{
	return shown->bytes * 8 * FPS / frames / 1000;
}

static double as_frames(struct loop *loop, struct pool *pool, int clip, struct play *play,
			int frames, double *rate)
{
	double *each = xcalloc((size_t)frames, sizeof *each);
	struct shown shown = {0};
	struct request *request =
		pool_ask(pool, ROLE_DECODE, PLAYING, wish(play), &clip, 1, 0, hear, play);
	for (int i = 0; i < frames; i++) {
		double start = now_ms();
		struct json *at = json_new_object();
		json_set_num(at, "at", (double)i / FPS);
		request_more(request, at, NULL, 0, NULL);
		while (play->got <= i)
			loop_turn(loop, NULL);
		each[i] = now_ms() - start;
		show(&shown, &play->picture);
	}
	request_drop(request);
	*rate = kilobits(&shown, frames);
	double result = median(each, frames);
	picture_clear(&shown.last);
	free(each);
	return result;
}

/* The cells of each such frame, made here: by half blocks, or by chafa. */
static double convert(int clip, const struct play *play, int frames, bool chafa, double *rate)
{
	struct cell_box box = {play->cols, play->rows, 0.5, CELLS_256};
	size_t bytes = (size_t)(box.cols * box.rows) * sizeof(struct picture_cell);
	struct picture picture = {box.cols, box.rows, xmalloc(bytes)};
	int across = chafa ? CELLS_PIXELS : 1, down = chafa ? CELLS_PIXELS : 2, got = 0;
	double *each = xcalloc((size_t)frames, sizeof *each);
	struct shown shown = {0};
	struct raster raster = {0};
	struct halves halves = {0};
	struct input *input = input_open(clip, NULL);
	AVFrame *frame = av_frame_alloc();
	while (input && got < frames && input_next_video(input, frame, NULL) == 1) {
		if (input_seconds(frame) < (double)got / FPS)
			continue;
		double start = now_ms();
		raster_make(frame, 0, box.cols * across, box.rows * down, &raster, NULL);
		if (chafa)
			cells_draw(raster.rgba, raster.width, raster.height, box.colours, box.cols,
				   box.rows, picture.cells);
		else
			halves_draw(&halves, &box, raster.rgba, picture.cells);
		each[got++] = now_ms() - start;
		show(&shown, &picture);
	}
	*rate = kilobits(&shown, got);
	double result = median(each, got);
	av_frame_free(&frame);
	input_close(input);
	halves_clear(&halves);
	raster_clear(&raster);
	picture_clear(&shown.last);
	picture_clear(&picture);
	free(each);
	return result;
}

int main(int argc, char **argv)
{
	int frames = argc >= 3 ? atoi(argv[1]) : 0;
	int clip = frames > 0 ? open(argv[2], O_RDONLY | O_CLOEXEC) : -1;
	struct play play = {.cols = argc == 5 ? atoi(argv[3]) : 40,
			    .rows = argc == 5 ? atoi(argv[4]) : 11};
	if (clip < 0) {
		fprintf(stderr, "usage: play FRAMES CLIP [COLS ROWS]\n");
		return 2;
	}
	char *program = worker_program();
	struct loop *loop = loop_new();
	struct pool *pool = pool_new(loop, program, 1);
	double played, halves, drawn;
	double whole = as_frames(loop, pool, clip, &play, frames, &played);
	double ours = convert(clip, &play, frames, false, &halves);
	double chafa = convert(clip, &play, frames, true, &drawn);
	printf("%.2f %.2f %.2f %.0f %.0f\n", whole, ours, chafa, played, drawn);
	picture_clear(&play.picture);
	pool_free(pool);
	loop_free(loop);
	free(program);
	close(clip);
	return 0;
}
