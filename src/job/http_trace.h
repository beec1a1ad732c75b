/* SPDX-License-Identifier: MIT
 *
 * The conversation with a server, written down for who looks for a fault, without
 * what is secret: the key is masked wherever it stands, as are headers that carry one.
 */
#ifndef JOB_HTTP_TRACE_H
#define JOB_HTTP_TRACE_H

#include "util/buf.h"

struct http_trace {
	int fd;       /* -1: none */
	char *secret; /* the key's header; NULL: none */
};

/* `easy` is a CURL handle; `key_header` is copied. */
void http_trace_begin(struct http_trace *trace, void *easy, int fd, const char *key_header);
void http_trace_clear(struct http_trace *trace);

#endif
