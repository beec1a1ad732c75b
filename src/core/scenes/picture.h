/* SPDX-License-Identifier: MIT
 *
 * A frame of a clip as terminal cells, asked of the media process.
 */
#ifndef CORE_SCENES_PICTURE_H
#define CORE_SCENES_PICTURE_H

#include "core/session/session.h"
#include "core/tell/output.h"

struct picture {
	int cols, rows;
	struct picture_cell *cells; /* owned; row by row */
};

/* Returns new: the request for a frame (`at` seconds, NAN: the middle) of the clip that
 * goes along with it. */
struct json *picture_request(double at, int cols, int rows, double cell_aspect,
			     const char *colours);
/* Reads the answer: the cells in `fd`, no more than were asked for. */
int picture_answer(const struct json *answer, int fd, int cols, int rows, struct picture *out,
		   struct err *err);
/* Reads cells from where `fd` stands to its end; nothing unprintable comes through. */
int picture_read(int fd, int cols, int rows, struct picture *out, struct err *err);
/* The middle of a clip of the film's folder in a box of cells; it keeps its
 * aspect. Turns the loop until it is there. */
int picture_of_clip(struct session *session, const struct output *out, const char *clip, int cols,
		    int rows, struct picture *picture, struct err *err);
/* Writes a row of it; rows beyond the last are blank. Returns the columns. */
int picture_write_row(const struct picture *picture, struct output *out, int row);
void picture_clear(struct picture *picture);

#endif
