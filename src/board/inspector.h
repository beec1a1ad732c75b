/* SPDX-License-Identifier: MIT
 *
 * All there is to know of the scene under the cursor. What the disk has to be asked for
 * (the takes, why one is stale) and the large picture come once the cursor rests.
 */
#ifndef BOARD_INSPECTOR_H
#define BOARD_INSPECTOR_H

#include "board/board.h"
#include "board/layout.h"
#include "film/take.h"

struct inspector {
	char *scene; /* whose takes are here; NULL: nobody's */
	struct take_list takes;
	size_t shown; /* of them; their number: none */
	char *walked; /* to this one, of this scene: it stays shown when takes are read anew */
	char *walked_scene;
	char *why;       /* the take shown is stale; NULL: it is not, or nothing tells */
	char *price;     /* of one more take; NULL: not known yet */
	bool is_refused; /* then `price` says why */
	char *clip;      /* of the picture that stands there */
	char *subject;   /* the scene that is told of; NULL: none yet */
};

/* `here` is the scene under the cursor; while that moves, the one before is told of. */
void inspector_draw(struct inspector *inspector, struct board *board, struct grid *grid,
		    const struct layout *layout, const struct scene *here);
/* The cursor rests: true if something has been learnt. */
bool inspector_rest(struct inspector *inspector, struct board *board, const struct scene *scene);
/* The take that is shown of the scene: the one walked to, else the circled one, else the
 * newest. NULL if there is none, or the takes have not been looked at yet. */
const struct take *inspector_take(const struct inspector *inspector, const struct scene *scene);
/* The name of the take walked to, also while the takes are read anew; NULL: none was. */
const char *inspector_walked(const struct inspector *inspector, const struct scene *scene);
/* Walks to another one: so many on or back, or the one of this name (NULL: by number). */
int inspector_walk(struct inspector *inspector, struct board *board, const struct scene *scene,
		   long by, const char *name, struct err *err);
/* What was learnt may be no longer so. */
void inspector_forget(struct inspector *inspector);
void inspector_clear(struct inspector *inspector);

#endif
