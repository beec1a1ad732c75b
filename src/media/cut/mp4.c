/* SPDX-License-Identifier: MIT */
#include "media/cut/mp4.h"

#include <errno.h>
#include <libavformat/avformat.h>
#include <stdbool.h>
#include <stdlib.h>

#include "media/av.h"
#include "media/fdio.h"
#include "util/mem.h"

#define TRACKS_MAX 2

struct mp4 {
	AVFormatContext *format;
	int fd;
	AVRational base[TRACKS_MAX];
	bool begun;
};

/* To put the index first, libavformat opens the file a second time to read what
 * it then shifts: that end has the same descriptor and a place of its own. */
static int again_open(AVFormatContext *format, AVIOContext **pb, const char *url, int flags,
		      AVDictionary **options)
{
	const struct mp4 *mp4 = format->opaque;
	*pb = fdio_open(mp4->fd, flags & AVIO_FLAG_WRITE, NULL);
	return *pb ? 0 : AVERROR(EBADF);
}

static int again_close(AVFormatContext *format, AVIOContext *pb)
{
	return fdio_close(pb);
}

struct mp4 *mp4_open(int fd, const char *title, struct err *err)
{
	struct mp4 *mp4 = xcalloc(1, sizeof *mp4);
	mp4->fd = fd;
	int code = avformat_alloc_output_context2(&mp4->format, NULL, "mp4", NULL);
	AVIOContext *io = code < 0 ? NULL : fdio_open(fd, true, err);
	if (!io) {
		av_fail(err, code, "can't write mp4");
		avformat_free_context(mp4->format);
		free(mp4);
		return NULL;
	}
	mp4->format->opaque = mp4;
	mp4->format->io_open = again_open;
	mp4->format->io_close2 = again_close;
	mp4->format->flags |= AVFMT_FLAG_BITEXACT;
	mp4->format->pb = io;
	if (title)
		av_dict_set(&mp4->format->metadata, "title", title, 0);
	return mp4;
}

int mp4_track(struct mp4 *mp4, const struct AVCodecParameters *parameters, AVRational base,
	      struct err *err)
{
	AVStream *stream = avformat_new_stream(mp4->format, NULL);
	if (!stream || stream->index >= TRACKS_MAX)
		BUG("too many tracks");
	int code = avcodec_parameters_copy(stream->codecpar, parameters);
	if (code < 0)
		return av_fail(err, code, "can't add a track");
	stream->codecpar->codec_tag = 0;
	stream->time_base = base;
	if (parameters->codec_type == AVMEDIA_TYPE_VIDEO) {
		stream->avg_frame_rate = av_inv_q(base);
		stream->sample_aspect_ratio = parameters->sample_aspect_ratio;
	}
	mp4->base[stream->index] = base;
	return stream->index;
}

/* What the disk said comes before what libavformat made of it. */
static int fail(struct mp4 *mp4, int code, struct err *err)
{
	int disk = mp4->format->pb->error;
	return av_fail(err, disk < 0 ? disk : code, "can't write the mp4");
}

static int begin(struct mp4 *mp4, struct err *err)
{
	AVDictionary *options = NULL;
	av_dict_set(&options, "movflags", "+faststart", 0);
	int code = avformat_write_header(mp4->format, &options);
	av_dict_free(&options);
	if (code < 0)
		return fail(mp4, code, err);
	mp4->begun = true;
	return 0;
}

int mp4_write(struct mp4 *mp4, int track, AVPacket *packet, struct err *err)
{
	if (!mp4->begun && begin(mp4, err) < 0)
		return -1;
	packet->stream_index = track;
	av_packet_rescale_ts(packet, mp4->base[track], mp4->format->streams[track]->time_base);
	int code = av_interleaved_write_frame(mp4->format, packet);
	return code < 0 || mp4->format->pb->error < 0 ? fail(mp4, code, err) : 0;
}

int mp4_close(struct mp4 *mp4, struct err *err)
{
	int result = mp4->begun ? 0 : begin(mp4, err);
	if (result == 0) {
		int code = av_write_trailer(mp4->format);
		avio_flush(mp4->format->pb);
		if (code < 0 || mp4->format->pb->error < 0)
			result = fail(mp4, code, err);
	}
	mp4_drop(mp4);
	return result;
}

void mp4_drop(struct mp4 *mp4)
{
	if (!mp4)
		return;
	fdio_close(mp4->format->pb);
	mp4->format->pb = NULL;
	avformat_free_context(mp4->format);
	free(mp4);
}
