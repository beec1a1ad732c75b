/* SPDX-License-Identifier: MIT
 *
 * The form of a scene, a cast member or the film: every field, the longest text first,
 * each written in as its row of the field table says.
 */
#ifndef BOARD_FORM_H
#define BOARD_FORM_H

#include "board/board.h"
#include "film/field.h"

/* Returns new, to be pushed; NULL and an error if there is none of that name (NULL for
 * the film). */
struct screen *form_new(struct board *board, enum field_of of, const char *name, struct err *err);
/* What "open" and "edit" do on any screen: "match", "film", "cast:kitten"; the scene's
 * field in an editor of the person's own. */
int form_act_open(struct screen *screen, struct call *call, struct err *err);
int form_act_edit(struct screen *screen, struct call *call, struct err *err);

#endif
