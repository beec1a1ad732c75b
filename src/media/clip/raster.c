/* SPDX-License-Identifier: MIT */
#include "media/clip/raster.h"

#include <libavutil/frame.h>
#include <libswscale/swscale.h>
#include <stdbool.h>
#include <stdlib.h>

#include "media/av.h"
#include "util/mem.h"

#define PIXEL_BYTES 4
#define HD_LINES 720
/* With all of the chroma RGB sources take a third of the time. */
#define SCALING (SWS_AREA | SWS_FULL_CHR_H_INP)

static bool is_lying(int turn)
{
	return turn == 90 || turn == 270;
}

void raster_size(const AVFrame *frame, int turn, double *width, double *height)
{
	AVRational shape = frame->sample_aspect_ratio;
	double wide = frame->width, high = frame->height;
	if (shape.num > 0 && shape.den > 0)
		wide *= av_q2d(shape);
	*width = is_lying(turn) ? high : wide;
	*height = is_lying(turn) ? wide : high;
}

/* Untagged pictures: as players take them. */
static int matrix_of(const AVFrame *frame)
{
	if (frame->colorspace != AVCOL_SPC_UNSPECIFIED && frame->colorspace != AVCOL_SPC_RGB)
		return (int)frame->colorspace;
	return frame->height >= HD_LINES ? SWS_CS_ITU709 : SWS_CS_ITU601;
}

static struct SwsContext *scaler_for(struct SwsContext *last, const AVFrame *frame, int width,
				     int height)
{
	struct SwsContext *scaler = sws_getCachedContext(
		last, frame->width, frame->height, (enum AVPixelFormat)frame->format, width,
		height, AV_PIX_FMT_RGBA, SCALING, NULL, NULL, NULL);
	int *from, *to, from_full, to_full, brightness, contrast, saturation;
	if (scaler && sws_getColorspaceDetails(scaler, &from, &from_full, &to, &to_full,
					       &brightness, &contrast, &saturation) >= 0)
		sws_setColorspaceDetails(scaler, sws_getCoefficients(matrix_of(frame)),
					 from_full || frame->color_range == AVCOL_RANGE_JPEG, to,
					 to_full, brightness, contrast, saturation);
	return scaler;
}

/* Where the pixel that is to stand at x, y of the turned raster is now. */
static size_t source_of(int turn, int width, int height, int x, int y)
{
	size_t w = (size_t)width, h = (size_t)height, right = (size_t)x, down = (size_t)y;
	switch (turn) {
	case 90:
		return (w - 1 - right) * h + down;
	case 180:
		return (h - 1 - down) * w + (w - 1 - right);
	case 270:
		return right * h + (h - 1 - down);
	default:
		return down * w + right;
	}
}

static void turn_pixels(struct raster *raster, int turn)
{
	size_t count = (size_t)raster->width * (size_t)raster->height;
	const uint32_t *from = (const uint32_t *)(void *)raster->rgba;
	uint32_t *to = xmalloc(count * PIXEL_BYTES), *put = to;
	for (int y = 0; y < raster->height; y++)
		for (int x = 0; x < raster->width; x++)
			*put++ = from[source_of(turn, raster->width, raster->height, x, y)];
	free(raster->rgba);
	raster->rgba = (uint8_t *)to;
}

int raster_make(const AVFrame *frame, int turn, int width, int height, struct raster *out,
		struct err *err)
{
	int across = is_lying(turn) ? height : width, down = is_lying(turn) ? width : height;
	out->scaler = scaler_for(out->scaler, frame, across, down);
	if (!out->scaler)
		return err_set(err, ERR_MEDIA, "pictures of this kind can't be scaled");
	if (out->width != width || out->height != height) {
		free(out->rgba);
		out->rgba = xmalloc((size_t)width * (size_t)height * PIXEL_BYTES);
		out->width = width;
		out->height = height;
	}
	uint8_t *planes[] = {out->rgba, NULL, NULL, NULL};
	int strides[] = {across * PIXEL_BYTES, 0, 0, 0};
	int code = sws_scale(out->scaler, (const uint8_t *const *)frame->data, frame->linesize, 0,
			     frame->height, planes, strides);
	if (code < 0) {
		raster_clear(out);
		return av_fail(err, code, "the picture can't be scaled");
	}
	if (turn)
		turn_pixels(out, turn);
	return 0;
}

void raster_clear(struct raster *raster)
{
	free(raster->rgba);
	sws_freeContext(raster->scaler);
	*raster = (struct raster){0};
}
