/* SPDX-License-Identifier: MIT */
#include <libavutil/display.h>
#include <math.h>
#include <stdlib.h>

#include "media/av.h"
#include "media/fdio.h"
#include "media/clip/input_inside.h"
#include "util/mem.h"

#define PROBE_BYTES (5 << 20)
#define ALLOCATION_MAX (256u << 20)

static int open_nothing(AVFormatContext *format, AVIOContext **io, const char *url, int flags,
			AVDictionary **options)
{
	return AVERROR(EACCES);
}

int input_check_size(int width, int height, struct err *err)
{
	if ((int64_t)width * height <= INPUT_PIXELS_MAX)
		return 0;
	return err_set(err, ERR_MEDIA, "its picture of %dx%d is too large: at most %dx%d is read",
		       width, height, INPUT_WIDTH_MAX, INPUT_HEIGHT_MAX);
}

static int format_open(struct input *input, AVIOContext *io, struct err *err)
{
	const AVInputFormat *demuxer = av_find_input_format(input->sniff->demuxer);
	input->format = avformat_alloc_context();
	if (!demuxer || !input->format)
		return err_set(err, ERR_MEDIA, "the FFmpeg libraries here don't read %s",
			       input->sniff->extension);
	input->format->pb = io;
	input->format->io_open = open_nothing;
	input->format->max_streams = INPUT_STREAMS_MAX;
	input->format->probesize = PROBE_BYTES;
	input->format->format_whitelist = av_strdup(input->sniff->demuxer);
	input->format->protocol_whitelist = av_strdup("none");
	int code = avformat_open_input(&input->format, NULL, demuxer, NULL);
	return code < 0
		       ? av_fail(err, code, "this %s file can't be read", input->sniff->extension)
		       : 0;
}

/* What an MP4's index says is enough; the others say it in their packets. */
static bool is_described(const AVFormatContext *format)
{
	for (unsigned i = 0; i < format->nb_streams; i++) {
		const AVStream *stream = format->streams[i];
		const AVCodecParameters *is = stream->codecpar;
		if (is->codec_type == AVMEDIA_TYPE_VIDEO &&
		    (!is->width || !is->height || !stream->avg_frame_rate.num))
			return false;
		if (is->codec_type == AVMEDIA_TYPE_AUDIO && !is->sample_rate)
			return false;
	}
	return true;
}

static int describe(struct input *input, struct err *err)
{
	AVFormatContext *format = input->format;
	if (input->sniff->still || (input->sniff->indexed && is_described(format)))
		return 0;
	unsigned count = format->nb_streams;
	AVDictionary **options = xcalloc(count + 1, sizeof *options);
	for (unsigned i = 0; i < count; i++)
		av_dict_set_int(&options[i], "max_pixels", INPUT_PIXELS_MAX, 0);
	int code = avformat_find_stream_info(format, options);
	for (unsigned i = 0; i < count; i++)
		av_dict_free(&options[i]);
	free(options);
	return code < 0 ? av_fail(err, code, "this %s file can't be read", input->info.format) : 0;
}

static void track_find(struct input *input, struct track *track, enum AVMediaType type)
{
	int video = input->video.stream ? input->video.stream->index : -1;
	int index = av_find_best_stream(input->format, type, -1, video, NULL, 0);
	if (index < 0 ||
	    (input->format->streams[index]->disposition & AV_DISPOSITION_ATTACHED_PIC))
		return;
	track->stream = input->format->streams[index];
	track->last = AV_NOPTS_VALUE;
}

int input_turn(const void *matrix, size_t bytes)
{
	if (!matrix || bytes < 9 * sizeof(int32_t))
		return 0;
	double angle = av_display_rotation_get(matrix);
	if (isnan(angle))
		return 0;
	return ((int)lrint(-angle / 90) * 90 + 360) % 360;
}

static void inform(struct input *input)
{
	struct input_info *info = &input->info;
	AVStream *video = input->video.stream, *audio = input->audio.stream;
	AVRational rate = video->avg_frame_rate.num ? video->avg_frame_rate : video->r_frame_rate;
	info->codec = avcodec_get_name(video->codecpar->codec_id);
	info->width = video->codecpar->width;
	info->height = video->codecpar->height;
	size_t bytes = 0;
	const uint8_t *matrix = av_stream_get_side_data(video, AV_PKT_DATA_DISPLAYMATRIX, &bytes);
	info->turn = input_turn(matrix, bytes);
	if (!info->still && rate.num > 0 && rate.den > 0) {
		info->rate_num = rate.num;
		info->rate_den = rate.den;
	}
	if (video->duration > 0)
		info->seconds = (double)video->duration * av_q2d(video->time_base);
	else if (input->format->duration > 0)
		info->seconds = (double)input->format->duration / AV_TIME_BASE;
	if (info->still)
		info->seconds = 0;
	info->sound = audio;
	if (!audio)
		return;
	info->sound_codec = avcodec_get_name(audio->codecpar->codec_id);
	info->sample_rate = audio->codecpar->sample_rate;
	info->channels = audio->codecpar->ch_layout.nb_channels;
}

/* The first packet tells when the clip begins; it stays parked. */
static int find_start(struct input *input, struct err *err)
{
	int got = input_next_packet(input, &input->video, err);
	if (got < 0)
		return -1;
	if (got == 0 && input_check_bytes(input, err) == 0)
		return err_set(err, ERR_MEDIA, "this %s file ends before its first picture",
			       input->info.format);
	if (got == 0)
		return -1;
	int64_t pts = input->packet->pts, dts = input->packet->dts;
	input->start = pts != AV_NOPTS_VALUE ? pts : dts != AV_NOPTS_VALUE ? dts : 0;
	input->first = dts != AV_NOPTS_VALUE ? dts : input->start;
	return 0;
}

struct input *input_open(int fd, struct err *err)
{
	struct input *input = xcalloc(1, sizeof *input);
	av_max_alloc(ALLOCATION_MAX);
	av_forget_errors();
	input->packet = av_packet_alloc();
	AVIOContext *io = fdio_open(fd, false, err);
	input->sniff = io ? sniff_fd(fd, err) : NULL;
	if (!input->packet || !input->sniff || format_open(input, io, err) < 0) {
		fdio_close(io);
		goto fail;
	}
	input->info.format = input->info.extension = input->sniff->extension;
	input->info.still = input->sniff->still;
	if (describe(input, err) < 0)
		goto fail;
	track_find(input, &input->video, AVMEDIA_TYPE_VIDEO);
	track_find(input, &input->audio, AVMEDIA_TYPE_AUDIO);
	if (!input->video.stream) {
		err_set(err, ERR_MEDIA, "this %s file has no picture%s", input->info.format,
			input->audio.stream ? ", only sound" : "");
		goto fail;
	}
	inform(input);
	if (input_check_size(input->info.width, input->info.height, err) < 0 ||
	    find_start(input, err) < 0)
		goto fail;
	return input;
fail:
	input_close(input);
	return NULL;
}

void input_close(struct input *input)
{
	if (!input)
		return;
	AVIOContext *io = input->format ? input->format->pb : NULL;
	avcodec_free_context(&input->video.codec);
	avcodec_free_context(&input->audio.codec);
	av_packet_free(&input->packet);
	avformat_close_input(&input->format);
	fdio_close(io);
	free(input);
}

const struct input_info *input_info(const struct input *input)
{
	return &input->info;
}
