/* SPDX-License-Identifier: MIT
 *
 * The contact sheet: a thumbnail of every scene, as many side by side as fit.
 */
#ifndef CORE_SCENES_SHEET_H
#define CORE_SCENES_SHEET_H

#include "core/language/call.h"

/* As wide as `columns`; thumbnails are `rows` high, 0: as the film's shape asks. */
int sheet_write(struct call *call, int columns, int rows, struct err *err);

#endif
