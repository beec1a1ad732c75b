/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "media/clip/input_inside.h"

/* Containers round, and sound may end a little after the picture. */
#define SLACK_SECONDS 1.0
#define SLACK_PART 0.05

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
			end = FFMAX(end, av_sat_add64(entry->pos, entry->size));
		}
	}
	return end > size ? end - size : 0;
}

/* Where the last packet of any track ends, in seconds from the first picture. */
static double last_end(struct input *input)
{
	AVFormatContext *format = input->format;
	double end = 0, start = (double)input->start * av_q2d(input->video.stream->time_base);
	for (unsigned i = 0; i < format->nb_streams; i++)
		format->streams[i]->discard = AVDISCARD_DEFAULT;
	for (;;) {
		const AVPacket *packet = input->packet;
		if (input->parked && packet->pts != AV_NOPTS_VALUE) {
			double base = av_q2d(format->streams[packet->stream_index]->time_base);
			double last = (double)packet->pts + (double)packet->duration;
			end = fmax(end, last * base - start);
		}
		av_packet_unref(input->packet);
		input->parked = av_read_frame(format, input->packet) >= 0;
		if (!input->parked)
			return end;
	}
}

int input_check_bytes(const struct input *input, struct err *err)
{
	long long missing = input_missing_bytes(input);
	if (missing == 0)
		return 0;
	return err_set(err, ERR_MEDIA, "truncated: the last %lld bytes of this %s file are missing",
		       missing, input->info.format);
}

int input_check_whole(struct input *input, struct err *err)
{
	struct input_info *info = &input->info;
	if (input_check_bytes(input, err) < 0)
		return -1;
	if (info->still || (input->sniff->indexed && info->seconds > 0))
		return 0;
	double claimed = (double)input->format->duration / AV_TIME_BASE, end = last_end(input);
	if (claimed - end > fmax(SLACK_SECONDS, claimed * SLACK_PART))
		return err_set(err, ERR_MEDIA,
			       "truncated: this %s file says it lasts %.1f seconds and ends "
			       "after %.1f",
			       info->format, claimed, end);
	if (info->seconds <= 0)
		info->seconds = end;
	return input_seek_before(input, 0, err);
}
