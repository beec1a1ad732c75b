/* SPDX-License-Identifier: MIT
 *
 * The verb that makes a dissolve: the last pictures of one segment over the first
 * of the next.
 */
#include <libavcodec/avcodec.h>
#include <libavutil/frame.h>

#include "media/av.h"
#include "media/cut/reel.h"
#include "media/cut/request.h"
#include "util/mem.h"

/* One of the two segments, decoded from an IDR on. */
struct side {
	struct reel *reel;
	AVCodecContext *codec;
	AVPacket *packet;
	AVFrame *frame;
};

static int side_begin(struct side *side, long frame, struct err *err)
{
	if (reel_skip_to(side->reel, frame, side->packet, err) < 0)
		return -1;
	side->codec = reel_decoder(side->reel, err);
	if (!side->codec)
		return -1;
	int code = avcodec_send_packet(side->codec, side->packet);
	return code < 0 ? av_fail(err, code, "can't decode a segment") : 0;
}

static int side_open(struct side *side, int fd, const struct encode_settings *settings,
		     struct err *err)
{
	side->packet = av_packet_alloc();
	side->frame = av_frame_alloc();
	side->reel = reel_open(fd, (AVRational){settings->rate_num, settings->rate_den}, err);
	return side->reel ? 0 : -1;
}

/* The next picture in side->frame. */
static int side_next(struct side *side, const struct encode_settings *settings, struct err *err)
{
	int code;
	while ((code = avcodec_receive_frame(side->codec, side->frame)) == AVERROR(EAGAIN)) {
		int got = reel_next(side->reel, side->packet, err);
		if (got < 0)
			return -1;
		code = avcodec_send_packet(side->codec, got ? side->packet : NULL);
		if (code < 0)
			break;
	}
	if (code < 0)
		return av_fail(err, code, "can't decode a segment");
	if (side->frame->format != AV_PIX_FMT_YUV420P || side->frame->width != settings->width ||
	    side->frame->height != settings->height)
		return err_set(err, ERR_MEDIA, "a segment is of another shape than the film");
	return 0;
}

static void side_close(struct side *side)
{
	reel_free(side->reel);
	avcodec_free_context(&side->codec);
	av_packet_free(&side->packet);
	av_frame_free(&side->frame);
}

static void blend_plane(AVFrame *out, const AVFrame *a, const AVFrame *b, int plane, int weight)
{
	int shift = plane ? 1 : 0;
	int width = (out->width + shift) >> shift, height = (out->height + shift) >> shift;
	for (int y = 0; y < height; y++) {
		uint8_t *to = out->data[plane] + (ptrdiff_t)y * out->linesize[plane];
		const uint8_t *from = a->data[plane] + (ptrdiff_t)y * a->linesize[plane];
		const uint8_t *over = b->data[plane] + (ptrdiff_t)y * b->linesize[plane];
		for (int x = 0; x < width; x++)
			to[x] = (uint8_t)((from[x] * (256 - weight) + over[x] * weight + 128) >> 8);
	}
}

/* None of the pictures is one of the two alone: those stand before and after. */
static int blend(AVFrame *out, const AVFrame *a, const AVFrame *b, long at, long frames,
		 struct err *err)
{
	int weight = (int)((256 * (at + 1) + frames / 2) / (frames + 1));
	int code = av_frame_make_writable(out);
	if (code < 0)
		return av_fail(err, code, "can't dissolve");
	for (int plane = 0; plane < 3; plane++)
		blend_plane(out, a, b, plane, weight);
	return 0;
}

static AVFrame *blank(const struct encode_settings *settings)
{
	AVFrame *frame = av_frame_alloc();
	if (!frame)
		BUG("out of memory");
	frame->format = AV_PIX_FMT_YUV420P;
	frame->width = settings->width;
	frame->height = settings->height;
	if (av_frame_get_buffer(frame, 0) < 0)
		BUG("out of memory");
	return frame;
}

static int dissolve(struct task *task, struct side sides[2], long frames,
		    const struct encode_settings *settings, struct err *err)
{
	struct encoder *encoder = encoder_open(task->fds[2], settings, err);
	if (!encoder)
		return -1;
	AVFrame *picture = blank(settings);
	int result = 0;
	for (long i = 0; result == 0 && i < frames; i++)
		if (side_next(&sides[0], settings, err) < 0 ||
		    side_next(&sides[1], settings, err) < 0 ||
		    blend(picture, sides[0].frame, sides[1].frame, i, frames, err) < 0 ||
		    encoder_picture(encoder, picture, i == 0, err) < 0 ||
		    task_progress(task, (double)i, (double)frames, err) < 0)
			result = -1;
	av_frame_free(&picture);
	if (result < 0)
		encoder_drop(encoder);
	else
		result = encoder_close(encoder, err);
	return result;
}

static int answer(struct task *task, long frames, const struct encode_settings *settings,
		  struct err *err)
{
	char digest[DIGEST_SIZE];
	AVRational rate = {settings->rate_num, settings->rate_den};
	struct reel *reel = reel_open(task->fds[2], rate, err);
	if (!reel)
		return -1;
	long count = reel_frames(reel);
	reel_digest(reel, digest);
	reel_free(reel);
	if (count != frames)
		return err_set(err, ERR_MEDIA, "%ld of %ld pictures were encoded", count, frames);
	struct json *json = json_new_object();
	json_set_num(json, "frames", (double)frames);
	json_set_str(json, "parameters", digest);
	return task_done(task, json, NULL, 0, err);
}

int verb_overlap(struct task *task, struct err *err)
{
	struct encode_settings settings;
	struct side sides[2] = {0};
	long frames;
	int result = -1;
	if (request_settings(task, &settings, err) < 0 ||
	    request_whole(task, "frames", 1, &frames, err) < 0)
		return -1;
	if (task->fd_count != 3 || !settings.preset)
		return err_set(err, ERR_INVALID, "this is no request for an overlap");
	if (side_open(&sides[0], task->fds[0], &settings, err) == 0 &&
	    side_open(&sides[1], task->fds[1], &settings, err) == 0 &&
	    side_begin(&sides[0], reel_frames(sides[0].reel) - frames, err) == 0 &&
	    side_begin(&sides[1], 0, err) == 0 &&
	    dissolve(task, sides, frames, &settings, err) == 0)
		result = answer(task, frames, &settings, err);
	side_close(&sides[0]);
	side_close(&sides[1]);
	return result;
}
