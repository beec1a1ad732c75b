/* SPDX-License-Identifier: MIT
 *
 * The form of the lexicon's files: UTF-8 lines; "# …" and blank ones are for
 * people, "[name]" opens a section, everything else is a row.
 */
#ifndef MEDIA_STAGE_ROWS_H
#define MEDIA_STAGE_ROWS_H

#include "util/err.h"

/* `section` is "" before the first; `row` may be changed. Returns 0, or -1 with
 * err set. */
typedef int row_fn(void *arg, const char *section, char *row, struct err *err);
/* Calls for each row of FOLDER/NAME; an error gets "PATH:LINE: " in front. A file
 * that is not there is ERR_NOT_FOUND. */
int rows_read(const char *folder, const char *name, row_fn *call, void *arg, struct err *err);

#endif
