/* SPDX-License-Identifier: MIT */
#include "media/cut/sound.h"

#include <libavcodec/avcodec.h>
#include <libavutil/opt.h>
#include <stdlib.h>

#include "media/av.h"
#include "media/cut/encode.h"
#include "util/mem.h"

#define BITS_PER_SECOND 192000

struct sound {
	struct mp4 *mp4;
	int track;
	AVCodecContext *codec;
	AVFrame *frame; /* filled up to frame->nb_samples of the codec's frame size */
	AVPacket *packet;
	int64_t at; /* samples sent */
};

static int frame_renew(struct sound *sound, struct err *err)
{
	av_frame_unref(sound->frame);
	sound->frame->format = sound->codec->sample_fmt;
	sound->frame->ch_layout = sound->codec->ch_layout;
	sound->frame->sample_rate = sound->codec->sample_rate;
	sound->frame->nb_samples = sound->codec->frame_size;
	int code = av_frame_get_buffer(sound->frame, 0);
	sound->frame->nb_samples = 0;
	return code < 0 ? av_fail(err, code, "can't encode sound") : 0;
}

struct sound *sound_open(struct mp4 *mp4, bool quick, struct err *err)
{
	struct sound *sound = xcalloc(1, sizeof *sound);
	sound->mp4 = mp4;
	sound->packet = av_packet_alloc();
	sound->frame = av_frame_alloc();
	const AVCodec *aac = avcodec_find_encoder(AV_CODEC_ID_AAC);
	sound->codec = avcodec_alloc_context3(aac);
	if (!aac || !sound->codec || !sound->packet || !sound->frame) {
		err_set(err, ERR_MEDIA, "the FFmpeg libraries here have no AAC encoder");
		goto fail;
	}
	sound->codec->bit_rate = BITS_PER_SECOND;
	sound->codec->sample_rate = ENCODE_SAMPLE_RATE;
	sound->codec->sample_fmt = AV_SAMPLE_FMT_FLTP;
	sound->codec->ch_layout = (AVChannelLayout)AV_CHANNEL_LAYOUT_STEREO;
	sound->codec->time_base = (AVRational){1, ENCODE_SAMPLE_RATE};
	sound->codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
	sound->codec->thread_count = 1;
	if (quick)
		av_opt_set(sound->codec->priv_data, "aac_coder", "fast", 0);
	int code = avcodec_open2(sound->codec, aac, NULL);
	if (code < 0) {
		av_fail(err, code, "can't encode sound");
		goto fail;
	}
	AVCodecParameters *parameters = avcodec_parameters_alloc();
	avcodec_parameters_from_context(parameters, sound->codec);
	sound->track = mp4_track(mp4, parameters, sound->codec->time_base, err);
	avcodec_parameters_free(&parameters);
	if (sound->track < 0 || frame_renew(sound, err) < 0)
		goto fail;
	return sound;
fail:
	sound_free(sound);
	return NULL;
}

/* Sends the frame (NULL: the end) and writes what comes out. */
static int send(struct sound *sound, const AVFrame *frame, struct err *err)
{
	int code = avcodec_send_frame(sound->codec, frame);
	while (code >= 0) {
		code = avcodec_receive_packet(sound->codec, sound->packet);
		if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
			return 0;
		if (code >= 0 && mp4_write(sound->mp4, sound->track, sound->packet, err) < 0)
			return -1;
	}
	return av_fail(err, code, "can't encode sound");
}

static int send_filled(struct sound *sound, struct err *err)
{
	sound->frame->pts = sound->at;
	sound->at += sound->frame->nb_samples;
	return send(sound, sound->frame, err) < 0 ? -1 : frame_renew(sound, err);
}

int sound_add(struct sound *sound, const int16_t *samples, long count, struct err *err)
{
	AVFrame *frame = sound->frame;
	for (long i = 0; i < count; i++) {
		for (int channel = 0; channel < 2; channel++)
			((float *)frame->data[channel])[frame->nb_samples] =
				(float)samples[2 * i + channel] / 32768;
		frame->nb_samples++;
		if (frame->nb_samples == sound->codec->frame_size && send_filled(sound, err) < 0)
			return -1;
	}
	return 0;
}

int sound_end(struct sound *sound, struct err *err)
{
	if (sound->frame->nb_samples > 0 && send_filled(sound, err) < 0)
		return -1;
	return send(sound, NULL, err);
}

void sound_free(struct sound *sound)
{
	if (!sound)
		return;
	av_frame_free(&sound->frame);
	av_packet_free(&sound->packet);
	avcodec_free_context(&sound->codec);
	free(sound);
}
