/* SPDX-License-Identifier: MIT
 *
 * A question to a server beside all jobs, one that costs nothing: its file's "test" or
 * "catalog". The key goes along with a test as it does with a job, and is in nothing that
 * is told; a catalog is public.
 */
#ifndef JOB_INQUIRY_H
#define JOB_INQUIRY_H

#include <stdint.h>

#include "job/http.h"
#include "provider/provider.h"

struct inquiry;

struct inquiry_end {
	bool ok;
	int64_t ms;
	const char *said;         /* what came of it, a clause: "answers", "the key is refused …" */
	const struct json *reply; /* if it is JSON, else NULL */
};
typedef void inquiry_fn(void *arg, const struct inquiry_end *end);

/* NULL and an error if it can't even be asked. Free after its callback by itself. */
struct inquiry *inquiry_begin(struct http *http, const struct provider *provider,
			      const char *which, const char *base, inquiry_fn *call, void *arg,
			      struct err *err);
/* No callback any more. */
void inquiry_drop(struct inquiry *inquiry);

#endif
