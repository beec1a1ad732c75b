/* SPDX-License-Identifier: MIT */
#include "media/mp4.h"

#include <errno.h>
#include <libavformat/avformat.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "media/av.h"
#include "util/mem.h"

#define IO_BYTES (1 << 16)
#define TRACKS_MAX 2

/* One end of the file. To put the index first, libavformat opens the file a
 * second time to read what it then shifts: that end has the same descriptor and
 * a place of its own. */
struct io {
	int fd;
	int64_t at;
	int failed; /* libav's code of the first write that failed */
};

struct mp4 {
	AVFormatContext *format;
	struct io io;
	AVRational base[TRACKS_MAX];
	bool begun;
};

static int io_read(void *opaque, uint8_t *data, int bytes)
{
	struct io *io = opaque;
	ssize_t got;
	do
		got = pread(io->fd, data, (size_t)bytes, io->at);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return AVERROR(errno);
	if (got == 0)
		return AVERROR_EOF;
	io->at += got;
	return (int)got;
}

static int io_write(void *opaque, uint8_t *data, int bytes)
{
	struct io *io = opaque;
	for (int done = 0; done < bytes;) {
		ssize_t put = pwrite(io->fd, data + done, (size_t)(bytes - done), io->at);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return io->failed = AVERROR(errno);
		done += (int)put;
		io->at += put;
	}
	return bytes;
}

static int64_t io_seek(void *opaque, int64_t offset, int whence)
{
	struct io *io = opaque;
	if (whence == SEEK_SET)
		return io->at = offset;
	if (whence == SEEK_CUR)
		return io->at += offset;
	int64_t end = lseek(io->fd, 0, SEEK_END);
	if (end < 0)
		return AVERROR(errno);
	return whence == AVSEEK_SIZE ? end : (io->at = end + offset);
}

static AVIOContext *io_open(struct io *io, bool write)
{
	uint8_t *buffer = av_malloc(IO_BYTES);
	AVIOContext *pb = buffer ? avio_alloc_context(buffer, IO_BYTES, write, io, io_read,
						      write ? io_write : NULL, io_seek)
				 : NULL;
	if (!pb)
		BUG("out of memory");
	return pb;
}

static void io_close(AVIOContext *pb)
{
	av_freep(&pb->buffer);
	avio_context_free(&pb);
}

static int again_open(AVFormatContext *format, AVIOContext **pb, const char *url, int flags,
		      AVDictionary **options)
{
	struct io *io = xcalloc(1, sizeof *io);
	io->fd = ((struct mp4 *)format->opaque)->io.fd;
	*pb = io_open(io, flags & AVIO_FLAG_WRITE);
	return 0;
}

static int again_close(AVFormatContext *format, AVIOContext *pb)
{
	free(pb->opaque);
	io_close(pb);
	return 0;
}

struct mp4 *mp4_open(int fd, const char *title, struct err *err)
{
	struct mp4 *mp4 = xcalloc(1, sizeof *mp4);
	mp4->io.fd = fd;
	int code = avformat_alloc_output_context2(&mp4->format, NULL, "mp4", NULL);
	if (code < 0) {
		av_fail(err, code, "can't write mp4");
		free(mp4);
		return NULL;
	}
	mp4->format->opaque = mp4;
	mp4->format->io_open = again_open;
	mp4->format->io_close2 = again_close;
	mp4->format->flags |= AVFMT_FLAG_BITEXACT;
	mp4->format->pb = io_open(&mp4->io, true);
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

static int fail(struct mp4 *mp4, int code, struct err *err)
{
	return av_fail(err, mp4->io.failed ? mp4->io.failed : code, "can't write the mp4");
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
	return code < 0 || mp4->io.failed ? fail(mp4, code, err) : 0;
}

int mp4_close(struct mp4 *mp4, struct err *err)
{
	int result = mp4->begun ? 0 : begin(mp4, err);
	if (result == 0) {
		int code = av_write_trailer(mp4->format);
		avio_flush(mp4->format->pb);
		if (code < 0 || mp4->io.failed)
			result = fail(mp4, code, err);
	}
	mp4_drop(mp4);
	return result;
}

void mp4_drop(struct mp4 *mp4)
{
	if (!mp4)
		return;
	io_close(mp4->format->pb);
	mp4->format->pb = NULL;
	avformat_free_context(mp4->format);
	free(mp4);
}
