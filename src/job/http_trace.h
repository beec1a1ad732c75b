/* SPDX-License-Identifier: MIT
 *
 * The conversation with servers, written down for who looks for a fault, without what is
 * secret: keys are masked wherever they stand, as are headers and parts of URLs that
 * grant something; pictures in a text are shortened, bytes are only counted.
 *
 *   2026-11-22T16:40:00Z 3 > POST /v1/videos HTTP/1.1
 *
 * is a time, the number of a request, and * what happens, > < its head and the reply's,
 * ) ( their bodies.
 */
#ifndef JOB_HTTP_TRACE_H
#define JOB_HTTP_TRACE_H

#include <stdbool.h>

#include "job/http_curl.h"
#include "util/buf.h"
#include "util/err.h"

struct http_trace {
	int fd; /* -1: none */
	unsigned number;
	char *secret;    /* the key; NULL: none */
	char mark;       /* of the body that is collected, 0: none */
	struct buf body; /* its beginning */
	size_t bytes;    /* all of it */
	bool is_media;   /* it is only counted */
};

/* Opens the file, the user's alone; what it holds stays. Returns the descriptor. */
int http_trace_open(const char *path, struct err *err);
/* The key is copied. */
void http_trace_begin(struct http_trace *trace, const struct curl *curl, CURL *easy, int fd,
		      unsigned number, const char *key);
void http_trace_clear(struct http_trace *trace);

#endif
