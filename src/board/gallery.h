/* SPDX-License-Identifier: MIT
 *
 * Pictures of clips as cells: those at hand in memory, others from the disk
 * (.scenetty/pictures) or the media process. Between gallery_begin and gallery_end a
 * drawing says what it wants, first what matters most; what it no longer wants is
 * given up. Nothing waits: gallery_step reads from the disk when there is time, the
 * media process answers in turns of the loop.
 */
#ifndef BOARD_GALLERY_H
#define BOARD_GALLERY_H

#include <stdbool.h>

#include "core/scenes/picture.h"
#include "core/session/session.h"

struct gallery;

/* A clip's frame in a box of cells. */
struct frame_wish {
	const char *clip; /* relative to the film's folder */
	double at;        /* NAN: the middle */
	int cols, rows;
	double cell_aspect;
};

/* `changed` is called when a picture has come. */
struct gallery *gallery_new(struct session *session, const char *colours,
			    void (*changed)(void *arg), void *arg);
/* Sweeps the folder on the disk if it has grown too large. */
/* Pictures from now on in other colours. */
void gallery_recolour(struct gallery *gallery, const char *colours);
void gallery_free(struct gallery *gallery);

void gallery_begin(struct gallery *gallery);
/* The picture, or until it is there another of that clip that fits the box, or NULL;
 * *failed when there will be none. Unless `now` it is not asked for. Borrowed until
 * the next gallery_step or turn of the loop. */
const struct picture *gallery_want(struct gallery *gallery, const struct frame_wish *wish, bool now,
				   bool *failed);
void gallery_end(struct gallery *gallery);

/* Takes one picture from the disk, or asks for one; false when nothing is left to
 * do but wait for answers. */
bool gallery_step(struct gallery *gallery);
/* True while an answer is awaited. */
bool gallery_waits(const struct gallery *gallery);

#endif
