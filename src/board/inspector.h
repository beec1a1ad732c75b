/* SPDX-License-Identifier: MIT
 *
 * All there is to know of the scene under the cursor. What the disk has to be asked for
 * (the takes, why one is stale) and the large picture come once the cursor rests.
 */
#ifndef BOARD_INSPECTOR_H
#define BOARD_INSPECTOR_H

#include "board/board.h"
#include "board/layout.h"

struct inspector {
	char *scene; /* whose takes have been looked at; NULL: nobody's */
	char *why;   /* its circled take is stale; NULL: it is not, or nobody knows */
	char *maker; /* provider and model of the take shown */
	char *clip;  /* of the picture that stands there */
};

void inspector_draw(struct inspector *inspector, struct board *board, struct grid *grid,
		    const struct layout *layout, const struct scene *scene);
/* The cursor rests: true if something has been learnt. */
bool inspector_rest(struct inspector *inspector, struct board *board, const struct scene *scene);
/* What was learnt may be no longer so. */
void inspector_forget(struct inspector *inspector);
void inspector_clear(struct inspector *inspector);

#endif
