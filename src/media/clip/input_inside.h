/* SPDX-License-Identifier: MIT
 *
 * What an input is made of; for the files of the input alone. input_open.c opens
 * and describes, input.c reads, input_whole.c asks whether all of it is there.
 */
#ifndef MEDIA_CLIP_INPUT_INSIDE_H
#define MEDIA_CLIP_INPUT_INSIDE_H

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>

#include "media/clip/input.h"
#include "media/clip/sniff.h"

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
	bool hurried;
	int64_t wanted; /* hurried: the pts before which pictures may be left out */
	long damaged, damaged_in_row;
	struct input_info info;
};

#define INPUT_PIXELS_MAX (INPUT_WIDTH_MAX * INPUT_HEIGHT_MAX)

/* Reads on to the next packet of the track and parks it: 1, 0 at the end, -1. */
int input_next_packet(struct input *input, const struct track *track, struct err *err);
/* An error if the index reaches beyond the end of the file. */
int input_check_bytes(const struct input *input, struct err *err);
/* An error unless pictures of that size are read. */
int input_check_size(int width, int height, struct err *err);

/* The turn a player gives the picture, from a display matrix. */
int input_turn(const void *matrix, size_t bytes);

#endif
