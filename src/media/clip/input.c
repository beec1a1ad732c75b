/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "media/av.h"
#include "media/clip/input_inside.h"

/* So many packets in a row that can't be decoded: the rest can't either. */
#define DAMAGED_MAX 300

static int track_open(struct track *track, bool hurried, struct err *err)
{
	const AVCodecParameters *is = track->stream->codecpar;
	const char *name = avcodec_get_name(is->codec_id);
	const AVCodec *decoder = avcodec_find_decoder(is->codec_id);
	if (!decoder)
		return err_set(err, ERR_MEDIA,
			       "its %s can't be decoded by the FFmpeg libraries here",
			       is->codec_id ? name : "unknown kind of data");
	if (is->codec_type == AVMEDIA_TYPE_VIDEO &&
	    input_check_size(is->width, is->height, err) < 0)
		return -1;
	track->codec = avcodec_alloc_context3(decoder);
	int code = track->codec ? avcodec_parameters_to_context(track->codec, is) : AVERROR(ENOMEM);
	if (code >= 0) {
		track->codec->thread_count = 1;
		track->codec->max_pixels = INPUT_PIXELS_MAX;
		track->codec->pkt_timebase = track->stream->time_base;
		if (hurried)
			track->codec->skip_loop_filter = AVDISCARD_ALL;
		code = avcodec_open2(track->codec, decoder, NULL);
	}
	if (code < 0)
		avcodec_free_context(&track->codec);
	return code < 0 ? av_fail(err, code, "its %s can't be decoded", name) : 0;
}

/* The other tracks' packets are not even read from the file where that can be
 * helped. */
int input_next_packet(struct input *input, const struct track *track, struct err *err)
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

/* Gives the decoder one packet, or the end. A packet it can't use is passed
 * over. */
static int feed(struct input *input, struct track *track, struct err *err)
{
	int got = input_next_packet(input, track, err);
	if (got < 0)
		return -1;
	if (input->hurried)
		track->codec->skip_frame = input->packet->pts < input->wanted ? AVDISCARD_NONREF
									      : AVDISCARD_DEFAULT;
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
		pts = av_sat_sub64(pts, av_rescale_q(input->start, input->video.stream->time_base,
						     base));
	} else if (track->last == AV_NOPTS_VALUE) {
		pts = 0;
	} else {
		AVRational rate = {input->info.rate_den, input->info.rate_num};
		if (track == &input->audio)
			rate = (AVRational){frame->nb_samples, frame->sample_rate};
		pts = av_sat_add64(track->last, rate.den ? av_rescale_q(1, rate, base) : 1);
	}
	frame->pts = track->last = pts;
	frame->time_base = base;
}

static int next_frame(struct input *input, struct track *track, AVFrame *frame, struct err *err)
{
	if (!track->codec && track_open(track, input->hurried, err) < 0)
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
	if (got != 1)
		return got;
	input->info.width = frame->width;
	input->info.height = frame->height;
	const AVFrameSideData *matrix =
		input->info.still ? av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX)
				  : NULL;
	if (matrix) /* how a camera was held stands within the picture */
		input->info.turn = input_turn(matrix->data, matrix->size);
	return 1;
}

int input_first_video(struct input *input, AVFrame *frame, struct err *err)
{
	int got = input_next_video(input, frame, err);
	if (got == 0)
		return av_fail(err, AVERROR_INVALIDDATA,
			       "not one picture of this %s file can be decoded",
			       input->info.format);
	return got < 0 ? -1 : 0;
}

int input_next_audio(struct input *input, AVFrame *frame, struct err *err)
{
	if (!input->audio.stream)
		return 0;
	return next_frame(input, &input->audio, frame, err);
}

/* The picture track's time of a moment, whatever was asked for. */
static int64_t pts_at(const struct input *input, double seconds)
{
	enum { SECONDS_MAX = 1000000000 };
	double base = av_q2d(input->video.stream->time_base);
	double ticks = floor(fmin(fmax(seconds, -SECONDS_MAX), SECONDS_MAX) / base);
	return av_sat_add64(input->start, (int64_t)fmin(fmax(ticks, -1e18), 1e18));
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
	int64_t wanted = pts_at(input, seconds), target = wanted;
	forget_position(input);
	/* The index goes by decoding time: the keyframe found may be shown after
	 * what is wanted. Then take the one before. */
	for (int i = 0; i < TRIES && input->sniff->seeks && seconds > 0; i++) {
		if (av_seek_frame(input->format, video->index, target, AVSEEK_FLAG_BACKWARD) < 0 ||
		    input_next_packet(input, &input->video, NULL) != 1)
			break;
		if (input->packet->pts <= wanted)
			return 0;
		target = av_sat_sub64(FFMIN(target, input->packet->dts), 1);
		forget_position(input);
	}
	forget_position(input);
	return rewind_all(input, err);
}

void input_hurry(struct input *input, double seconds)
{
	const struct input_info *info = &input->info;
	double frame = info->rate_num ? (double)info->rate_den / info->rate_num : 0;
	input->hurried = true;
	input->wanted = pts_at(input, seconds - frame);
}

double input_seconds(const AVFrame *frame)
{
	return (double)frame->pts * av_q2d(frame->time_base);
}

long input_damaged(const struct input *input)
{
	return input->damaged;
}
