/* SPDX-License-Identifier: MIT
 *
 * Room at the servers: how many jobs each takes at once, whichever process, film or
 * provider's file they are of. The ledger says who is there: a job holds its place from
 * submitting until its clip is here. What a dead process left goes on at the server and
 * holds its place there too, until somebody settles it, or it has lasted longer than any
 * job may; what it never sent, and what may never have arrived, holds none.
 */
#ifndef JOB_SLOT_H
#define JOB_SLOT_H

#include "job/ledger.h"

/* Where a job may go. */
struct slots {
	const char **places; /* all the same to it */
	size_t count;
	size_t each;    /* so many jobs at one place */
	double lasting; /* seconds a job goes on there without its process; 0: it does not */
};
/* Those of others that are in the way. */
struct slot_holders {
	size_t count;
	int64_t pid; /* of one that lives; 0: all are dead */
};

/* Takes a slot where most are free and moves the queued job to submitting, both at once:
 * 1, with the place (borrowed from the slots); 0 where all are taken, with the holders;
 * -1. */
int slot_take(struct ledger *ledger, struct job *job, const struct slots *slots, const char **place,
	      struct slot_holders *holders, struct err *err);

#endif
