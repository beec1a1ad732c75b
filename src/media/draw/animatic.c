/* SPDX-License-Identifier: MIT
 *
 * The verb that turns a recipe into a clip: its stage, drawn frame by frame, and
 * the sound of an empty room.
 */
#include <libavutil/frame.h>
#include <math.h>
#include <stdlib.h>

#include "media/draw/panel.h"
#include "media/cut/request.h"
#include "media/draw/roomtone.h"
#include "media/stage/stage_verb.h"
#include "util/file.h"
#include "util/mem.h"

/* Drawn pictures are flat: the fastest preset keeps them clean at this quality. */
#define PRESET "ultrafast"
#define CRF 20

struct animatic {
	struct encode_settings settings;
	struct panel_settings panel;
	struct stage stage;
	struct roomtone tone;
	int16_t *sound; /* room for a frame's samples */
	struct backdrop backdrop;
	struct buf pixels; /* of it */
};

static int read_size(const struct animatic *animatic, struct err *err)
{
	int width = animatic->settings.width, height = animatic->settings.height;
	int least = width < height ? width : height, most = width > height ? width : height;

	if (width % 2 || height % 2)
		return err_set(err, ERR_INVALID, "a clip of %dx%d can't be: both must be even",
			       width, height);
	if (least < PANEL_SIDE_MIN || most > PANEL_SIDE_MAX)
		return err_set(err, ERR_INVALID,
			       "an animatic of %dx%d can't be: from %d to %d each way", width,
			       height, PANEL_SIDE_MIN, PANEL_SIDE_MAX);
	return 0;
}

static int read_request(struct animatic *animatic, const struct task *task, struct err *err)
{
	struct encode_settings *settings = &animatic->settings;
	double seconds = json_get_num(task->body, "seconds");
	double seed = json_get_num(task->body, "seed"), frames;
	const struct json *sound = json_get(task->body, "sound");

	if (request_settings(task, settings, err) < 0 || read_size(animatic, err) < 0)
		return -1;
	if (task->fd_count < 1 || task->fd_count > 2 ||
	    json_type(json_get(task->body, "recipe")) != JSON_OBJECT ||
	    !(seconds > 0 && seconds <= 36000))
		return err_set(err, ERR_INVALID, "this is no request for an animatic");
	frames = fmax(1, round(seconds * settings->rate_num / settings->rate_den));
	settings->preset = PRESET;
	settings->crf = CRF;
	settings->sound = !sound || json_true(sound);
	animatic->panel = (struct panel_settings){
		.width = settings->width,
		.height = settings->height,
		.rate_num = settings->rate_num,
		.rate_den = settings->rate_den,
		.frames = (long)frames,
		.seed = seed > 0 ? (uint64_t)seed : 0,
	};
	return 0;
}

/* Before the clip a picture of its size may come along, as bare pixels: no stranger's
 * bytes. */
static int read_backdrop(struct animatic *animatic, const struct task *task, struct err *err)
{
	size_t bytes = 3 * (size_t)animatic->panel.width * (size_t)animatic->panel.height;

	if (task->fd_count < 2)
		return 0;
	if (file_read_fd(task->fds[0], bytes, "the backdrop", &animatic->pixels, err) < 0)
		return -1;
	if (animatic->pixels.len != bytes)
		return err_set(err, ERR_INVALID, "the backdrop is not of the clip's size");
	animatic->backdrop = (struct backdrop){(const uint8_t *)animatic->pixels.data,
					       animatic->panel.width, animatic->panel.height};
	animatic->panel.backdrop = &animatic->backdrop;
	return 0;
}

static int add_sound(struct animatic *animatic, struct encoder *encoder, long frame,
		     struct err *err)
{
	long from = settings_sample(&animatic->settings, frame);
	long count = settings_sample(&animatic->settings, frame + 1) - from;

	if (!animatic->settings.sound)
		return 0;
	roomtone_next(&animatic->tone, animatic->sound, count);
	return encoder_sound(encoder, animatic->sound, count, err);
}

static int encode(struct animatic *animatic, struct task *task, struct panel *panel,
		  struct err *err)
{
	int out = task->fds[task->fd_count - 1];
	struct encoder *encoder = encoder_open(out, &animatic->settings, err);
	long frames = animatic->panel.frames;

	for (long i = 0; encoder && i < frames; i++)
		if (encoder_picture(encoder, panel_frame(panel, i), i == 0, err) < 0 ||
		    add_sound(animatic, encoder, i, err) < 0 ||
		    task_progress(task, (double)i, (double)frames, err) < 0) {
			encoder_drop(encoder);
			return -1;
		}
	return encoder ? encoder_close(encoder, err) : -1;
}

static int answer(const struct animatic *animatic, struct task *task, struct err *err)
{
	struct json *body = stage_to_json(&animatic->stage);
	const struct encode_settings *settings = &animatic->settings;
	double frames = (double)animatic->panel.frames;

	json_set_num(body, "frames", frames);
	json_set_num(body, "seconds", frames * settings->rate_den / settings->rate_num);
	return task_done(task, body, NULL, 0, err);
}

int verb_animatic(struct task *task, struct err *err)
{
	struct animatic animatic = {0};
	struct panel *panel = NULL;
	long samples;
	int result = -1;

	if (read_request(&animatic, task, err) < 0 || read_backdrop(&animatic, task, err) < 0 ||
	    stage_of_task(task, &animatic.stage, err) < 0)
		goto out;
	samples = settings_sample(&animatic.settings, animatic.panel.frames);
	animatic.tone = roomtone_of(animatic.stage.place, animatic.stage.light, animatic.panel.seed,
				    samples);
	animatic.sound = xcalloc(2 * (size_t)settings_sample(&animatic.settings, 1) + 4,
				 sizeof *animatic.sound);
	panel = panel_open(&animatic.stage, &animatic.panel, err);
	if (panel)
		result = encode(&animatic, task, panel, err);
	if (result == 0)
		result = answer(&animatic, task, err);
out:
	panel_close(panel);
	stage_clear(&animatic.stage);
	free(animatic.sound);
	buf_free(&animatic.pixels);
	return result;
}
