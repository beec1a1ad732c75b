/* SPDX-License-Identifier: MIT
 *
 * The panel: a stage, drawn. Everything that stands still is painted once when
 * it is opened; a frame then only puts it together.
 */
#ifndef MEDIA_DRAW_PANEL_H
#define MEDIA_DRAW_PANEL_H

#include <stdint.h>

#include "media/stage/stage.h"
#include "util/err.h"

struct AVFrame;
struct panel;

#define PANEL_SIDE_MIN 64
#define PANEL_SIDE_MAX 4096

/* What stands behind everything instead of the scenery: rows of RGB without gaps. */
struct backdrop {
	const uint8_t *rgb;
	int width, height;
};

struct panel_settings {
	int width, height;      /* even, PANEL_SIDE_MIN … PANEL_SIDE_MAX */
	int rate_num, rate_den; /* frames a second */
	long frames;
	uint64_t seed; /* another one restages */
	const struct backdrop *backdrop; /* NULL for none; not kept */
};

/* Paints; the stage is borrowed until panel_close. Returns new; NULL names what
 * the fonts here can't draw. */
struct panel *panel_open(const struct stage *stage, const struct panel_settings *settings,
			 struct err *err);
/* Frame `index` of frames, yuv420p, BT.709, limited range. Borrowed until the
 * next call. */
struct AVFrame *panel_frame(struct panel *panel, long index);
void panel_close(struct panel *panel);

#endif
