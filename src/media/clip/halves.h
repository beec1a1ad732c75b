/* SPDX-License-Identifier: MIT
 *
 * Pixels as half blocks, two a cell: for what moves. A tenth of the time chafa takes,
 * and fewer bytes on the line, for what hardly changes is left as it stands.
 */
#ifndef MEDIA_CLIP_HALVES_H
#define MEDIA_CLIP_HALVES_H

#include "media/clip/box.h"

/* Zeroed is nothing drawn yet. */
struct halves {
	uint32_t *seen; /* 0xRRGGBB of what stands there */
	int cols, rows;
	uint16_t *numbers; /* of colours met by now, 5 bits a channel: one more, 0 is not met */
	enum cells_colours of;
};

/* Draws a picture of box->cols x 2 box->rows pixels (RGBA). Without colours it is as
 * cells_draw has it. */
void halves_draw(struct halves *halves, const struct cell_box *box, const uint8_t *rgba,
		 struct picture_cell *out);
void halves_clear(struct halves *halves);

#endif
