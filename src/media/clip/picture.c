/* SPDX-License-Identifier: MIT */
#include <libavcodec/avcodec.h>
#include <string.h>
#include <unistd.h>

#include "media/clip/box.h"
#include "media/clip/input.h"
#include "media/clip/raster.h"
#include "media/task.h"
#include "util/mem.h"

/* How far is decoded on from a keyframe, in pixels: at most half a second or so. */
#define DECODE_PIXELS (100L * 1280 * 720)
#define CLOCK_SLACK 0.001 /* webm counts milliseconds */

struct wish {
	bool middle;
	double at; /* seconds */
	struct cell_box box;
};

static int read_wish(const struct json *body, struct wish *wish, struct err *err)
{
	const char *at = json_get_str(body, "at");
	double seconds = json_get_num(body, "at");
	wish->middle = at && strcmp(at, "middle") == 0;
	wish->at = seconds > 0 ? seconds : 0;
	return box_read(body, &wish->box, err);
}

/* Decodes on until the frame in `out` is the one shown at `at`, though not for
 * ever; what can't be read any more ends it too. */
static int decode_on(struct task *task, struct input *input, double at, AVFrame *out,
		     struct err *err)
{
	const struct input_info *info = input_info(input);
	double step = info->rate_num > 0 ? (double)info->rate_den / info->rate_num : 0;
	long most = DECODE_PIXELS / ((long)info->width * info->height);
	AVFrame *frame = av_frame_alloc();
	int result = 0;
	for (long i = 0; result == 0 && i < most; i++) {
		if (input_seconds(out) > at - step + CLOCK_SLACK ||
		    input_next_video(input, frame, NULL) <= 0 ||
		    input_seconds(frame) > at + CLOCK_SLACK)
			break;
		av_frame_unref(out);
		av_frame_move_ref(out, frame);
		result = task_progress(task, input_seconds(out), at, err);
	}
	av_frame_free(&frame);
	return result;
}

/* The frame shown at `at`; where there is nothing whole, the first. */
static int find_frame(struct task *task, struct input *input, double at, AVFrame *out,
		      struct err *err)
{
	input_hurry(input, at);
	if (at > 0 && input_seek_before(input, at, NULL) == 0 &&
	    input_next_video(input, out, NULL) == 1)
		return decode_on(task, input, at, out, err);
	if (at > 0 && input_seek_before(input, 0, err) < 0)
		return -1;
	return input_first_video(input, out, err);
}

/* Returns a memfd with the cells. */
static int draw(const AVFrame *frame, int turn, const struct cell_box *box, struct err *err)
{
	struct raster raster = {0};
	struct picture_cell *cells;
	if (raster_make(frame, turn, box->cols * CELLS_PIXELS, box->rows * CELLS_PIXELS, &raster,
			err) < 0)
		return -1;
	int fd = box_map(box, &cells, err);
	if (fd >= 0) {
		cells_draw(raster.rgba, raster.width, raster.height, box->colours, box->cols,
			   box->rows, cells);
		box_unmap(box, cells);
	}
	raster_clear(&raster);
	return fd;
}

static int answer(struct task *task, const struct cell_box *box, int fd, struct err *err)
{
	struct json *body = json_new_object();
	json_set_num(body, "cols", box->cols);
	json_set_num(body, "rows", box->rows);
	return task_done(task, body, &fd, 1, err);
}

int verb_picture(struct task *task, struct err *err)
{
	struct wish wish;
	int result = -1, fd = -1;
	if (task->fd_count != 1)
		return err_set(err, ERR_INVALID, "a picture needs one file");
	if (read_wish(task->body, &wish, err) < 0)
		return -1;
	struct input *input = input_open(task->fds[0], err);
	AVFrame *frame = av_frame_alloc();
	if (!input)
		goto out;
	const struct input_info *info = input_info(input);
	if (wish.middle)
		wish.at = info->seconds / 2;
	if (find_frame(task, input, info->still ? 0 : wish.at, frame, err) < 0)
		goto out;
	double width, height;
	raster_size(frame, info->turn, &width, &height);
	box_fit(&wish.box, width, height);
	fd = draw(frame, info->turn, &wish.box, err);
	if (fd >= 0)
		result = answer(task, &wish.box, fd, err);
out:
	if (fd >= 0)
		close(fd);
	av_frame_free(&frame);
	input_close(input);
	return result;
}
