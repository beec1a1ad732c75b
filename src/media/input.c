/* SPDX-License-Identifier: MIT */
#include "media/input.h"

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
#include <libavutil/imgutils.h>
#include <math.h>
#include <stdlib.h>

#include "media/av.h"
#include "media/fdio.h"
#include "media/sniff.h"
#include "util/mem.h"

#define PIXELS_MAX (INPUT_WIDTH_MAX * INPUT_HEIGHT_MAX)
#define PROBE_BYTES (5 << 20)
#define ALLOCATION_MAX (256u << 20)
/* So many packets in a row that can't be decoded: the rest can't either. */
#define DAMAGED_MAX 300

struct track {
	AVStream *stream;      /* NULL without */
	AVCodecContext *codec; /* opened when first read */
	int64_t last;	       /* pts of the frame given last */
};

struct input {
	const struct sniff *sniff;
	AVFormatContext *format;
	struct track video, audio;
	AVPacket *packet;
	bool parked;   /* the packet has been read and not been used yet */
	int64_t start; /* pts of the clip's first picture, in its time base */
	int64_t first; /* dts of it */
	long damaged, damaged_in_row;
	struct input_info info;
};

static int open_nothing(AVFormatContext *format, AVIOContext **io, const char *url, int flags,
			AVDictionary **options)
{
	return AVERROR(EACCES);
}

static int check_size(int width, int height, struct err *err)
{
	if ((int64_t)width * height <= PIXELS_MAX)
		return 0;
	return err_set(err, ERR_MEDIA, "its picture of %dx%d is too large: at most %dx%d is read",
		       width, height, INPUT_WIDTH_MAX, INPUT_HEIGHT_MAX);
}

static int format_open(struct input *input, int fd, struct err *err)
{
	const AVInputFormat *demuxer = av_find_input_format(input->sniff->demuxer);
	input->format = avformat_alloc_context();
	if (!demuxer || !input->format)
		return err_set(err, ERR_MEDIA, "the FFmpeg libraries here don't read %s",
			       input->sniff->extension);
	AVIOContext *io = fdio_open(fd, false, err);
	if (!io)
		return -1;
	input->format->pb = io;
	input->format->io_open = open_nothing;
	input->format->max_streams = INPUT_STREAMS_MAX;
	input->format->probesize = PROBE_BYTES;
	input->format->format_whitelist = av_strdup(input->sniff->demuxer);
	input->format->protocol_whitelist = av_strdup("none");
	int code = avformat_open_input(&input->format, NULL, demuxer, NULL);
	if (code < 0) {
		fdio_close(io);
		return av_fail(err, code, "this %s file can't be read", input->sniff->extension);
	}
	return 0;
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
		av_dict_set_int(&options[i], "max_pixels", PIXELS_MAX, 0);
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

static int track_open(struct track *track, struct err *err)
{
	const AVCodecParameters *is = track->stream->codecpar;
	const char *name = avcodec_get_name(is->codec_id);
	const AVCodec *decoder = avcodec_find_decoder(is->codec_id);
	if (!decoder)
		return err_set(err, ERR_MEDIA, "the FFmpeg libraries here can't decode %s", name);
	if (is->codec_type == AVMEDIA_TYPE_VIDEO && check_size(is->width, is->height, err) < 0)
		return -1;
	track->codec = avcodec_alloc_context3(decoder);
	int code = track->codec ? avcodec_parameters_to_context(track->codec, is) : AVERROR(ENOMEM);
	if (code >= 0) {
		track->codec->thread_count = 1;
		track->codec->max_pixels = PIXELS_MAX;
		track->codec->pkt_timebase = track->stream->time_base;
		code = avcodec_open2(track->codec, decoder, NULL);
	}
	if (code < 0)
		avcodec_free_context(&track->codec);
	return code < 0 ? av_fail(err, code, "its %s can't be decoded", name) : 0;
}

/* The turn a player gives the picture, from the file's matrix. */
static int turn_of(AVStream *stream)
{
	size_t bytes = 0;
	const uint8_t *matrix = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, &bytes);
	if (!matrix || bytes < 9 * sizeof(int32_t))
		return 0;
	double angle = av_display_rotation_get((const int32_t *)matrix);
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
	info->turn = turn_of(video);
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

/* Reads on to the next packet of the track and parks it: 1, 0 at the end, -1.
 * The other tracks' packets are not even read from the file where that can be
 * helped. */
static int next_packet(struct input *input, const struct track *track, struct err *err)
{
	for (unsigned i = 0; i < input->format->nb_streams; i++)
		input->format->streams[i]->discard = input->format->streams[i] == track->stream
							     ? AVDISCARD_DEFAULT
							     : AVDISCARD_ALL;
	for (;;) {
		if (input->parked && input->packet->stream_index == track->stream->index)
			return 1;
		av_packet_unref(input->packet);
		int code = av_read_frame(input->format, input->packet);
		input->parked = code >= 0;
		if (code == AVERROR_EOF)
			return 0;
		if (code < 0)
			return av_fail(err, code, "this %s file can't be read to its end",
				       input->info.format);
	}
}

/* The first packet tells when the clip begins; it stays parked. */
static int find_start(struct input *input, struct err *err)
{
	int got = next_packet(input, &input->video, err);
	if (got < 0)
		return -1;
	if (got == 0)
		return err_set(err, ERR_MEDIA, "this %s file has a picture track without pictures",
			       input->info.format);
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
	input->sniff = sniff_fd(fd, err);
	if (!input->packet || !input->sniff || format_open(input, fd, err) < 0)
		goto fail;
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
	if (check_size(input->info.width, input->info.height, err) < 0 ||
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

/* Gives the decoder one packet, or the end. A packet it can't use is passed
 * over. */
static int feed(struct input *input, struct track *track, struct err *err)
{
	int got = next_packet(input, track, err);
	if (got < 0)
		return -1;
	int code = avcodec_send_packet(track->codec, got ? input->packet : NULL);
	if (got)
		av_packet_unref(input->packet);
	input->parked = false;
	if (code >= 0 || code == AVERROR_EOF)
		return 0;
	input->damaged++;
	if (code == AVERROR(ENOMEM) || ++input->damaged_in_row > DAMAGED_MAX)
		return av_fail(err, code, "its %s can't be decoded",
			       avcodec_get_name(track->codec->codec_id));
	return 0;
}

/* Times from the clip's first picture, none missing. */
static void set_time(struct input *input, struct track *track, AVFrame *frame)
{
	AVRational base = track->stream->time_base;
	int64_t pts = frame->best_effort_timestamp;
	if (pts != AV_NOPTS_VALUE) {
		pts -= av_rescale_q(input->start, input->video.stream->time_base, base);
	} else if (track->last == AV_NOPTS_VALUE) {
		pts = 0;
	} else {
		AVRational rate = {input->info.rate_den, input->info.rate_num};
		if (track == &input->audio)
			rate = (AVRational){frame->nb_samples, frame->sample_rate};
		pts = track->last + (rate.den ? av_rescale_q(1, rate, base) : 1);
	}
	frame->pts = track->last = pts;
	frame->time_base = base;
}

static int next_frame(struct input *input, struct track *track, AVFrame *frame, struct err *err)
{
	if (!track->codec && track_open(track, err) < 0)
		return -1;
	for (;;) {
		int code = avcodec_receive_frame(track->codec, frame);
		if (code == AVERROR_EOF)
			return 0;
		if (code >= 0) {
			input->damaged_in_row = 0;
			set_time(input, track, frame);
			return 1;
		}
		if (code != AVERROR(EAGAIN))
			input->damaged++;
		if (feed(input, track, err) < 0)
			return -1;
	}
}

int input_next_video(struct input *input, AVFrame *frame, struct err *err)
{
	int got = next_frame(input, &input->video, frame, err);
	if (got == 1) {
		input->info.width = frame->width;
		input->info.height = frame->height;
	}
	return got;
}

int input_next_audio(struct input *input, AVFrame *frame, struct err *err)
{
	if (!input->audio.stream)
		return 0;
	return next_frame(input, &input->audio, frame, err);
}

static void forget_position(struct input *input)
{
	av_packet_unref(input->packet);
	input->parked = false;
	if (input->video.codec)
		avcodec_flush_buffers(input->video.codec);
	if (input->audio.codec)
		avcodec_flush_buffers(input->audio.codec);
}

static int rewind_all(struct input *input, struct err *err)
{
	int code = input->sniff->seeks
			   ? av_seek_frame(input->format, input->video.stream->index, input->first,
					   AVSEEK_FLAG_BACKWARD)
			   : av_seek_frame(input->format, -1, 0, AVSEEK_FLAG_BYTE);
	return code < 0 ? av_fail(err, code, "this %s file can't be read again from its start",
				  input->info.format)
			: 0;
}

int input_seek_before(struct input *input, double seconds, struct err *err)
{
	enum { TRIES = 4 };
	const AVStream *video = input->video.stream;
	int64_t wanted = input->start + (int64_t)floor(seconds / av_q2d(video->time_base));
	int64_t target = wanted;
	forget_position(input);
	/* The index goes by decoding time: the keyframe found may be shown after
	 * what is wanted. Then take the one before. */
	for (int i = 0; i < TRIES && input->sniff->seeks && seconds > 0; i++) {
		if (av_seek_frame(input->format, video->index, target, AVSEEK_FLAG_BACKWARD) < 0 ||
		    next_packet(input, &input->video, NULL) != 1)
			break;
		if (input->packet->pts <= wanted)
			return 0;
		target = FFMIN(target, input->packet->dts) - 1;
		forget_position(input);
	}
	forget_position(input);
	return rewind_all(input, err);
}

double input_seconds(const AVFrame *frame)
{
	return (double)frame->pts * av_q2d(frame->time_base);
}

long long input_missing_bytes(const struct input *input)
{
	int64_t size = avio_size(input->format->pb), end = 0;
	if (!input->sniff->indexed || size < 0)
		return 0;
	for (unsigned i = 0; i < input->format->nb_streams; i++) {
		AVStream *stream = input->format->streams[i];
		int count = avformat_index_get_entries_count(stream);
		for (int k = 0; k < count; k++) {
			const AVIndexEntry *entry = avformat_index_get_entry(stream, k);
			end = FFMAX(end, entry->pos + entry->size);
		}
	}
	return end > size ? end - size : 0;
}

long input_damaged(const struct input *input)
{
	return input->damaged;
}
