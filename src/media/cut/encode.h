/* SPDX-License-Identifier: MIT
 *
 * H.264 (and AAC) into an MP4 on a descriptor. The settings that end up in the
 * SPS and PPS are the same for every file of one size and rate, so that packets
 * of different files can be joined; one thread, so that the same pictures give
 * the same bytes.
 */
#ifndef MEDIA_CUT_ENCODE_H
#define MEDIA_CUT_ENCODE_H

#include <stdbool.h>
#include <stdint.h>

#include "util/err.h"

struct AVFrame;
struct encoder;

#define ENCODE_SAMPLE_RATE 48000

struct encode_settings {
	int width, height;     /* even */
	int rate_num, rate_den; /* frames a second */
	const char *preset;    /* x264's: "veryfast" */
	int crf;
	bool sound;	       /* an AAC track, stereo, encoded in a hurry */
};

/* Writes to fd from its start; fd is borrowed. Returns new. */
struct encoder *encoder_open(int fd, const struct encode_settings *settings, struct err *err);
/* The next picture: yuv420p, bt709, limited range, of the settings' size; `key`
 * makes it an IDR. The frame is borrowed. */
int encoder_picture(struct encoder *encoder, struct AVFrame *frame, bool key, struct err *err);
/* The next samples: interleaved stereo, s16, any number. */
int encoder_sound(struct encoder *encoder, const int16_t *samples, long count, struct err *err);
/* Ends the file; the index stands before the media. Frees the encoder either
 * way. */
int encoder_close(struct encoder *encoder, struct err *err);
/* Frees without ending. */
void encoder_drop(struct encoder *encoder);

#endif
