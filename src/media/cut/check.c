/* SPDX-License-Identifier: MIT */
#include "media/cut/check.h"

#include <inttypes.h>
#include <libavcodec/avcodec.h>
#include <libavutil/crc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "media/cut/reel.h"
#include "util/mem.h"

static uint32_t sum(uint32_t so_far, const AVPacket *packet)
{
	const AVCRC *table = av_crc_get_table(AV_CRC_32_IEEE_LE);
	int64_t facts[] = {packet->pts, packet->dts, packet->flags & AV_PKT_FLAG_KEY};
	so_far = av_crc(table, so_far, (const uint8_t *)facts, sizeof facts);
	return av_crc(table, so_far, packet->data, (size_t)packet->size);
}

void check_expect(struct check *check, const AVPacket *packet)
{
	check->written = sum(check->written, packet);
}

void check_edge(struct check *check, long frame)
{
	GROW(check->edges, check->edge_count, check->edge_room);
	check->edges[check->edge_count++] = frame;
}

/* A player that gets the file piece by piece must find the index before the
 * media. */
static int index_stands_first(int fd, struct err *err)
{
	unsigned char head[8];
	off_t at = 0;
	for (;;) {
		if (pread(fd, head, sizeof head, at) != sizeof head)
			return err_set(err, ERR_MEDIA, "the film has no index");
		if (memcmp(head + 4, "moov", 4) == 0)
			return 0;
		if (memcmp(head + 4, "mdat", 4) == 0)
			return err_set(err, ERR_MEDIA, "the film's index stands behind the media");
		at += (off_t)head[0] << 24 | head[1] << 16 | head[2] << 8 | head[3];
	}
}

/* An IDR alone gives a picture. */
static int decodes(AVCodecContext *codec, const AVPacket *packet, AVFrame *frame, struct err *err)
{
	int code = avcodec_send_packet(codec, packet);
	if (code >= 0)
		code = avcodec_send_packet(codec, NULL);
	if (code >= 0)
		code = avcodec_receive_frame(codec, frame);
	av_frame_unref(frame);
	avcodec_flush_buffers(codec);
	return code < 0
		       ? err_set(err, ERR_MEDIA,
				 "the film can't be decoded from frame %" PRId64 " on", packet->pts)
		       : 0;
}

static int check_pictures(struct check *check, struct reel *reel, AVCodecContext *codec,
			  struct err *err)
{
	AVPacket *packet = av_packet_alloc();
	AVFrame *frame = av_frame_alloc();
	size_t edge = 0;
	int got = -1;
	if (!packet || !frame)
		BUG("out of memory");
	while ((got = reel_next(reel, packet, err)) == 1) {
		check->read = sum(check->read, packet);
		check->frames++;
		if (edge == check->edge_count || packet->pts != check->edges[edge])
			continue;
		edge++;
		if (decodes(codec, packet, frame, err) < 0) {
			got = -1;
			break;
		}
	}
	if (got == 0 && edge < check->edge_count)
		got = err_set(err, ERR_MEDIA, "the film has no picture on frame %ld",
			      check->edges[edge]);
	av_packet_free(&packet);
	av_frame_free(&frame);
	return got;
}

int check_film(struct check *check, int fd, AVRational rate, long frames, long samples,
	       struct err *err)
{
	struct reel *reel = NULL;
	AVCodecContext *codec = NULL;
	int result = -1;
	if (index_stands_first(fd, err) < 0 || !(reel = reel_open(fd, rate, err)) ||
	    !(codec = reel_decoder(reel, err)) || check_pictures(check, reel, codec, err) < 0 ||
	    reel_samples(fd, &check->samples, err) < 0)
		goto out;
	if (check->frames != frames || check->read != check->written)
		err_set(err, ERR_MEDIA,
			"the film was not written as it should be: %ld of %ld pictures",
			check->frames, frames);
	else if (check->samples != samples)
		err_set(err, ERR_MEDIA, "the film's sound has %ld samples, not %ld", check->samples,
			samples);
	else
		result = 0;
out:
	avcodec_free_context(&codec);
	reel_free(reel);
	return result;
}

void check_clear(struct check *check)
{
	free(check->edges);
	*check = (struct check){0};
}
