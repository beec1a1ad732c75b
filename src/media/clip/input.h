/* SPDX-License-Identifier: MIT
 *
 * A clip or picture from a stranger, decoded frame by frame under all limits:
 * known formats only, few streams, bounded size, one thread, nothing opened.
 *
 * Order: open, look at input_info, then read one kind of frame until 0; seek
 * whenever. Packets of the other kind met on the way are passed over: read the
 * picture first, seek back, read the sound; or open the descriptor twice (each
 * input has its own position).
 */
#ifndef MEDIA_CLIP_INPUT_H
#define MEDIA_CLIP_INPUT_H

#include <stdbool.h>

#include "util/err.h"

struct AVFrame;
struct input;

#define INPUT_WIDTH_MAX 4096
#define INPUT_HEIGHT_MAX 2304 /* or the other way round */
#define INPUT_STREAMS_MAX 16

/* Texts live as long as the input. Sizes and rates are what the file says until
 * a frame was decoded, then what it is; 0 where unknown. */
struct input_info {
	bool still;	       /* a picture, not a clip */
	const char *format;    /* "mp4", "webm" */
	const char *extension; /* "mp4", without the dot */
	double seconds;
	const char *codec; /* of the picture */
	int width, height; /* as stored */
	int turn;	   /* clockwise, to be seen upright: 0, 90, 180, 270 */
	int rate_num, rate_den;
	bool sound;
	const char *sound_codec;
	int sample_rate, channels;
};

/* The descriptor (a regular file) is borrowed until input_close. Returns new. */
struct input *input_open(int fd, struct err *err);
void input_close(struct input *input);
const struct input_info *input_info(const struct input *input);

/* The next frame: 1, or 0 at the end, or -1. Frames come in the order they are
 * shown. frame->pts is always set, in frame->time_base from the clip's first
 * picture (sound may begin before it: negative). The frame is unreferenced first
 * and is the caller's to unreference. */
int input_next_video(struct input *input, struct AVFrame *frame, struct err *err);
int input_next_audio(struct input *input, struct AVFrame *frame, struct err *err);
/* The very first picture, or an error. */
int input_first_video(struct input *input, struct AVFrame *frame, struct err *err);
/* The next frames come from the last keyframe at or before `seconds` (or from an
 * earlier one where the format can't tell): decode on to what is wanted. Sound
 * needs a frame or two to settle: seek 0.1 s earlier for it. */
int input_seek_before(struct input *input, double seconds, struct err *err);
/* For one small picture of that moment: pictures shown before it may be left out,
 * and edges are not smoothed. Before the first frame is read. */
void input_hurry(struct input *input, double seconds);
/* When a frame is shown, in seconds from the clip's first picture. */
double input_seconds(const struct AVFrame *frame);

/* How many bytes the index says lie beyond the end of the file: a truncated
 * clip whose first frames are fine. */
long long input_missing_bytes(const struct input *input);
/* An error if the clip ends before what it says of itself; formats without an
 * index are read through for it. The next frame is the first. */
int input_check_whole(struct input *input, struct err *err);
/* Packets and frames that could not be decoded and were passed over so far. */
long input_damaged(const struct input *input);

#endif
