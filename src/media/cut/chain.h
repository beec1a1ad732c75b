/* SPDX-License-Identifier: MIT
 *
 * A chain of libavfilter's filters between one source and one sink, for frames
 * of one shape.
 */
#ifndef MEDIA_CUT_CHAIN_H
#define MEDIA_CUT_CHAIN_H

#include <stdbool.h>

#include "util/err.h"

struct AVFrame;
struct chain;

/* `filters` is a filter graph description such as "hflip,format=yuv420p"; the
 * chain takes frames like `frame`, pictures or sound. Returns new. */
struct chain *chain_open(const struct AVFrame *frame, const char *filters, struct err *err);
/* True if the chain takes this frame. */
bool chain_takes(const struct chain *chain, const struct AVFrame *frame);
/* Gives it a frame, which is left empty; NULL: there are no more. */
int chain_push(struct chain *chain, struct AVFrame *frame, struct err *err);
/* 1 with a frame, 0 when it wants more or has ended; the frame's time_base is
 * set. */
int chain_pull(struct chain *chain, struct AVFrame *frame, struct err *err);
void chain_free(struct chain *chain);

#endif
