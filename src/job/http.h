/* SPDX-License-Identifier: MIT
 *
 * Requests over HTTP, any number at once, carried by the turns of the loop (libcurl
 * waits for all of it while any is under way).
 *
 * The key goes to one origin, scheme, host and port, and to no other, not over a
 * redirect either: redirects are followed by hand, only for GET, never from https to
 * http, and those and other URLs a server names (`foreign`) never to a private,
 * loopback or link-local address unless that is the key's own origin or one of `known`.
 * TLS is verified. Replies and downloads are capped, and cut off where they trickle.
 */
#ifndef JOB_HTTP_H
#define JOB_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "provider/wire.h"
#include "util/loop.h"

struct http;
struct http_request;

/* What is sent besides what wire_request says. All is borrowed, until http_send
 * returns. */
struct http_key {
	const char *header, *prefix, *key; /* "Authorization", "Bearer ", …; key NULL: none */
	const char *origin;                /* where it may go: url_origin's form */
};

struct http_options {
	const struct wire_picture *pictures; /* of forms */
	size_t picture_count;
	struct http_key key;
	bool foreign; /* a server named the URL */
	const struct json *known[2]; /* URLs of servers the user has named: private or not */
	int fd;       /* the clip's file, with `to_file`; its offset is where it goes on */
	int64_t from; /* bytes that are there already, */
	const char *validator; /* of the clip with this mark */
	int64_t cap;  /* of the clip; 0: HTTP_CLIP_MAX */
};
#define HTTP_CLIP_MAX ((int64_t)8 << 30)
#define HTTP_REPLY_MAX ((int64_t)8 << 20)
#define HTTP_INSIDE_MAX ((int64_t)96 << 20) /* of one that may hold the clip, as base64 */

struct http_reply {
	struct wire_reply wire; /* what wire_next takes */
	int64_t length;         /* of the whole clip as the server told it; -1: it did not */
	int64_t got;            /* bytes in the file now */
	int unwritten;          /* errno of a file that could not take it; 0: it could */
	bool resumed;           /* it went on from where it was: else it began anew */
	const char *validator;  /* the mark of what is in the file; NULL: it has none */
};
typedef void http_fn(void *arg, const struct http_reply *reply);
typedef void http_progress_fn(void *arg, int64_t got, int64_t length);

/* Costs nothing before the first request. */
struct http *http_new(struct loop *loop);
/* What is under way ends without its callback. */
void http_free(struct http *http);
/* The conversation goes to this descriptor (-1: nowhere), keys masked. */
void http_trace(struct http *http, int fd);

/* Fails only if it can't even be tried. `progress` may be NULL. */
struct http_request *http_send(struct http *http, const struct wire_request *what,
			       const struct http_options *options, http_fn *call,
			       http_progress_fn *progress, void *arg, struct err *err);
/* No callback any more. */
void http_drop(struct http_request *request);
size_t http_open(const struct http *http);
struct loop *http_loop(const struct http *http);

#endif
