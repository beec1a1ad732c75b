/* SPDX-License-Identifier: MIT
 *
 * Takes on their way, from the wish to the circled take: the jobs one call of
 * `generate` started, with their progress in one line. It runs in the turns of
 * the loop; the call ends when the last job has.
 */
#ifndef CORE_BATCH_H
#define CORE_BATCH_H

#include "core/call.h"
#include "job/jobs.h"

struct batch;

/* A batch for a pending call; it becomes the session's. Fails while another is on
 * its way. */
struct batch *batch_new(struct call *call, struct err *err);
/* Another take of the scene. */
void batch_wish(struct batch *batch, const char *scene, uint64_t seed);
/* A take that is there already and only wants circling. */
void batch_adopt(struct batch *batch, const char *scene, const char *take);
/* Starts all jobs. When it fails the batch is gone. */
int batch_start(struct batch *batch, struct err *err);
void batch_free(struct batch *batch);

#endif
