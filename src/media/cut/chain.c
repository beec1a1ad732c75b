/* SPDX-License-Identifier: MIT */
#include "media/cut/chain.h"

#include <inttypes.h>
#include <libavfilter/avfilter.h>
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libavutil/channel_layout.h>
#include <libavutil/frame.h>
#include <libavutil/pixdesc.h>
#include <libavutil/samplefmt.h>
#include <stdlib.h>

#include "media/av.h"
#include "util/mem.h"

struct chain {
	AVFilterGraph *graph;
	AVFilterContext *source, *sink;
	AVFrame *like; /* what it takes, without data */
};

static char *source_arguments(const AVFrame *frame)
{
	AVRational base = frame->time_base.num ? frame->time_base : (AVRational){1, 1};
	AVRational sar = frame->sample_aspect_ratio;
	AVChannelLayout channels = frame->ch_layout;
	char layout[64];
	if (frame->width)
		return xasprintf("video_size=%dx%d:pix_fmt=%s:time_base=%d/%d:pixel_aspect=%d/%d",
				 frame->width, frame->height, av_get_pix_fmt_name(frame->format),
				 base.num, base.den, sar.num, sar.den ? sar.den : 1);
	if (channels.order == AV_CHANNEL_ORDER_UNSPEC)
		av_channel_layout_default(&channels, channels.nb_channels);
	av_channel_layout_describe(&channels, layout, sizeof layout);
	return xasprintf("sample_rate=%d:sample_fmt=%s:channel_layout=%s:time_base=%d/%d",
			 frame->sample_rate, av_get_sample_fmt_name(frame->format), layout,
			 base.num, base.den);
}

static int add_end(struct chain *chain, const char *filter, const char *arguments,
		   AVFilterContext **out)
{
	return avfilter_graph_create_filter(out, avfilter_get_by_name(filter), filter, arguments,
					    NULL, chain->graph);
}

static AVFilterInOut *open_end(const char *label, AVFilterContext *filter)
{
	AVFilterInOut *end = avfilter_inout_alloc();
	if (!end)
		BUG("out of memory");
	end->name = av_strdup(label);
	end->filter_ctx = filter;
	return end;
}

static int connect(struct chain *chain, const char *filters)
{
	AVFilterInOut *from = open_end("in", chain->source);
	AVFilterInOut *to = open_end("out", chain->sink);
	int code = avfilter_graph_parse_ptr(chain->graph, filters, &to, &from, NULL);
	avfilter_inout_free(&from);
	avfilter_inout_free(&to);
	return code < 0 ? code : avfilter_graph_config(chain->graph, NULL);
}

static void remember_shape(AVFrame *like, const AVFrame *frame)
{
	like->format = frame->format;
	like->width = frame->width;
	like->height = frame->height;
	like->colorspace = frame->colorspace;
	like->color_range = frame->color_range;
	like->sample_aspect_ratio = frame->sample_aspect_ratio;
	like->sample_rate = frame->sample_rate;
	av_channel_layout_copy(&like->ch_layout, &frame->ch_layout);
}

struct chain *chain_open(const AVFrame *frame, const char *filters, struct err *err)
{
	struct chain *chain = xcalloc(1, sizeof *chain);
	bool picture = frame->width;
	char *arguments = source_arguments(frame);
	chain->graph = avfilter_graph_alloc();
	chain->like = av_frame_alloc();
	if (!chain->graph || !chain->like)
		BUG("out of memory");
	chain->graph->nb_threads = 1;
	int code = add_end(chain, picture ? "buffer" : "abuffer", arguments, &chain->source);
	if (code >= 0)
		code = add_end(chain, picture ? "buffersink" : "abuffersink", NULL, &chain->sink);
	if (code >= 0)
		code = connect(chain, filters);
	free(arguments);
	if (code < 0) {
		av_fail(err, code, "can't convert the clip's %s", picture ? "pictures" : "sound");
		chain_free(chain);
		return NULL;
	}
	remember_shape(chain->like, frame);
	return chain;
}

bool chain_takes(const struct chain *chain, const AVFrame *frame)
{
	const AVFrame *like = chain->like;
	return frame->format == like->format && frame->width == like->width &&
	       frame->height == like->height && frame->colorspace == like->colorspace &&
	       frame->color_range == like->color_range &&
	       av_cmp_q(frame->sample_aspect_ratio, like->sample_aspect_ratio) == 0 &&
	       frame->sample_rate == like->sample_rate &&
	       av_channel_layout_compare(&frame->ch_layout, &like->ch_layout) == 0;
}

int chain_push(struct chain *chain, AVFrame *frame, struct err *err)
{
	int code = av_buffersrc_add_frame(chain->source, frame);
	return code < 0 ? av_fail(err, code, "can't convert the clip") : 0;
}

int chain_pull(struct chain *chain, AVFrame *frame, struct err *err)
{
	av_frame_unref(frame);
	int code = av_buffersink_get_frame(chain->sink, frame);
	if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
		return 0;
	if (code < 0)
		return av_fail(err, code, "can't convert the clip");
	frame->time_base = av_buffersink_get_time_base(chain->sink);
	return 1;
}

void chain_free(struct chain *chain)
{
	if (!chain)
		return;
	avfilter_graph_free(&chain->graph);
	av_frame_free(&chain->like);
	free(chain);
}
