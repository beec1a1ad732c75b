/* SPDX-License-Identifier: MIT
 *
 * The fields a scene has set and the cast its prompt names, as the inspector lists
 * them.
 */
#ifndef BOARD_INSPECTOR_FIELDS_H
#define BOARD_INSPECTOR_FIELDS_H

#include "board/board.h"

/* How many rows they take at so many columns. */
int inspector_field_rows(const struct board *board, const struct scene *scene, int cols);
void inspector_fields_draw(const struct board *board, struct grid *grid, struct box box,
			   const struct scene *scene);

#endif
