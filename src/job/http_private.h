/* SPDX-License-Identifier: MIT
 *
 * What the files of HTTP share: http.c carries requests, http_ask.c sets them up,
 * http_read.c takes what comes.
 */
#ifndef JOB_HTTP_PRIVATE_H
#define JOB_HTTP_PRIVATE_H

#include "job/http.h"
#include "job/http_curl.h"
#include "job/http_trace.h"
#include "util/buf.h"

struct http {
	struct curl curl;
	struct loop *loop;
	CURLM *multi;
	struct http_request *requests;
	size_t open;
	uint64_t soon; /* timer: there is something to be performed */
	int trace;
	unsigned sent;
};

struct http_request {
	struct http *http;
	const struct curl *curl; /* its own */
	struct http_request *next;
	CURL *easy;
	struct curl_slist *headers;
	curl_mime *mime;
	char *text; /* the JSON body */
	char *url;  /* now */
	char *method;
	char *key_header, *origin; /* of the key; NULL: none */
	struct json *known;        /* origins that are no strangers either */
	const char *key;           /* where it begins in there */
	unsigned number;
	struct json *plain;        /* the headers without it */
	struct buf body;
	struct http_trace trace;
	bool foreign, proxied; /* proxied: a foreign URL, by a proxy */
	bool to_file, writing; /* writing: a 2xx, its body goes to the file */
	bool clip_inside, is_error;
	char *refused;         /* why we ended it ourselves; NULL: we did not */
	bool lasting;          /* it would be the same the next time */
	int unwritten;         /* errno of the clip's file */
	int fd, redirects;
	int64_t from, got, cap, length;
	char *validator;        /* of what is in the file: an ETag, or a date */
	bool in_place;          /* the part that comes is the one that was asked for */
	double timeout;
	double retry_after, poll_after;
	http_fn *call;
	http_progress_fn *progress;
	void *arg;
};

/* The handle's options; the body; and, for its URL as it is now, the headers: the key's
 * only where it may go. */
void http_set_up(struct http_request *request);
void http_add_body(struct http_request *request, const struct wire_request *what,
		   const struct http_options *options);
void http_add_headers(struct http_request *request);
/* Of URLs (texts, one or a list) their origins, into a list. */
void http_add_origins(struct json *list, const struct json *urls);
/* True if neither the key nor the user's file names the server. */
bool http_is_strange(const struct http_request *request, const char *origin);
/* Of a foreign URL it is settled here, to know what is connected to; else by libcurl. */
void http_set_proxy(struct http_request *request);
/* Ends it, for a reason in words. */
void http_refuse(struct http_request *request, bool lasting, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* libcurl's callbacks. */
size_t http_on_body(char *data, size_t size, size_t count, void *arg);
size_t http_on_header(char *line, size_t size, size_t count, void *arg);

#endif
