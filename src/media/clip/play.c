/* SPDX-License-Identifier: MIT
 *
 * A clip that is played: decoded forward in one request, a frame for each moment that
 * is asked for. What lies between two moments is never drawn.
 */
#include <libavutil/frame.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "media/clip/halves.h"
#include "media/clip/input.h"
#include "media/clip/raster.h"
#include "media/task.h"
#include "util/mem.h"

#define CLOCK_SLACK 0.001 /* webm counts milliseconds */
#define LEAP 2.0          /* seconds; farther on it seeks instead of decoding */

struct play {
	struct task *task;
	struct input *input;
	struct cell_box wish, box; /* as asked, and as shrunk to the picture */
	struct raster raster;
	struct halves halves;
	AVFrame *shown, *next;
	bool has_shown, has_next;
};

/* From the keyframe before the moment, or the beginning. */
static int seek(struct play *play, double at, struct err *err)
{
	bool still = input_info(play->input)->still;
	if (play->has_shown && still)
		return 0;
	play->has_shown = play->has_next = false;
	if (!still && at > 0 && input_seek_before(play->input, at, NULL) == 0 &&
	    input_next_video(play->input, play->shown, NULL) == 1) {
		play->has_shown = true;
		return 0;
	}
	if (!still && input_seek_before(play->input, 0, err) < 0)
		return -1;
	play->has_shown = input_first_video(play->input, play->shown, err) == 0;
	return play->has_shown ? 0 : -1;
}

/* Decodes on until `shown` is the frame of that moment; the last one stays. What can't
 * be read any more is the end, too. */
static int go_to(struct play *play, double at, struct err *err)
{
	double now = play->has_shown ? input_seconds(play->shown) : 0;
	input_hurry(play->input, at);
	if ((!play->has_shown || at < now - CLOCK_SLACK || at > now + LEAP) &&
	    seek(play, at, err) < 0)
		return -1;
	for (;;) {
		if (!play->has_next)
			play->has_next = input_next_video(play->input, play->next, NULL) == 1;
		if (!play->has_next || input_seconds(play->next) > at + CLOCK_SLACK)
			return 0;
		av_frame_unref(play->shown);
		av_frame_move_ref(play->shown, play->next);
		play->has_next = false;
		if (task_progress(play->task, input_seconds(play->shown), at, err) < 0)
			return -1;
	}
}

/* Returns a memfd with the cells. */
static int draw(struct play *play, struct err *err)
{
	int turn = input_info(play->input)->turn;
	struct picture_cell *cells;
	double width, height;
	play->box = play->wish;
	raster_size(play->shown, turn, &width, &height);
	box_fit(&play->box, width, height);
	if (raster_make(play->shown, turn, play->box.cols, play->box.rows * 2, &play->raster, err) <
	    0)
		return -1;
	int fd = box_map(&play->box, &cells, err);
	if (fd < 0)
		return -1;
	halves_draw(&play->halves, &play->box, play->raster.rgba, cells);
	box_unmap(&play->box, cells);
	return fd;
}

static int answer(struct play *play, int fd, struct err *err)
{
	const struct input_info *info = input_info(play->input);
	struct json *body = json_new_object();
	json_set_num(body, "done", input_seconds(play->shown));
	json_set_num(body, "of", info->seconds);
	json_set_num(body, "step",
		     info->rate_num > 0 ? (double)info->rate_den / info->rate_num : 0);
	json_set_num(body, "cols", play->box.cols);
	json_set_num(body, "rows", play->box.rows);
	return task_part_done(play->task, body, &fd, 1, err);
}

static int serve_moment(struct play *play, struct err *err)
{
	struct message more;
	if (task_more(play->task, &more, err) < 0)
		return -1;
	double at = json_get_num(more.body, "at");
	message_clear(&more);
	if (go_to(play, at > 0 ? at : 0, err) < 0)
		return -1;
	int fd = draw(play, err);
	if (fd < 0)
		return -1;
	int result = answer(play, fd, err);
	close(fd);
	return result;
}

/* Ends only when it is cancelled, or with what is wrong with the clip. */
int verb_play(struct task *task, struct err *err)
{
	struct play play = {.task = task};
	if (task->fd_count != 1)
		return err_set(err, ERR_INVALID, "a clip to play is one file");
	if (box_read(task->body, &play.wish, err) < 0)
		return -1;
	play.input = input_open(task->fds[0], err);
	if (!play.input)
		return -1;
	play.shown = av_frame_alloc();
	play.next = av_frame_alloc();
	if (!play.shown || !play.next)
		BUG("out of memory");
	task->is_paced = true;
	while (serve_moment(&play, err) == 0)
		continue;
	av_frame_free(&play.shown);
	av_frame_free(&play.next);
	halves_clear(&play.halves);
	raster_clear(&play.raster);
	input_close(play.input);
	return -1;
}
