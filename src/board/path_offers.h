/* SPDX-License-Identifier: MIT
 *
 * Paths as candidates.
 */
#ifndef BOARD_PATH_OFFERS_H
#define BOARD_PATH_OFFERS_H

#include "core/help/complete.h"

/* Adds what the path may become, files if it asks for them, folders always. */
void path_offers(struct completion *completion, const char *typed);

#endif
