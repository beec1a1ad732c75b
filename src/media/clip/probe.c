/* SPDX-License-Identifier: MIT */
#include <libavcodec/avcodec.h>
#include <math.h>

#include "media/clip/input.h"
#include "media/task.h"

/* What the whole of the clip turned out to be. */
struct tally {
	long frames, samples;
	long damaged; /* frames and packets that could not be decoded */
	double seconds; /* to the end of the last picture */
};

/* Goes on from the first frame to the end. */
static int count_frames(struct task *task, struct input *input, AVFrame *frame,
			struct tally *tally, struct err *err)
{
	const struct input_info *info = input_info(input);
	double last = input_seconds(frame), step = 0;
	int got;
	tally->frames = 1;
	while ((got = input_next_video(input, frame, err)) == 1) {
		step = input_seconds(frame) - last;
		last += step;
		tally->frames++;
		if (task_progress(task, last, info->seconds, err) < 0)
			return -1;
	}
	if (info->rate_num > 0)
		step = (double)info->rate_den / info->rate_num;
	tally->seconds = round((last + step) * 1000) / 1000; /* some clocks tick so */
	return got;
}

static int count_samples(struct task *task, struct input *input, AVFrame *frame,
			 struct tally *tally, struct err *err)
{
	int got;
	if (!input_info(input)->sound)
		return 0;
	if (input_seek_before(input, 0, err) < 0)
		return -1;
	while ((got = input_next_audio(input, frame, err)) == 1) {
		tally->samples += frame->nb_samples;
		if (task_progress(task, tally->seconds, tally->seconds, err) < 0)
			return -1;
	}
	return got;
}

static struct json *rate_json(const struct input_info *info)
{
	struct json *rate = json_new_array();
	json_push(rate, json_new_num(info->rate_num));
	json_push(rate, json_new_num(info->rate_den));
	return rate;
}

static struct json *video_json(const struct input_info *info, const struct tally *tally)
{
	bool lying = info->turn == 90 || info->turn == 270;
	struct json *video = json_new_object();
	json_set_str(video, "codec", info->codec);
	json_set_num(video, "width", lying ? info->height : info->width);
	json_set_num(video, "height", lying ? info->width : info->height);
	if (info->rate_num > 0)
		json_set(video, "fps", rate_json(info));
	if (tally->frames)
		json_set_num(video, "frames", (double)tally->frames);
	if (tally->damaged)
		json_set_num(video, "damaged", (double)tally->damaged);
	return video;
}

static struct json *audio_json(const struct input_info *info, const struct tally *tally)
{
	struct json *audio = json_new_object();
	json_set_str(audio, "codec", info->sound_codec);
	json_set_num(audio, "rate", info->sample_rate);
	json_set_num(audio, "channels", info->channels);
	if (tally->frames)
		json_set_num(audio, "samples", (double)tally->samples);
	return audio;
}

static struct json *answer(const struct input_info *info, const struct tally *tally)
{
	struct json *body = json_new_object();
	json_set_str(body, "kind", info->still ? "picture" : "video");
	json_set_str(body, "format", info->format);
	json_set_str(body, "extension", info->extension);
	json_set_num(body, "seconds", tally->seconds > 0 ? tally->seconds : info->seconds);
	json_set(body, "video", video_json(info, tally));
	if (info->sound)
		json_set(body, "audio", audio_json(info, tally));
	return body;
}

int verb_probe(struct task *task, struct err *err)
{
	struct tally tally = {0};
	int result = -1;
	if (task->fd_count != 1)
		return err_set(err, ERR_INVALID, "a probe needs one file");
	struct input *input = input_open(task->fds[0], err);
	AVFrame *frame = av_frame_alloc();
	if (!input || input_check_whole(input, err) < 0 || input_first_video(input, frame, err) < 0)
		goto out;
	bool count = json_true(json_get(task->body, "count")) && !input_info(input)->still;
	if (count && (count_frames(task, input, frame, &tally, err) < 0 ||
		      count_samples(task, input, frame, &tally, err) < 0))
		goto out;
	tally.damaged = input_damaged(input);
	result = task_done(task, answer(input_info(input), &tally), NULL, 0, err);
out:
	av_frame_free(&frame);
	input_close(input);
	return result;
}
