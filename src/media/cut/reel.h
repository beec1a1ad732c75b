/* SPDX-License-Identifier: MIT
 *
 * The packets of an MP4 that encode.h wrote: pictures counted in frames of the
 * film, ready to be copied.
 */
#ifndef MEDIA_CUT_REEL_H
#define MEDIA_CUT_REEL_H

#include <libavcodec/codec_par.h>
#include <libavcodec/packet.h>
#include <libavutil/rational.h>

#include "util/err.h"
#include "util/file.h"

struct reel;

/* `rate` is frames a second. The descriptor is borrowed until reel_free. Returns
 * new. */
struct reel *reel_open(int fd, AVRational rate, struct err *err);
/* How many pictures the file has. */
long reel_frames(const struct reel *reel);
const AVCodecParameters *reel_parameters(const struct reel *reel);
/* SHA-256 of what a decoder must know: the same for files that can be joined. */
void reel_digest(const struct reel *reel, char out[DIGEST_SIZE]);
/* The next picture in the order of the file, pts and dts in frames: 1, or 0 at
 * the end, or -1. */
int reel_next(struct reel *reel, AVPacket *packet, struct err *err);
/* The same, passing over what comes before the IDR shown as frame `frame`; it is an
 * error if there is none. */
int reel_skip_to(struct reel *reel, long frame, AVPacket *packet, struct err *err);
/* A decoder for its packets; returns new, for avcodec_free_context. */
struct AVCodecContext *reel_decoder(const struct reel *reel, struct err *err);
/* How many samples of sound the file has, what the encoder puts before and
 * behind them left out. */
int reel_samples(int fd, long *samples, struct err *err);
void reel_free(struct reel *reel);

#endif
