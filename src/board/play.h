/* SPDX-License-Identifier: MIT
 *
 * What is playing: a take, two in step, or the cut. A screen over the others, which go on
 * drawing theirs: where one of them asks board_picture for a clip that plays, in a box
 * that is large enough, it gets the frame of the moment; else the frame fills the screen.
 */
#ifndef BOARD_PLAY_H
#define BOARD_PLAY_H

#include "board/board.h"
#include "core/scenes/picture.h"

struct play;

/* The action "play". */
int play_act_open(struct screen *screen, struct call *call, struct err *err);

/* A drawing begins, and will ask anew. */
void play_begin(struct play *play);
/* What a drawing asks for: the frame in exactly this box, if there is one; NULL. */
const struct picture *play_picture(struct play *play, const char *clip, int cols, int rows,
				   double cell_aspect);
/* Asks the media process for what the last drawing wants; false when nothing is left. */
bool play_step(struct play *play);
/* The terminal was left, or is looked at again: what plays waits meanwhile. */
void play_focus(struct play *play, bool focused);
/* True while a frame is awaited. */
bool play_waits(const struct play *play);
/* The moment, as a line. */
void play_draw_time(const struct play *play, struct grid *grid, int row, int cols);

#endif
