/* SPDX-License-Identifier: MIT */
#include "media/cut/fit.h"

#include <libavutil/error.h>
#include <libavutil/frame.h>
#include <math.h>
#include <stdlib.h>

#include "media/av.h"
#include "media/cut/chain.h"
#include "util/mem.h"

/* Frames: how late a time may be when its container rounded it to milliseconds. */
#define LATE 0.02
/* Farther on than this a keyframe is sought, rather than decoding up to it. */
#define LEAP_SECONDS 2.0

struct fit {
	struct input *input;
	double in;     /* where in the clip the first frame lies */
	bool anchored; /* that is on a picture, or can't be */
	struct encode_settings settings;
	struct chain *whole; /* makes whole frames of fields; NULL until there are any */
	struct chain *chain; /* from the clip's shape to the film's */
	AVFrame *next;       /* decoded ahead, not yet due */
	bool has_next, ended;
	AVFrame *clip;    /* the clip's picture that is due */
	AVFrame *picture; /* the same as the film wants it */
	bool fresh;       /* picture was made from clip */
	long at;          /* frame of the film given next */
	double end;       /* of the clip's picture that is due, in its seconds */
	const char *hdr;
};

struct fit *fit_open(struct input *input, double in, const struct encode_settings *settings,
		     struct err *err)
{
	if (in > 0 && input_seek_before(input, in, err) < 0)
		return NULL;
	struct fit *fit = xcalloc(1, sizeof *fit);
	fit->input = input;
	fit->in = in;
	fit->settings = *settings;
	fit->next = av_frame_alloc();
	fit->clip = av_frame_alloc();
	fit->picture = av_frame_alloc();
	if (!fit->next || !fit->clip || !fit->picture)
		BUG("out of memory");
	return fit;
}

/* The clip's next picture, without fields: 1, 0 at the end, -1. */
static int next_whole(struct fit *fit, struct err *err)
{
	for (;;) {
		if (fit->whole) {
			int got = chain_pull(fit->whole, fit->next, err);
			if (got != 0 || fit->ended)
				return got;
		}
		int got = input_next_video(fit->input, fit->next, err);
		if (got < 0)
			return -1;
		fit->ended = got == 0;
		if (!fit->whole && (fit->ended || !fit->next->interlaced_frame))
			return got;
		if (!fit->whole &&
		    !(fit->whole = chain_open(fit->next, "yadif=deint=interlaced", err)))
			return -1;
		if (chain_push(fit->whole, fit->ended ? NULL : fit->next, err) < 0)
			return -1;
	}
}

static double nominal_seconds(const struct fit *fit)
{
	const struct input_info *info = input_info(fit->input);
	return info->rate_num ? (double)info->rate_den / info->rate_num : 0;
}

/* Begins with the picture nearest to the time asked for: a clip of the film's own
 * rate then falls on its frames, wherever it is trimmed. */
static void anchor(struct fit *fit, double seconds)
{
	double half = nominal_seconds(fit) / 2;
	if (fit->anchored || seconds < fit->in - half)
		return;
	fit->anchored = true;
	if (seconds <= fit->in + half)
		fit->in = seconds;
}

/* The frame of the film on which a picture of the clip is first shown: the one
 * nearest to it, by the finer of the two rates. */
static double frame_of(const struct fit *fit, double seconds)
{
	double rate = (double)fit->settings.rate_num / fit->settings.rate_den;
	double half = fmin(0.5, nominal_seconds(fit) * rate / 2);
	return ceil((seconds - fit->in) * rate - half - LATE);
}

static double picture_seconds(const struct fit *fit)
{
	return fmax(nominal_seconds(fit),
		    (double)fit->clip->pkt_duration * av_q2d(fit->clip->time_base));
}

/* Makes the last picture due by now the clip's; the first one is, whenever it
 * comes. */
static int advance(struct fit *fit, struct err *err)
{
	for (;;) {
		if (!fit->has_next) {
			if (fit->ended)
				return 0;
			int got = next_whole(fit, err);
			if (got <= 0)
				return got;
			fit->has_next = true;
			anchor(fit, input_seconds(fit->next));
		}
		if (fit->clip->width && frame_of(fit, input_seconds(fit->next)) > fit->at)
			return 0;
		av_frame_unref(fit->clip);
		av_frame_move_ref(fit->clip, fit->next);
		fit->has_next = fit->fresh = false;
		fit->end = input_seconds(fit->clip) + picture_seconds(fit);
	}
}

static bool is_fitting(const struct fit *fit, const AVFrame *frame)
{
	return frame->width == fit->settings.width && frame->height == fit->settings.height &&
	       frame->format == AV_PIX_FMT_YUV420P && frame->colorspace == AVCOL_SPC_BT709 &&
	       frame->color_range != AVCOL_RANGE_JPEG && input_info(fit->input)->turn == 0 &&
	       (frame->sample_aspect_ratio.num == 0 ||
		frame->sample_aspect_ratio.num == frame->sample_aspect_ratio.den);
}

static int even(double length)
{
	return (int)fmax(2, 2 * round(length / 2));
}

/* Returns new. */
static char *filters_for(const struct fit *fit, const AVFrame *frame)
{
	static const char *const turns[] = {"", "transpose=clock,", "hflip,vflip,",
					    "transpose=cclock,"};
	int quarter = input_info(fit->input)->turn / 90 % 4;
	int width = fit->settings.width, height = fit->settings.height;
	double sar = frame->sample_aspect_ratio.num ? av_q2d(frame->sample_aspect_ratio) : 1;
	double shape = frame->width * sar / frame->height;
	if (quarter % 2)
		shape = 1 / shape;
	int inner_width = even(fmin(width, height * shape));
	int inner_height = even(fmin(height, width / shape));
	return xasprintf("%sscale=%d:%d:out_color_matrix=bt709:out_range=tv:flags=bicubic+accurate_"
			 "rnd,format=yuv420p,"
			 "pad=%d:%d:%d:%d,setsar=1",
			 turns[quarter], inner_width, inner_height, width, height,
			 (width - inner_width) / 4 * 2, (height - inner_height) / 4 * 2);
}

/* What a file does not say of its colours is what players take it for. */
static void guess_colours(struct fit *fit, AVFrame *frame)
{
	int longer = frame->width > frame->height ? frame->width : frame->height;
	int lines = frame->width + frame->height - longer;
	if (frame->colorspace == AVCOL_SPC_UNSPECIFIED || frame->colorspace == AVCOL_SPC_RESERVED)
		frame->colorspace =
			lines >= 720 || longer >= 1280 ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
	if (frame->color_trc == AVCOL_TRC_SMPTE2084)
		fit->hdr = "PQ";
	else if (frame->color_trc == AVCOL_TRC_ARIB_STD_B67)
		fit->hdr = "HLG";
}

static int make_picture(struct fit *fit, struct err *err)
{
	guess_colours(fit, fit->clip);
	av_frame_unref(fit->picture);
	AVFrame *copy = av_frame_clone(fit->clip);
	if (!copy)
		BUG("out of memory");
	if (is_fitting(fit, fit->clip)) {
		av_frame_move_ref(fit->picture, copy);
		av_frame_free(&copy);
		return 0;
	}
	if (fit->chain && !chain_takes(fit->chain, fit->clip)) {
		chain_free(fit->chain);
		fit->chain = NULL;
	}
	if (!fit->chain) {
		char *filters = filters_for(fit, fit->clip);
		fit->chain = chain_open(fit->clip, filters, err);
		free(filters);
	}
	int result = fit->chain ? chain_push(fit->chain, copy, err) : -1;
	av_frame_free(&copy);
	if (result < 0)
		return -1;
	if (chain_pull(fit->chain, fit->picture, err) != 1)
		return err_set(err, ERR_MEDIA, "can't convert the clip's pictures");
	return 0;
}

/* As advance, and there is one. */
static int find_due(struct fit *fit, struct err *err)
{
	if (advance(fit, err) < 0)
		return -1;
	if (!fit->clip->width)
		return av_fail(err, AVERROR_INVALIDDATA, "no picture of the clip can be decoded");
	return 0;
}

AVFrame *fit_next(struct fit *fit, struct err *err)
{
	if (find_due(fit, err) < 0)
		return NULL;
	if (!fit->fresh && make_picture(fit, err) < 0)
		return NULL;
	fit->fresh = true;
	fit->at++;
	return fit->picture;
}

/* What has been decoded ahead is forgotten. Fields are made whole in order alone. */
static int leap(struct fit *fit, struct err *err)
{
	double due = fit->in + (double)fit->at * fit->settings.rate_den / fit->settings.rate_num;
	if (fit->whole || due < input_seconds(fit->clip) + LEAP_SECONDS)
		return 0;
	av_frame_unref(fit->next);
	fit->has_next = fit->ended = false;
	return input_seek_before(fit->input, due, err);
}

AVFrame *fit_go(struct fit *fit, long frame, struct err *err)
{
	/* The first one says where the frames lie. */
	if (find_due(fit, err) < 0)
		return NULL;
	fit->at = frame;
	if (leap(fit, err) < 0 || find_due(fit, err) < 0)
		return NULL;
	guess_colours(fit, fit->clip);
	return fit->clip;
}

double fit_held(const struct fit *fit)
{
	double asked = fit->in + (double)fit->at * fit->settings.rate_den / fit->settings.rate_num;
	return !fit->ended || input_info(fit->input)->still ? 0 : fmax(0, asked - fit->end);
}

const char *fit_hdr(const struct fit *fit)
{
	return fit->hdr;
}

void fit_free(struct fit *fit)
{
	if (!fit)
		return;
	chain_free(fit->whole);
	chain_free(fit->chain);
	av_frame_free(&fit->next);
	av_frame_free(&fit->clip);
	av_frame_free(&fit->picture);
	free(fit);
}
