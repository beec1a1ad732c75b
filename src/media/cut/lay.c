/* SPDX-License-Identifier: MIT */
#include "media/cut/lay.h"

#include <libavutil/frame.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "media/cut/chain.h"
#include "media/cut/encode.h"
#include "util/file.h"
#include "util/mem.h"

/* A decoder needs what comes before a sound to get it right. */
#define PREROLL_SECONDS 0.25
#define SAMPLE_BYTES 4

struct lay {
	int fd;
	double in;
	long done, wanted;
	struct chain *chain; /* from the clip's sound to the film's */
	AVFrame *out;        /* what comes out of it */
};

static int put(struct lay *lay, const void *samples, long count, struct err *err)
{
	if (count > lay->wanted - lay->done)
		count = lay->wanted - lay->done;
	lay->done += count;
	return file_write_all(lay->fd, samples, (size_t)count * SAMPLE_BYTES, "the sound", err);
}

static int put_silence(struct lay *lay, struct err *err)
{
	static const int16_t silence[2 * 4096];
	while (lay->done < lay->wanted)
		if (put(lay, silence, (long)sizeof silence / SAMPLE_BYTES, err) < 0)
			return -1;
	return 0;
}

/* Gives the chain a frame (NULL: no more) and writes what comes out. */
static int pass(struct lay *lay, AVFrame *frame, struct err *err)
{
	int got = chain_push(lay->chain, frame, err);
	while (got >= 0 && (got = chain_pull(lay->chain, lay->out, err)) == 1)
		got = put(lay, lay->out->data[0], lay->out->nb_samples, err);
	return got;
}

static int end_chain(struct lay *lay, struct err *err)
{
	int result = lay->chain ? pass(lay, NULL, err) : 0;
	chain_free(lay->chain);
	lay->chain = NULL;
	return result;
}

/* Holes are filled and drift is pulled straight by the times of the clip; what
 * lies before the first sample wanted falls away. */
static int begin_chain(struct lay *lay, const AVFrame *frame, struct err *err)
{
	const char *mono = "pan=stereo|c0=c0|c1=c0,"; /* as loud as it was, on both sides */
	char *filters = xasprintf("%saresample=%d:async=1000:first_pts=%ld,"
				  "aformat=sample_fmts=s16:channel_layouts=stereo",
				  frame->ch_layout.nb_channels == 1 ? mono : "", ENCODE_SAMPLE_RATE,
				  lay->done);
	lay->chain = chain_open(frame, filters, err);
	free(filters);
	return lay->chain ? 0 : -1;
}

static int add(struct lay *lay, AVFrame *frame, struct err *err)
{
	frame->pts = llround((input_seconds(frame) - lay->in) * frame->sample_rate);
	frame->time_base = (AVRational){1, frame->sample_rate};
	if (lay->chain && !chain_takes(lay->chain, frame) && end_chain(lay, err) < 0)
		return -1;
	if (!lay->chain && begin_chain(lay, frame, err) < 0)
		return -1;
	return pass(lay, frame, err);
}

static int add_all(struct lay *lay, struct input *input, struct err *err)
{
	AVFrame *frame = av_frame_alloc();
	int got = input_seek_before(input, fmax(0, lay->in - PREROLL_SECONDS), err);
	if (!frame)
		BUG("out of memory");
	while (got >= 0 && lay->done < lay->wanted &&
	       (got = input_next_audio(input, frame, err)) == 1)
		got = add(lay, frame, err);
	av_frame_free(&frame);
	return got < 0 ? -1 : end_chain(lay, err);
}

int lay_sound(struct input *input, double in, long samples, int fd, struct err *lost,
	      struct err *err)
{
	struct lay lay = {.fd = fd, .in = in, .wanted = samples, .out = av_frame_alloc()};
	struct err why = {0};
	if (!lay.out)
		BUG("out of memory");
	if (input_info(input)->sound)
		add_all(&lay, input, &why);
	int result = why.kind && why.kind != ERR_MEDIA ? err_move(err, &why) : 0;
	if (why.kind == ERR_MEDIA)
		err_move(lost, &why);
	if (result == 0)
		result = put_silence(&lay, err);
	chain_free(lay.chain);
	av_frame_free(&lay.out);
	return result;
}
