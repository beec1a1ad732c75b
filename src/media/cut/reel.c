/* SPDX-License-Identifier: MIT */
#include "media/cut/reel.h"

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <stdlib.h>

#include "media/av.h"
#include "media/fdio.h"
#include "util/mem.h"

struct reel {
	AVFormatContext *format;
	AVIOContext *io;
	AVStream *stream;
	AVRational frame; /* how long one is, in seconds */
};

static int open_file(struct reel *reel, int fd, enum AVMediaType type, AVDictionary *options,
		     struct err *err)
{
	reel->io = fdio_open(fd, false, err);
	if (!reel->io)
		return -1;
	reel->format = avformat_alloc_context();
	if (!reel->format)
		BUG("out of memory");
	reel->format->pb = reel->io;
	int code = avformat_open_input(&reel->format, NULL, av_find_input_format("mp4"), &options);
	av_dict_free(&options);
	if (code < 0)
		return av_fail(err, code, "can't read what was encoded");
	for (unsigned i = 0; i < reel->format->nb_streams; i++)
		if (reel->format->streams[i]->codecpar->codec_type == type)
			reel->stream = reel->format->streams[i];
		else
			reel->format->streams[i]->discard = AVDISCARD_ALL;
	return reel->stream ? 0
			    : err_set(err, ERR_MEDIA, "there is no %s in what was encoded",
				      av_get_media_type_string(type));
}

static void reel_clear(struct reel *reel)
{
	avformat_close_input(&reel->format);
	fdio_close(reel->io);
}

struct reel *reel_open(int fd, AVRational rate, struct err *err)
{
	struct reel *reel = xcalloc(1, sizeof *reel);
	reel->frame = av_inv_q(rate);
	if (open_file(reel, fd, AVMEDIA_TYPE_VIDEO, NULL, err) == 0)
		return reel;
	reel_free(reel);
	return NULL;
}

long reel_frames(const struct reel *reel)
{
	return (long)reel->stream->nb_frames;
}

const AVCodecParameters *reel_parameters(const struct reel *reel)
{
	return reel->stream->codecpar;
}

void reel_digest(const struct reel *reel, char out[DIGEST_SIZE])
{
	const AVCodecParameters *is = reel->stream->codecpar;
	digest_bytes(is->extradata, (size_t)is->extradata_size, out);
}

int reel_next(struct reel *reel, AVPacket *packet, struct err *err)
{
	AVRational base = reel->stream->time_base;
	do {
		av_packet_unref(packet);
		int code = av_read_frame(reel->format, packet);
		if (code == AVERROR_EOF)
			return 0;
		if (code < 0)
			return av_fail(err, code, "can't read what was encoded");
	} while (packet->stream_index != reel->stream->index);
	int64_t pts = av_rescale_q(packet->pts, base, reel->frame);
	if (av_rescale_q(pts, reel->frame, base) != packet->pts)
		return err_set(err, ERR_MEDIA, "a picture lies between two frames of the film");
	packet->pts = pts;
	packet->dts = av_rescale_q(packet->dts, base, reel->frame);
	packet->duration = 1;
	return 1;
}

int reel_skip_to(struct reel *reel, long frame, AVPacket *packet, struct err *err)
{
	int got;
	do
		got = reel_next(reel, packet, err);
	while (got == 1 && !(packet->pts == frame && packet->flags & AV_PKT_FLAG_KEY));
	return got == 0 ? err_set(err, ERR_MEDIA, "what was encoded can't be cut at frame %ld",
				  frame)
			: got;
}

AVCodecContext *reel_decoder(const struct reel *reel, struct err *err)
{
	const AVCodec *decoder = avcodec_find_decoder(reel->stream->codecpar->codec_id);
	AVCodecContext *codec = decoder ? avcodec_alloc_context3(decoder) : NULL;
	int code = codec ? avcodec_parameters_to_context(codec, reel->stream->codecpar)
			 : AVERROR_DECODER_NOT_FOUND;
	if (code >= 0) {
		codec->thread_count = 1;
		codec->err_recognition = AV_EF_EXPLODE;
		code = avcodec_open2(codec, decoder, NULL);
	}
	if (code >= 0)
		return codec;
	av_fail(err, code, "can't decode what was encoded");
	avcodec_free_context(&codec);
	return NULL;
}

/* The edit list tells where the sound begins. It is kept in milliseconds, so the
 * length comes from the table below it. */
int reel_samples(int fd, long *samples, struct err *err)
{
	struct reel edited = {0}, plain = {0};
	AVPacket *packet = av_packet_alloc();
	AVDictionary *options = NULL;
	av_dict_set(&options, "ignore_editlist", "1", 0);
	int result = open_file(&plain, fd, AVMEDIA_TYPE_AUDIO, options, err);
	if (result == 0)
		result = open_file(&edited, fd, AVMEDIA_TYPE_AUDIO, NULL, err);
	if (result == 0 && av_read_frame(edited.format, packet) < 0)
		result = err_set(err, ERR_MEDIA, "there is no sound in what was encoded");
	if (result == 0)
		*samples = (long)(plain.stream->duration + packet->pts);
	av_packet_free(&packet);
	reel_clear(&edited);
	reel_clear(&plain);
	return result;
}

void reel_free(struct reel *reel)
{
	if (reel)
		reel_clear(reel);
	free(reel);
}
