/* SPDX-License-Identifier: MIT
 *
 * What one more take of a scene costs, or why its model can't make it.
 */
#ifndef BOARD_INSPECTOR_PRICE_H
#define BOARD_INSPECTOR_PRICE_H

#include "board/board.h"

/* Returns new: "free", "0.40 USD, as of 2026-11-02", "about 0.40 USD", "price not known".
 * NULL with an error when it can't be had: the provider is unknown, or its model can't do
 * what the scene asks for. */
char *price_text(struct board *board, enum context context, const struct scene *scene,
		 struct err *err);

#endif
