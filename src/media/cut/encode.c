/* SPDX-License-Identifier: MIT */
#include "media/cut/encode.h"

#include <libavcodec/avcodec.h>
#include <libavutil/opt.h>
#include <stdlib.h>

#include "media/av.h"
#include "media/cut/mp4.h"
#include "media/cut/sound.h"
#include "util/mem.h"

struct encoder {
	struct mp4 *mp4;
	int track;
	AVCodecContext *codec;
	AVFrame *view; /* of the caller's picture, with our time on it */
	AVPacket *packet;
	struct sound *sound; /* NULL without */
	int64_t at;          /* frames sent */
};

/* What goes into the SPS and PPS depends on size, rate and preset alone:
 * stitchable keeps x264 from tuning them to the rate control. */
static int codec_open(AVCodecContext *codec, const AVCodec *x264,
		      const struct encode_settings *settings, struct err *err)
{
	AVRational rate = {settings->rate_num, settings->rate_den};
	codec->width = settings->width;
	codec->height = settings->height;
	codec->pix_fmt = AV_PIX_FMT_YUV420P;
	codec->time_base = av_inv_q(rate);
	codec->framerate = rate;
	codec->sample_aspect_ratio = (AVRational){1, 1};
	codec->color_range = AVCOL_RANGE_MPEG;
	codec->color_primaries = AVCOL_PRI_BT709;
	codec->color_trc = AVCOL_TRC_BT709;
	codec->colorspace = AVCOL_SPC_BT709;
	codec->gop_size = (int)(2 * av_q2d(rate) + 0.5);
	codec->thread_count = 1;
	codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_CLOSED_GOP;
	av_opt_set(codec->priv_data, "preset", settings->preset, 0);
	av_opt_set_double(codec->priv_data, "crf", settings->crf, 0);
	av_opt_set(codec->priv_data, "profile", "high", 0);
	av_opt_set(codec->priv_data, "x264-params", "stitchable=1", 0);
	av_opt_set_int(codec->priv_data, "forced-idr", 1, 0);
	av_opt_set_int(codec->priv_data, "a53cc", 0, 0);
	int code = avcodec_open2(codec, x264, NULL);
	return code < 0
		       ? av_fail(err, code, "can't encode %dx%d", settings->width, settings->height)
		       : 0;
}

struct encoder *encoder_open(int fd, const struct encode_settings *settings, struct err *err)
{
	const AVCodec *x264 = avcodec_find_encoder_by_name("libx264");
	if (!x264) {
		err_set(err, ERR_MEDIA, "the FFmpeg libraries here have no libx264");
		return NULL;
	}
	struct encoder *encoder = xcalloc(1, sizeof *encoder);
	encoder->view = av_frame_alloc();
	encoder->packet = av_packet_alloc();
	encoder->codec = avcodec_alloc_context3(x264);
	AVCodecParameters *parameters = avcodec_parameters_alloc();
	if (!encoder->view || !encoder->packet || !encoder->codec || !parameters)
		BUG("out of memory");
	if (codec_open(encoder->codec, x264, settings, err) < 0)
		goto fail;
	encoder->mp4 = mp4_open(fd, NULL, err);
	if (!encoder->mp4)
		goto fail;
	avcodec_parameters_from_context(parameters, encoder->codec);
	encoder->track = mp4_track(encoder->mp4, parameters, encoder->codec->time_base, err);
	if (encoder->track < 0)
		goto fail;
	if (settings->sound && !(encoder->sound = sound_open(encoder->mp4, true, err)))
		goto fail;
	avcodec_parameters_free(&parameters);
	return encoder;
fail:
	avcodec_parameters_free(&parameters);
	encoder_drop(encoder);
	return NULL;
}

/* Sends the frame (NULL: the end) and writes what comes out. */
static int send(struct encoder *encoder, const AVFrame *frame, struct err *err)
{
	int code = avcodec_send_frame(encoder->codec, frame);
	while (code >= 0) {
		code = avcodec_receive_packet(encoder->codec, encoder->packet);
		if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
			return 0;
		if (code < 0)
			break;
		encoder->packet->duration = 1;
		if (mp4_write(encoder->mp4, encoder->track, encoder->packet, err) < 0)
			return -1;
	}
	return av_fail(err, code, "can't encode a picture");
}

int encoder_picture(struct encoder *encoder, struct AVFrame *frame, bool key, struct err *err)
{
	int code = av_frame_ref(encoder->view, frame);
	if (code < 0)
		return av_fail(err, code, "can't encode a picture");
	encoder->view->pts = encoder->at++;
	encoder->view->pict_type = key ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
	int result = send(encoder, encoder->view, err);
	av_frame_unref(encoder->view);
	return result;
}

int encoder_sound(struct encoder *encoder, const int16_t *samples, long count, struct err *err)
{
	if (!encoder->sound)
		BUG("no sound was asked for");
	return sound_add(encoder->sound, samples, count, err);
}

int encoder_close(struct encoder *encoder, struct err *err)
{
	int result = send(encoder, NULL, err);
	if (result == 0 && encoder->sound)
		result = sound_end(encoder->sound, err);
	if (result == 0) {
		result = mp4_close(encoder->mp4, err);
		encoder->mp4 = NULL;
	}
	encoder_drop(encoder);
	return result;
}

void encoder_drop(struct encoder *encoder)
{
	if (!encoder)
		return;
	sound_free(encoder->sound);
	mp4_drop(encoder->mp4);
	avcodec_free_context(&encoder->codec);
	av_packet_free(&encoder->packet);
	av_frame_free(&encoder->view);
	free(encoder);
}
