/* SPDX-License-Identifier: MIT
 *
 * The box of cells a request wants filled, and the memory in which it is handed over.
 */
#ifndef MEDIA_CLIP_BOX_H
#define MEDIA_CLIP_BOX_H

#include "media/clip/cells.h"
#include "util/json.h"

struct cell_box {
	int cols, rows;
	double cell_aspect;
	enum cells_colours colours;
};

/* Reads `cols` `rows` `cell_aspect` `colours` of a request. */
int box_read(const struct json *body, struct cell_box *box, struct err *err);
/* Shrinks it to the shape of a picture of that size. */
void box_fit(struct cell_box *box, double width, double height);
/* Returns a memfd with room for its cells, mapped at *cells until box_unmap; -1. */
int box_map(const struct cell_box *box, struct picture_cell **cells, struct err *err);
void box_unmap(const struct cell_box *box, struct picture_cell *cells);

#endif
