/* SPDX-License-Identifier: MIT
 *
 * The conversation with a server, written down for who looks for a fault, without
 * what is secret: the key is masked wherever it stands, as are headers that carry one.
 */
#ifndef JOB_HTTP_TRACE_H
#define JOB_HTTP_TRACE_H

#include "job/http_curl.h"
#include "util/buf.h"

struct http_trace {
	int fd;       /* -1: none */
	char *secret; /* the key's header; NULL: none */
};

/* `key_header` is copied. */
void http_trace_begin(struct http_trace *trace, const struct curl *curl, CURL *easy, int fd,
		      const char *key_header);
void http_trace_clear(struct http_trace *trace);

#endif
