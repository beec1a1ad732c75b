/* SPDX-License-Identifier: MIT
 *
 * What a job at a service has besides its run: wire_run.c makes and frees it, wire_job.c
 * carries it.
 */
#ifndef JOB_WIRE_RUN_H
#define JOB_WIRE_RUN_H

#include "job/http.h"
#include "job/run.h"
#include "job/stills.h"

struct wire_run {
	const struct provider *provider;
	struct json *wire; /* the description, with the model's own part */
	struct task task;
	char *key, *origin; /* where the key may go */
	struct http_request *request;
	uint64_t timer;
	int64_t began_ms;
	bool fetching; /* the request under way is the clip */
	bool leaving;  /* the service has been told that it is unwanted */
	struct stills stills;
};

#endif
