/* SPDX-License-Identifier: MIT */
#include "media/cut/still_file.h"

#include <libavcodec/avcodec.h>
#include <libavutil/opt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "media/av.h"
#include "media/cut/chain.h"
#include "util/file.h"
#include "util/mem.h"

#define FLAGS "flags=lanczos+accurate_rnd+full_chroma_int+full_chroma_inp"

/* From best to worst: what a JPEG is tried with until it is small enough. */
static const int qualities[] = {2, 3, 5, 8, 12, 20, 31};

/* Returns new. What stands over goes before scaling, up to a pixel, so that a picture of
 * any shape stays small; the rest after it, so that the shape is kept. */
static char *filters_for(const AVFrame *frame, int turn, const struct still_wish *wish)
{
	static const char *const turns[] = {"", "transpose=clock,", "hflip,vflip,",
					    "transpose=cclock,"};
	int quarter = turn / 90 % 4;
	bool lying = quarter % 2;
	int width = lying ? frame->height : frame->width;
	int height = lying ? frame->width : frame->height;
	AVRational sar = frame->sample_aspect_ratio;
	double pixel = sar.num > 0 && sar.den > 0 ? av_q2d(sar) : 1;
	double shape = (double)wish->width / wish->height / (lying ? 1 / pixel : pixel);
	double across = fmin(width, height * shape), down = fmin(height, width / shape);
	int cut_width = (int)fmin(width, ceil(across - 1e-6));
	int cut_height = (int)fmin(height, ceil(down - 1e-6));
	int scaled_width = (int)fmax(wish->width, round(cut_width * wish->width / across));
	int scaled_height = (int)fmax(wish->height, round(cut_height * wish->height / down));

	return xasprintf("scale=" FLAGS ":out_range=pc,format=rgb24,%scrop=%d:%d:%d:%d,"
			 "scale=%d:%d:" FLAGS ",crop=%d:%d:%d:%d,setsar=1",
			 turns[quarter], cut_width, cut_height, (width - cut_width) / 2,
			 (height - cut_height) / 2, scaled_width, scaled_height, wish->width,
			 wish->height, (scaled_width - wish->width) / 2,
			 (scaled_height - wish->height) / 2);
}

/* Returns new: the frame through the filters. */
static AVFrame *convert(const AVFrame *frame, const char *filters, struct err *err)
{
	AVFrame *copy = av_frame_clone(frame), *out = av_frame_alloc();
	struct chain *chain = chain_open(frame, filters, err);
	int got = -1;

	if (!copy || !out)
		BUG("out of memory");
	if (chain && chain_push(chain, copy, err) == 0) {
		got = chain_pull(chain, out, err);
		if (got == 0)
			err_set(err, ERR_MEDIA, "can't convert the picture");
	}
	chain_free(chain);
	av_frame_free(&copy);
	if (got != 1)
		av_frame_free(&out);
	return out;
}

static void describe(AVCodecContext *codec, const AVFrame *frame, int quality)
{
	codec->width = frame->width;
	codec->height = frame->height;
	codec->pix_fmt = (enum AVPixelFormat)frame->format;
	codec->time_base = (AVRational){1, 1};
	codec->thread_count = 1;
	codec->color_range = AVCOL_RANGE_JPEG;
	if (codec->codec_id == AV_CODEC_ID_PNG) {
		av_opt_set(codec->priv_data, "pred", "mixed", 0);
	} else {
		codec->flags |= AV_CODEC_FLAG_QSCALE;
		codec->global_quality = quality * FF_QP2LAMBDA;
	}
}

static int encode(AVFrame *frame, enum AVCodecID id, int quality, AVPacket *out, struct err *err)
{
	AVCodecContext *codec = avcodec_alloc_context3(avcodec_find_encoder(id));
	int code = AVERROR_ENCODER_NOT_FOUND;

	av_packet_unref(out);
	if (codec && codec->codec) {
		describe(codec, frame, quality);
		frame->pts = 0;
		frame->quality = codec->global_quality;
		code = avcodec_open2(codec, NULL, NULL);
		if (code >= 0)
			code = avcodec_send_frame(codec, frame);
		if (code >= 0)
			code = avcodec_send_frame(codec, NULL);
		if (code >= 0)
			code = avcodec_receive_packet(codec, out);
	}
	avcodec_free_context(&codec);
	return code < 0 ? av_fail(err, code, "can't write the picture") : 0;
}

static int encode_png(AVFrame *frame, AVPacket *out, struct err *err)
{
	frame->colorspace = AVCOL_SPC_RGB;
	frame->color_primaries = AVCOL_PRI_BT709;
	frame->color_trc = AVCOL_TRC_IEC61966_2_1;
	frame->color_range = AVCOL_RANGE_JPEG;
	return encode(frame, AV_CODEC_ID_PNG, 0, out, err);
}

static int encode_jpeg(const AVFrame *frame, double most, AVPacket *out, struct err *err)
{
	AVFrame *planes = convert(
		frame, "scale=out_color_matrix=bt601:out_range=pc:" FLAGS ",format=yuvj420p", err);
	int result = planes ? 0 : -1;

	for (size_t i = 0; result == 0 && i < LENGTH(qualities); i++) {
		result = encode(planes, AV_CODEC_ID_MJPEG, qualities[i], out, err);
		if (out->size <= most)
			break;
	}
	av_frame_free(&planes);
	return result;
}

/* The bare pixels, as if they were a file. */
static void copy_raw(const AVFrame *frame, AVPacket *out)
{
	size_t row = 3 * (size_t)frame->width;

	if (av_new_packet(out, (int)row * frame->height) < 0)
		BUG("out of memory");
	for (int y = 0; y < frame->height; y++)
		memcpy(out->data + (size_t)y * row,
		       frame->data[0] + (ptrdiff_t)y * frame->linesize[0], row);
}

/* Sets *type to what it has become. */
static int write_picture(AVFrame *frame, const struct still_wish *wish, AVPacket *out,
			 const char **type, struct err *err)
{
	if (wish->raw) {
		*type = "raw";
		copy_raw(frame, out);
		return 0;
	}
	*type = "image/png";
	if (wish->png && encode_png(frame, out, err) < 0)
		return -1;
	if (!wish->jpeg || (wish->png && out->size <= wish->bytes))
		return 0;
	*type = "image/jpeg";
	return encode_jpeg(frame, wish->bytes, out, err);
}

static int to_memory(const AVPacket *packet, struct err *err)
{
	int fd = memfd_create("still", MFD_CLOEXEC);

	if (fd < 0)
		return err_errno(err, "there is no memory for the picture");
	if (file_write_all(fd, packet->data, (size_t)packet->size, "the picture", err) == 0)
		return fd;
	close(fd);
	return -1;
}

int still_file(const AVFrame *frame, int turn, const struct still_wish *wish, const char **type,
	       long *bytes, struct err *err)
{
	char *filters = filters_for(frame, turn, wish);
	AVFrame *upright = convert(frame, filters, err);
	AVPacket *packet = av_packet_alloc();
	int result, fd = -1;

	if (!packet)
		BUG("out of memory");
	result = upright ? write_picture(upright, wish, packet, type, err) : -1;
	if (result == 0 && packet->size > wish->bytes)
		result = err_set(err, ERR_MEDIA,
				 "as a file the picture has %d bytes, and at most %.0f are taken",
				 packet->size, wish->bytes);
	*bytes = packet->size;
	if (result == 0)
		fd = to_memory(packet, err);
	av_packet_free(&packet);
	av_frame_free(&upright);
	free(filters);
	return fd;
}
