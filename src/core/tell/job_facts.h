/* SPDX-License-Identifier: MIT
 *
 * All there is to know of one job, for people: what the ledger says of it, and what can
 * be done about it.
 */
#ifndef CORE_TELL_JOB_FACTS_H
#define CORE_TELL_JOB_FACTS_H

#include "core/tell/output.h"
#include "job/job.h"

/* It is open, but its process is gone. */
bool job_is_left(const struct job *job);

struct fact {
	const char *label;
	char *text; /* owned; NULL: there is nothing to say */
};
#define JOB_FACTS 9
/* The error, or what it waits for, comes first, in full. `usual` is in seconds, NAN: not known. */
void job_facts(const struct job *job, double usual, struct fact out[JOB_FACTS]);
void job_facts_clear(struct fact facts[JOB_FACTS]);

/* A command that can be given it, and what that does: "fetch", "asks the service for it". */
struct way {
	const char *command, *text;
};
/* The list ends with a NULL command; no way leads on from a job that is done. */
const struct way *job_ways(const struct job *job);
/* Returns new: why there is none, NULL where that is plain. */
char *job_waits_for(const struct job *job);

/* The whole of it on a page. */
void job_page(struct output *out, const struct job *job, double usual);

#endif
