/* SPDX-License-Identifier: MIT
 *
 * The stage of a request: its `recipe` and `locale`, read with the lexicon of the
 * folders in places.h.
 */
#ifndef MEDIA_STAGE_STAGE_VERB_H
#define MEDIA_STAGE_STAGE_VERB_H

#include "media/stage/stage.h"
#include "media/task.h"

/* Fills a zeroed stage. */
int stage_of_task(const struct task *task, struct stage *out, struct err *err);

#endif
