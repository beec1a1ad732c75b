/* SPDX-License-Identifier: MIT
 *
 * The verb that makes a picture file of what a clip shows on a frame of the film, or of
 * a picture: what a video model is to begin or end with. The frame is the one the cut
 * would show, so that the next scene goes on where this one ends.
 */
#include <libavutil/frame.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "media/cut/fit.h"
#include "media/cut/request.h"
#include "media/cut/still_file.h"

/* Less than this at the end of a clip is rounding, not a hole. */
#define HELD_SECONDS 0.1

struct still {
	struct encode_settings settings;
	struct still_wish wish;
	double in;
	long frame;
};

static int read_request(const struct task *task, struct still *still, struct err *err)
{
	const struct json *types = json_get(task->body, "types");

	if (request_settings(task, &still->settings, err) < 0 ||
	    request_whole(task, "frame", 0, &still->frame, err) < 0)
		return -1;
	still->in = json_get_num(task->body, "in");
	still->wish = (struct still_wish){
		.width = still->settings.width,
		.height = still->settings.height,
		.raw = json_true(json_get(task->body, "raw")),
		.png = !types,
		.bytes = json_get_num(task->body, "bytes"),
	};
	for (const struct json *type = json_first(types); type; type = json_next(type)) {
		still->wish.png |= json_str(type) && strcmp(json_str(type), "image/png") == 0;
		still->wish.jpeg |= json_str(type) && strcmp(json_str(type), "image/jpeg") == 0;
	}
	if (isnan(still->wish.bytes))
		still->wish.bytes = INFINITY;
	if (task->fd_count != 1 || !(still->in >= 0) || !(still->wish.png || still->wish.jpeg) ||
	    (long)still->wish.width * still->wish.height > (long)INPUT_WIDTH_MAX * INPUT_HEIGHT_MAX)
		return err_set(err, ERR_INVALID, "this is no request for a still");
	return 0;
}

static int answer(struct task *task, const struct still *still, const char *type, long bytes,
		  double seconds, int fd, struct err *err)
{
	struct json *body = json_new_object();

	json_set_str(body, "type", type);
	json_set_num(body, "width", still->wish.width);
	json_set_num(body, "height", still->wish.height);
	json_set_num(body, "bytes", (double)bytes);
	json_set_num(body, "at", seconds);
	return task_done(task, body, &fd, 1, err);
}

static int make(struct task *task, const struct still *still, struct input *input, struct fit *fit,
		struct err *err)
{
	AVFrame *picture = fit_go(fit, still->frame, err);
	const char *type;
	long bytes;

	if (!picture)
		return -1;
	if (fit_held(fit) > HELD_SECONDS && input_missing_bytes(input) > 0)
		return err_set(err, ERR_MEDIA, "the clip is cut short, %lld bytes are missing",
			       input_missing_bytes(input));

	int fd = still_file(picture, input_info(input)->turn, &still->wish, &type, &bytes, err);

	if (fd < 0)
		return -1;

	int result = answer(task, still, type, bytes, input_seconds(picture), fd, err);

	close(fd);
	return result;
}

int verb_still(struct task *task, struct err *err)
{
	struct still still;
	struct input *input;
	struct fit *fit;
	int result = -1;

	if (read_request(task, &still, err) < 0)
		return -1;
	input = input_open(task->fds[0], err);
	fit = input ? fit_open(input, still.in, &still.settings, err) : NULL;
	if (fit)
		result = make(task, &still, input, fit, err);
	fit_free(fit);
	input_close(input);
	return result;
}
