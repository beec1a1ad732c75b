/* SPDX-License-Identifier: MIT
 *
 * What batch.c and batch_circle.c share.
 */
#ifndef CORE_BATCH_PRIVATE_H
#define CORE_BATCH_PRIVATE_H

#include "core/batch.h"

struct item {
	char *scene;
	char *take; /* once made */
	uint64_t seed;
	int64_t job;   /* 0: not seen yet */
	double frames; /* it will have */
	double done;
	bool ended;
	bool adopted; /* was there before */
	bool tried;   /* its circle is being saved */
	bool settled; /* circled, or found not to want it */
	bool circled;
	char *error;
};

struct batch {
	struct call *call;
	struct item *items;
	size_t count, room;
	size_t first; /* none before it is still open */
	double done, of;
	int64_t circled_ms;
	struct err error;   /* the first failure */
	const char *reason; /* its item's error; others with the same are not told */
	size_t failed, cancelled, made;
};

/* Circles what has come in, in one step. What can't be saved now is tried again
 * the next time. */
int batch_circle(struct batch *batch, struct err *err);
/* The same at the batch's end: what fails now has failed. */
void batch_circle_last(struct batch *batch);

#endif
