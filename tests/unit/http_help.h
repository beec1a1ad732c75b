/* SPDX-License-Identifier: MIT
 *
 * A server of the test's own, and what is said to it.
 */
#ifndef HTTP_HELP_H
#define HTTP_HELP_H

#include "job/http.h"
#include "tests/unit/check.h"

struct peer {
	char *folder, *log;
	pid_t pid;
	int port;
};

struct talk {
	struct loop *loop;
	struct http *http;
	bool ended;
	enum wire_net net;
	int status;
	char *body, *why;
	double retry_after;
	int64_t got, length;
	bool resumed, lasting;
};

void peer_start(struct peer *peer, const char *routes);
void peer_stop(struct peer *peer);
/* Returns new: all that was asked of it. */
char *peer_log(const struct peer *peer);

void talk_begin(struct talk *talk);
void talk_end(struct talk *talk);
/* Sends, and turns the loop until it has ended. */
void talk_ask(struct talk *talk, const struct wire_request *what,
	      const struct http_options *options);
/* A GET with a key, that of the server (of another origin: `foreign`), and its reply. */
void talk_get(struct talk *talk, const struct peer *peer, const char *path, bool foreign);
/* How often the word stands in the text. */
int times_in(const char *text, const char *word);

#endif
