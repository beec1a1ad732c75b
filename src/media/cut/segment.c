/* SPDX-License-Identifier: MIT
 *
 * The verb that makes a segment of a clip: exactly so many pictures, exactly so
 * many samples, as every other segment of the film.
 */
#include <libavutil/frame.h>
#include <math.h>

#include "media/cut/fit.h"
#include "media/cut/lay.h"
#include "media/cut/reel.h"
#include "media/cut/request.h"
#include "util/mem.h"

/* Less than this at the end of a clip is rounding, not a hole. */
#define HELD_SECONDS 0.1

struct segment {
	struct encode_settings settings;
	double in;
	long frames, lead, tail, samples;
	char digest[DIGEST_SIZE];
	struct json *notes; /* texts */
};

static void note(struct segment *segment, char *text)
{
	json_push(segment->notes, json_new_str(text));
	free(text);
}

static int read_request(struct segment *segment, const struct task *task, struct err *err)
{
	if (request_settings(task, &segment->settings, err) < 0 ||
	    request_whole(task, "frames", 1, &segment->frames, err) < 0 ||
	    request_whole(task, "lead", 0, &segment->lead, err) < 0 ||
	    request_whole(task, "tail", 0, &segment->tail, err) < 0)
		return -1;
	segment->in = json_get_num(task->body, "in");
	if (task->fd_count != 3 || !segment->settings.preset || !(segment->in >= 0) ||
	    segment->lead + segment->tail > segment->frames)
		return err_set(err, ERR_INVALID, "this is no request for a segment");
	segment->samples = settings_sample(&segment->settings, segment->frames);
	return 0;
}

static bool is_edge(const struct segment *segment, long frame)
{
	return frame == 0 || (segment->lead && frame == segment->lead) ||
	       (segment->tail && frame == segment->frames - segment->tail);
}

static int encode_pictures(struct segment *segment, struct task *task, struct fit *fit,
			   struct err *err)
{
	struct encoder *encoder = encoder_open(task->fds[1], &segment->settings, err);
	if (!encoder)
		return -1;
	for (long i = 0; i < segment->frames; i++) {
		AVFrame *picture = fit_next(fit, err);
		if (!picture || encoder_picture(encoder, picture, is_edge(segment, i), err) < 0 ||
		    task_progress(task, (double)i, (double)segment->frames, err) < 0) {
			encoder_drop(encoder);
			return -1;
		}
	}
	return encoder_close(encoder, err);
}

/* A clip that was cut short on its way is refused as soon as what is missing is
 * wanted; one that is merely too short is a choice. */
static int judge(struct segment *segment, const struct fit *fit, const struct input *input,
		 struct err *err)
{
	double held = fit_held(fit);
	if (held > HELD_SECONDS && input_missing_bytes(input) > 0)
		return err_set(err, ERR_MEDIA, "the clip is cut short, %lld bytes are missing",
			       input_missing_bytes(input));
	if (held > HELD_SECONDS)
		note(segment,
		     xasprintf("the clip ends %.1f s early; its last picture is held", held));
	if (input_damaged(input))
		note(segment, xasprintf("%ld damaged pieces of the clip are left out",
					input_damaged(input)));
	if (fit_hdr(fit))
		note(segment,
		     xasprintf("the clip is HDR (%s); its colours come out paler", fit_hdr(fit)));
	return 0;
}

static int make_pictures(struct segment *segment, struct task *task, struct input *input,
			 struct err *err)
{
	struct fit *fit = fit_open(input, segment->in, &segment->settings, err);
	if (!fit)
		return -1;
	int result = encode_pictures(segment, task, fit, err);
	if (result == 0)
		result = judge(segment, fit, input, err);
	fit_free(fit);
	return result;
}

static int make_sound(struct segment *segment, const struct task *task, struct input *input,
		      struct err *err)
{
	struct err lost = {0};
	int result = lay_sound(input, segment->in, segment->samples, task->fds[2], &lost, err);
	if (lost.kind)
		note(segment, xasprintf("sound is missing: %s", err_text(&lost)));
	err_clear(&lost);
	return result;
}

/* Reads back what was written: the right number of pictures, and an IDR wherever
 * the film may be cut. */
static int check(struct segment *segment, int fd, struct err *err)
{
	AVRational rate = {segment->settings.rate_num, segment->settings.rate_den};
	struct reel *reel = reel_open(fd, rate, err);
	AVPacket *packet = av_packet_alloc();
	long count = 0, edges = 0, wanted = 0;
	int got = reel ? 0 : -1;
	while (reel && (got = reel_next(reel, packet, err)) == 1) {
		count++;
		edges += packet->flags & AV_PKT_FLAG_KEY && is_edge(segment, packet->pts);
	}
	for (long i = 0; i < segment->frames; i++)
		wanted += is_edge(segment, i);
	if (got == 0 && (count != segment->frames || edges != wanted))
		got = err_set(err, ERR_MEDIA,
			      "%ld of %ld pictures and %ld of %ld edges were encoded", count,
			      segment->frames, edges, wanted);
	if (got == 0)
		reel_digest(reel, segment->digest);
	av_packet_free(&packet);
	reel_free(reel);
	return got;
}

static int answer(struct segment *segment, struct task *task, struct err *err)
{
	struct json *json = json_new_object();
	json_set_num(json, "frames", (double)segment->frames);
	json_set_num(json, "samples", (double)segment->samples);
	json_set_str(json, "parameters", segment->digest);
	json_set(json, "notes", json_copy(segment->notes));
	return task_done(task, json, NULL, 0, err);
}

int verb_segment(struct task *task, struct err *err)
{
	struct segment segment = {.notes = json_new_array()};
	struct input *input = NULL;
	int result = -1;
	if (read_request(&segment, task, err) == 0 && (input = input_open(task->fds[0], err)) &&
	    make_pictures(&segment, task, input, err) == 0 &&
	    make_sound(&segment, task, input, err) == 0 && check(&segment, task->fds[1], err) == 0)
		result = answer(&segment, task, err);
	input_close(input);
	json_free(segment.notes);
	return result;
}
